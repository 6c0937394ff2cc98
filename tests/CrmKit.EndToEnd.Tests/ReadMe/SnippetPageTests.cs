namespace CrmKit.EndToEnd.Tests;

public sealed class SnippetPageTests
{
    [Fact]
    public void Comment_names_the_snippet_and_its_data()
    {
        var snippet = Assert.Single(SnippetPage.Read("a.md", "<!-- snippet: orders; data=p.csv, c.csv -->\n\n```cs\nx();\n```\n"));
        Assert.Equal("orders", snippet.Name);
        Assert.Equal("p.csv c.csv", string.Join(' ', snippet.Data));
        Assert.Equal(4, snippet.Line);
        Assert.Equal("a.md:4 orders", snippet.ToString());
    }

    [Fact]
    public void Reason_excludes_a_snippet() =>
        Assert.Equal("it needs a server", Assert.Single(SnippetPage.Read("a.md", "<!-- snippet: ignore because it needs a server -->\n```csharp\n```\n")).IgnoredBecause);

    [Theory]
    [InlineData("<!-- snippet: ignore -->")]
    [InlineData("<!-- snippet: ignore because -->")]
    [InlineData("<!-- snippet: orders; output=any -->")]
    public void Comment_that_is_not_understood_is_refused(string comment) =>
        Assert.Throws<FormatException>(() => SnippetPage.Read("a.md", comment + "\n```csharp\n```\n"));

    [Fact]
    public void Open_fence_is_refused() => Assert.Throws<FormatException>(() => SnippetPage.Read("a.md", "```csharp\nx();\n"));

    [Fact]
    public void Output_is_the_next_text_fence_before_a_heading()
    {
        var snippets = SnippetPage.Read(
            "a.md",
            """
            ```csharp
            A();
            ```
            which prints
            ```text output
            a
            ```
            ```csharp
            B();
            ```
            ```bash
            ls
            ```
            ```text
            not of B
            ```
              ```csharp
              C();
                D();
              ```
            # Heading
            ```text
            not of C
            ```
            """);
        Assert.Equal(["a", null, null], snippets.Select(snippet => snippet.Output));
        Assert.Equal("C();\n  D();", snippets[2].Code);
    }

    [Fact]
    public void Code_inside_another_fence_is_no_snippet() =>
        Assert.Empty(SnippetPage.Read("a.md", "````markdown\n```csharp\nx();\n```\n````\n"));
}
