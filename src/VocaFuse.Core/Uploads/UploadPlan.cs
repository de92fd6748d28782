namespace VocaFuse.Uploads;

/// <summary>Where the bytes of a file go: parts that follow each other without gap or overlap.</summary>
internal sealed record UploadPlan(string VoiceNoteId, IReadOnlyList<UploadPart> Parts, bool IsMultipart)
{
    /// <summary>Makes a plan of an answer.</summary>
    /// <exception cref="FormatException">The answer cannot be used; sending by it would leave a broken recording, or worse.</exception>
    public static UploadPlan Of(UploadResponse answer, long size)
    {
        var id = answer.VoiceNoteId is { Length: > 0 } ? answer.VoiceNoteId : answer.RecordingId;
        if (string.IsNullOrEmpty(id))
        {
            throw new FormatException("The answer names no voice note.");
        }

        var documents = answer.UploadInfo?.Parts ?? [];
        if (documents.Count == 0)
        {
            return new UploadPlan(id, [new UploadPart(1, Address(answer.PresignedUrl), 0, size)], IsMultipart: false);
        }

        var parts = new List<UploadPart>(documents.Count);
        long start = 0;
        foreach (var document in documents.OrderBy(document => document.PartNumber))
        {
            if (document.PartNumber is not { } number || (parts.Count > 0 && number == parts[^1].Number) || document.StartByte != start || document.EndByte is not { } end || end < start || end >= size)
            {
                throw new FormatException("The parts do not follow each other.");
            }

            parts.Add(new UploadPart(number, Address(document.PresignedUrl), start, end + 1 - start));
            start = end + 1;
        }

        return start == size ? new UploadPlan(id, parts, IsMultipart: true) : throw new FormatException("The parts are not the whole file.");
    }

    /// <summary>Audio goes out encrypted, or not farther than this machine.</summary>
    private static Uri Address(string? presigned) =>
        Uri.TryCreate(presigned, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0
            ? address
            : throw new FormatException("The address to send to is none that is absolute and https.");
}

/// <summary>Bytes of a file and where they go.</summary>
internal sealed record UploadPart(int Number, Uri Address, long Start, long Length);
