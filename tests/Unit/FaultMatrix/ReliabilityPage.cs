using VocaFuse.Unit.Shape;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>
/// The page docs/reliability.md, whose tables are generated. A test fails if the page differs; with <c>VOCAFUSE_UPDATE_DOCS=1</c> in
/// the environment it updates the page instead.
/// </summary>
internal static class ReliabilityPage
{
    private static readonly string Path = System.IO.Path.Combine(Repository.Root, "docs", "reliability.md");

    private static readonly Lock Gate = new();

    public static void Check(string section, string measured)
    {
        lock (Gate)
        {
            var page = File.ReadAllText(Path);
            var begin = $"<!-- {section}: begin -->\n";
            var end = $"\n<!-- {section}: end -->";
            var from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
            var to = page.IndexOf(end, StringComparison.Ordinal);
            Assert.True(from >= begin.Length && to >= from, $"docs/reliability.md has no markers for the {section}.");
            if (Environment.GetEnvironmentVariable("VOCAFUSE_UPDATE_DOCS") == "1")
            {
                File.WriteAllText(Path, page[..from] + measured + page[to..]);
                return;
            }

            Assert.Equal(measured, page[from..to]);
        }
    }
}
