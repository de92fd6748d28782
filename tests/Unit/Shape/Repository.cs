namespace VocaFuse.Unit.Shape;

/// <summary>Paths in the repository, in which the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Returns the path of a built assembly, in the configuration of these tests.</summary>
    public static string Built(string project)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var folder = Path.Combine(Root, "src", project, "bin", configuration, "net8.0");
        // The assembly name of the loader ends in the version.
        var version = typeof(VocaFuseClient).Assembly.GetName().Version!.ToString(3);
        return Path.Combine(folder, project == "VocaFuse.Loader" ? $"{project}.{version}.dll" : $"{project}.dll");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "VocaFuse.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no VocaFuse.slnx above {AppContext.BaseDirectory}.");
    }
}
