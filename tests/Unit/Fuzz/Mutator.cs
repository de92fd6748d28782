using System.Text;

namespace VocaFuse.Unit.Fuzz;

/// <summary>Damages documents. The same seed always damages a document in the same way.</summary>
internal static class Mutator
{
    private const int LongestDocument = 64 * 1024;

    /// <summary>Valid JSON of unexpected types.</summary>
    private static readonly byte[][] OddValues = Utf8(
        "null", "true", "0", "-1", "1e308", "1e999", "-1e999", "18446744073709551616", "0.0000000000000000000000001",
            "9223372036854775807", "253402300800", "-62135596801",
        "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\"NaN\"", "\"1e400\"", "\"9999-12-31T23:59:59.9999999+00:00\"",
            "\"0001-01-01T00:00:00+14:00\"", "\"2025-02-30T25:61:61\"",
        "[]", "{}", "[[]]", "[null,null]", "[{},{},{}]", "{\"id\":{\"id\":[]}}", "{\"error\":{\"error\":{}}}",
            "{\"data\":{\"data\":{\"data\":[]}}}",
        "\"" + new string('9', 5000) + "\"", new string('9', 5000),
        string.Concat(Enumerable.Repeat("[", 50)) + string.Concat(Enumerable.Repeat("]", 50)));

    /// <summary>Invalid JSON, and bytes that are not UTF-8.</summary>
    private static readonly byte[][] InvalidValues =
    [
        .. Utf8("tru", "nul", "01", "1.", ".5", "+1", "'a'", "\"", "{", "}", "[", "]", ",", ":", "\\", "//x\n", "<html>",
            new string('[', 100), string.Concat(Enumerable.Repeat("{\"a\":", 100))),
        [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x00], [0x22, 0x80, 0x22],
    ];

    public static byte[] Damage(byte[] document, int seed)
    {
        var random = new Random(seed);
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            document = Once(document, random);
        }

        return document.Length > LongestDocument ? document[..LongestDocument] : document;
    }

    private static byte[] Once(byte[] document, Random random)
    {
        var (from, to) = Slice(document, random);
        switch (random.Next(16))
        {
            case 0:
                return document[..from];
            case 1:
                return [.. document[..from], .. document[to..]];
            case 2:
                var repeated = Enumerable.Repeat(document[from..to], random.Next(2, 30)).SelectMany(static slice => slice);
                return [.. document[..from], .. repeated.Take(LongestDocument), .. document[to..]];
            case 3:
                var (otherFrom, otherTo) = Slice(document, random);
                return [.. document[..from], .. document[otherFrom..otherTo], .. document[to..]];
            case 4:
                var damaged = (byte[])document.Clone();
                for (var i = random.Next(1, 4); i > 0 && damaged.Length > 0; i--)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }

                return damaged;
            case 5:
                return [.. document[..from], .. InvalidValues[random.Next(InvalidValues.Length)], .. document[from..]];
            default:
                return WithOtherValue(document, random);
        }
    }

    /// <summary>Replaces the value after one of the document's colons; the rest often stays valid.</summary>
    private static byte[] WithOtherValue(byte[] document, Random random)
    {
        var start = document.Length == 0 ? -1 : Array.IndexOf(document, (byte)':', random.Next(document.Length)) + 1;
        if (start <= 0)
        {
            return document.AsSpan().Contains((byte)0) ? WithOtherHeader(document, random) : document;
        }

        var length = document.AsSpan(start).IndexOfAny((byte)',', (byte)'}', (byte)']');
        var rest = length < 0 ? [] : document[(start + length)..];
        return [.. document[..start], .. OddValues[random.Next(OddValues.Length)], .. rest];
    }

    /// <summary>Replaces bytes near the beginning, where binary formats have their headers.</summary>
    private static byte[] WithOtherHeader(byte[] document, Random random)
    {
        const int header = 200;
        var damaged = (byte[])document.Clone();
        for (var i = random.Next(1, 4); i > 0 && damaged.Length > 0; i--)
        {
            damaged[random.Next(Math.Min(header, damaged.Length))] = (byte)random.Next(256);
        }

        return damaged;
    }

    private static (int From, int To) Slice(byte[] document, Random random)
    {
        var from = random.Next(document.Length + 1);
        return (from, Math.Min(document.Length, from + random.Next(document.Length < 40 ? 4 : 200)));
    }

    private static byte[][] Utf8(params string[] values) => [.. values.Select(Encoding.UTF8.GetBytes)];
}
