using System.Text.Json;
using VocaFuse.Uploads;

namespace VocaFuse.Unit.Uploads;

public sealed class UploadPlanTests
{
    private const string Address = "https://storage.example/a?signature=x";

    [Fact]
    public void Parts_are_ordered_by_number_and_have_the_ranges_of_the_response()
    {
        var plan = Read(Parts(Part(2, 60, 99), Part(1, 0, 59)));

        Assert.True(plan.IsMultipart);
        Assert.Equal([(1, 0L, 60L), (2, 60L, 40L)], plan.Parts.Select(part => (part.Number, part.Start, part.Length)));
    }

    [Fact]
    public void Without_parts_the_whole_file_is_sent_to_one_address()
    {
        var plan = Read(new { recording_id = "rec_1", presigned_url = Address, upload_info = new { } });

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
        Assert.Throws<FormatException>(() => Read(Parts(Part(1, firstStart, firstEnd), Part(2, secondStart, secondEnd))));

    [Fact]
    public void Parts_without_number_or_range_are_an_error()
    {
        Assert.Throws<FormatException>(() => Read(Parts(Part(null, 0, 99))));
        Assert.Throws<FormatException>(() => Read(Parts(Part(1, null, 99))));
        Assert.Throws<FormatException>(() => Read(Parts(Part(1, 0, null))));
        Assert.Throws<FormatException>(() => Read(Parts(Part(1, 0, 59), Part(1, 60, 99))));
    }

    [Theory]
    [InlineData("/bucket/a%7Eb/../c/./d%2Fe//f?X-Amz-Signature=a%7E%2B%20b&x=..%2F")]
    [InlineData("/a~b?sig=%e4%F6")]
    [InlineData("/a%20b%5Bc%5D?y=z#not-a-fragment")]
    public void An_address_is_sent_as_it_was_signed(string path)
    {
        var plan = Read(Single("https://storage.example" + path));

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
        Assert.Throws<FormatException>(() => Read(Single(address)));
        Assert.Throws<FormatException>(() =>
            Read(Parts(new { part_number = 1, start_byte = 0, end_byte = 99, presigned_url = address })));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/a")]
    [InlineData("http://localhost/a")]
    [InlineData("http://[::1]/a")]
    public void A_loopback_address_can_use_http(string address) =>
        Assert.Equal(address,
            Read(Single(address)).Parts[0].Address.OriginalString);

    [Fact]
    public void A_response_without_a_voice_note_ID_is_an_error() =>
        Assert.Throws<FormatException>(() => Read(new { presigned_url = Address }));

    private static UploadPlan Read(object response) => UploadPlan.Read(JsonSerializer.SerializeToElement(response), 100);

    private static object Single(string? address) => new { voicenote_id = "vn_1", presigned_url = address };

    private static object Parts(params object[] parts) => new { voicenote_id = "vn_1", upload_info = new { parts } };

    private static object Part(int? number, long? start, long? end) =>
        new { part_number = number, start_byte = start, end_byte = end, presigned_url = Address };
}
