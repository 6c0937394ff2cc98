using System.Xml.Linq;

namespace CrmKit.Architecture.Tests;

/// <summary>What a project file of src/ declares.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _document;

    private ProjectFile(XDocument document) => _document = document;

    public ImmutableArray<string> Projects => [.. Includes("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];

    public ImmutableArray<string> Packages => [.. Includes("PackageReference")];

    /// <summary>Whether the engines' banned symbols apply.</summary>
    public bool IsEngine => _document.Descendants("IsEngine").Any(element => string.Equals(element.Value, "true", StringComparison.Ordinal));

    public static ProjectFile Of(string project) => new(XDocument.Load(Checkout.ProjectFile(project)));

    private IEnumerable<string> Includes(string item) =>
        _document.Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>();
}
