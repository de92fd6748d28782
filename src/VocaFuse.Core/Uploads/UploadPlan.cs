using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse.Uploads;

/// <summary>The addresses that the bytes of a file are sent to: parts that follow each other without gap or overlap.</summary>
internal sealed record UploadPlan(string VoiceNoteId, IReadOnlyList<UploadPart> Parts, bool IsMultipart)
{
    /// <summary>Gets the family whose name the ID has in the response; Auto if it has both.</summary>
    public ApiNames Names { get; private init; }

    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Reads the plan from a response.</summary>
    /// <exception cref="FormatException">The response is not usable: parts are missing or overlap, or an address is not secure.</exception>
    public static UploadPlan Read(JsonElement json, long size)
    {
        var (id, names) = (json.NonEmptyText("voicenote_id"u8), json.NonEmptyText("recording_id"u8)) switch
        {
            ({ } voiceNote, { }) => (voiceNote, ApiNames.Auto),
            ({ } voiceNote, null) => (voiceNote, ApiNames.VoiceNotes),
            (null, { } recording) => (recording, ApiNames.Recordings),
            _ => throw new FormatException("The response has no voice note ID."),
        };
        var parts = new List<UploadPart>();
        long start = 0;
        foreach (var part in json.Find("upload_info"u8).Objects("parts"u8, static part => part).OrderBy(NumberOf))
        {
            if (NumberOf(part) is not { } number || (parts.Count > 0 && number == parts[^1].Number)
                || part.Int64("start_byte"u8) != start || part.Int64("end_byte"u8) is not { } end || end < start || end >= size)
            {
                throw new FormatException("The parts do not follow each other.");
            }

            parts.Add(new UploadPart(number, AddressOf(part), start, end + 1 - start));
            start = end + 1;
        }

        if (parts.Count == 0)
        {
            return new UploadPlan(id, [new UploadPart(1, AddressOf(json), 0, size)], IsMultipart: false) { Names = names };
        }

        return start == size
            ? new UploadPlan(id, parts, IsMultipart: true) { Names = names }
            : throw new FormatException("The parts do not cover the whole file.");

        static int? NumberOf(JsonElement part) => part.Int32("part_number"u8);
    }

    /// <summary>Checks an address: audio is sent encrypted, or to this machine only.</summary>
    /// <remarks>
    /// The address is signed as it is. Normalized, with <c>~</c> for <c>%7E</c> or without <c>..</c>, it would be rejected.
    /// </remarks>
    private static Uri AddressOf(JsonElement json) =>
        json.Text("presigned_url"u8) is { } presigned && Uri.TryCreate(presigned, AsWritten, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0
            ? address
            : throw new FormatException("The upload address is not an absolute HTTPS address.");
}
