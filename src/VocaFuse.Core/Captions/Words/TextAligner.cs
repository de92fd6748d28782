using System.Text;
using System.Text.RegularExpressions;

namespace VocaFuse.Captions;

/// <summary>Finds the words of a transcription in its text, and gives them the spelling of the text.</summary>
/// <remarks>
/// Many services return timed words in lower case and without punctuation. Only letters and digits are compared:
/// <code>
/// words      we   paid   twenty   dollars   thank   you
/// text       "We  paid   $20               . Thank  you!"
/// spelled    "We  paid   twenty   dollars  . Thank  you!"
/// </code>
/// After a difference, the aligner searches for the nearest position from which words and text agree again. The words before that
/// position keep their own spelling, and get the punctuation that follows the different part of the text.
/// </remarks>
internal sealed partial class TextAligner
{
    /// <summary>Replaces a removed tag between two characters. It separates words and is invisible.</summary>
    private const string Tag = "\u200B";

    /// <summary>The number of words to search for an agreement after a difference.</summary>
    private const int Lookahead = 64;

    /// <summary>The number of letters to search.</summary>
    private const int Window = 256;

    /// <summary>The number of letters to search if the first search fails.</summary>
    private const int LongWindow = 4096;

    /// <summary>The number of words that must agree beyond <see cref="Window"/>.</summary>
    private const int FarWords = 4;

    /// <summary>The minimum length of a word that is found even if the next word does not follow it.</summary>
    private const int LongWord = 4;

    private readonly string text;

    /// <summary>The letters and digits of the text in upper case, and the position of each of them in the text.</summary>
    private readonly string letters;
    private readonly List<int> positions = [];

    /// <summary>The letters and digits of each word in upper case.</summary>
    private readonly string[] keys;

    private TextAligner(IReadOnlyList<string> words, string text)
    {
        this.text = text;
        letters = LettersOf(text, positions);
        keys = [.. words.Select(word => LettersOf(word))];
    }

    /// <summary>Gives words the spelling of the text.</summary>
    /// <param name="words">The words, normalized and not empty.</param>
    /// <param name="text">The text, normalized. Tags such as <c>&lt;b&gt;</c> and <c>{\an8}</c> are ignored unless words have them.</param>
    public static List<(string Text, bool IsGlued)> Align(IReadOnlyList<string> words, string text)
    {
        if (!words.Any(word => word.AsSpan().ContainsAny('<', '{')))
        {
            text = Tags().Replace(text, tags => tags.Value.Contains(' ', StringComparison.Ordinal) ? " " : Tag);
        }

        var aligner = new TextAligner(words, text);
        return aligner.Spell(words, aligner.Find(words));
    }

    /// <summary>Gets the range of each word in the text; null for a word that the text does not contain.</summary>
    /// <param name="words">The words, normalized and not empty.</param>
    /// <param name="text">The text, normalized.</param>
    public static IReadOnlyList<Range?> Locate(IReadOnlyList<string> words, string text) => new TextAligner(words, text).Find(words);

    private static string LettersOf(string text, List<int>? positions = null)
    {
        var letters = new StringBuilder();
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (CaptionText.IsLetter(rune))
            {
                letters.Append(Rune.ToUpperInvariant(rune).ToString());
                for (var i = 0; positions is not null && positions.Count < letters.Length; i++)
                {
                    positions.Add(position + i);
                }
            }

            position += rune.Utf16SequenceLength;
        }

        return letters.ToString();
    }

    /// <summary>Gets the range of each word in the text; null for a word that the text does not contain.</summary>
    private Range?[] Find(IReadOnlyList<string> words)
    {
        var found = new Range?[words.Count];
        int end = 0, letter = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (keys[i].Length == 0)
            {
                // A word of only punctuation must be before the next letter.
                var next = letter < letters.Length ? positions[letter] : text.Length;
                if (text.AsSpan(end..next).IndexOf(words[i]) is var offset and >= 0)
                {
                    found[i] = (end + offset)..(end + offset + words[i].Length);
                    end += offset + words[i].Length;
                }

                continue;
            }

            if (!IsAt(i, letter))
            {
                if ((FindNextAgreement(i, letter, Window) ?? FindNextAgreement(i, letter, LongWindow)) is not var (word, at))
                {
                    i += Lookahead - 1;
                    continue;
                }

                (i, letter) = (word, at);
            }

            var first = positions[letter];
            letter += keys[i].Length;
            end = positions[letter - 1] + 1;
            found[i] = first..end;
        }

        return found;
    }

    /// <summary>
    /// Finds the next word and the position of its letters from which words and text agree again, so that the fewest words and
    /// letters are skipped.
    /// </summary>
    private (int Word, int Letter)? FindNextAgreement(int word, int from, int window)
    {
        var end = Math.Min(word + Lookahead, keys.Length);
        (int, int)? best = null;
        var fewest = window;
        for (int i = word, skipped = 0; i < end && skipped < fewest; skipped += keys[i].Length, i++)
        {
            if (keys[i].Length > 0 && FindLetters(i, from, fewest - skipped - 1) is { } at)
            {
                (best, fewest) = ((i, at), skipped + at - from);
            }
        }

        return best;
    }

    /// <summary>Finds the letters of a word at a later position, if the match is unlikely to be a coincidence.</summary>
    private int? FindLetters(int word, int from, int window)
    {
        var key = keys[word];
        var last = Math.Min(letters.Length, from + window + key.Length);
        for (var i = from; i < last && letters.IndexOf(key, i, last - i, StringComparison.Ordinal) is var at and >= 0; i = at + 1)
        {
            var count = at - from > Window ? FarWords : key.Length >= LongWord ? 1 : 2;
            if (IsBoundary(at) && AreAt(word, at, count))
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>Returns true if the letters of a word are at a position, as a whole word or followed by the next word.</summary>
    private bool IsAt(int word, int at) =>
        string.CompareOrdinal(letters, at, keys[word], 0, keys[word].Length) == 0
        && (IsBoundary(at + keys[word].Length) || NextFollows(word, at + keys[word].Length));

    /// <summary>Returns true if a number of words, or all remaining ones, are at a position.</summary>
    private bool AreAt(int word, int at, int count)
    {
        for (; word < keys.Length && count > 0; word++)
        {
            if (keys[word].Length > 0 && !IsAt(word, at))
            {
                return false;
            }

            at += keys[word].Length;
            count -= keys[word].Length > 0 ? 1 : 0;
        }

        return true;
    }

    /// <summary>Returns true if there is a next word with letters, and they are at a position.</summary>
    private bool NextFollows(int word, int at)
    {
        var next = Array.FindIndex(keys, word + 1, static key => key.Length > 0);
        return next >= 0 && string.CompareOrdinal(letters, at, keys[next], 0, keys[next].Length) == 0;
    }

    /// <summary>Returns true if a letter does not follow the one before it directly, or belongs to a script without spaces.</summary>
    private bool IsBoundary(int letter) => letter == 0
        || letter == letters.Length
        || positions[letter] > positions[letter - 1] + 1
        || CaptionText.IsUnspaced(letters[letter])
        || CaptionText.IsUnspaced(letters[letter - 1]);

    private List<(string Text, bool IsGlued)> Spell(IReadOnlyList<string> words, Range?[] found)
    {
        // If only the words have punctuation, the text has nothing to add.
        var usesText = text.Any(CaptionText.IsClosing) || !words.Any(word => word.Any(CaptionText.IsClosing));
        var spelled = new List<(string Text, bool IsGlued)>(words.Count);
        var last = -1;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            bool? isGlued = null;
            if (found[i] is { } range)
            {
                var between = text[EndOf(found, last)..range.Start.Value];
                var gap = new TextGap(WithoutTags(between), hasWordBefore: last >= 0, wordAfter: WithoutTags(text[range]));
                isGlued = last < i - 1 || between.Contains(Tag, StringComparison.Ordinal) ? null : gap.IsGlued;
                if (usesText)
                {
                    Append(spelled, last, i - 1, gap);
                    word = gap.Prefix + WithoutTags(text[range]);
                }

                last = i;
            }

            spelled.Add(i == 0 ? (word, false) : Join(words[i - 1], word, isGlued));
        }

        if (last >= 0 && usesText)
        {
            var rest = WithoutTags(text[EndOf(found, last)..]);
            Append(spelled, last, words.Count - 1, new TextGap(rest, hasWordBefore: true, wordAfter: ""));
        }

        return spelled;
    }

    private static int EndOf(Range?[] found, int word) => word < 0 ? 0 : found[word]!.Value.End.Value;

    private static string WithoutTags(string part) => part.Replace(Tag, "", StringComparison.Ordinal);

    /// <summary>Adds the first punctuation of a gap to the last word found, and its final punctuation to the last word before it.</summary>
    private static void Append(List<(string Text, bool IsGlued)> spelled, int lastFound, int last, TextGap gap)
    {
        if (lastFound >= 0)
        {
            spelled[lastFound] = (spelled[lastFound].Text + gap.Suffix, spelled[lastFound].IsGlued);
        }

        if (last >= 0 && gap.Ending.Length > 0 && !CaptionText.IsClosing(spelled[last].Text[^1]))
        {
            spelled[last] = (spelled[last].Text + gap.Ending, spelled[last].IsGlued);
        }
    }

    /// <summary>Decides whether a word is glued to the one before it.</summary>
    /// <param name="before">The word before.</param>
    /// <param name="word">The word.</param>
    /// <param name="isGlued">True if it follows directly in the text, false after a space, null if the text lacks one of the words.</param>
    private static (string Text, bool IsGlued) Join(string before, string word, bool? isGlued)
    {
        if (CaptionText.IsEnding(word))
        {
            return (isGlued == false ? CaptionText.NoBreakSpace + word : word, true);
        }

        return (word, isGlued ?? (CaptionText.IsUnspaced(before[^1]) && CaptionText.IsUnspaced(word[0])));
    }

    /// <summary>Tags of HTML and of subtitles, with the spaces around them.</summary>
    [GeneratedRegex(@" ?(?:(?:</?[\p{L}\d][^<>]*>|\{[^{}]*\}) ?)+", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();
}
