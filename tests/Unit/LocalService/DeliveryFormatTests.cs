using System.Net.Http.Json;
using VocaFuse.Sandbox;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.LocalService;

/// <summary>The receiver accepts every form of a delivery that the sandbox can send.</summary>
public sealed class DeliveryFormatTests
{
    public static TheoryData<string, string?, SandboxSignature, WebhookEventKind> Forms
    {
        get
        {
            var forms = new TheoryData<string, string?, SandboxSignature, WebhookEventKind>();
            foreach (var (name, kind) in new[]
            {
                ("voicenote.transcribed", WebhookEventKind.Transcribed), ("voicenote.completed", WebhookEventKind.Transcribed),
                ("recording.completed", WebhookEventKind.Transcribed), ("recording.failed", WebhookEventKind.Failed),
                ("account.insufficient_balance", WebhookEventKind.Account),
            })
            {
                foreach (var member in (string?[])[null, "voicenote", "recording", "data"])
                {
                    foreach (var signature in Enum.GetValues<SandboxSignature>())
                    {
                        forms.Add(name, member, signature, kind);
                    }
                }
            }

            return forms;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_delivery_is_read_in_every_form(string name, string? member, SandboxSignature signature, WebhookEventKind kind)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 60 });
        using var receiver = new WebhookReceiverFixture(_ => new WebhookListenerOptions(new WebhookSignature("whsec_forms"), 0));
        await RegisterAsync(sandbox, receiver.Port, "voicenote.transcribed");

        var delivery = sandbox.DeliverAsync(name, member: member, signature: signature);
        var received = await receiver.NextAsync();
        received.Accept();

        Assert.Equal(200, (await delivery).Status);
        Assert.Equal((name, kind), (received.Event.Event, received.Event.Kind));
        Assert.Equal(kind == WebhookEventKind.Transcribed, received.Event.Text is not null);
        Assert.Equal(kind == WebhookEventKind.Failed ? "TRANSCRIPTION_FAILED" : null, received.Event.ErrorCode);
        Assert.Equal(kind == WebhookEventKind.Account, received.Event.VoiceNoteId is null);
        Assert.Equal(kind == WebhookEventKind.Account, received.Event.Trigger.ContainsKey("shortfall"));
        Assert.Equal(signature == SandboxSignature.Delivery, received.Event.DeliveryId is not null);
    }

    [Fact]
    public async Task A_change_is_delivered_with_the_event_names_of_the_webhook()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 60, Family = SandboxFamily.Recordings });
        using var receiver = new WebhookReceiverFixture(_ => new WebhookListenerOptions(new WebhookSignature("whsec_forms"), 0));
        await RegisterAsync(sandbox, receiver.Port, "recording.completed", "recording.deleted");
        var id = sandbox.Store.Ids(NoteStatus.Processing)[0];

        sandbox.Store.SetStatus(id, NoteStatus.Transcribed);
        var first = await receiver.NextAsync();
        first.Accept();
        sandbox.Store.Delete(id);
        var second = await receiver.NextAsync();
        second.Accept();

        Assert.Equal(["recording.completed", "recording.deleted"], new[] { first.Event.Event, second.Event.Event });
        Assert.Equal([id, id], new[] { first.Event.VoiceNoteId, second.Event.VoiceNoteId });
    }

    private static async Task RegisterAsync(SandboxHost sandbox, int port, params string[] events)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-VocaFuse-API-Key", sandbox.ApiKey);
        http.DefaultRequestHeaders.Add("X-VocaFuse-API-Secret", sandbox.ApiSecret);
        using var response = await http.PostAsJsonAsync(
            new Uri(sandbox.Origin, "/v1/webhooks"), new { url = $"http://127.0.0.1:{port}/", events, secret = "whsec_forms" }, Token);
        response.EnsureSuccessStatusCode();
    }
}
