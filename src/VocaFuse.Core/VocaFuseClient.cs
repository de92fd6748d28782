using VocaFuse.Http;
using VocaFuse.Json;
using VocaFuse.Paging;

namespace VocaFuse;

/// <summary>The VocaFuse service. One client serves a whole program; all its methods can be used from any thread.</summary>
/// <remarks>Every method throws a <see cref="VocaFuseException"/> where the service cannot be used or refuses, and
/// <see cref="OperationCanceledException"/> where the caller cancels.</remarks>
public sealed class VocaFuseClient : IDisposable
{
    private static readonly string[] VoiceNoteLists = ["voicenotes", "recordings"];

    private readonly Transport transport;
    private readonly IRequestObserver? observer;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <exception cref="ArgumentException">An option cannot be used; the exception names it.</exception>
    public VocaFuseClient(VocaFuseClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        transport = new Transport(options, ServiceAddress.Of(options.Credentials, options.BaseAddress));
        observer = options.Observer;
        MaskedApiKey = options.Credentials.MaskedKey;
        IsTest = options.Credentials.IsTest;
    }

    private VocaFuseClient(VocaFuseClient other, IRequestObserver? observer)
    {
        transport = other.transport;
        this.observer = observer;
        MaskedApiKey = other.MaskedApiKey;
        IsTest = other.IsTest;
    }

    /// <summary>Where requests go.</summary>
    public Uri BaseAddress => transport.BaseAddress;

    /// <summary>The key with all but its kind and its end hidden.</summary>
    public string MaskedApiKey { get; }

    /// <summary>True for a test key, <c>sk_test_…</c>.</summary>
    public bool IsTest { get; }

    internal TimeProvider Clock => transport.Clock;

    /// <summary>The same client, over the same connections, that tells another observer. Dispose only the first.</summary>
    public VocaFuseClient ObservedBy(IRequestObserver? other) => new(this, other);

    /// <summary>Lists voice notes, page by page as they are used. Each note comes once, also while others add and delete.</summary>
    public IAsyncEnumerable<VoiceNote> ListVoiceNotesAsync(VoiceNoteQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new VoiceNoteQuery();
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, VoiceNoteQuery.MaximumPageSize, nameof(query));
        ArgumentOutOfRangeException.ThrowIfNegative(query.Skip, nameof(query));
        var filters = query.Filters();
        var loop = new PageLoop<VoiceNote>((window, token) => GetVoiceNotePageAsync(window, filters, token), static note => note.Id, VocaFuseResource.VoiceNote);
        return loop.RunAsync(query.PageSize, query.Skip, query.First, cancellationToken);
    }

    /// <summary>How many voice notes a query finds; null where the service does not say.</summary>
    public async Task<long?> CountVoiceNotesAsync(VoiceNoteQuery? query = null, CancellationToken cancellationToken = default)
    {
        var page = await GetVoiceNotePageAsync(new PageWindow(0, 1), (query ?? new VoiceNoteQuery()).Filters(), cancellationToken).ConfigureAwait(false);
        return page.Facts.Total;
    }

    /// <summary>Gets a voice note.</summary>
    public Task<VoiceNote> GetVoiceNoteAsync(string voiceNoteId, CancellationToken cancellationToken = default) => SendAsync(
        Request(HttpMethod.Get, "/voicenotes/", voiceNoteId, VocaFuseResource.VoiceNote),
        static answer => WithId(Envelope.ReadObject(answer.Body, VocaFuseJson.Default.VoiceNote)),
        cancellationToken);

    /// <summary>Gets the transcription of a voice note. There is none while the note is still processing.</summary>
    public Task<Transcription> GetTranscriptionAsync(string voiceNoteId, CancellationToken cancellationToken = default) => SendAsync(
        Request(HttpMethod.Get, "/voicenotes/", voiceNoteId, VocaFuseResource.Transcription, "/transcription"),
        answer =>
        {
            var transcription = Envelope.ReadObject(answer.Body, VocaFuseJson.Default.Transcription).OfNote(voiceNoteId);
            return transcription is { Id: null, Text: "", Words: [] } ? throw new FormatException("The transcription is empty.") : transcription;
        },
        cancellationToken);

    /// <summary>Deletes a voice note, its audio and its transcription for good.</summary>
    public Task DeleteVoiceNoteAsync(string voiceNoteId, CancellationToken cancellationToken = default) =>
        DeleteAsync(Request(HttpMethod.Delete, "/voicenotes/", voiceNoteId, VocaFuseResource.VoiceNote), cancellationToken);

    /// <summary>Gets the account that the key belongs to.</summary>
    public Task<Account> GetAccountAsync(CancellationToken cancellationToken = default) => SendAsync(
        new ApiRequest(HttpMethod.Get, "/account", VocaFuseResource.Account),
        static answer => Envelope.ReadObject(answer.Body, VocaFuseJson.Default.Account) is { } account && (account.Id ?? account.Name ?? account.Email) is not null
            ? account
            : throw new FormatException("The account has neither id nor name."),
        cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => transport.Dispose();

    private static ApiRequest Request(HttpMethod method, string path, string id, VocaFuseResource resource, string tail = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new ApiRequest(method, path + ApiRequest.Segment(id) + tail, resource) { Subject = id };
    }

    /// <summary>A note without an id cannot be used for anything, so it counts as an unreadable answer.</summary>
    private static VoiceNote WithId(VoiceNote note) => string.IsNullOrEmpty(note.Id) ? throw new FormatException("The voice note has no id.") : note;

    private Task<Page<VoiceNote>> GetVoiceNotePageAsync(PageWindow window, string filters, CancellationToken cancellationToken) => SendAsync(
        new ApiRequest(HttpMethod.Get, "/voicenotes", VocaFuseResource.VoiceNote) { Query = FormattableString.Invariant($"?page={window.Page}&limit={window.Size}{filters}") },
        static answer =>
        {
            var page = Envelope.ReadPage(answer.Body, VoiceNoteLists, VocaFuseJson.Default.VoiceNote);
            page.Items!.ForEach(static note => WithId(note));
            return page;
        },
        cancellationToken);

    /// <summary>Sends a deletion. What an earlier attempt of it deleted unnoticed counts as deleted, not as missing.</summary>
    private Task<bool> DeleteAsync(ApiRequest request, CancellationToken cancellationToken) => SendAsync(
        request,
        static answer =>
        {
            Envelope.ReadNothing(answer.Body);
            return true;
        },
        cancellationToken);

    private Task<T> SendAsync<T>(ApiRequest request, AnswerReader<T> read, CancellationToken cancellationToken) =>
        transport.SendAsync(request, read, observer, cancellationToken);
}
