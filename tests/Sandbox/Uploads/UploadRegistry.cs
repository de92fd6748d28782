using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Uploads;

/// <summary>The uploads that were requested, and their presigned addresses.</summary>
internal sealed class UploadRegistry(int seed)
{
    public const int ExpiresIn = 3600;

    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes($"storage of seed {seed}"));
    private readonly ConcurrentDictionary<string, UploadSession> _byId = new(StringComparer.Ordinal);

    public int Count => _byId.Count;

    public void Clear() => _byId.Clear();

    public UploadSession Open(Tenant tenant, StoredNote note, bool multipart)
    {
        var session = new UploadSession("upl_" + RandomNumberGenerator.GetHexString(24, lowercase: true), tenant, note, multipart);
        return _byId[session.Id] = session;
    }

    public UploadSession? Find(string id) => _byId.GetValueOrDefault(id);

    public UploadSession? OfNote(string noteId) => _byId.Values.FirstOrDefault(s => s.Note.Id == noteId);

    public string PresignedUrl(string origin, UploadSession session, int part)
    {
        var expires = DateTimeOffset.UtcNow.AddSeconds(ExpiresIn).ToUnixTimeSeconds();
        var path = string.Join('/', session.Tenant.Id, session.Note.Id, Uri.EscapeDataString(session.Note.FileName));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{origin}/storage/{path}?uploadId={session.Id}&partNumber={part}&expires={expires}&signature={Sign(session, part, expires)}");
    }

    public string Sign(UploadSession session, int part, long expires) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(
            _key,
            Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"PUT/{session.StorageKey}/{session.Id}/{part}/{expires}"))));
}
