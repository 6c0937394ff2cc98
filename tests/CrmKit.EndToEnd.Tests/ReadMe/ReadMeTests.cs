using Xunit.Abstractions;

namespace CrmKit.EndToEnd.Tests;

/// <summary>Every program shown in README.md and docs/ compiles, runs, and prints what the page shows.</summary>
[Collection(ProcessWide.Name)]
public sealed class ReadMeTests(ITestOutputHelper log)
{
    public static TheoryData<string> Programs => [.. All().Where(snippet => snippet.IgnoredBecause is null).Select(snippet => snippet.ToString())];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Snippet_prints_what_its_page_shows(string place) =>
        SnippetRunner.Check(All().Single(snippet => string.Equals(snippet.ToString(), place, StringComparison.Ordinal)));

    [Fact]
    public void ReadMe_shows_programs_that_run()
    {
        var all = All();
        foreach (var snippet in all.Where(snippet => snippet.IgnoredBecause is not null))
        {
            log.WriteLine($"{snippet} is not run because {snippet.IgnoredBecause}");
        }

        var run = all.Count(snippet => snippet.IgnoredBecause is null);
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run} snippets run, {all.Length - run} ignored"));
        Assert.Contains(all, snippet => snippet is { Page: "README.md", IgnoredBecause: null, Output: not null });
    }

    private static ImmutableArray<Snippet> All()
    {
        var docs = Path.Combine(Checkout.Root, "docs");
        var pages = Directory.Exists(docs) ? Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        return
        [
            .. pages.Prepend(Path.Combine(Checkout.Root, "README.md"))
                .SelectMany(page => SnippetPage.Read(Path.GetRelativePath(Checkout.Root, page).Replace('\\', '/'), File.ReadAllText(page))),
        ];
    }
}
