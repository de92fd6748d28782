using VocaFuse.Sandbox.Webhooks;

namespace VocaFuse.Sandbox.Data;

/// <summary>The data of one customer of the service.</summary>
internal sealed class Tenant
{
    public Tenant(SandboxOptions options, string name, int seed, int notes)
    {
        Id = "tenant_" + SplitMix64.At(seed, 0, 6).ToString("x12", System.Globalization.CultureInfo.InvariantCulture)[..12];
        Seed = seed;
        Notes = new NoteStore(new NoteGenerator(seed, notes, options.Envelope == SandboxEnvelope.Bare), notes);
        Transcripts = new TranscriptGenerator(seed, options.Words);
        Account = new Account(
            name,
            $"ops@{Id[7..]}.example",
            new AccountSettings("en", null, true),
            NoteGenerator.Newest.AddDays(-400),
            NoteGenerator.Newest.AddDays(-30));
    }

    public string Id { get; }
    public int Seed { get; }
    public NoteStore Notes { get; }
    public TranscriptGenerator Transcripts { get; }

    /// <summary>Protects the account and the webhook while they are read, checked and replaced.</summary>
    public Lock Lock { get; } = new();

    public Account Account { get; set; }
    public Webhook? Webhook { get; set; }
}
