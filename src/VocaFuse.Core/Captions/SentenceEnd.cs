using System.Text.RegularExpressions;

namespace VocaFuse.Captions;

/// <summary>Recognizes the end of a sentence.</summary>
internal static partial class SentenceEnd
{
    private const string Marks = ".!?…。！？؟।";

    /// <summary>Closing quotation marks and brackets, which can follow the end of a sentence.</summary>
    private const string Closing = "\"'’”“»›)]」』）";

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "St", "Mt", "Rev", "Gen", "Sen", "Rep", "Gov", "Capt", "Lt", "Col", "Sgt", "Hon", "Messrs",
        "No", "vs", "Hr", "Fr", "Nr", "Mme", "Mlle", "Sr", "Sra", "Srta",
    };

    /// <summary>Returns true if a sentence ends between two words.</summary>
    public static bool IsBetween(string word, string next)
    {
        var text = word.TrimEnd(Closing.ToCharArray());
        return text.Length > 0
            && Marks.Contains(text[^1], StringComparison.Ordinal)
            && !char.IsLower(next[0])
            && !IsAbbreviation(text);
    }

    /// <summary>Returns true if a text ends with an abbreviation that requires a following word, such as "Mr." or "e.g.".</summary>
    public static bool IsAbbreviation(string text)
    {
        if (text is not [.., '.'])
        {
            return false;
        }

        var word = text[(text.LastIndexOfAny([' ', CaptionText.NoBreakSpace]) + 1)..^1].TrimStart('(', '"', '“', '‘', '\'');
        return Abbreviations.Contains(word) || (word != "I" && Initials().IsMatch(word));
    }

    /// <summary>A letter, or letters separated by full stops, such as "J" and "e.g".</summary>
    [GeneratedRegex(@"^\p{L}(\.\p{L})*$", RegexOptions.CultureInvariant)]
    private static partial Regex Initials();
}
