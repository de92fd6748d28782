namespace VocaFuse.Uploads;

/// <summary>The addresses that the bytes of a file are sent to: parts that follow each other without gap or overlap.</summary>
internal sealed record UploadPlan(string VoiceNoteId, IReadOnlyList<UploadPart> Parts, bool IsMultipart)
{
    /// <summary>Gets the family whose name the ID has in the response; Auto if it has both.</summary>
    public ApiNames Names { get; private init; }

    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Reads the plan from a response.</summary>
    /// <exception cref="FormatException">The response is not usable: parts are missing or overlap, or an address is not secure.</exception>
    public static UploadPlan Of(UploadResponse response, long size)
    {
        var (id, names) = (response.VoiceNoteId, response.RecordingId) switch
        {
            ({ Length: > 0 } voiceNote, { Length: > 0 }) => (voiceNote, ApiNames.Auto),
            ({ Length: > 0 } voiceNote, _) => (voiceNote, ApiNames.VoiceNotes),
            (_, { Length: > 0 } recording) => (recording, ApiNames.Recordings),
            _ => throw new FormatException("The response has no voice note ID."),
        };

        var documents = response.UploadInfo?.Parts ?? [];
        if (documents.Count == 0)
        {
            return new UploadPlan(id, [new UploadPart(1, Address(response.PresignedUrl), 0, size)], IsMultipart: false) { Names = names };
        }

        var parts = new List<UploadPart>(documents.Count);
        long start = 0;
        foreach (var document in documents.OrderBy(document => document.PartNumber))
        {
            if (document.PartNumber is not { } number || (parts.Count > 0 && number == parts[^1].Number)
                || document.StartByte != start || document.EndByte is not { } end || end < start || end >= size)
            {
                throw new FormatException("The parts do not follow each other.");
            }

            parts.Add(new UploadPart(number, Address(document.PresignedUrl), start, end + 1 - start));
            start = end + 1;
        }

        return start == size
            ? new UploadPlan(id, parts, IsMultipart: true) { Names = names }
            : throw new FormatException("The parts do not cover the whole file.");
    }

    /// <summary>Checks an address: audio is sent encrypted, or to this machine only.</summary>
    /// <remarks>
    /// The address is signed as it is. Normalized, with <c>~</c> for <c>%7E</c> or without <c>..</c>, it would be rejected.
    /// </remarks>
    private static Uri Address(string? presigned) =>
        presigned is not null && Uri.TryCreate(presigned, AsWritten, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0
            ? address
            : throw new FormatException("The upload address is not an absolute HTTPS address.");
}
