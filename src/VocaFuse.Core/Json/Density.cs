using System.Text.Json;

namespace VocaFuse.Json;

/// <summary>
/// Refuses documents that are small on the wire and would be large in memory: millions of empty entries, which no service
/// sends. Others are not kept from taking some five times their own size, and eight megabytes besides.
/// </summary>
/// <remarks>It counts brackets and commas, which is nearly free, and takes each for the most that one can cost.</remarks>
internal static class Density
{
    /// <summary>What the largest of the models takes, a voice note.</summary>
    public const int LargeObject = 300;

    /// <summary>What a word of a transcription takes. There can be thousands of them in one document.</summary>
    public const int SmallObject = 120;

    private const int List = 160;
    private const int Entry = 60;

    /// <summary>A page of a hundred notes that each carry five hundred values as tags stays below that.</summary>
    private const int Free = 8 * 1024 * 1024;

    /// <summary>Throws where a document would take too much memory.</summary>
    /// <param name="document">The document.</param>
    /// <param name="objectCost">What each object in it can take, in bytes.</param>
    /// <exception cref="JsonException">It is too dense to be what it should be.</exception>
    public static void Require(ReadOnlySpan<byte> document, int objectCost)
    {
        // Less than that cannot cost so much.
        if (document.Length <= 64 * 1024)
        {
            return;
        }

        var cost = ((long)document.Count((byte)'{') * objectCost) + ((long)document.Count((byte)'[') * List) + ((long)document.Count((byte)',') * Entry);
        if (cost > (5L * document.Length) + Free)
        {
            throw new JsonException($"The answer has far more entries than its {document.Length} bytes can fill.");
        }
    }
}
