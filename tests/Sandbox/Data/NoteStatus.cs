namespace VocaFuse.Sandbox;

/// <summary>The known statuses. They are strings, because the service may add new ones at any time.</summary>
public static class NoteStatus
{
    public const string Processing = "processing";
    public const string Transcribed = "transcribed";
    public const string Completed = "completed";
    public const string Failed = "failed";
}
