using System.Text;
using System.Xml.Linq;
using CrmKit.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests.Reports;

public class HostileTextTests
{
    private static readonly string[] Fragments =
    [
        "<script>alert(1)</script>", "</style>", "</title>", "</svg>", "]]>", "<![CDATA[", "<!--", "-->", "\"", "'", "&", "&lt;", "&#0;", "<", ">", "/>", "=", "\" onload=\"x",
        "javascript:", "\u202E", "\u202D", "\u2066", "\u2069", "\u202C", "\u200F", "\u200B", "\u200D", "\uFEFF", "\0", "\u0007", "\u001B", "\u0085", "\t", "\r", "\n", "\uD800",
        "\uDC00", "\uFFFE", "\uFFFF", "\uFDD0", "שלום", "نام", "𝒜", "👩‍🌾", "Z̸̢a", "%s", "{0}", "`", " ", "a",
    ];

    /// <summary>Texts made of what has broken pages before, and texts of any code units at all.</summary>
    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.Elements(Fragments).ArrayOf().Select(string.Concat),
        Gen.Choose(0, 0xFFFF).Select(unit => (char)unit).ArrayOf().Select(units => new string(units)));

    [Fact]
    public void Hostile_text_never_changes_the_page_around_it()
    {
        var harmless = Shape(Markup.Parse(HtmlReport.Render(With("harmless"))));
        var property = Prop.ForAll(Hostile.ToArbitrary(), text =>
        {
            // A blank name is shown as the key alone, which is another shape by design.
            var visible = string.IsNullOrWhiteSpace(text) ? "x" + text : text;
            var page = Markup.Parse(HtmlReport.Render(With(visible)));
            return Shape(page).SequenceEqual(harmless) && Isolated(page).Count(isolated => isolated == Shown(visible)) >= 8;
        });

        property.QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Script_in_a_name_is_shown_as_text()
    {
        var text = HtmlReport.Render(With("<script>alert('x', \"y\")</script>"));

        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<bdi>&lt;script&gt;alert(&#39;x&#39;, &quot;y&quot;)&lt;/script&gt;</bdi>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Direction_overrides_are_made_visible_and_joiners_kept()
    {
        var text = HtmlReport.Render(With("a\u202Eb\u2069c\u200Dd"));

        Assert.Contains("<bdi>a\uFFFDb\uFFFDc\u200Dd</bdi>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Plot_title_is_encoded()
    {
        var svg = Markup.Parse(TrackingPlot.Render(SampleReport.Tracking(), new PlotOptions { Title = "</title><script>\"&'" }));

        Assert.Equal("</title><script>\"&'", svg.Element(Markup.Svg + "title")!.Value);
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
    }

    /// <summary>The text wherever a report takes one.</summary>
    private static CustomerReport With(string text)
    {
        var contact = SampleReport.Contact("1", text, 9, "Europe/Berlin", text);
        return SampleReport.Full() with
        {
            Title = text,
            Notes = [text],
            Figures = [new(text, text)],
            Contacts = [contact, contact with { Reason = new Reason("shop.own", ReasonArgument.Of("text", text)) }],
            NotToday = [new(PlanOutcome.Refused, text + ".", 1)],
            MostValuable = [SampleReport.Row("1", text, 0.5, 1, 10m, SampleReport.Today)],
            SlippingAway = [SampleReport.Row("1", text, 0.5, 1, 10m, SampleReport.Today)],
            Parameters = [new(text, text, 1)],
        };
    }

    /// <summary>Every element and attribute name in order, and the values of those attributes that come from no text.</summary>
    private static string[] Shape(XElement page) =>
        [.. page.DescendantsAndSelf().Select(element => $"{element.Name} {string.Join(' ', element.Attributes().Select(attribute => $"{attribute.Name}={attribute.Value}"))}")];

    private static IEnumerable<string> Isolated(XElement page) => page.Descendants(Markup.Html + "bdi").Select(element => element.Value);

    /// <summary>The text as a reader should see it, stated apart from the code under test: what is no XML, and what turns the direction, is replaced.</summary>
    private static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var isBlank = rune.Value is 9 or 10 or 13;
            var isRefused = rune.Value < 32 || rune.Value is >= 0x7F and < 0xA0 || (rune.Value & 0xFFFE) == 0xFFFE || "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069".Contains(rune.ToString(), StringComparison.Ordinal)
                || rune.Value is >= 0xFDD0 and < 0xFDF0;
            shown.Append(isBlank ? " " : isRefused ? "\uFFFD" : rune.ToString());
        }

        return shown.ToString();
    }
}
