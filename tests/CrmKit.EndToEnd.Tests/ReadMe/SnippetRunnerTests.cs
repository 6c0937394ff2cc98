namespace CrmKit.EndToEnd.Tests;

/// <summary>The runner itself: it must be able to fail.</summary>
[Collection(ProcessWide.Name)]
public sealed class SnippetRunnerTests
{
    [Fact]
    public void Right_output_passes() => SnippetRunner.Check(Only(
        """
        # Page

        ```csharp
        using CrmKit;

        var total = new Order("ann", 12.30m);
        await Task.Yield();
        Console.WriteLine(new Money(total.Amount, Currency.Eur));

        record Order(string Customer, decimal Amount);
        ```

        prints

        ```text
        12.30 EUR
        ```
        """));

    [Fact]
    public void Wrong_output_fails_and_shows_both()
    {
        var fault = Assert.Throws<SnippetException>(() => SnippetRunner.Check(Only(
            """
            ```csharp
            Console.WriteLine("one");
            Console.WriteLine("two");
            ```
            ```text
            one
            three
            ```
            """)));
        Assert.Contains("output line 2", fault.Message, StringComparison.Ordinal);
        Assert.Contains("page says: three", fault.Message, StringComparison.Ordinal);
        Assert.Contains("program prints: two", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one", "(nothing)")]
    [InlineData("", "two")]
    public void Missing_and_surplus_lines_fail(string printed, string seen)
    {
        var text = printed.Length == 0 ? "two" : string.Empty;
        var fault = Assert.Throws<SnippetException>(() => SnippetRunner.Check(Only(
            $"```csharp\nConsole.Write(\"{printed}\");\n```\n```text\n{text}\n```\n")));
        Assert.Contains(seen, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_that_the_page_does_not_show_fails() =>
        Assert.Throws<SnippetException>(() => SnippetRunner.Check(Only("```csharp\nConsole.WriteLine(1);\n```\n\n## Next\n\n```text\n1\n```\n")));

    [Fact]
    public void Compile_error_names_the_line_of_the_page()
    {
        var fault = Assert.Throws<SnippetException>(() => SnippetRunner.Check(Only("# Page\n\n```csharp\nvar x = 1;\nConsole.WriteLine(y);\n```\n")));
        Assert.Contains("PAGE.md:5:19: CS0103", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nullable_warning_fails()
    {
        var fault = Assert.Throws<SnippetException>(() => SnippetRunner.Check(Only("```csharp\nstring x = null;\nConsole.WriteLine(x.Length);\n```\n")));
        Assert.Contains("PAGE.md:2:12: CS8600", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exception_names_the_line_of_the_page()
    {
        var fault = Assert.Throws<SnippetException>(() => SnippetRunner.Check(Only("```csharp\nvar none = Array.Empty<int>();\nConsole.WriteLine(none[0]);\n```\n")));
        Assert.Contains("PAGE.md:line 3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_data_file_is_named()
    {
        var fault = Assert.Throws<SnippetException>(() => SnippetRunner.Check(Only("<!-- snippet: orders; data=no-such-file.csv -->\n```csharp\nreturn;\n```\n")));
        Assert.Contains("no-such-file.csv", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Program_works_in_a_folder_of_its_own_and_leaves_nothing()
    {
        var before = Environment.CurrentDirectory;
        SnippetRunner.Check(Only(
            """
            ```csharp
            File.WriteAllText("written.txt", "x");
            Console.WriteLine(Directory.GetFileSystemEntries(".").Length);
            ```
            ```text
            1
            ```
            """));
        Assert.Equal(before, Environment.CurrentDirectory);
        Assert.False(File.Exists("written.txt"));
    }

    private static Snippet Only(string markdown) => Assert.Single(SnippetPage.Read("PAGE.md", markdown));
}
