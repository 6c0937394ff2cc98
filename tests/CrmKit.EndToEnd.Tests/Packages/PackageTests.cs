using System.Xml.Linq;

namespace CrmKit.EndToEnd.Tests;

/// <summary>What a user gets from the package source, opened and looked at.</summary>
[Collection(ProcessWide.Name)]
public sealed class PackageTests(PackedSolution packed) : IClassFixture<PackedSolution>
{
    private const string Tool = "CrmKit.Tool";

    public static TheoryData<string> Projects => [.. Checkout.SourceProjects];

    [Fact]
    public void Every_source_project_gives_one_package_with_symbols_and_nothing_else_does()
    {
        var expected = Checkout.SourceProjects.Select(project => project).ToArray();
        Assert.Equal(expected.Length, packed.Files(".nupkg").Count());
        Assert.Equal(expected.Length, packed.Files(".snupkg").Count());
        Assert.Equal(expected, expected.Select(project => packed.Package(project).Id));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Package_holds_assembly_documentation_readme_and_icon(string project)
    {
        var package = packed.Package(project);
        var folder = project is Tool ? "tools/net10.0/any/" : "lib/net10.0/";
        Assert.Contains("README.md", package.Entries);
        Assert.Contains("icon.png", package.Entries);
        Assert.Contains($"{folder}{project}.dll", package.Entries);
        if (project is not Tool)
        {
            Assert.Contains($"{folder}{project}.xml", package.Entries);
            Assert.Equal([$"{project}.dll", $"{project}.xml"], package.Entries.Where(entry => entry.StartsWith("lib/", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Package_says_what_it_is(string project)
    {
        var package = packed.Package(project);
        var license = package.Metadata.Elements().Single(element => element.Name.LocalName is "license");
        Assert.Equal(("expression", "MIT"), (license.Attribute("type")?.Value, license.Value));
        Assert.Equal("README.md", package.Field("readme"));
        Assert.Equal("icon.png", package.Field("icon"));
        Assert.Equal(packed.Package("CrmKit").Field("version"), package.Field("version"));
        Assert.Equal("The CrmKit authors", package.Field("authors"));
        Assert.InRange(package.Field("description").Length, 20, 300);
        Assert.Contains("crm", package.Field("tags").Split(' '));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Package_names_no_machine_path(string project)
    {
        var package = packed.Package(project);
        Assert.DoesNotContain(Checkout.Root, package.Nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("file:", package.Nuspec, StringComparison.OrdinalIgnoreCase);
        var address = package.Metadata.Elements().FirstOrDefault(element => element.Name.LocalName is "repository")?.Attribute("url")?.Value;
        Assert.True(address is null || address.StartsWith("https://", StringComparison.Ordinal), $"Repository address: {address}");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Package_depends_on_what_its_project_references(string project)
    {
        var document = XDocument.Load(Path.Combine(Checkout.Root, "src", project, project + ".csproj"));
        var referenced = project is Tool
            ? []
            : document.Descendants("ProjectReference").Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value.Replace('\\', '/')))
                .Concat(document.Descendants("PackageReference").Select(item => item.Attribute("Include")!.Value));
        var depended = packed.Package(project).Metadata.Descendants().Where(element => element.Name.LocalName is "dependency").Select(element => element.Attribute("id")!.Value).ToArray();
        Assert.Empty(referenced.Except(depended, StringComparer.Ordinal));
        Assert.DoesNotContain(depended, id => id.Contains("Analyzer", StringComparison.Ordinal) || id.Contains("xunit", StringComparison.OrdinalIgnoreCase) || id.Contains("FsCheck", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Symbol_package_holds_a_portable_pdb(string project)
    {
        var package = packed.Package(project);
        Assert.Contains(package.SymbolEntries, entry => entry.EndsWith($"/{project}.pdb", StringComparison.Ordinal));

        // ECMA-335 II.24.2.1: metadata, and so a portable pdb, begins with BSJB.
        Assert.All(package.SymbolSignatures, signature => Assert.Equal("BSJB", signature));
    }

    [Fact]
    public void Tool_package_offers_crmkit()
    {
        var package = packed.Package(Tool);
        Assert.Equal("DotnetTool", package.Metadata.Descendants().Single(element => element.Name.LocalName is "packageType").Attribute("name")!.Value);
        var command = XDocument.Parse(package.ToolSettings!).Descendants("Command").Single();
        Assert.Equal(("crmkit", "CrmKit.Tool.dll"), (command.Attribute("Name")!.Value, command.Attribute("EntryPoint")!.Value));
    }
}
