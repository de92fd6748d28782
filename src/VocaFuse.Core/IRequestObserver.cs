namespace VocaFuse;

/// <summary>Is told what the client does while it does it. Calls come from any thread and should return at once.</summary>
public interface IRequestObserver
{
    /// <summary>True to be told headers and bodies too, which costs a copy of each as text.</summary>
    bool WantsContent { get; }

    /// <summary>Takes a notice. Nothing in a notice is secret.</summary>
    void OnRequestEvent(RequestEvent notice);
}
