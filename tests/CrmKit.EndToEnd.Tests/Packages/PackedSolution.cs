namespace CrmKit.EndToEnd.Tests;

/// <summary>The solution packed once, as it was built for these tests, into a folder that is deleted in the end.</summary>
public sealed class PackedSolution : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmkit-packages-");

    public PackedSolution()
    {
        var (exitCode, output) = DotnetCommand.RunSdk("pack", "CrmKit.sln", "-c", Checkout.Configuration, "--no-build", "-o", _folder.FullName);
        Assert.True(exitCode == 0, $"dotnet pack failed:\n{output}");
    }

    /// <summary>The paths of all files with an extension, such as <c>.nupkg</c>.</summary>
    public IEnumerable<string> Files(string extension) =>
        _folder.EnumerateFiles("*" + extension).Select(file => file.FullName).Order(StringComparer.Ordinal);

    internal Package Package(string id) => EndToEnd.Tests.Package.Open(Files(".nupkg").Single(file => IsOf(file, id)), Files(".snupkg").SingleOrDefault(file => IsOf(file, id)));

    public void Dispose() => _folder.Delete(recursive: true);

    // The id ends where the version begins: CrmKit.0.1.0 is not CrmKit.Desk.0.1.0.
    private static bool IsOf(string file, string id)
    {
        var name = Path.GetFileName(file);
        return name.StartsWith(id + ".", StringComparison.Ordinal) && char.IsAsciiDigit(name[id.Length + 1]);
    }
}
