namespace VocaFuse;

/// <summary>Receives the events of a client's requests. It is called from any thread and should return quickly.</summary>
public interface IRequestObserver
{
    /// <summary>Gets a value that is true to receive headers and bodies too, which are copied as text for each event.</summary>
    bool WantsContent { get; }

    /// <summary>Receives an event. It contains no secret.</summary>
    void OnRequestEvent(RequestEvent requestEvent);
}
