using System.Collections;
using VocaFuse.Sandbox.Hosting;

namespace VocaFuse.Sandbox;

/// <summary>The requests so far. An enumeration does not contain requests that arrive after its start.</summary>
public sealed class SandboxLog : IReadOnlyList<LoggedRequest>
{
    private readonly RequestLog _log;

    internal SandboxLog(RequestLog log) => _log = log;

    public int Count => _log.Snapshot().Count;

    public LoggedRequest this[int index] => _log.Snapshot()[index];

    public void Clear() => _log.Clear();

    public IEnumerator<LoggedRequest> GetEnumerator() => _log.Snapshot().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
