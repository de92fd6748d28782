using System.Text.RegularExpressions;
using VocaFuse.Captions;
using VocaFuse.Search;

namespace VocaFuse;

/// <summary>Searches transcriptions for patterns.</summary>
public sealed class TranscriptionSearch
{
    /// <summary>The maximum time for a pattern in a text. Some regular expressions take exponential time.</summary>
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(5);

    private readonly (string Pattern, Regex Regex)[] patterns;

    /// <summary>Initializes a search.</summary>
    /// <param name="patterns">The regular expressions or texts.</param>
    /// <param name="isSimple">True if the patterns are texts, not regular expressions.</param>
    /// <param name="isCaseSensitive">True for a case-sensitive search.</param>
    /// <exception cref="ArgumentException">A pattern is not a regular expression.</exception>
    public TranscriptionSearch(IEnumerable<string> patterns, bool isSimple = false, bool isCaseSensitive = false)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        var options = RegexOptions.CultureInvariant | (isCaseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase);
        this.patterns =
        [
            .. patterns.Select(pattern => (pattern, new Regex(Composed(pattern, isSimple), options, MatchTimeout))),
        ];
    }

    /// <summary>Gets the number of words to return before a match.</summary>
    public int WordsBefore { get; init; }

    /// <summary>Gets the number of words to return after a match.</summary>
    public int WordsAfter { get; init; }

    /// <summary>Gets a value indicating whether to return also matches inside the context after the match before.</summary>
    public bool ReturnsAll { get; init; }

    /// <summary>Gets a value indicating whether to return only the first match of a transcription.</summary>
    public bool ReturnsFirst { get; init; }

    /// <summary>Finds the patterns in a transcription, in the order of the text.</summary>
    /// <remarks>
    /// The unchanged text is searched, and then the text without punctuation, so that "refund please" finds "refund, please".
    /// </remarks>
    /// <exception cref="RegexMatchTimeoutException">A pattern takes too long.</exception>
    public IReadOnlyList<TranscriptionMatch> Find(Transcription transcription)
    {
        ArgumentNullException.ThrowIfNull(transcription);
        var text = new SearchText(transcription);
        var matches = new List<TranscriptionMatch>();
        var end = 0;
        foreach (var (range, pattern) in FindRanges(text))
        {
            if (range.Start.Value >= end)
            {
                var words = text.WordsIn(range);
                var after = text.After(range, WordsAfter);
                matches.Add(new TranscriptionMatch(transcription, pattern)
                {
                    Match = text.Text[range],
                    Before = text.Before(range, WordsBefore),
                    After = after,
                    Words = new WordList(words),
                    Start = words.FirstOrDefault()?.StartTime,
                    End = words.LastOrDefault()?.EndTime,
                    Confidence = words.Min(word => word.Confidence),
                });
                if (ReturnsFirst)
                {
                    break;
                }

                end = range.End.Value + (ReturnsAll ? 0 : after.Length);
            }
        }

        return matches;
    }

    /// <summary>Returns an object for a transcription without a match.</summary>
    public static TranscriptionMatch None(Transcription transcription) => new(transcription, "");

    /// <summary>Composes letters and their accents, as in the searched text.</summary>
    private static string Composed(string pattern, bool isSimple) =>
        isSimple ? Regex.Escape(pattern.Normalize()) : pattern.Normalize();

    private IEnumerable<(Range Range, string Pattern)> FindRanges(SearchText text)
    {
        var found = new List<(Range Range, string Pattern)>();
        foreach (var (pattern, regex) in patterns)
        {
            found.AddRange(Visible(regex.Matches(text.Text)).Select(match => (match.Index..(match.Index + match.Length), pattern)));
            found.AddRange(Visible(regex.Matches(text.Plain)).Select(match => (text.RangeOfPlain(match.Index, match.Length), pattern)));
        }

        // If several matches start at the same position, the longest one is returned.
        return found.OrderBy(match => match.Range.Start.Value).ThenByDescending(match => match.Range.End.Value);
    }

    /// <summary>Returns the matches that a search needs: the collection finds each match when it is read.</summary>
    private IEnumerable<Match> Visible(MatchCollection matches) =>
        matches.Where(static match => !string.IsNullOrWhiteSpace(match.Value)).Take(ReturnsFirst ? 1 : int.MaxValue);
}
