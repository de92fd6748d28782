namespace VocaFuse.Sandbox.Data;

internal sealed record NotePage(IReadOnlyList<StoredNote> Notes, int Total);
