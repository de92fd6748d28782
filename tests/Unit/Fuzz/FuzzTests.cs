using System.Text;

namespace VocaFuse.Unit.Fuzz;

/// <summary>100,000 spoiled documents: each is read or ends in a VocaFuseException, at once and at a fair price.</summary>
public sealed class FuzzTests
{
    private const int Documents = 100_000;
    private const int Seed = 20251006;

    /// <summary>All readers together are through long before; a document that keeps one busy for ever is named then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Spoiled_documents_do_no_harm()
    {
        var token = TestContext.Current.CancellationToken;
        var readers = Reader.All;
        var share = (Documents + readers.Count - 1) / readers.Count;
        var places = new int[readers.Count];
        var all = Task.WhenAll(readers.Select((reader, index) => Task.Run(() => Run(reader, share, ref places[index]), token)));
        try
        {
            await all.WaitAsync(Patience, token);
        }
        catch (TimeoutException)
        {
            Assert.Fail("Still busy: " + string.Join(", ", readers.Select((reader, index) => $"{reader} with document {places[index]} of {share}")));
        }

        // Neither all good nor all bad: else it would prove nothing about the one or the other.
        Assert.All((await all).Zip(readers), counted => Assert.True(
            counted.First.Refused > share / 10 && (counted.Second.IsRefusal || counted.First.Read > share / 10),
            $"{counted.Second}: {counted.First.Read} were read and {counted.First.Refused} refused."));
    }

    private static (int Read, int Refused) Run(Reader reader, int count, ref int place)
    {
        var read = 0;
        // What is made once and for all is not a spoiled document's to pay for.
        Assert.All(reader.Documents, document => Assert.Equal(reader.IsRefusal, Record.Exception(() => reader.Read(document)) is not null));
        for (place = 0; place < count; place++)
        {
            var document = Mutator.Spoil(reader.Documents[place % reader.Documents.Length], Seed + place);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                reader.Read(document);
                read++;
            }
            catch (VocaFuseException)
            {
                // What was promised.
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"{reader} {place}: {Shown(document)}", failure);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (allocated > (8 * document.Length) + (1024 * 1024))
            {
                throw new InvalidOperationException($"{reader} {place}: {document.Length} bytes cost {allocated}: {Shown(document)}");
            }
        }

        return (read, count - read);
    }

    private static string Shown(byte[] document) => Encoding.UTF8.GetString(document.AsSpan(0, Math.Min(document.Length, 2000)));
}
