using System.Collections;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Accepts tags: names and values of text. Numbers, true and false count as text; lists, objects and null do not.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateTagAttribute : ValidateArgumentsAttribute
{
    /// <summary>Converts tags that were validated.</summary>
    public static IReadOnlyDictionary<string, string> ToStrings(IDictionary? tags)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry tag in tags ?? new Hashtable())
        {
            texts[GetText(tag.Key)!] = GetText(tag.Value)!;
        }

        return texts;
    }

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        var tags = (IDictionary)arguments.Unwrap()!;
        foreach (DictionaryEntry tag in tags)
        {
            if (string.IsNullOrWhiteSpace(GetText(tag.Key)))
            {
                throw new ValidationMetadataException("The name of a tag must be text that is not empty.");
            }

            if (GetText(tag.Value) is null)
            {
                var kind = tag.Value is null ? "null" : tag.Value.Unwrap()!.GetType().Name;
                throw new ValidationMetadataException(
                    ConnectionStore.ForCurrentRunspace().Redact($"The value of tag '{tag.Key}' must be text; it is {kind}."));
            }
        }
    }

    private static string? GetText(object? value) => value.Unwrap() switch
    {
        bool flag => flag ? "true" : "false",
        Enum name => name.ToString(),
        _ => value.ToScalarText(),
    };
}
