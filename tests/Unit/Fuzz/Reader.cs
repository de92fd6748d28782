using System.Buffers.Text;
using System.Net;
using System.Text;
using VocaFuse.Audio.Containers;
using VocaFuse.Unit.Support;
using VocaFuse.Webhooks.Server;

namespace VocaFuse.Unit.Fuzz;

/// <summary>A method that reads untrusted documents.</summary>
/// <param name="Name">The name in messages.</param>
/// <param name="Documents">Valid documents.</param>
/// <param name="Read">Reads a document and uses the result.</param>
internal sealed record Reader(string Name, byte[][] Documents, Action<byte[]> Read)
{
    private static readonly WebhookListenerOptions RequestOptions = new(new WebhookSignature("whsec"), 0);

    public static IReadOnlyList<Reader> All =>
    [
        new("a voice note", Fuzz.Documents.Notes,
            Through(HttpStatusCode.OK, static client => client.GetVoiceNoteAsync("vn_1"), static note => note.ToString())),
        new("a page", Fuzz.Documents.Pages,
            Through(HttpStatusCode.OK, static client => client.ListVoiceNotesAsync().ToListAsync(), static notes =>
                notes.ForEach(static note => note.ToString()))),
        new("a count", Fuzz.Documents.Pages, Through(HttpStatusCode.OK, static client => client.CountVoiceNotesAsync(), static _ => { })),
        new("a transcription", Fuzz.Documents.Transcriptions,
            Through(HttpStatusCode.OK, static client => client.GetTranscriptionAsync("vn_1"), static transcription =>
                transcription.ToString())),
        new("captions", Fuzz.Documents.Transcriptions,
            Through(HttpStatusCode.OK, static client => client.GetTranscriptionAsync("vn_1"), WriteCaptions)),
        new("an account", Fuzz.Documents.Accounts,
            Through(HttpStatusCode.OK, static client => client.GetAccountAsync(), static account => account.ToString())),
        new("a webhook", Fuzz.Documents.Webhooks,
            Through(HttpStatusCode.OK, static client => client.GetWebhookAsync("wh_1"), static webhook => webhook.ToString())),
        new("a new key", Fuzz.Documents.ApiKeys,
            Through(HttpStatusCode.Created, static client => client.CreateApiKeyAsync("night job"), static key => key.ToString())),
        new("a new token", Fuzz.Documents.TokenResponses,
            Through(HttpStatusCode.OK, static client => client.CreateAccessTokenAsync("user_1"), static token => token.ToString())),
        new("a relayed token", Fuzz.Documents.TokenResponses,
            Through(HttpStatusCode.OK, static client => client.CreateAccessTokenJsonAsync("user_1"), static _ => { })),
        new("a token", Fuzz.Documents.Tokens, static document => AccessTokenClaims.Parse(Encoding.UTF8.GetString(document)).ToString()),
        new("claims", Fuzz.Documents.Claims, static document =>
            AccessTokenClaims.Parse($"eyJhbGciOiJIUzI1NiJ9.{Base64Url.EncodeToString(document)}.c2ln").ToString()),
        new("a deletion", Fuzz.Documents.Accounts,
            Through(HttpStatusCode.OK, static client => Done(client.DeleteVoiceNoteAsync("vn_1")), static _ => { })),
        new("an error response", Fuzz.Documents.Errors,
            Through(HttpStatusCode.BadRequest, static client => client.GetVoiceNoteAsync("vn_1"), static _ => { })) { IsError = true },
        new("a server error", Fuzz.Documents.Errors,
            Through(HttpStatusCode.BadGateway, static client => client.GetAccountAsync(), static _ => { })) { IsError = true },
        .. AudioDocuments.All.Select(static audio => new Reader(audio.Name, audio.Files, document => ReadAudio(audio.FileName, document))),
        new("a delivery", Fuzz.Documents.Deliveries, static document => WebhookEvent.Parse(document, "del_1").ToString()),
        new("a webhook request", Fuzz.Documents.WebhookRequests, ReadRequest),
    ];

    /// <summary>True if even a valid document ends in an exception, because it is an error response.</summary>
    public bool IsError { get; init; }

    public override string ToString() => Name;

    /// <summary>Reads through the whole client on the calling thread, so that its allocations can be measured.</summary>
    private static Action<byte[]> Through<T>(HttpStatusCode status, Func<VocaFuseClient, Task<T>> call, Action<T> use)
    {
        var handler = new DocumentHandler(status);
        var client = Clients.Scripted(handler, TimeProvider.System, retries: 0);
        return document =>
        {
            handler.Document = document;
            var task = call(client);
            Assert.True(task.IsCompleted);
            use(task.GetAwaiter().GetResult());
        };
    }

    private static void ReadAudio(string fileName, byte[] document)
    {
        try
        {
            Assert.InRange(
                AudioFile.Inspect(fileName, new MemoryStream(document), TimeSpan.FromSeconds(1)).Duration, TimeSpan.FromTicks(1),
                AudioFile.MaximumDuration);
        }
        catch (InvalidAudioException invalid)
        {
            throw new VocaFuseAudioException(invalid.Reason, invalid.Message);
        }
    }

    /// <summary>
    /// Reads an HTTP request as the webhook listener does. A rejection there is a status, not an exception for the caller.
    /// </summary>
    private static void ReadRequest(byte[] request)
    {
        try
        {
            var reader = new RequestReader(new MemoryStream(request), RequestOptions);
            var head = reader.ReadHeadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var body = new RequestBody(RequestOptions.MaximumBodySize, static _ => new(new byte[BodyBlocks.BlockSize]));
            reader.ReadBodyAsync(head, body, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        catch (RequestRejectedException rejected)
        {
            throw new VocaFuseFormatException(rejected.Message, VocaFuseResource.Webhook);
        }
    }

    private static void WriteCaptions(Transcription transcription)
    {
        try
        {
            using var writer = new TranscriptionWriter(Stream.Null, TranscriptionFormat.Vtt);
            writer.Write(transcription);
        }
        catch (VocaFuseCaptionException)
        {
            // The only expected failure.
        }
    }

    private static async Task<bool> Done(Task call)
    {
        await call;
        return true;
    }

    /// <summary>Responds to the first request with the document, and to every further one with an empty list.</summary>
    private sealed class DocumentHandler(HttpStatusCode status) : HttpMessageHandler
    {
        private static readonly byte[] EmptyList = "{\"voicenotes\":[]}"u8.ToArray();

        public byte[] Document { get; set; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(Document) };
            Document = EmptyList;
            return Task.FromResult(response);
        }
    }
}
