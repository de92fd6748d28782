using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The exception for captions that can't be made, because the words of the transcription have no times.</summary>
public sealed class VocaFuseCaptionException : VocaFuseException
{
    internal VocaFuseCaptionException(string message)
        : base(message, new ErrorContext { Resource = VocaFuseResource.Transcription })
    {
    }
}
