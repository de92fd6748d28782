namespace VocaFuse.Sandbox;

/// <summary>The statuses the service is known to give; a string, because it may give new ones at any time.</summary>
public static class NoteStatus
{
    public const string Processing = "processing";
    public const string Transcribed = "transcribed";
    public const string Completed = "completed";
    public const string Failed = "failed";
}
