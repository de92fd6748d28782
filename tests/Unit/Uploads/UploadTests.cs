using System.Security.Cryptography;
using System.Text.Json;
using VocaFuse.Sandbox;
using VocaFuse.Unit.Audio;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Uploads;

public sealed class UploadTests : IDisposable
{
    private const int Mebi = 1024 * 1024;

    private readonly string folder = Directory.CreateTempSubdirectory("vocafuse").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(SandboxEnvelope.Bare, SandboxTokenShape.Full)]
    [InlineData(SandboxEnvelope.Data, SandboxTokenShape.Full)]
    [InlineData(SandboxEnvelope.Data, SandboxTokenShape.Minimal)]
    public async Task A_small_file_is_sent_in_one_request(SandboxEnvelope envelope, SandboxTokenShape shape)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Envelope = envelope, TokenShape = shape });
        using var client = Clients.Create(sandbox);
        var content = AudioSamples.Wav(1.5);

        var note = await client.UploadVoiceNoteAsync(new VoiceNoteUpload(File("call é.wav", content), "user 1"), Token);

        Assert.Equal(("single", "call é.wav", content.Length, "user 1", "audio/wav", 1.5),
            (note.UploadType, note.FileName, note.FileSize, note.UserId, note.MediaType, note.Duration.TotalSeconds));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), sandbox.ContentOf(note.VoiceNoteId)!.Sha256);
        Assert.Equal(["POST /v1/token", "POST /v1/upload", "PUT /storage"], sandbox.Log.Select(Line));
        var stored = sandbox.Store.Find(note.VoiceNoteId)!;
        Assert.Equal(("user 1", "call é.wav", 1.5, 16_000, 1, 256_000, "wav"),
            (stored.UserId, stored.FileName, stored.DurationSeconds, stored.SampleRate, stored.Channels, stored.BitRate, stored.Codec));
    }

    [Theory]
    [InlineData(SandboxEnvelope.Bare)]
    [InlineData(SandboxEnvelope.Data)]
    public async Task A_large_file_is_sent_in_parallel_parts(SandboxEnvelope envelope)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Envelope = envelope });
        using var barrier = new BarrierHandler(HttpMethod.Put, 4);
        using var client = Clients.Create(sandbox, clock: new TestClock { FollowsSystemTime = true }, handler: barrier);
        var content = AudioSamples.Large(17 * Mebi);
        var upload = new VoiceNoteUpload(File("a.mp3", content, 60), "u1");

        var note = await client.UploadVoiceNoteAsync(upload, Token).WaitAsync(Eventually.Timeout, Token);

        Assert.Equal("multipart", note.UploadType);
        Assert.Equal(content.Length, upload.BytesSent);
        AssertParts(content, sandbox.ContentOf(note.VoiceNoteId)!);
        Assert.Equal(4, sandbox.Log.Count(entry => entry.Method == "PUT"));
    }

    [Fact]
    public async Task The_storage_receives_neither_key_nor_token_and_the_upload_request_no_key()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var client = Clients.Create(sandbox);

        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(File("a.mp3", AudioSamples.Large(6 * Mebi), 60), "u1"), Token);

        var uploadRequest = Assert.Single(sandbox.Log, entry => entry.Path == "/v1/upload");
        Assert.StartsWith("Bearer ", uploadRequest.Headers["Authorization"], StringComparison.Ordinal);
        Assert.DoesNotContain(uploadRequest.Headers, header => header.Key.StartsWith("X-VocaFuse", StringComparison.OrdinalIgnoreCase));
        var puts = sandbox.Log.Where(entry => entry.Method == "PUT").ToList();
        Assert.Equal(2, puts.Count);
        Assert.All(puts, put =>
        {
            Assert.Equal("audio/mpeg", put.Headers["Content-Type"]);
            Assert.DoesNotContain(put.Headers, header =>
                header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || header.Key.StartsWith("X-VocaFuse",
                StringComparison.OrdinalIgnoreCase) || header.Key == "Cookie");
            Assert.DoesNotContain(put.Headers, header =>
                header.Value.Contains(sandbox.ApiSecret, StringComparison.Ordinal) || header.Value.Contains(sandbox.ApiKey,
                StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Only_a_part_that_failed_is_sent_again()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var client = Clients.Create(sandbox);
        sandbox.Faults.Add(new Fault { Path = "/storage/*", Kind = FaultKind.Status, Status = 503, Skip = 1 });
        sandbox.Faults.Add(new Fault { Path = "/storage/*", Kind = FaultKind.Reset, Skip = 1 });
        var content = AudioSamples.Large(17 * Mebi);
        var upload = new VoiceNoteUpload(File("a.mp3", content, 60), "u1");

        var note = await client.UploadVoiceNoteAsync(upload, Token);

        AssertParts(content, sandbox.ContentOf(note.VoiceNoteId)!);
        Assert.Equal(content.Length, upload.BytesSent);
        var byPart = sandbox.Log.Where(entry => entry.Method == "PUT").CountBy(entry =>
            entry.Query.Split('&').First(pair => pair.StartsWith("partNumber", StringComparison.Ordinal))).ToList();
        Assert.Equal(4, byPart.Count);
        Assert.Equal(6, byPart.Sum(part => part.Value));
        Assert.Single(sandbox.Log, entry => entry.Path == "/v1/upload");
    }

    [Fact]
    public async Task A_rejection_by_the_storage_is_reported_and_not_retried()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var client = Clients.Create(sandbox);
        sandbox.Faults.Add(new Fault
        {
            Path = "/storage/*",
            Status = 403,
            Body = "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>Request has expired &amp; is over</Message></Error>",
            ContentType = "application/xml",
            Count = -1,
        });
        var upload = new VoiceNoteUpload(File("a.wav", AudioSamples.Wav(1)), "u1");

        var failure = await Assert.ThrowsAsync<VocaFuseInvalidRequestException>(
            () => client.UploadVoiceNoteAsync(upload, Token));

        Assert.Contains("403", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Request has expired & is over", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("signature=", failure.Message, StringComparison.Ordinal);
        Assert.Equal(("AccessDenied", 1, 0L), (failure.Code, failure.Attempts, upload.BytesSent));
        Assert.Single(sandbox.Log, entry => entry.Method == "PUT");
    }

    [Fact]
    public async Task One_token_is_requested_for_each_user_even_by_parallel_uploads()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var client = Clients.Create(sandbox);
        var file = File("a.wav", AudioSamples.Wav(1));

        await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => client.UploadVoiceNoteAsync(new VoiceNoteUpload(file, "u1"), Token)));
        await client.ObservedBy(null).UploadVoiceNoteAsync(new VoiceNoteUpload(file, "u1"), Token);
        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(file, "u2"), Token);

        var bodies = sandbox.Log.Where(entry => entry.Path == "/v1/token").Select(entry =>
            JsonDocument.Parse(entry.Body!).RootElement).ToList();
        Assert.Equal(["u1", "u2"], bodies.Select(body => body.GetProperty("user_id").GetString()));
        Assert.All(bodies, body => Assert.Equal("voice-api.upload_voicenote", body.GetProperty("scopes")[0].GetString()));
    }

    [Fact]
    public async Task A_token_is_not_used_in_the_minute_before_it_expires()
    {
        var clock = new TestClock();
        var network = new ScriptedHandler(
            ScriptedHandler.Ok("""{"token":"one","expires_in":300}"""), Announced, ScriptedHandler.Ok(""),
            Announced, ScriptedHandler.Ok(""),
            ScriptedHandler.Ok("""{"token":"two","expires_in":300}"""), Announced, ScriptedHandler.Ok(""));
        using var client = Clients.Scripted(network, clock);
        var file = File("a.wav", AudioSamples.Wav(1));

        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(file, "u1"), Token);
        await Task.Delay(TimeSpan.FromSeconds(200), clock, Token);
        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(file, "u1"), Token);
        await Task.Delay(TimeSpan.FromSeconds(60), clock, Token);
        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(file, "u1"), Token);

        Assert.Equal(["Bearer one", "Bearer one", "Bearer two"], BearersOf(network));
    }

    [Fact]
    public async Task A_cached_token_that_is_rejected_is_replaced_once()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var client = Clients.Create(sandbox);
        var file = File("a.wav", AudioSamples.Wav(1));
        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(file, "u1"), Token);
        sandbox.Faults.Add(new Fault { Path = "/upload", Kind = FaultKind.Status, Status = 401, Count = 2 });
        sandbox.Log.Clear();

        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(file, "u1"), Token);

        Assert.Equal(
            ["POST /v1/upload", "POST /v1/upload", "POST /v1/token", "POST /v1/upload", "PUT /storage"],
            sandbox.Log.Select(Line));
        sandbox.Faults.Add(new Fault { Path = "/upload", Kind = FaultKind.Status, Status = 401, Count = -1 });
        sandbox.Log.Clear();
        await Assert.ThrowsAsync<VocaFuseAuthenticationException>(
            () => client.UploadVoiceNoteAsync(new VoiceNoteUpload(file, "u1"), Token));
        Assert.Equal(
            ["POST /v1/upload", "POST /v1/upload", "POST /v1/token", "POST /v1/upload", "POST /v1/upload"],
            sandbox.Log.Select(Line));
    }

    [Fact]
    public async Task The_forms_of_a_token_are_tried_in_order_and_the_accepted_one_is_kept()
    {
        const string Forms = """{"data":{"token":"short","jwt_token":"jwt","id_token":"id","expires_in":300}}""";
        var network = new ScriptedHandler(
            ScriptedHandler.Ok(Forms), Unauthorized, Unauthorized, Announced, ScriptedHandler.Ok(""), Announced, ScriptedHandler.Ok(""));
        using var client = Clients.Scripted(network);
        var file = File("a.wav", AudioSamples.Wav(1));

        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(file, "u1"), Token);
        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(file, "u1"), Token);

        Assert.Equal(["Bearer id", "Bearer jwt", "Bearer short", "Bearer short"], BearersOf(network));
        Assert.Equal(2, network.Requests.Count(sent => sent.Method == HttpMethod.Put));
    }

    [Theory]
    [InlineData("voicenote_id", ApiNames.VoiceNotes, "/voicenotes", 0)]
    [InlineData("recording_id", ApiNames.Recordings, "/recordings", 1)]
    public async Task The_response_to_the_upload_request_shows_the_family(string name, ApiNames names, string path, int eventCount)
    {
        var network = new ScriptedHandler(
            ScriptedHandler.Ok("""{"token":"t","expires_in":300}"""),
            ScriptedHandler.Ok($$"""{"{{name}}":"rec_1","presigned_url":"https://storage.example/1"}"""),
            ScriptedHandler.Ok(""),
            ScriptedHandler.Ok("""{"data":[]}"""));
        var events = new RecordedRequestEvents();
        using var client = Clients.Scripted(network, observer: events, apiNames: ApiNames.Auto);

        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(File("a.wav", AudioSamples.Wav(1)), "u1"), Token);
        await client.ListVoiceNotesAsync(cancellationToken: Token).ToListAsync();

        Assert.Equal(names, client.ApiNames);
        Assert.EndsWith(path, network.Requests[^1].Uri.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(eventCount, events.All.OfType<ApiNamesFound>().Count());
    }

    [Theory]
    [InlineData("a.wav", "wav")]
    [InlineData("a.m4a", "mp4")]
    [InlineData("a.opus", "ogg")]
    [InlineData("a.weba", "webm")]
    [InlineData("a.mp3", "mp3")]
    public async Task A_strict_service_accepts_every_format(string name, string format)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Strict = true });
        using var client = Clients.Create(sandbox);
        var content = AudioCorpus.Files.First(file => Path.GetExtension(file.Name) == Path.GetExtension(name)).Content;

        var note = await client.UploadVoiceNoteAsync(new VoiceNoteUpload(File(name, content), "u1"), Token);

        Assert.Equal(format, sandbox.Store.Find(note.VoiceNoteId)!.Format);
        Assert.Equal(["POST /v1/token", "POST /v1/upload", "PUT /storage"], sandbox.Log.Select(Line));
    }

    [Theory]
    [InlineData(SandboxEnvelope.Bare)]
    [InlineData(SandboxEnvelope.Data)]
    public async Task Tags_are_stored_with_the_note(SandboxEnvelope envelope)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Envelope = envelope });
        using var client = Clients.Create(sandbox);
        var tags = new Dictionary<string, string> { ["team"] = "support", ["größe_x"] = "é" };

        var sent = await client.UploadVoiceNoteAsync(
            new VoiceNoteUpload(File("a.wav", AudioSamples.Wav(1)), "u1") { Tags = tags }, Token);

        var note = await client.GetVoiceNoteAsync(sent.VoiceNoteId, Token);
        Assert.Equal(tags.ToDictionary(tag => tag.Key, tag => (object?)tag.Value), note.CustomTags);
    }

    [Fact]
    public async Task A_file_that_changed_after_inspection_is_not_sent()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var client = Clients.Create(sandbox);
        var file = File("a.wav", AudioSamples.Wav(1));
        await System.IO.File.AppendAllTextAsync(file.FullName, "x", Token);

        var failure = await Assert.ThrowsAsync<VocaFuseAudioException>(() =>
            client.UploadVoiceNoteAsync(new VoiceNoteUpload(file, "u1"), Token));

        Assert.Equal(AudioErrorReason.Unreadable, failure.Reason);
        Assert.Empty(sandbox.Log);
    }

    [Fact]
    public async Task A_file_that_becomes_shorter_while_it_is_sent_causes_an_error_and_no_retry()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows does not let a file that is being read be cut.");
        }

        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { UploadBytesPerSecond = 4 * Mebi });
        using var client = Clients.Create(sandbox);
        var upload = new VoiceNoteUpload(File("a.mp3", AudioSamples.Large(20 * Mebi), 60), "u1");

        var sending = client.UploadVoiceNoteAsync(upload, Token);
        await Eventually.TrueAsync(() => upload.BytesSent > 0, sending);
        System.IO.File.WriteAllBytes(upload.File.FullName, []);
        Assert.Equal(AudioErrorReason.Unreadable, (await Assert.ThrowsAsync<VocaFuseAudioException>(() => sending)).Reason);
    }

    [Fact]
    public async Task Cancellation_ends_the_upload()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { UploadBytesPerSecond = 1000 });
        using var client = Clients.Create(sandbox);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var upload = new VoiceNoteUpload(File("a.mp3", AudioSamples.Large(20 * Mebi), 60), "u1");

        var sending = client.UploadVoiceNoteAsync(upload, stop.Token);
        await Eventually.TrueAsync(() => upload.BytesSent > 0, sending);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_response_without_a_secure_address_is_unreadable()
    {
        using var client = Clients.Scripted(
            new ScriptedHandler(ScriptedHandler.Ok("""{"token":"one"}"""),
            ScriptedHandler.Ok("""{"voicenote_id":"vn_1","presigned_url":"http://storage.example/x"}""")));

        await Assert.ThrowsAsync<VocaFuseResponseException>(() =>
            client.UploadVoiceNoteAsync(new VoiceNoteUpload(File("a.wav", AudioSamples.Wav(1)), "u1"), Token));
    }

    private static ScriptedHandler.Step Announced =>
        ScriptedHandler.Ok("""{"voicenote_id":"vn_1","upload_type":"single","presigned_url":"https://storage.example/x"}""");

    private static ScriptedHandler.Step Unauthorized => ScriptedHandler.Respond(System.Net.HttpStatusCode.Unauthorized);

    private static IEnumerable<string> BearersOf(ScriptedHandler network) =>
        network.Requests.Where(sent => sent.Uri.AbsolutePath == "/v1/upload").Select(sent => sent.Headers["Authorization"]);

    private static string Line(LoggedRequest entry) =>
        $"{entry.Method} {(entry.Path.StartsWith("/storage", StringComparison.Ordinal) ? "/storage" : entry.Path)}";

    private static void AssertParts(byte[] content, StoredContent stored)
    {
        Assert.Equal(content.Length, stored.Length);
        var start = 0;
        foreach (var part in stored.Parts)
        {
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content.AsSpan(start, (int)part.Length))), part.Sha256);
            start += (int)part.Length;
        }
    }

    private AudioFile File(string name, byte[] content, double? seconds = null)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllBytes(path, content);
        return AudioFile.Inspect(path, seconds is { } length ? TimeSpan.FromSeconds(length) : null);
    }
}
