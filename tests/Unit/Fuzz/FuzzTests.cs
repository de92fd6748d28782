using System.Text;

namespace VocaFuse.Unit.Fuzz;

/// <summary>
/// Reads 100,000 damaged documents: each is read or ends in a VocaFuseException, without a hang, with memory linear in its
/// size.
/// </summary>
public sealed class FuzzTests
{
    private const int DocumentCount = 100_000;
    private const int Seed = 20251006;

    /// <summary>
    /// The maximum allocation per byte of a document. A document of empty objects needs the most, about forty bytes per byte.
    /// </summary>
    private const int AllocatedPerByte = 128;
    private const int AllocatedByRequest = 1024 * 1024;

    /// <summary>The maximum time of a test that hangs. All readers together need a fraction of it.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Damaged_documents_are_read_or_rejected()
    {
        var token = TestContext.Current.CancellationToken;
        var readers = Reader.All;
        var share = (DocumentCount + readers.Count - 1) / readers.Count;
        var indexes = new int[readers.Count];
        var all = Task.WhenAll(readers.Select((reader, index) => Task.Run(() => Run(reader, share, ref indexes[index]), token)));
        try
        {
            await all.WaitAsync(Timeout, token);
        }
        catch (TimeoutException)
        {
            Assert.Fail(
                "Still busy: "
                    + string.Join(", ", readers.Select((reader, index) => $"{reader} with document {indexes[index]} of {share}")));
        }

        // If all were read, or all rejected, the test would prove nothing about the other case.
        Assert.All((await all).Zip(readers), counted => Assert.True(
            counted.First.Rejected > share / 10 && (counted.Second.IsError || counted.First.Read > share / 10),
            $"{counted.Second}: {counted.First.Read} were read and {counted.First.Rejected} rejected."));
    }

    /// <summary>Checks that allocations grow in proportion to the size, with documents of many small values at two sizes.</summary>
    [Theory]
    [InlineData("a page", "{\"voicenotes\":[", "{\"id\":\"a\"},", "{\"id\":\"a\"}]}")]
    [InlineData("a page", "{\"voicenotes\":[{\"id\":\"a\",\"custom_tags\":{\"a\":[", "{},", "{}]}}]}")]
    [InlineData("a page", "{\"voicenotes\":[{\"id\":\"a\",\"unknown\":[", "[],", "[]]}]}")]
    [InlineData("a transcription", "{\"text\":\"a\",\"words\":[", "{},", "{}]}")]
    [InlineData("a webhook", "{\"id\":\"a\",\"events\":\"", "a ", "\"}")]
    [InlineData("an error response", "{\"error\":{\"message\":\"", "\\ud83d", "\"}}")]
    [InlineData("an error response", "{\"error\":{\"details\":{\"a\":\"", "sk_live_a whsec_b ", "\"}}}")]
    [InlineData("an error response", "{\"error\":{\"message\":\"", "eyJ-", "\"}}")]
    public void Memory_is_linear_in_the_size_of_a_document(string name, string start, string entry, string end)
    {
        var reader = Reader.All.First(reader => reader.Name == name);
        foreach (var length in new[] { 64 * 1024, 2 * 1024 * 1024 })
        {
            var document = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(entry, length / entry.Length)) + end);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(reader.IsError, Record.Exception(() => reader.Read(document)) is VocaFuseException);
            Assert.InRange(
                GC.GetAllocatedBytesForCurrentThread() - allocated, 0, ((long)AllocatedPerByte * document.Length) + AllocatedByRequest);
        }
    }

    private static (int Read, int Rejected) Run(Reader reader, int count, ref int index)
    {
        var read = 0;
        // Initializes static state, so that it does not count for the first document.
        Assert.All(reader.Documents, document => Assert.Equal(reader.IsError, Record.Exception(() => reader.Read(document)) is not null));
        for (index = 0; index < count; index++)
        {
            var document = Mutator.Damage(reader.Documents[index % reader.Documents.Length], Seed + index);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                reader.Read(document);
                read++;
            }
            catch (VocaFuseException)
            {
                // The expected exception.
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"{reader} {index}: {Shown(document)}", failure);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (allocated > ((long)AllocatedPerByte * document.Length) + AllocatedByRequest)
            {
                throw new InvalidOperationException($"{reader} {index}: {document.Length} bytes allocated {allocated}: {Shown(document)}");
            }
        }

        return (read, count - read);
    }

    private static string Shown(byte[] document) => Encoding.UTF8.GetString(document.AsSpan(0, Math.Min(document.Length, 2000)));
}
