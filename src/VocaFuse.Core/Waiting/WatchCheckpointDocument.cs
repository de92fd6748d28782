namespace VocaFuse.Waiting;

/// <summary>The content of a checkpoint's file. Times are in UTC.</summary>
internal sealed record WatchCheckpointDocument(
    int Version,
    string? Account,
    IReadOnlyList<string>? Statuses,
    DateTime? Since,
    Dictionary<string, DateTime>? Reported,
    Dictionary<string, DateTime>? Pending);
