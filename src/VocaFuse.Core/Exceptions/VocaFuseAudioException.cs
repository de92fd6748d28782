using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for a file that can't be uploaded as a voice note. <see cref="Fault"/> is the reason.</summary>
public sealed class VocaFuseAudioException : VocaFuseException
{
    internal VocaFuseAudioException(AudioErrorReason fault, string message, Exception? inner = null)
        : base(message, new ErrorContext { Resource = VocaFuseResource.Upload }, inner) => Fault = fault;

    /// <summary>Gets the reason.</summary>
    public AudioErrorReason Fault { get; }
}
