using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Accepts a header value as web servers provide it: text, a list of texts, a number, or a date for Unix seconds.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HeaderValueTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ToText(inputData);

    /// <summary>Returns the value as text. Several values are joined with commas, as in HTTP.</summary>
    public static string? ToText(object? value) => value.Unwrap() switch
    {
        null => null,
        string text => text,
        DateTimeOffset moment => ToUnixSeconds(moment),
        DateTime moment => ToUnixSeconds(moment),
        IEnumerable several => string.Join(',', several.Cast<object?>().Select(ToText)),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    private static string ToUnixSeconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
