using VocaFuse.Sandbox.Api;

namespace VocaFuse.Sandbox.Webhooks;

/// <summary>The events that a webhook can be registered for.</summary>
internal static class WebhookEvents
{
    public const string Created = "created";
    public const string Transcribed = "transcribed";
    public const string Failed = "failed";
    public const string Deleted = "deleted";
    public const string InsufficientBalance = "account.insufficient_balance";

    /// <summary>Another name of <see cref="Transcribed"/>.</summary>
    private const string Completed = "completed";

    private static readonly string[] OfNotes = [Created, Transcribed, Completed, Failed, Deleted];
    private static readonly string[] OfAccounts = [InsufficientBalance, "account.low_balance_warning", "account.credits_added"];

    /// <summary>Gets all events in the names of a service.</summary>
    public static IReadOnlyList<string> Known(SandboxFamily family) =>
    [
        .. FamilyNames.ForFamily(family).SelectMany(static names => OfNotes.Select(kind => $"{names.Singular}.{kind}")), .. OfAccounts,
    ];

    /// <summary>Gets the kind of an event, which is the same for all names of it; null for an event of an account.</summary>
    public static string? KindOf(string name) =>
        OfAccounts.Contains(name) ? null : name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
        {
            Completed => Transcribed,
            var kind => kind,
        };
}
