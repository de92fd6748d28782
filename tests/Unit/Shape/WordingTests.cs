using System.Text.RegularExpressions;

namespace VocaFuse.Unit.Shape;

/// <summary>Keeps code and texts readable: short lines, and the field's words instead of private ones (docs/contributing.md).</summary>
public sealed partial class WordingTests
{
    private const int MaximumLineLength = 140;

    private static readonly string[] Folders =
        ["src", "tests", "docs", "en-US", "examples", "samples", "bench", "build", "Formats", ".github", ".vscode", ".ci"];

    // Scripts in .ci have no extension.
    private static readonly string[] TextExtensions =
        [".cs", ".ps1", ".psd1", ".md", ".txt", ".ps1xml", ".sh", ".yml", ".json", ".js", ".html", ".csproj", ".props", ""];

    [Fact]
    public void A_line_of_code_has_at_most_140_characters() =>
        // Documents in raw string literals are data.
        Assert.Empty(Find(
            [".cs", ".ps1"], line => line.Length > MaximumLineLength && !line.Contains("\"\"\"", StringComparison.Ordinal)));

    [Fact]
    public void No_text_uses_a_retired_word() =>
        // The names of tests consist of words joined by underscores.
        Assert.Empty(Find(TextExtensions, line => RetiredWords().IsMatch(line.Replace('_', ' '))));

    [Fact]
    public void A_file_has_one_type_and_its_name()
    {
        var files = Files().Where(file => Path.GetExtension(file) == ".cs").ToList();

        Assert.All(files, file =>
        {
            var types = TopLevelType().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value).ToList();
            // A partial class has further files, such as VocaFuseClient.Sending.cs.
            Assert.True(
                types.Count == 0 || (types is [var type] && type == Path.GetFileName(file).Split('.')[0]),
                $"{file} contains {string.Join(", ", types)}.");
        });
    }

    private static IEnumerable<string> Find(string[] extensions, Func<string, bool> isWrong) =>
        from file in Files()
        where extensions.Contains(Path.GetExtension(file)) && Path.GetFileName(file) != nameof(WordingTests) + ".cs"
        from line in File.ReadLines(file).Index()
        where isWrong(line.Item)
        select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1}: {line.Item.Trim()}";

    private static IEnumerable<string> Files() => Folders
        .Select(folder => Path.Combine(Repository.Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Repository.Root))
        .Where(file => !BuildOutput().IsMatch(file));

    // Private words of earlier versions, phrases that personify things or are not plain English, and British spelling.
    [GeneratedRegex(
        @"\b(streaks?|allowance|patience|weather|stretch(es)?|walls?|rooms?|answer(s|ed|ing)?|goodbye|all the same|left out|alike"
            + @"|nobody|somebody|stands? there|is told|hands? on|holds? back|held back|says? so|turn by turn|byte for byte|word for word"
            + @"|to the letter|once more|someone may|(it|service|storage) says|has(warnedof)?forgotten|in (the|its|their) stead|(?<!there )(is|are) none"
            + @"|\w*wants\w*|\w*(colour|licence|behaviour|neighbour)\w*|\w*cancelled"
            + @"|who (comes|asks|watches|waits|deletes|sends|has|is told))\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RetiredWords();

    [GeneratedRegex(
        @"^([a-z]+ )*(class|record struct|record|struct|enum|interface) (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"[/\\](bin|obj)[/\\]")]
    private static partial Regex BuildOutput();
}
