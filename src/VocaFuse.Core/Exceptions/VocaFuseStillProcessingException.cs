using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for a voice note that is still processing when the wait for it times out.</summary>
public sealed class VocaFuseStillProcessingException : VocaFuseException
{
    internal VocaFuseStillProcessingException(string message, ErrorContext context, VoiceNote voiceNote)
        : base(message, context) => VoiceNote = voiceNote;

    /// <summary>Gets the voice note as it was read last.</summary>
    public VoiceNote VoiceNote { get; }
}
