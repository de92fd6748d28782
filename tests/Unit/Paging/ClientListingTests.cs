using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using VocaFuse.Paging;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Paging;

/// <summary>The whole client lists each entry exactly once, with concurrent requests and both envelopes.</summary>
public sealed class ClientListingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Listing_a_changing_list_returns_each_note_once(bool isBare)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var profile = new MutationProfile(random.NextDouble(), random.NextDouble(), random.Next(1, 60), 30);
            var list = new MutatingList(random.Next(800), profile, random);
            var deletesEveryNth = random.Next(4);
            using var client = Clients.Scripted(new ScriptedHandler((request, _) => RespondAsync(list, request.RequestUri!, isBare)));

            var read = new List<string>();
            var query = new VoiceNoteQuery { PageSize = random.Next(10, 101) };
            await foreach (var note in client.ListVoiceNotesAsync(query, TestContext.Current.CancellationToken))
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
    public async Task A_full_last_page_is_the_last_request(bool isBare)
    {
        var list = new MutatingList(100, MutationProfile.None, new Random(1));
        var network = new ScriptedHandler((request, _) => RespondAsync(list, request.RequestUri!, isBare));
        using var client = Clients.Scripted(network);
        Assert.Equal(100, (await client.ListVoiceNotesAsync(cancellationToken: TestContext.Current.CancellationToken).ToListAsync()).Count);
        Assert.Single(network.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Total_is_known_from_the_first_page_on(bool isBare)
    {
        var list = new MutatingList(250, MutationProfile.None, new Random(1));
        using var client = Clients.Scripted(new ScriptedHandler((request, _) => RespondAsync(list, request.RequestUri!, isBare)));
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

    private static async Task<HttpResponseMessage> RespondAsync(MutatingList list, Uri uri, bool isBare)
    {
        // Continue on another thread, so that requests run concurrently with each other and the reader.
        await Task.Yield();
        var query = HttpUtility.ParseQueryString(uri.Query);
        var window = new PageWindow(Number(query["page"]), Number(query["limit"]));
        List<Entry> shown;
        int total;
        lock (list)
        {
            list.MaybeMutate();
            shown = list.Page(window.Start, window.Size);
            total = list.Entries.Count;
        }

        var notes = new StringBuilder().AppendJoin(',', shown.Select(entry => $$"""{"id":"{{entry.Id}}"}"""));
        var hasMore = window.End < total;
        var (page, size) = (window.Page, window.Size);
        var next = hasMore ? $"\"/v1/voicenotes?page={page + 1}&limit={size}\"" : "null";
        var more = hasMore ? "true" : "false";
        var body = isBare
            ? $$"""{"voicenotes":[{{notes}}],"next_page_uri":{{next}},"page":{{page}},"page_size":{{size}},"total":{{total}} }"""
            : $$"""{"data":[{{notes}}],"pagination":{"page":{{page}},"limit":{{size}},"total":{{total}},"has_more":{{more}} } }""";
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }

    private static int Number(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);
}
