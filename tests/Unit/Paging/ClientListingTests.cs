using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using VocaFuse.Paging;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Paging;

/// <summary>The same promise through the whole client: requests overlap on real threads, and both envelopes are read.</summary>
public sealed class ClientListingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_note_comes_once_and_none_is_missed(bool isBare)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var list = new MutatingList(random.Next(800), new MutationProfile(random.NextDouble(), random.NextDouble(), random.Next(1, 60), 30), random);
            var deletesEveryNth = random.Next(4);
            using var client = Clients.Scripted(new ScriptedHandler((request, _) => AnswerAsync(list, request.RequestUri!, isBare)));

            var read = new List<string>();
            await foreach (var note in client.ListVoiceNotesAsync(new() { PageSize = random.Next(10, 101) }, TestContext.Current.CancellationToken))
            {
                read.Add(note.Id);
                if (deletesEveryNth > 0 && read.Count % deletesEveryNth == 0)
                {
                    lock (list)
                    {
                        list.Entries.RemoveAll(entry => entry.Id == note.Id);
                    }
                }
            }

            Assert.Distinct(read);
            Assert.Empty(list.Untouched.Select(entry => entry.Id).Except(read));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_full_last_page_is_known_to_be_the_last(bool isBare)
    {
        var network = new ScriptedHandler((request, _) => AnswerAsync(new MutatingList(100, MutationProfile.None, new Random(1)), request.RequestUri!, isBare));
        using var client = Clients.Scripted(network);
        Assert.Equal(100, (await client.ListVoiceNotesAsync(cancellationToken: TestContext.Current.CancellationToken).ToListAsync()).Count);
        Assert.Single(network.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_listing_knows_the_total_as_soon_as_its_first_page_is_there(bool isBare)
    {
        var list = new MutatingList(250, MutationProfile.None, new Random(1));
        using var client = Clients.Scripted(new ScriptedHandler((request, _) => AnswerAsync(list, request.RequestUri!, isBare)));
        var listing = client.ListVoiceNotesAsync(new() { Skip = 30, First = 200 }, TestContext.Current.CancellationToken);
        Assert.Null(listing.Total);
        await foreach (var note in listing)
        {
            Assert.Equal(250, listing.Total);
        }

        list.Entries.RemoveRange(0, 50);
        Assert.Equal(170, (await listing.ToListAsync()).Count);
        Assert.Equal(200, listing.Total);
    }

    private static async Task<HttpResponseMessage> AnswerAsync(MutatingList list, Uri uri, bool isBare)
    {
        // On another thread, so that requests meet each other and the reader.
        await Task.Yield();
        var query = HttpUtility.ParseQueryString(uri.Query);
        var window = new PageWindow(Number(query["page"]), Number(query["limit"]));
        List<Entry> shown;
        int total;
        lock (list)
        {
            list.Stir();
            shown = list.Page(window.Start, window.Size);
            total = list.Entries.Count;
        }

        var notes = new StringBuilder().AppendJoin(',', shown.Select(entry => $$"""{"id":"{{entry.Id}}"}"""));
        var hasMore = window.End < total;
        var next = hasMore ? $"\"/v1/voicenotes?page={window.Page + 1}&limit={window.Size}\"" : "null";
        var body = isBare
            ? $$"""{"voicenotes":[{{notes}}],"next_page_uri":{{next}},"page":{{window.Page}},"page_size":{{window.Size}},"total":{{total}} }"""
            : $$"""{"data":[{{notes}}],"pagination":{"page":{{window.Page}},"limit":{{window.Size}},"total":{{total}},"has_more":{{(hasMore ? "true" : "false")}} } }""";
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }

    private static int Number(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);
}
