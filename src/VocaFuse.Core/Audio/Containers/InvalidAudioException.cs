namespace VocaFuse.Audio.Containers;

/// <summary>The exception for a file that a reader cannot use. The message completes a sentence that starts with the file's path.</summary>
internal sealed class InvalidAudioException(AudioErrorReason reason, string message) : Exception(message)
{
    public AudioErrorReason Reason { get; } = reason;
}
