using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Accepts tags: names and values of text. Numbers, true and false count as text; lists, objects and null do not.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateTagAttribute : ValidateArgumentsAttribute
{
    /// <summary>Converts tags that were validated.</summary>
    public static IReadOnlyDictionary<string, string> TextsOf(IDictionary? tags)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry tag in tags ?? new Hashtable())
        {
            texts[TextOf(tag.Key)!] = TextOf(tag.Value)!;
        }

        return texts;
    }

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        var tags = (IDictionary)arguments.Unwrap()!;
        foreach (DictionaryEntry tag in tags)
        {
            if (string.IsNullOrWhiteSpace(TextOf(tag.Key)))
            {
                throw new ValidationMetadataException("The name of a tag must be text that is not empty.");
            }

            if (TextOf(tag.Value) is null)
            {
                var kind = tag.Value is null ? "null" : tag.Value.Unwrap()!.GetType().Name;
                throw new ValidationMetadataException(
                    ConnectionStore.ForCurrentRunspace().Redact($"The value of tag '{tag.Key}' must be text; it is {kind}."));
            }
        }
    }

    private static string? TextOf(object? value) => value.Unwrap() switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        char or Guid or Enum => value!.ToString(),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or System.Numerics.BigInteger =>
            ((IFormattable)value.Unwrap()!).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}
