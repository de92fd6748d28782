using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for a file that can't be uploaded as a voice note. <see cref="Reason"/> is the reason.</summary>
public sealed class VocaFuseAudioException : VocaFuseException
{
    internal VocaFuseAudioException(AudioErrorReason reason, string message, Exception? inner = null)
        : base(message, new ErrorContext { Resource = VocaFuseResource.Upload }, inner) => Reason = reason;

    /// <summary>Gets the reason.</summary>
    public AudioErrorReason Reason { get; }
}
