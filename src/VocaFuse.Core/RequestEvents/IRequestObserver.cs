namespace VocaFuse;

/// <summary>Receives the events of a client's requests. It is called from any thread and should return quickly.</summary>
public interface IRequestObserver
{
    /// <summary>Gets whether the observer receives headers and bodies too, which are copied as text for each event.</summary>
    bool IncludesContent { get; }

    /// <summary>Receives an event. It contains no secret.</summary>
    void OnRequestEvent(RequestEvent requestEvent);
}
