using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The colors of <c>$PSStyle</c>, or none for plain output.</summary>
/// <param name="style">The style, late bound because the reference assembly lacks its type.</param>
internal readonly struct Palette(object style)
{
    private readonly PSObject style = PSObject.AsPSObject(style);

    public string Good(string text) => Paint(text, "Foreground", "Green");

    public string Pending(string text) => Paint(text, "Formatting", "Warning");

    public string Bad(string text) => Paint(text, "Formatting", "Error");

    public string Emphasized(string text) => Paint(text, null, "Underline");

    /// <summary>
    /// PowerShell removes colors from output that it redirects itself, and from all output with NO_COLOR or a plain
    /// OutputRendering, but not if the output of its process is redirected.
    /// </summary>
    private bool IsPlain => $"{style.Properties["OutputRendering"]?.Value}" switch
    {
        "Ansi" => false,
        "PlainText" => true,
        _ => Console.IsOutputRedirected,
    };

    private string Paint(string text, string? group, string name) =>
        IsPlain || (group is null ? style : style.Properties[group]?.Value) is not { } colors
            ? text
            : $"{PSObject.AsPSObject(colors).Properties[name]?.Value}{text}{style.Properties["Reset"]?.Value}";
}
