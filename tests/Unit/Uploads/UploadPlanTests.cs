using VocaFuse.Uploads;

namespace VocaFuse.Unit.Uploads;

public sealed class UploadPlanTests
{
    private const string Address = "https://storage.example/a?signature=x";

    [Fact]
    public void Parts_are_ordered_by_number_and_have_the_ranges_of_the_response()
    {
        var plan = UploadPlan.Of(Response(Part(2, 60, 99), Part(1, 0, 59)), 100);

        Assert.True(plan.IsMultipart);
        Assert.Equal([(1, 0L, 60L), (2, 60L, 40L)], plan.Parts.Select(part => (part.Number, part.Start, part.Length)));
    }

    [Fact]
    public void Without_parts_the_whole_file_is_sent_to_one_address()
    {
        var plan = UploadPlan.Of(new UploadResponse { RecordingId = "rec_1", PresignedUrl = Address, UploadInfo = new UploadInfo() }, 100);

        Assert.Equal(("rec_1", false), (plan.VoiceNoteId, plan.IsMultipart));
        Assert.Equal((0L, 100L), (Assert.Single(plan.Parts).Start, plan.Parts[0].Length));
    }

    [Theory]
    [InlineData(0, 59, 61, 99)]
    [InlineData(0, 59, 59, 99)]
    [InlineData(0, 59, 60, 98)]
    [InlineData(0, 59, 60, 100)]
    [InlineData(1, 59, 60, 99)]
    [InlineData(0, -1, 0, 99)]
    public void Parts_with_gaps_or_overlaps_are_an_error(long firstStart, long firstEnd, long secondStart, long secondEnd) =>
        Assert.Throws<FormatException>(() => UploadPlan.Of(Response(Part(1, firstStart, firstEnd), Part(2, secondStart, secondEnd)), 100));

    [Fact]
    public void Parts_without_number_or_range_are_an_error()
    {
        Assert.Throws<FormatException>(() => UploadPlan.Of(Response(Part(null, 0, 99)), 100));
        Assert.Throws<FormatException>(() => UploadPlan.Of(Response(Part(1, null, 99)), 100));
        Assert.Throws<FormatException>(() => UploadPlan.Of(Response(Part(1, 0, null)), 100));
        Assert.Throws<FormatException>(() => UploadPlan.Of(Response(Part(1, 0, 59), Part(1, 60, 99)), 100));
    }

    [Theory]
    [InlineData("/bucket/a%7Eb/../c/./d%2Fe//f?X-Amz-Signature=a%7E%2B%20b&x=..%2F")]
    [InlineData("/a~b?sig=%e4%F6")]
    [InlineData("/a%20b%5Bc%5D?y=z#not-a-fragment")]
    public void An_address_is_sent_as_it_was_signed(string path)
    {
        var plan = UploadPlan.Of(new UploadResponse { VoiceNoteId = "vn_1", PresignedUrl = "https://storage.example" + path }, 100);

        Assert.Equal(path, plan.Parts[0].Address.PathAndQuery);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/storage/a")]
    [InlineData("http://storage.example/a")]
    [InlineData("ftp://storage.example/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@storage.example/a")]
    public void An_address_that_is_not_absolute_https_is_an_error(string? address)
    {
        Assert.Throws<FormatException>(() => UploadPlan.Of(new UploadResponse { VoiceNoteId = "vn_1", PresignedUrl = address }, 100));
        Assert.Throws<FormatException>(() =>
            UploadPlan.Of(Response(new UploadPartDocument { PartNumber = 1, StartByte = 0, EndByte = 99, PresignedUrl = address }), 100));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/a")]
    [InlineData("http://localhost/a")]
    [InlineData("http://[::1]/a")]
    public void A_loopback_address_can_use_http(string address) =>
        Assert.Equal(address,
            UploadPlan.Of(new UploadResponse { VoiceNoteId = "vn_1", PresignedUrl = address }, 100).Parts[0].Address.OriginalString);

    [Fact]
    public void A_response_without_a_voice_note_ID_is_an_error() =>
        Assert.Throws<FormatException>(() => UploadPlan.Of(new UploadResponse { PresignedUrl = Address }, 100));

    private static UploadResponse Response(params UploadPartDocument[] parts) =>
        new() { VoiceNoteId = "vn_1", UploadInfo = new UploadInfo { Parts = parts } };

    private static UploadPartDocument Part(int? number, long? start, long? end) =>
        new() { PartNumber = number, StartByte = start, EndByte = end, PresignedUrl = Address };
}
