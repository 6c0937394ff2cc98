using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CrmKit.EndToEnd.Tests;

/// <summary>Compiles a snippet as a program of its own, against what these tests reference.</summary>
internal static class SnippetProgram
{
    // What the SDK adds to a console program with implicit usings.
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // The newest language that this compiler knows: its preview holds most of C# 14, the language of the repository.
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    private static readonly CSharpCompilationOptions Options = new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).Equals("CrmKit.EndToEnd.Tests.dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <exception cref="SnippetException">It does not compile without a warning; the message names the line of the page.</exception>
    public static Assembly Compile(Snippet snippet)
    {
        // The directive lets the compiler, and a stack trace, count the lines of the page.
        var code = string.Create(CultureInfo.InvariantCulture, $"#line {snippet.Line} \"{snippet.Page}\"\n{snippet.Code}\n");
        var compilation = CSharpCompilation.Create(
            "Snippet", [CSharpSyntaxTree.ParseText(code, Language, "Snippet.cs", System.Text.Encoding.UTF8), CSharpSyntaxTree.ParseText(ImplicitUsings, Language)], References.Value, Options);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(image, symbols);
        var faults = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(Describe).ToArray();
        if (faults.Length > 0 || !result.Success)
        {
            throw new SnippetException($"{snippet} does not compile cleanly:\n{string.Join('\n', faults)}");
        }

        image.Position = 0;
        symbols.Position = 0;
        return new AssemblyLoadContext(snippet.ToString(), isCollectible: true).LoadFromStream(image, symbols);
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetMappedLineSpan();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{place.Path}:{place.StartLinePosition.Line + 1}:{place.StartLinePosition.Character + 1}: {diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
    }
}
