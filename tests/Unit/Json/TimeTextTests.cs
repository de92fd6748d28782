using Xunit;

namespace VocaFuse.Unit.Json;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("1,5", 1.5)]
    [InlineData("0,05", 0.05)]
    [InlineData(" 7 ", 7)]
    [InlineData("-1.5", -1.5)]
    [InlineData("1e2", 100)]
    [InlineData("0:02", 2)]
    [InlineData("0:02,5", 2.5)]
    [InlineData("90:00.25", 5400.25)]
    [InlineData("1:00:02", 3602)]
    [InlineData("00:00:01.5000000", 1.5)]
    public void Reads_seconds_and_times_of_a_clock(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), TimeText.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two")]
    [InlineData("1,234.5")]
    [InlineData("1.234,5")]
    [InlineData("0:60")]
    [InlineData("1:60:00")]
    [InlineData("-0:02")]
    [InlineData("0:-2")]
    [InlineData("1:2:3:4")]
    [InlineData("1.5:00")]
    [InlineData("1e300")]
    [InlineData("99999999999:00:00")]
    public void Returns_null_for_any_other_text(string? text) => Assert.Null(TimeText.Parse(text));
}
