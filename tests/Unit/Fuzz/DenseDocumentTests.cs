using System.Buffers.Text;
using System.Text;

namespace VocaFuse.Unit.Fuzz;

/// <summary>Large documents of next to nothing, over and over: what is small on the wire must not be large in memory.</summary>
public sealed class DenseDocumentTests
{
    public static TheoryData<string, string, string, string> Documents => new()
    {
        { "a page", "{\"voicenotes\":[", "{},", "{}]}" },
        { "a page", "{\"voicenotes\":[", "{\"id\":\"a\"},", "{\"id\":\"a\"}]}" },
        { "a page", "{\"voicenotes\":[{\"id\":\"a\",\"features\":[", "0,", "0]}]}" },
        { "a page", "{\"voicenotes\":[{\"id\":\"a\",\"custom_tags\":{\"a\":[", "[],", "[]]}}]}" },
        { "a page", "{\"voicenotes\":[{\"id\":\"a\",\"custom_tags\":{\"a\":[", "{},", "{}]}}]}" },
        { "a page", "{\"voicenotes\":[{\"id\":\"a\",\"unknown\":[", "{},", "{}]}]}" },
        { "a transcription", "{\"text\":\"a\",\"words\":[", "{},", "{}]}" },
        { "a transcription", "{\"text\":\"a\",\"words\":[", "{\"word\":\"a\"},", "{\"word\":\"a\"}]}" },
        { "a transcription", "{\"text\":\"a\",\"words\":[", "{\"start_time\":1},", "{\"start_time\":1}]}" },
        { "a transcription", "{\"text\":\"a\",\"words\":[", "null,", "null]}" },
        { "a webhook", "{\"id\":\"a\",\"events\":[", "\"\",", "\"\"]}" },
        { "a webhook", "{\"id\":\"a\",\"events\":[", "0,", "0]}" },
        { "a delivery", "{\"event\":\"a\",\"account\":{\"a\":[", "0,", "0]}}" },
        { "a delivery", "{\"event\":\"a\",\"voicenote\":{\"transcription\":{\"words\":[", "{},", "{}]}}}" },
        { "a token", "{\"sub\":\"a\",\"x\":[", "0,", "0]}" },
        { "a new key", "{\"id\":\"a\",\"api_key\":\"a\",\"api_secret\":\"a\",\"scopes\":[", "0,", "0]}" },
        { "a delivery", "{\"event\":\"a\",\"account\":[", "0,", "0]}" },
        { "a delivery", "{\"event\":\"a\",\"account\":{\"a\":0", ",\"a\":[{}]", "}}" },
        { "a refusal", "{\"error\":{\"code\":1,\"message\":\"a\",\"details\":{\"a\":[", "[],", "0]}}}" },
        { "a refusal", "{\"error\":{\"details\":[", "{\"a\":1},", "0]}}" },
        { "a refusal", "{\"error\":{\"details\":{\"a\":\"", "sk_live_a whsec_b ", "\"}}}" },
        { "a refusal", "{\"error\":{\"message\":\"", "\\ud83d", "\"}}" },
        { "a refusal", "{\"error\":[", "[[[0]]],", "0]}" },
        { "a voice note", "{\"id\":\"a\",\"status\":[", "[],", "0]}" },
        { "a voice note", "{\"id\":\"a\",\"user_id\":\"", "\\u00e9\\ud83d", "\"}" },
        { "a voice note", "{\"id\":\"a\",\"custom_tags\":{\"a\":[", "0.5,", "0]}}" },
        { "a voice note", "{\"id\":\"a\",\"custom_tags\":{\"a\":[", "\"\",", "0]}}" },
        { "a voice note", "{\"id\":\"a\",\"user_id\":\"", "\u00e9", "\"}" },
        { "a page", "{\"voicenotes\":[", "{\"id\":\"a\",\"user_id\":\"\u00e9\u00e9\"},", "{\"id\":\"a\"}]}" },
        { "a voice note", "{\"id\":\"a\"", ",\"user_id\":\"a\"", "}" },
        { "a voice note", "{\"id\":\"a\"", ",\"metadata\":1", "}" },
        { "a page", "{\"voicenotes\":[{\"id\":\"a\"", ",\"custom_tags\":1", "}]}" },
        { "a voice note", "{\"id\":\"a\",\"created_at\":\"", "\\u0041", "\"}" },
        { "a webhook", "{\"id\":\"a\",\"active\":\"", "\\u0041", "\"}" },
        { "a refusal", "{\"error\":{\"code\":1", ",\"details\":1.5", "}}" },
        { "a refusal", "{\"error\":{}", ",\"error\":{}", "}" },
        { "a delivery", "{\"event\":\"a\"", ",\"account\":1.5", "}" },
        { "a delivery", "{\"event\":\"a\"", ",\"voicenote\":{}", "}" },
        { "a relayed token", "{\"token\":\"eyJ\",\"message\":\"", "\u00e9", "\"}" },
        { "a new token", "{\"token\":\"eyJ\",\"message\":\"", "\u00e9", "\"}" },
        { "a webhook", "{\"id\":\"a\",\"events\":\"", "a ", "\"}" },
        { "a new key", "{\"id\":\"a\",\"api_key\":\"a\",\"api_secret\":\"a\",\"scopes\":\"", "a,", "\"}" },
        { "a token", "{\"sub\":\"a\",\"scope\":\"", "a ", "\"}" },
        { "a token", "{\"sub\":\"a\",\"aud\":[", "\"a\",", "0]}" },
        { "a token", "{\"sub\":\"a\"", ",\"a\":{}", "}" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Cost_no_more_than_their_size_warrants(string name, string start, string entry, string end)
    {
        var reader = Reader.All.First(reader => reader.Name == name);
        // What is made once and for all is not the document's to pay for.
        Assert.All(reader.Documents, document => Assert.Equal(reader.IsRefusal, Record.Exception(() => reader.Read(document)) is not null));
        for (var length = 8 * 1024; length <= 4 * 1024 * 1024; length *= 2)
        {
            var document = Encoding.Latin1.GetBytes(start + string.Concat(Enumerable.Repeat(entry, length / entry.Length)) + end);
            document = name == "a token" ? Encoding.ASCII.GetBytes($"eyJhbGciOiJIUzI1NiJ9.{Base64Url.EncodeToString(document)}.c2ln") : document;
            Assert.InRange(CostOf(reader, document), 0, (8 * document.Length) + (1024 * 1024));
        }
    }

    /// <summary>A full page of notes, and the words of an hour: six times what a recording may last.</summary>
    [Theory]
    [InlineData("a page", 100, "{\"voicenotes\":[", "]}")]
    [InlineData("a transcription", 12_000, "{\"text\":\"a\",\"words\":[", "]}")]
    [InlineData("a delivery", 12_000, "{\"event\":\"voicenote.transcribed\",\"voicenote\":{\"id\":\"a\",\"transcription\":{\"text\":\"a\",\"words\":[", "]}}}")]
    public void That_are_full_are_read(string name, int count, string start, string end)
    {
        const string Note = """{"id":"a","tenant_id":null,"user_id":null,"original_filename":"a.webm","s3_key":"a","s3_bucket":"a","duration_seconds":16.45,"file_size_bytes":252287,"audio_format":"webm","sample_rate":null,"channels":1,"bit_rate":null,"audio_codec":null,"status":"transcribed","features":["a","b","c"],"client_ip":null,"user_agent":null,"upload_source":null,"custom_tags":{"a":1,"b":[1,2,3]},"created_at":"2025-10-06T17:33:31","updated_at":"2025-10-06T17:33:45","processed_at":null,"uri":"/v1"}""";
        const string Word = """{"word":"I","start_time":0.5,"end_time":0.55,"confidence":1}""";
        Reader.All.First(reader => reader.Name == name).Read(Encoding.UTF8.GetBytes(start + string.Join(',', Enumerable.Repeat(name == "a page" ? Note : Word, count)) + end));
    }

    [Fact]
    public void A_page_whose_notes_carry_long_lists_of_values_is_read()
    {
        var waveform = string.Join(',', Enumerable.Range(0, 500).Select(static i => i % 100));
        var notes = string.Join(',', Enumerable.Range(0, 100).Select(i => $$$"""{"id":"vn_{{{i}}}","custom_tags":{"waveform":[{{{waveform}}}],"text":"{{{waveform}}}"}}"""));
        Reader.All.First(reader => reader.Name == "a page").Read(Encoding.UTF8.GetBytes($$$"""{"voicenotes":[{{{notes}}}]}"""));
    }

    /// <summary>Pages of a hundred notes with much in their tags, as an app may well keep it there.</summary>
    [Theory]
    [InlineData(60, "{\"speaker\":\"A\",\"start\":1.25,\"end\":2.5}")]
    [InlineData(40, "{\"key\":\"colour\",\"value\":\"red\"}")]
    [InlineData(500, "0.37")]
    [InlineData(1000, "1234")]
    [InlineData(300, "\"word\"")]
    public void A_page_whose_notes_carry_lists_in_their_tags_is_read(int count, string entry)
    {
        var list = string.Join(',', Enumerable.Repeat(entry, count));
        var notes = string.Join(',', Enumerable.Range(0, 100).Select(i => $$$"""{"id":"vn_{{{i}}}","custom_tags":{"list":[{{{list}}}],"mood":"good"}}"""));
        Reader.All.First(reader => reader.Name == "a page").Read(Encoding.UTF8.GetBytes($$"""{"voicenotes":[{{notes}}]}"""));
    }

    [Fact]
    public void A_page_that_is_refused_says_what_to_do()
    {
        var page = Encoding.UTF8.GetBytes("{\"voicenotes\":[" + string.Join(',', Enumerable.Repeat("{\"id\":\"a\"}", 100_000)) + "]}");
        var failure = Assert.Throws<VocaFuseResponseException>(() => Reader.All.First(reader => reader.Name == "a page").Read(page));
        Assert.Contains($"more entries than a document of {page.Length} bytes should", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-PageSize", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_page_with_a_byte_that_is_no_text_is_read()
    {
        var notes = string.Join(',', Enumerable.Range(0, 100).Select(static i => $$"""{"id":"vn_{{i}}","original_filename":"{{new string('x', 20_000)}}"}"""));
        var page = Encoding.UTF8.GetBytes($$"""{"voicenotes":[{{notes}}]}""");
        page[^100] = 0xFF;
        Reader.All.First(reader => reader.Name == "a page").Read(page);
    }

    /// <summary>What hides secrets looks at each part of a text once: a megabyte would else take minutes.</summary>
    [Fact]
    public void A_text_of_what_might_be_secrets_is_through_at_once()
    {
        var text = string.Concat(Enumerable.Repeat("eyJ-", 256 * 1024));
        var reader = Reader.All.First(reader => reader.Name == "a refusal");
        Assert.Throws<VocaFuseInvalidRequestException>(() => reader.Read(Encoding.UTF8.GetBytes("{\"error\":{\"message\":\"" + text + "\",\"details\":{\"text\":\"" + text + "\"}}}")));
    }

    private static long CostOf(Reader reader, byte[] document)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            reader.Read(document);
        }
        catch (VocaFuseException)
        {
            // What was promised.
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
