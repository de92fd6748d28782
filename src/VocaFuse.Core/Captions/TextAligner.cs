using System.Text;

namespace VocaFuse.Captions;

/// <summary>Finds the words of a transcription in its text, and gives them the spelling that they have there.</summary>
/// <remarks>
/// Many services time the words in lower case and without punctuation. Only letters and digits are compared:
/// <code>
/// words      hello   how   are   you
/// text       "Hello,  how   are   you?"
/// spelled    "Hello,  how   are   you?"
/// </code>
/// </remarks>
internal sealed class TextAligner
{
    /// <summary>Joins a word and punctuation that stands apart from it, such as "va ?" in French; no line is broken there.</summary>
    public const char NoBreakSpace = '\u00A0';

    /// <summary>The number of letters ahead of the last word found in which the next one is searched for.</summary>
    private const int Window = 256;

    private readonly string text;

    /// <summary>The letters and digits of the text in upper case, and the position of each of them in the text.</summary>
    private readonly string letters;
    private readonly List<int> positions = [];

    private TextAligner(string text)
    {
        this.text = text;
        letters = LettersOf(text, positions);
    }

    /// <summary>Spells words as they are in the text.</summary>
    /// <param name="words">The words, normalized and not empty.</param>
    /// <param name="text">The text, normalized.</param>
    public static List<(string Text, bool IsGlued)> Align(IReadOnlyList<string> words, string text)
    {
        var aligner = new TextAligner(text);
        return aligner.Spell(words, aligner.Find(words));
    }

    /// <summary>Gets the range of each word in the text; null for a word that is not in it.</summary>
    /// <param name="words">The words, normalized and not empty.</param>
    /// <param name="text">The text, normalized.</param>
    public static IReadOnlyList<Range?> Locate(IReadOnlyList<string> words, string text) => new TextAligner(text).Find(words);

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

    /// <summary>Gets the range of each word in the text; null for a word that is not in it.</summary>
    private Range?[] Find(IReadOnlyList<string> words)
    {
        var found = new Range?[words.Count];
        var keys = words.Select(word => LettersOf(word)).ToArray();
        int end = 0, letter = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (keys[i].Length > 0)
            {
                if (FindLetters(keys, i, letter) is { } first)
                {
                    letter = first + keys[i].Length;
                    end = positions[letter - 1] + 1;
                    found[i] = positions[first]..end;
                }
            }
            else if (text.AsSpan(end..(letter < letters.Length ? positions[letter] : text.Length)).IndexOf(words[i]) is var offset and >= 0)
            {
                // A word that is only punctuation has to stand before the next letter.
                found[i] = (end + offset)..(end + offset + words[i].Length);
                end += offset + words[i].Length;
            }
        }

        return found;
    }

    /// <summary>Finds the letters of a word, from those after the last word on.</summary>
    /// <remarks>
    /// A word directly after the last one is the word. One further ahead, or inside of a longer word, might be another one that is
    /// equal by chance, so the word after it has to follow there too.
    /// </remarks>
    private int? FindLetters(string[] keys, int word, int from)
    {
        var key = keys[word];
        var last = Math.Min(letters.Length, from + Window + key.Length);
        for (var i = from; i < last && letters.IndexOf(key, i, last - i, StringComparison.Ordinal) is var at and >= 0; i = at + 1)
        {
            var next = NextFollows(keys, word, at + key.Length);
            if ((at == from || IsBoundary(at))
                && (next == true || IsBoundary(at + key.Length))
                && (next != false || at == from))
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>True if the letters of the next word are at a position; null if there is no next word.</summary>
    private bool? NextFollows(string[] keys, int word, int at)
    {
        for (var i = word + 1; i < keys.Length; i++)
        {
            if (keys[i].Length > 0)
            {
                return string.CompareOrdinal(letters, at, keys[i], 0, keys[i].Length) == 0;
            }
        }

        return null;
    }

    /// <summary>True if a letter does not follow the one before it directly, or belongs to a script without blanks.</summary>
    private bool IsBoundary(int letter) => letter == 0
        || letter == letters.Length
        || positions[letter] > positions[letter - 1] + 1
        || CaptionText.IsUnspaced(letters[letter])
        || CaptionText.IsUnspaced(letters[letter - 1]);

    private List<(string Text, bool IsGlued)> Spell(IReadOnlyList<string> words, Range?[] found)
    {
        // A text without any punctuation has nothing to add to words that have some.
        var usesText = text.Any(CaptionText.IsClosing) || !words.Any(word => word.Any(CaptionText.IsClosing));
        var spelled = new List<(string Text, bool IsGlued)>(words.Count);
        var last = -1;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            bool? follows = null;
            if (found[i] is { } range)
            {
                var gap = text[EndOf(found, last)..range.Start.Value];
                follows = last == i - 1 ? !gap.Contains(' ', StringComparison.Ordinal) : null;
                if (usesText)
                {
                    var (suffix, prefix) = Divide(gap, hasWordBefore: last >= 0, hasWordAfter: true);
                    Append(spelled, last, suffix);
                    word = prefix + text[range];
                }

                last = i;
            }

            spelled.Add(i == 0 ? (word, false) : Join(words[i - 1], word, follows));
        }

        if (last >= 0 && usesText)
        {
            Append(spelled, last, Divide(text[EndOf(found, last)..], hasWordBefore: true, hasWordAfter: false).Suffix);
        }

        return spelled;
    }

    private static int EndOf(Range?[] found, int word) => word < 0 ? 0 : found[word]!.Value.End.Value;

    private static void Append(List<(string Text, bool IsGlued)> spelled, int word, string suffix)
    {
        if (word >= 0)
        {
            spelled[word] = (spelled[word].Text + suffix, spelled[word].IsGlued);
        }
    }

    /// <summary>Decides whether a word is glued to the one before it.</summary>
    /// <param name="before">The word before.</param>
    /// <param name="word">The word.</param>
    /// <param name="follows">True if it follows directly in the text, false if a blank is between, null if one is not in the text.</param>
    private static (string Text, bool IsGlued) Join(string before, string word, bool? follows)
    {
        if (CaptionText.IsEnding(word))
        {
            return (follows == false ? NoBreakSpace + word : word, true);
        }

        return (word, follows ?? (CaptionText.IsUnspaced(before[^1]) && CaptionText.IsUnspaced(word[0])));
    }

    /// <summary>Divides the text between two words into what belongs to the first and what belongs to the second of them.</summary>
    private static (string Suffix, string Prefix) Divide(string gap, bool hasWordBefore, bool hasWordAfter)
    {
        var letters = CaptionText.LettersIn(gap);
        if (letters.Start < letters.End)
        {
            // The words between have no time and are left out.
            var head = gap[..letters.Start];
            var tail = gap[letters.End..];
            return (
                Divide(head[..Math.Max(0, head.LastIndexOf(' '))], hasWordBefore, hasWordAfter: false).Suffix,
                tail[(tail.LastIndexOf(' ') + 1)..]);
        }

        // What stands apart belongs to the word before, unless it opens something, such as a quotation in French.
        var parts = gap.Split(' ');
        var cut = !hasWordBefore ? 0 : !hasWordAfter ? parts.Length : 1;
        while (cut > 0 && cut < parts.Length - 1 && !(parts[cut].Length > 0 && CaptionText.IsOpening(parts[cut][0])))
        {
            cut++;
        }

        return (string.Join(NoBreakSpace, parts[..cut]), string.Join(NoBreakSpace, parts[cut..]));
    }
}
