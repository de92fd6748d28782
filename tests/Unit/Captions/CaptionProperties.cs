using System.Text;
using FsCheck;
using FsCheck.Fluent;
using VocaFuse.Captions;
using Xunit;

namespace VocaFuse.Unit.Captions;

/// <summary>The properties of captions of any words with any times.</summary>
public sealed class CaptionProperties
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true);

    private static readonly string[] Awkward =
    [
        "", " ", "\n\n", "word", "Hello,", "world.", "-->", "--", ">", "<b>", "</b>", "{\\an8}", "</c>",
        "\u202Eabc", "a<b", "&", "&amp;", "&lt;", "R&D", "\u2028", "a\r\nb", "New York", "\u0000", "\u0007x",
        "日本語のテキスト", "です。", "안녕하세요", "مرحبا", "שלום", "👩‍👩‍👧‍👦", "🎉🎉", "e\u0301", "\uD83D", "\uDC00x", "\uFEFF",
        ".", ",", "...", "\"!", "n't", "Mr.", "J.", "1", "00:00:01,000 --> 00:00:02,000", "WEBVTT", "NOTE",
        new('x', 43), new('y', 200), "a" + new string('\u0301', 120), string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 12)),
    ];

    private static readonly Gen<string> Words = Gen.Frequency(
        (4, Gen.Elements(Awkward)),
        (4, Gen.Elements("the", "quick", "brown", "fox", "jumps", "over", "dogs.", "Really?")),
        (1, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")));

    private static readonly Gen<TimeSpan?> Times = Gen.Frequency(
        (1, Gen.Constant<TimeSpan?>(null)),
        (1, Gen.Elements<TimeSpan?>(
            TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromSeconds(-1), TimeSpan.FromDays(3), TimeSpan.FromTicks(1))),
        (6, Gen.Choose(0, 60_000).Select(milliseconds => (TimeSpan?)TimeSpan.FromMilliseconds(milliseconds + 0.4))));

    private static readonly Gen<TranscriptionWord[]> AnyWords =
        (from word in Words from start in Times from end in Times select TranscriptionWord.Create(word, start, end)).ArrayOf();

    /// <summary>Words one after the other, as the service returns them.</summary>
    private static readonly Gen<TranscriptionWord[]> Spoken =
        (from word in Words
         from pause in Gen.Choose(0, 2500)
         from length in Gen.Choose(0, 1200)
         select (word, pause, length)).ArrayOf().Select(words =>
        {
            long now = 0;
            return words.Select(spoken =>
            {
                var start = now += spoken.pause;
                now += spoken.length;
                return TranscriptionWord.Create(spoken.word, TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(now));
            }).ToArray();
        });

    private static readonly Arbitrary<Transcription> Transcriptions = (
        from words in Gen.OneOf(AnyWords, Spoken)
        from hasText in Gen.Elements(true, false)
        select Transcription.Create("vn_1", hasText ? string.Join(' ', words.Select(word => word.Word)) : "", words)).ToArbitrary();

    [Fact]
    public void Captions_keep_their_limits_and_do_not_overlap() => ForAll(captions =>
    {
        var free = TimeSpan.Zero;
        foreach (var caption in captions)
        {
            Assert.InRange(caption.Lines.Count, 1, 2);
            Assert.All(caption.Lines, line => Assert.InRange(line.Length, 1, 42));
            Assert.True(caption.Start >= free, "Two captions overlap.");
            Assert.InRange(caption.End - caption.Start, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(7));
            free = caption.End;
        }
    });

    [Fact]
    public void Captions_contain_each_word_once_in_order() => Check.One(Cases, Prop.ForAll(Transcriptions, transcription =>
    {
        if (Build(transcription) is { } captions && transcription.Words.Count > 0)
        {
            Assert.Equal(Letters(transcription.Words.Select(word => word.Word)), Letters(captions.SelectMany(caption => caption.Lines)));
        }
    }));

    [Fact]
    public void No_gap_between_captions_is_short_enough_to_flicker() => ForAll(captions =>
        Assert.All(captions.Skip(1).Zip(captions), pair =>
            Assert.NotInRange((pair.First.Start - pair.Second.End).TotalMilliseconds, 1, 100)));

    [Fact]
    public void No_line_begins_with_punctuation() => ForAll(captions =>
        Assert.All(captions.SelectMany(caption => caption.Lines), line => Assert.False(line.Split(' ')[0].All(CaptionText.IsClosing))));

    [Fact]
    public void SubRip_reads_back_as_it_was_written() => ForAll((captions, transcription) =>
    {
        var read = SubRipParser.Parse(Written(transcription, TranscriptionFormat.Srt));
        Assert.Equal(captions.Count, read.Count);
        Assert.All(read.Zip(captions), pair =>
        {
            AssertTimes(pair.Second, pair.First);
            Assert.Equal(pair.Second.Lines.Select(PlainLine), pair.First.Lines.Select(PlainLine));
            Assert.DoesNotMatch(@"<[^<>]*>|\{[^{}]*\}", string.Join(' ', pair.First.Lines));
        });
    });

    [Fact]
    public void WebVTT_reads_back_as_it_was_written() => ForAll((captions, transcription) =>
    {
        var read = WebVttParser.Parse(Written(transcription, TranscriptionFormat.Vtt));
        Assert.Equal(captions.Count, read.Count);
        Assert.All(read.Zip(captions), pair =>
        {
            AssertTimes(pair.Second, pair.First);
            Assert.Equal(pair.Second.Lines, pair.First.Lines);
        });
    });

    [Fact]
    public void Words_with_at_least_one_time_have_captions() => Check.One(Cases, Prop.ForAll(Transcriptions, transcription =>
        Build(transcription) is not null
        || transcription.Words.All(word =>
            Letters([word.Word]).Length == 0 || word.StartTime is not { } start || start < TimeSpan.Zero || start > TimeSpan.FromDays(1))));

    private static string PlainLine(string line) =>
        line.Replace("-->", "→", StringComparison.Ordinal).Replace('<', '‹').Replace('>', '›').Replace('{', '(').Replace('}', ')');

    private static void AssertTimes(Caption caption, ReadCue read)
    {
        Assert.Equal(caption.Start.TotalMilliseconds, read.Start);
        Assert.Equal(caption.End.TotalMilliseconds, read.End);
    }

    private static void ForAll(Action<IReadOnlyList<Caption>> holds) => ForAll((captions, _) => holds(captions));

    private static void ForAll(Action<IReadOnlyList<Caption>, Transcription> holds)
    {
        Check.One(Cases, Prop.ForAll(Transcriptions, transcription =>
        {
            if (Build(transcription) is { } captions)
            {
                holds(captions, transcription);
            }
        }));
    }

    private static IReadOnlyList<Caption>? Build(Transcription transcription)
    {
        try
        {
            return CaptionBuilder.Build(transcription);
        }
        catch (VocaFuseCaptionException)
        {
            return null;
        }
    }

    private static byte[] Written(Transcription transcription, TranscriptionFormat format)
    {
        using var stream = new MemoryStream();
        using (var writer = new TranscriptionWriter(stream, format))
        {
            writer.Write(transcription);
        }

        return stream.ToArray();
    }

    /// <summary>Gets the visible characters of texts, without blanks and punctuation.</summary>
    private static string Letters(IEnumerable<string> texts)
    {
        var letters = new StringBuilder();
        foreach (var rune in texts.SelectMany(text => text.EnumerateRunes()))
        {
            var isInvisible = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || CaptionText.IsClosing((char)rune.Value)
                || rune.Value is 0xFEFF or 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
            letters.Append(isInvisible ? "" : rune.ToString());
        }

        return letters.ToString().Normalize(NormalizationForm.FormC);
    }
}
