using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Uploads;

/// <summary>An announced upload: which parts it has and which have arrived.</summary>
internal sealed class UploadSession(string id, Tenant tenant, StoredNote note, bool multipart)
{
    public const long PartBytes = 5 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, StoredPart> _arrived = [];
    private bool _complete;

    public string Id => id;
    public Tenant Tenant => tenant;
    public StoredNote Note => note;
    public bool IsMultipart => multipart;
    public string StorageKey => $"{tenant.Id}/{note.Id}/{note.FileName}";
    public int PartCount => multipart ? (int)((note.SizeBytes + PartBytes - 1) / PartBytes) : 1;

    public StoredContent Content
    {
        get
        {
            lock (_lock)
            {
                return new StoredContent(
                    multipart ? null : _arrived.Values.FirstOrDefault()?.Sha256,
                    _arrived.Values.Sum(p => p.Length),
                    [.. _arrived.Values]);
            }
        }
    }

    /// <summary>The first byte of a part and its length; parts count from 1.</summary>
    public (long Start, long Length) Range(int part)
    {
        var start = multipart ? (part - 1) * PartBytes : 0;
        return (start, multipart ? Math.Min(PartBytes, note.SizeBytes - start) : note.SizeBytes);
    }

    /// <summary>Whether this part, just now, made the upload complete; sending one again is harmless.</summary>
    public bool Arrive(StoredPart part)
    {
        lock (_lock)
        {
            _arrived[part.PartNumber] = part;
            var completes = !_complete && _arrived.Count == PartCount;
            _complete |= completes;
            return completes;
        }
    }
}
