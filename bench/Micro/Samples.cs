using System.Globalization;
using System.Text;

namespace VocaFuse.Micro;

/// <summary>Creates documents of the size that the service sends.</summary>
internal static class Samples
{
    public static byte[] Page(int count)
    {
        var notes = Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $$"""
            {"id":"5b8f0f0a-7a1b-4c2d-9e3f-{{number:x12}}","tenant_id":"ten_1","user_id":"user_{{number % 40}}",
            "original_filename":"memo-{{number}}.webm",
            "s3_key":"ten_1/memo-{{number}}.webm","s3_bucket":"audio","duration_seconds":{{number % 600}}.5,
            "file_size_bytes":{{number * 1000}},"audio_format":"webm","sample_rate":48000,
            "channels":1,"bit_rate":64000,"audio_codec":"opus",
            "status":"transcribed","features":["transcription"],"client_ip":"203.0.113.{{number % 250}}",
            "user_agent":"Mozilla/5.0","upload_source":"web","custom_tags":{"department":"sales","priority":{{number % 5}}},
            "created_at":"2025-10-06T17:33:31","updated_at":"2025-10-06T17:34:01",
            "processed_at":"2025-10-06T17:34:01","uri":"/v1/voicenotes/{{number}}"}
            """));
        return Encoding.UTF8.GetBytes(
            $$"""{"voicenotes":[{{string.Join(',', notes)}}],"next_page_uri":null,"page":0,"page_size":{{count}},"total":{{count}}}""");
    }
}
