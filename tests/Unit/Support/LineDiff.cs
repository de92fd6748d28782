namespace VocaFuse.Unit.Support;

/// <summary>Compares two indented texts line by line.</summary>
internal static class LineDiff
{
    /// <summary>
    /// Returns the lines that were removed (-) and added (+), each group below the nearest line above it that is indented
    /// less, such as the type of a changed member. Empty if the texts are equal.
    /// </summary>
    public static string Compute(string before, string after)
    {
        var (old, current) = (before.Split('\n'), after.Split('\n'));
        var common = LongestCommonLengths(old, current);
        var changes = new List<string>();
        string? shownParent = null;
        for (int i = 0, j = 0; i < old.Length || j < current.Length;)
        {
            if (i < old.Length && j < current.Length && old[i] == current[j])
            {
                (i, j) = (i + 1, j + 1);
                continue;
            }

            var isAdded = i == old.Length || (j < current.Length && common[i, j + 1] > common[i + 1, j]);
            var (lines, index) = isAdded ? (current, j++) : (old, i++);
            var parent = ParentOf(lines, index);
            if (parent != shownParent && parent is not null)
            {
                changes.Add("  " + parent);
            }

            shownParent = parent;
            changes.Add((isAdded ? "+ " : "- ") + lines[index]);
        }

        return string.Join('\n', changes);
    }

    /// <summary>Computes the lengths of the longest common subsequences from each pair of lines i and j on.</summary>
    private static int[,] LongestCommonLengths(string[] old, string[] current)
    {
        var lengths = new int[old.Length + 1, current.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = current.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = old[i] == current[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }

    private static string? ParentOf(string[] lines, int index)
    {
        var indent = IndentOf(lines[index]);
        return lines.Take(index).LastOrDefault(line => IndentOf(line) < indent && line.Trim() is not ("" or "{"));
    }

    private static int IndentOf(string line) => line.Length - line.TrimStart().Length;
}
