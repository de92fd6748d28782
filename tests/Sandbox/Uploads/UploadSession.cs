using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Uploads;

/// <summary>An upload that was requested, with the parts received so far.</summary>
internal sealed class UploadSession(string id, Tenant tenant, StoredNote note, bool multipart)
{
    public const long PartBytes = 5 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, StoredPart> _received = [];
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
                    multipart ? null : _received.Values.FirstOrDefault()?.Sha256,
                    _received.Values.Sum(p => p.Length),
                    [.. _received.Values]);
            }
        }
    }

    /// <summary>Gets the first byte and the length of a part; numbers start at 1.</summary>
    public (long Start, long Length) Range(int part)
    {
        var start = multipart ? (part - 1) * PartBytes : 0;
        return (start, multipart ? Math.Min(PartBytes, note.SizeBytes - start) : note.SizeBytes);
    }

    /// <summary>Adds a part. Returns true if it completes the upload; a part that is sent again changes nothing.</summary>
    public bool Receive(StoredPart part)
    {
        lock (_lock)
        {
            _received[part.PartNumber] = part;
            var completes = !_complete && _received.Count == PartCount;
            _complete |= completes;
            return completes;
        }
    }
}
