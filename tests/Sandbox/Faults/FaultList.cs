using System.IO.Enumeration;

namespace VocaFuse.Sandbox;

/// <summary>The faults for future requests.</summary>
public sealed class FaultList
{
    private readonly Lock _lock = new();
    private readonly List<Pending> _pending = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _pending.Count;
            }
        }
    }

    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock)
        {
            _pending.Add(new Pending(fault));
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _pending.Clear();
        }
    }

    /// <summary>Gets the fault for a request and counts its use. If a fault skips the request, the next matching one applies.</summary>
    internal Fault? Take(string method, string path)
    {
        lock (_lock)
        {
            foreach (var pending in _pending)
            {
                if (!pending.Matches(method, path) || pending.Skips())
                {
                    continue;
                }

                if (pending.Use())
                {
                    _pending.Remove(pending);
                }

                return pending.Fault;
            }

            return null;
        }
    }

    private sealed class Pending(Fault fault)
    {
        private int _skip = fault.Skip;
        private int _left = fault.Count;

        public Fault Fault => fault;

        public bool Matches(string method, string path) =>
            (fault.Method == "*" || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            && FileSystemName.MatchesSimpleExpression(fault.Path, path, ignoreCase: false);

        public bool Skips() => _skip > 0 && _skip-- > 0;

        /// <summary>Counts a use, and returns true for the last one.</summary>
        public bool Use() => _left > 0 && --_left == 0;
    }
}
