namespace VocaFuse.Sandbox.Control;

internal sealed record AddNotesRequest(int Count = 1, string Status = NoteStatus.Transcribed, bool AtFront = true);
