using System.Text;

namespace VocaFuse.Unit.Fuzz;

/// <summary>Valid documents of every kind.</summary>
internal static class Documents
{
    private const string Note = """{"id":"vn_5d8cd62710d4d5916b8b","tenant_id":"ten_1","user_id":"user_é","original_filename":"a b.webm","s3_key":"t/k","s3_bucket":"b","duration_seconds":12.5,"file_size_bytes":640000,"audio_format":"webm","sample_rate":48000,"channels":1,"bit_rate":64000,"audio_codec":"opus","status":"transcribed","features":["transcription",{"x":[1,2.5,null,true]}],"client_ip":"203.0.113.7","user_agent":"Mozilla/5.0","upload_source":"web","custom_tags":{"department":"sales","priority":3},"created_at":"2025-10-06T17:33:31","updated_at":"2025-10-06T17:33:32.123456Z","processed_at":1703001600,"uri":"/v1/voicenotes/vn_1","review":{"state":"none"}}""";

    private const string OtherNote = """{"id":"rec_2","duration":"7","file_size":"12","metadata":null,"status":"processing","created_at":"2025-10-06T17:33:31.000001Z","processed_at":null}""";

    private const string TranscriptionBody = """{"id":"tr_1","voicenote_id":"vn_1","text":"Hello, I want a refund \ud83d\ude00. Zwölf Stück, bitte!","confidence":0.93,"language":"en-US","words":[{"word":"Hello,","start_time":0.1,"end_time":0.42,"confidence":0.99},{"word":"I","start_time":0.5,"end_time":0.55,"confidence":0.9},{"word":"want","start_time":0.6,"end_time":0.8,"confidence":0.97},{"word":"a","start_time":0.85,"end_time":0.9,"confidence":1},{"word":"refund","start_time":1,"end_time":3.4,"confidence":0.5}],"created_at":"2025-10-06T17:33:31","engine":"e-1"}""";

    private const string AccountBody = """{"id":"ten_1","name":"Example Support GmbH","email":"a@b.example","status":"active","plan":"growth","created_at":"2024-01-01T00:00:00","updated_at":"2025-01-01T00:00:00","usage":{"current_month":{"recordings_count":7,"total_duration_seconds":658,"storage_used_bytes":4480000},"previous_month":{"voicenotes_count":3,"total_duration_seconds":282.5,"storage_used_bytes":null}},"settings":{"default_language":"en","webhook_url":null,"notifications_enabled":true},"uri":"/v1/account"}""";

    private const string Jwt = 
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
        + "eyJzdWIiOiJ1c2VyXzEiLCJzY29wZSI6InZvaWNlLWFwaS51cGxvYWRfdm9pY2Vub3RlIiwiZXhwIjoxNzAzMDA1MjAwLCJpYXQiOjE3MDMwMDE2MDB9."
        + "c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl";

    public static readonly byte[][] Notes = Utf8(Note, OtherNote, Data(Note));

    public static readonly byte[][] Pages = Utf8(
        $$"""{"voicenotes":[{{Note}},{{OtherNote}},{{Note.Replace("vn_5", "vn_6", StringComparison.Ordinal)}}],"uri":"/v1/voicenotes?page=0&limit=10","first_page_uri":"/v1/voicenotes?page=0&limit=10","next_page_uri":"/v1/voicenotes?page=1&limit=10","previous_page_uri":null,"page":0,"page_size":3,"total":25}""",
        $$"""{"data":[{{OtherNote}},{{Note}}],"pagination":{"page":0,"limit":2,"total":25,"has_more":true},"meta":{"request_id":"req_1","timestamp":"2025-10-06T17:33:31Z"} }""",
        $$"""{"success":true,"data":{"recordings":[{{OtherNote}}],"pagination":{"total":"1"} } }""");

    public static readonly byte[][] Transcriptions = Utf8(
        TranscriptionBody, Data(TranscriptionBody), """{"text":"no words at all","recording_id":"rec_1","words":null}""");

    public static readonly byte[][] Accounts = Utf8(AccountBody, Data(AccountBody));

    public static readonly byte[][] Errors = Utf8(
        """{"error":{"code":2003,"message":"'limit' must be a whole number from 1 to 100.","type":"ValidationError","details":{"field":"limit","allowed":[1,100],"secret":"whsec_123456"}}}""",
        """{"error":{"code":"NOT_FOUND","message":"Voice note 'vn_1' not found."},"meta":{"request_id":"req_1"}}""",
        """{"error":"nothing here","message":"No.","request_id":7}""",
        """<html><head><title>502 Bad Gateway</title></head><body>key=sk_live_abcdef eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2ln https://s3.example/k?X-Amz-Signature=00ff</body></html>""");

    public static readonly byte[][] Deliveries = Utf8(
        """{"event":"voicenote.transcribed","timestamp":1703001600,"voicenote":{"id":"rec_1","identity":"user_é","status":"transcribed","duration":12.5,"created_at":1703001500,"completed_at":1703001599.5,"transcription":{"text":"Hello there","confidence":0.9,"language":"en"}}}""",
        """{"event":"recording.failed","timestamp":"2025-10-06T17:33:31Z","recording":{"id":"rec_1","user_id":"u","status":"failed","error":{"code":"TRANSCRIPTION_FAILED","message":"no speech"}}}""",
        """{"event":"account.low_balance_warning","timestamp":1703001600,"account":{"balance":1.5,"currency":"EUR","history":[1,{"at":2}]}}""");

    public static readonly byte[][] WebhookRequests = Utf8(
        "POST /vocafuse?a=b HTTP/1.1\r\nHost: example.com:8080\r\nUser-Agent: a/1\r\nContent-Length: 11\r\nX-VocaFuse-Timestamp: "
            + "1703001600\r\nX-VocaFuse-Delivery-ID: del_1\r\n\r\n{\"event\":1}",
        "POST http://[::1]/vocafuse HTTP/1.1\r\nHost: [::1]\r\nTransfer-Encoding: chunked\r\nExpect: "
            + "100-continue\r\n\r\n5;a=b\r\n{\"eve\r\n6\r\nnt\":1}\r\n0\r\nDigest: x\r\n\r\n",
        "POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}");

    public static readonly byte[][] Webhooks = Utf8(
        """{"id":"wh_1","url":"https://hooks.example/voca","events":["voicenote.transcribed","voicenote.failed"],"secret":"whsec_0123456789abcdef","status":"active","created_at":"2025-10-06T17:33:31","updated_at":null,"uri":"/v1/webhooks/wh_1","code":"WEBHOOK_CONFIGURED"}""",
        Data("""{"id":"wh_1","url":"https://hooks.example/voca","events":"voicenote.transcribed,voicenote.failed","active":true}"""));

    public static readonly byte[][] ApiKeys = Utf8(
        """{"id":"key_1","tenant_id":"ten_1","name":"night job","description":null,"key_prefix":"sk_test_abcd","api_key":"sk_test_abcdef0123456789","api_secret":"00112233445566778899aabbccddeeff","scopes":["voicenotes:read","account:read"],"status":"active","last_used_at":null,"usage_count":0,"expires_at":null,"created_at":"2025-10-06T17:33:31"}""",
        Data("""{"id":"key_1","name":"night job","api_key":"sk_test_abcdef0123456789","api_secret":"00112233445566778899aabbccddeeff","scopes":"voicenotes:read account:read","usage_count":"12"}"""));

    public static readonly byte[][] TokenResponses = Utf8(
        $$"""{"success":true,"data":{"jwt_token":"{{Jwt}}","id_token":"{{Jwt}}","token_type":"Bearer","expires_in":3600,"tenant_id":"ten_1","service_account":"sa","scopes":["voice-api.upload_voicenote"]},"message":"Token made"}""",
        $$"""{"token":"{{Jwt}}","expires_in":"3600"}""");

    /// <summary>The payloads of tokens.</summary>
    public static readonly byte[][] Claims = Utf8(
        """{"sub":"user_é","user_id":"user_é","tenant_id":"ten_1","scope":"voice-api.upload_voicenote other","iss":"https://api.example","aud":["a","b"],"iat":1703001600,"nbf":1703001600,"exp":1703005200,"extra":{"deep":[1,{"x":null}]}}""",
        """{"sub":"u","scopes":["s"],"aud":"a","exp":1703005200.5}""");

    public static readonly byte[][] Tokens = Utf8(Jwt);

    private static string Data(string body) =>
        $$"""{"success":true,"data":{{body}},"meta":{"request_id":"req_1","timestamp":"2025-10-06T17:33:31Z"},"message":"ok"}""";

    private static byte[][] Utf8(params string[] documents) => [.. documents.Select(Encoding.UTF8.GetBytes)];
}
