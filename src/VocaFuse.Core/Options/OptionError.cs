namespace VocaFuse.Options;

internal static class OptionError
{
    /// <summary>Creates the error for an invalid option. It names the option instead of a parameter.</summary>
    public static ArgumentException Create(string option, string message) => new(message, option);
}
