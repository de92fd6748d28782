namespace VocaFuse;

/// <summary>The error that captions cannot be made, because the words of a transcription have no times.</summary>
public sealed class MissingWordTimesException : Exception
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public MissingWordTimesException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public MissingWordTimesException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public MissingWordTimesException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
