using System.IO.Compression;
using System.Xml.Linq;

namespace CrmKit.EndToEnd.Tests;

/// <summary>What lies in a package and in its symbol package.</summary>
internal sealed record Package
{
    public required string Id { get; init; }

    public required ImmutableArray<string> Entries { get; init; }

    public required ImmutableArray<string> SymbolEntries { get; init; }

    /// <summary>The metadata element of the nuspec.</summary>
    public required XElement Metadata { get; init; }

    /// <summary>The whole nuspec as text.</summary>
    public required string Nuspec { get; init; }

    /// <summary>The first four bytes of each pdb in the symbol package.</summary>
    public required ImmutableArray<string> SymbolSignatures { get; init; }

    /// <summary>The tool's settings file; <c>null</c> in a library.</summary>
    public string? ToolSettings { get; init; }

    public static Package Open(string file, string? symbolFile)
    {
        using var archive = ZipFile.OpenRead(file);
        var nuspec = Text(archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)));
        var metadata = XDocument.Parse(nuspec).Root!.Elements().Single(element => element.Name.LocalName is "metadata");
        using var symbols = symbolFile is null ? null : ZipFile.OpenRead(symbolFile);
        return new Package
        {
            Id = metadata.Elements().Single(element => element.Name.LocalName is "id").Value,
            Entries = [.. archive.Entries.Select(entry => entry.FullName)],
            SymbolEntries = symbols is null ? [] : [.. symbols.Entries.Select(entry => entry.FullName)],
            Metadata = metadata,
            Nuspec = nuspec,
            SymbolSignatures = symbols is null ? [] : [.. symbols.Entries.Where(entry => entry.FullName.EndsWith(".pdb", StringComparison.Ordinal)).Select(Signature)],
            ToolSettings = archive.Entries.FirstOrDefault(entry => entry.Name is "DotnetToolSettings.xml") is { } settings ? Text(settings) : null,
        };
    }

    /// <summary>The text of a metadata field; empty where it is missing.</summary>
    public string Field(string name) => Metadata.Elements().FirstOrDefault(element => string.Equals(element.Name.LocalName, name, StringComparison.Ordinal))?.Value ?? string.Empty;

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    private static string Signature(ZipArchiveEntry entry)
    {
        Span<byte> bytes = stackalloc byte[4];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return System.Text.Encoding.ASCII.GetString(bytes);
    }
}
