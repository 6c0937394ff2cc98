namespace CrmKit.EndToEnd.Tests;

/// <summary>The files that a snippet may ask for.</summary>
internal static class SnippetData
{
    private static readonly ImmutableArray<string> Folders = ["samples/data", "tests/CrmKit.EndToEnd.Tests/ReadMe/Data"];

    /// <exception cref="SnippetException">No such file.</exception>
    public static string Find(Snippet snippet, string name) =>
        Folders.Select(folder => Path.Combine(Checkout.Root, folder, name)).FirstOrDefault(File.Exists)
        ?? throw new SnippetException($"{snippet}: '{name}' is in none of {string.Join(", ", Folders)}.");
}
