namespace VocaFuse.Webhooks;

/// <summary>Reads signatures as a header carries them: 64 hex digits of any case, bare or after <c>sha256=</c>.</summary>
internal static class SignatureHeaderParser
{
    private const string Prefix = "sha256=";

    public static bool TryRead(ReadOnlySpan<char> text, Span<byte> signature)
    {
        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            text = text[Prefix.Length..];
        }

        if (text.Length != signature.Length * 2)
        {
            return false;
        }

        for (var i = 0; i < signature.Length; i++)
        {
            var value = (Digit(text[i * 2]) << 4) | Digit(text[(i * 2) + 1]);
            if (value < 0)
            {
                return false;
            }

            signature[i] = (byte)value;
        }

        return true;
    }

    /// <summary>The digit's value; negative for what is none.</summary>
    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
