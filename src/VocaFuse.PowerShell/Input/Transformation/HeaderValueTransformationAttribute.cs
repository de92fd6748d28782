using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Accepts a header value as web servers provide it: text, a list of texts, a number, or a date for Unix seconds.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HeaderValueTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => TextOf(inputData);

    /// <summary>Returns the value as text. Several values are joined with commas, as in HTTP.</summary>
    public static string? TextOf(object? value) => value.Unwrap() switch
    {
        null => null,
        string text => text,
        DateTimeOffset moment => Seconds(moment),
        DateTime moment => Seconds(moment),
        IEnumerable several => string.Join(',', several.Cast<object?>().Select(TextOf)),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    private static string Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
