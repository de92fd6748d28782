using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The colours of <c>$PSStyle</c>, or none where output is to be plain.</summary>
/// <param name="style">The style, late bound: the reference assembly does not know its type.</param>
internal readonly struct Palette(object style)
{
    private readonly PSObject style = PSObject.AsPSObject(style);

    public string Good(string text) => Painted(text, "Foreground", "Green");

    public string Pending(string text) => Painted(text, "Formatting", "Warning");

    public string Bad(string text) => Painted(text, "Formatting", "Error");

    /// <summary>
    /// PowerShell takes colours out of what it redirects itself and, where NO_COLOR or OutputRendering say so, out of
    /// everything; but not where its own output goes to a file or to another program.
    /// </summary>
    private bool IsPlain => $"{style.Properties["OutputRendering"]?.Value}" switch
    {
        "Ansi" => false,
        "PlainText" => true,
        _ => Console.IsOutputRedirected,
    };

    private string Painted(string text, string group, string name) =>
        IsPlain || style.Properties[group]?.Value is not { } colours
            ? text
            : $"{PSObject.AsPSObject(colours).Properties[name]?.Value}{text}{style.Properties["Reset"]?.Value}";
}
