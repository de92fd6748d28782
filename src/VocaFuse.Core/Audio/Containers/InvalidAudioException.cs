namespace VocaFuse.Audio.Containers;

/// <summary>A file that a reader cannot use. The message completes a sentence that begins with the path of the file.</summary>
internal sealed class InvalidAudioException(AudioErrorReason reason, string message) : Exception(message)
{
    public AudioErrorReason Reason { get; } = reason;
}
