namespace VocaFuse.Transport;

internal static class OptionError
{
    /// <summary>The error over an option of the client; it names the option, which is a property and no parameter.</summary>
    public static ArgumentException Of(string option, string message) => new(message, option);
}
