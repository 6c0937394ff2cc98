namespace CrmKit.Architecture.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The names of all projects under src/, in ordinal order.</summary>
    public static ImmutableArray<string> SourceProjects { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The project file of a room.</summary>
    public static string ProjectFile(string project) => Path.Combine(Root, "src", project, project + ".csproj");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CrmKit.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("CrmKit.sln is in no folder above the built tests: they read the source tree.");
    }
}
