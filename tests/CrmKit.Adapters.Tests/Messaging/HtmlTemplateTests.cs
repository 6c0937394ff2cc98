using CrmKit.Messaging;

namespace CrmKit.Adapters.Tests.Messaging;

public sealed class HtmlTemplateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmkit-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Values_are_encoded_in_HTML_and_as_they_are_in_text()
    {
        var message = new MessageTemplate("{{a}}", "{{a}}", "<p title=\"{{a}}\">{{a}}</p>\r\n").Fill(_ => "<b>&\"'", out _)!;
        Assert.Equal("<b>&\"'", message.Subject);
        Assert.Equal("<b>&\"'", message.Text);
        Assert.Equal("<p title=\"&lt;b&gt;&amp;&quot;&#39;\">&lt;b&gt;&amp;&quot;&#39;</p>\n", message.Html);
    }

    [Fact]
    public void Value_that_only_the_HTML_needs_holds_the_message()
    {
        var template = new MessageTemplate("x", "x", "{{link}}");
        Assert.Equal(["link"], template.Names.AsEnumerable());
        Assert.Null(template.Fill(_ => " ", out var missing));
        Assert.Equal(["link"], missing.AsEnumerable());
    }

    [Theory]
    [InlineData("<p class={{a}}>", "Line 1, column 10")]
    [InlineData("<{{a}}>", "Line 1, column 2")]
    [InlineData("<p {{a}}=\"x\">", "Line 1, column 4")]
    [InlineData("</{{a}}>", "Line 1, column 3")]
    [InlineData("\n<!-- {{a}} -->", "Line 2, column 6")]
    [InlineData("<script>x='{{a}}'</script>", "Line 1, column 12")]
    [InlineData("<STYLE type=\"x\">{{a}}", "Line 1, column 17")]
    [InlineData("<!-- <p> -- {{a}}", "Line 1, column 13")]
    public void Value_where_HTML_takes_none_is_refused_with_its_place(string html, string place) =>
        Assert.StartsWith(place, Assert.Throws<FormatException>(() => new MessageTemplate("x", "x", html)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a < b {{a}}")]
    [InlineData("<a href='x>{{a}}'>")]
    [InlineData("<scripture>{{a}}</scripture>")]
    [InlineData("<title>{{a}}</title>")]
    [InlineData("<script>x</script>{{a}}")]
    [InlineData("<!-- x -->{{a}}")]
    public void Value_in_the_text_or_between_quotes_is_taken(string html) => Assert.True(new MessageTemplate("x", "x", html).HasHtml);

    [Fact]
    public void File_beside_the_text_is_its_HTML()
    {
        Write("test.en.txt", "Hello {{given-name}}\n\nGood morning.\n");
        Write("test.en.html", "<p>Good morning, {{given-name}}.</p>\n");
        var set = TemplateFolder.Read(new TemplateSet("Shop", "en"), _folder.FullName);
        var message = set.Render(new Reason("test"), new Customer { Id = "1", GivenName = "A & B" }).Message!;
        Assert.Equal(("Hello A & B", "Good morning.\n", "<p>Good morning, A &amp; B.</p>\n"), (message.Subject, message.Text, message.Html));
    }

    [Fact]
    public void HTML_without_a_text_is_refused()
    {
        Write("test.en.html", "<p>Good morning.</p>");
        Assert.Contains("test.en.txt", Assert.Throws<FormatException>(() => TemplateFolder.Read(new TemplateSet("Shop", "en"), _folder.FullName)).Message, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
