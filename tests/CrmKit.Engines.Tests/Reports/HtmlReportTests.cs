using System.Xml.Linq;
using CrmKit.Reports;

namespace CrmKit.Engines.Tests.Reports;

public class HtmlReportTests
{
    private static readonly XNamespace Html = Markup.Html;

    [Fact]
    public void Page_parses_as_xml_and_is_html_in_english()
    {
        var text = HtmlReport.Render(SampleReport.Full());

        Assert.StartsWith("<!DOCTYPE html>", text, StringComparison.Ordinal);
        var page = Markup.Parse(text);
        Assert.Equal(Html + "html", page.Name);
        Assert.Equal("en", (string?)page.Attribute("lang"));
        Assert.Equal("Your customers this morning, 1 October 2024", page.Element(Html + "head")!.Element(Html + "title")!.Value);
    }

    [Fact]
    public void Page_forbids_all_but_its_own_style_before_anything_else_is_read()
    {
        var head = Markup.Parse(HtmlReport.Render(SampleReport.Full())).Element(Html + "head")!.Elements().ToArray();

        Assert.Equal("utf-8", (string?)head[0].Attribute("charset"));
        Assert.Equal("Content-Security-Policy", (string?)head[1].Attribute("http-equiv"));
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'", (string?)head[1].Attribute("content"));
    }

    [Fact]
    public void Page_reaches_for_nothing_outside_itself()
    {
        var text = HtmlReport.Render(SampleReport.Full());
        var page = Markup.Parse(text);

        Assert.DoesNotContain(page.DescendantsAndSelf(), e => e.Name.LocalName is "script" or "link" or "img" or "iframe" or "object" or "form" or "base");
        Assert.All(page.DescendantsAndSelf().Attributes().Where(a => a.Name.LocalName is "href" or "src"), a => Assert.StartsWith("#", a.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_void_html_elements_close_themselves()
    {
        // <td /> would open a cell that HTML never closes.
        var page = Markup.Parse(HtmlReport.Render(SampleReport.Full()));

        Assert.All(page.DescendantsAndSelf().Where(e => e.IsEmpty && e.Name.Namespace == Html), e => Assert.Equal("meta", e.Name.LocalName));
    }

    [Fact]
    public void Landmarks_and_headings_give_the_page_its_outline()
    {
        var body = Markup.Parse(HtmlReport.Render(SampleReport.Full())).Element(Html + "body")!;

        Assert.Equal(["header", "main", "footer"], body.Elements().Select(e => e.Name.LocalName));
        Assert.Equal("Your customers this morning", Assert.Single(body.Descendants(Html + "h1")).Value.Trim());
        Assert.Equal(
            ["Whom to contact today", "Who is slipping away", "Who is worth most", "How you keep in touch", "Your customers in pictures", "How well the model knows your customers", "Fitted parameters"],
            body.Descendants(Html + "h2").Select(e => e.Value));
        var ids = body.Descendants().Attributes("id").Select(a => a.Value).ToArray();
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        var named = body.Descendants().Attributes().Where(a => a.Name.LocalName is "aria-labelledby" or "aria-describedby").Select(a => a.Value)
            .Concat(body.Descendants(Html + "a").Select(a => a.Attribute("href")!.Value[1..]));
        Assert.All(named, id => Assert.Contains(id, ids));
    }

    [Fact]
    public void Every_table_has_a_caption_and_every_heading_a_scope()
    {
        var tables = Markup.Parse(HtmlReport.Render(SampleReport.Full())).Descendants(Html + "table").ToArray();

        Assert.Equal(5, tables.Length);
        Assert.All(tables, table =>
        {
            Assert.False(string.IsNullOrWhiteSpace(table.Element(Html + "caption")!.Value));
            Assert.All(table.Descendants(Html + "th"), th => Assert.Contains((string?)th.Attribute("scope"), new[] { "row", "col" }));
            var columns = table.Element(Html + "thead")!.Descendants(Html + "th").Count();
            Assert.All(table.Element(Html + "tbody")!.Elements(), row => Assert.Equal(columns, row.Elements().Count()));
        });
    }

    [Fact]
    public void Header_says_the_day_the_zone_the_notes_and_the_figures()
    {
        var header = Markup.Parse(HtmlReport.Render(SampleReport.Full())).Element(Html + "body")!.Element(Html + "header")!;

        Assert.Contains("Taking 1 October 2024 as today, in the business's zone America/New_York.", header.Value, StringComparison.Ordinal);
        Assert.Contains("All names and purchases on this page are synthetic.", header.Value, StringComparison.Ordinal);
        Assert.Equal(["customers", "purchases", "expected in the next 365 days", "probably still customers"], header.Descendants(Html + "dt").Select(Text));
        Assert.Equal(["2,357", "6,919", "48,210 USD", "1,102"], header.Descendants(Html + "dd").Select(Text));
    }

    [Fact]
    public void Contact_rows_show_person_channel_clock_reason_and_state()
    {
        var rows = Rows(HtmlReport.Render(SampleReport.Full()), "contacts", table: 0);

        Assert.Equal(3, rows.Length);
        Assert.Equal(
            [
                "Bruno Muster|4",
                "E-mail",
                "13:00|Europe/Berlin",
                "no purchase or contact for 92 days (every 90); 94 % likely still a customer, expected value 1204.5 USD in 365 days",
                "sent",
            ],
            rows[1]);
        Assert.Equal(["Chiyo Mihon|655", "Text message", "08:30|, |2 Oct 2024|Asia/Tokyo", "birthday on 2024-10-02", "planned"], rows[2]);
    }

    [Fact]
    public void Contact_caption_counts_states_and_the_rest_is_counted_by_reason()
    {
        var text = HtmlReport.Render(SampleReport.Full());

        Assert.Contains("3 contacts: 2 planned, 1 sent. Times are on the customer&#39;s own clock.", text, StringComparison.Ordinal);
        Assert.Contains("1,246 put off to a later day, 89 refused until something changes.", text, StringComparison.Ordinal);
        Assert.Equal(
            [
                ["contacted often enough lately", "put off", "212"],
                ["the day's limit was reached by worthier contacts", "put off", "1,034"],
                ["consent refused", "refused", "88"],
                ["shop.own-rule", "refused", "1"],
            ],
            Rows(text, "contacts", table: 1));
    }

    [Fact]
    public void Customer_rows_show_money_to_the_minor_unit_with_separators_and_code()
    {
        var rows = Rows(HtmlReport.Render(SampleReport.Full()), "most-valuable");

        Assert.Equal(["Ada Sample|17", "12,345.68 USD", "14.2", "869.41 USD", "over 99 %", "28 Sep 2024|3 days ago"], rows[0]);
        Assert.Equal("2,004.40 USD|from the population alone", rows[3][1]);
    }

    [Fact]
    public void Slipping_row_shows_what_is_at_stake()
    {
        var rows = Rows(HtmlReport.Render(SampleReport.Full()), "slipping-away");

        // 1,250.50 / 0.31 and 310 / 0.08.
        Assert.Equal(["Carla Beispiel|381", "4,033.87 USD", "1,250.50 USD", "31 %", "14 Mar 2024|201 days ago"], rows[0]);
        Assert.Equal(["92", "3,875.00 USD", "310.00 USD", "8 %", "1 Dec 2023|305 days ago"], rows[1]);
    }

    [Theory]
    [InlineData("JPY", "12,346")]
    [InlineData("EUR", "12,345.68")]
    [InlineData("KWD", "12,345.679")]
    public void Money_has_the_digits_of_its_minor_unit(string code, string amount)
    {
        var currency = new Currency(code);
        var value = new ValueOutlook(1, 1, new Money(1, currency), new Money(12_345.6789m, currency), 30, EstimateStatus.Fitted);
        var text = HtmlReport.Render(SampleReport.Empty() with { MostValuable = [new("1", null, value, SampleReport.Today)] });

        Assert.Equal($"{amount} {code}", Rows(text, "most-valuable")[0][1]);
        Assert.Contains("in the next 30 days", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Different_horizons_are_said_row_by_row()
    {
        var first = SampleReport.Row("1", null, 0.5, 1, 10m, SampleReport.Today);
        var second = first with { Value = first.Value with { HorizonDays = 1 } };
        var rows = Rows(HtmlReport.Render(SampleReport.Empty() with { MostValuable = [first, second] }), "most-valuable");

        Assert.Equal("10.00 USD|in 365 days", rows[0][1]);
        Assert.Equal("10.00 USD|in 1 day", rows[1][1]);
    }

    [Fact]
    public void Parameters_show_estimate_and_standard_error_where_there_is_one()
    {
        var rows = Rows(HtmlReport.Render(SampleReport.Full()), "parameters");

        Assert.Equal(["r", "BG/NBD", "0.242595", "0.0125574"], rows[0]);
        Assert.Equal(["p", "Gamma-Gamma", "6.24957", "not computed"], rows[4]);
    }

    [Fact]
    public void Tracking_section_holds_the_plot_and_its_message()
    {
        var model = Section(HtmlReport.Render(SampleReport.Full()), "model");

        var pictures = model.Descendants(Markup.Svg + "svg").ToArray();
        var message = TrackingPlot.Describe(SampleReport.Tracking());
        Assert.Equal(5, pictures.Length);
        Assert.Equal(message, pictures[0].Element(Markup.Svg + "desc")!.Value);
        Assert.Equal(message, model.Descendants(Html + "p").First().Value);
    }

    [Fact]
    public void Report_without_a_plan_is_silent_about_who_was_put_off()
    {
        var page = Markup.Parse(HtmlReport.Render(SampleReport.Empty()));
        Assert.DoesNotContain(page.Descendants(Html + "h3"), heading => heading.Value == "Not today");
    }

    [Fact]
    public void Valued_base_without_anybody_slipping_away_says_so()
    {
        var page = Markup.Parse(HtmlReport.Render(SampleReport.Full() with { SlippingAway = [] }));
        Assert.Contains(page.Descendants(Html + "p"), p => p.Value == "No valuable customer is slipping away.");
    }

    [Fact]
    public void Empty_report_says_in_every_section_that_there_is_nothing()
    {
        var page = Markup.Parse(HtmlReport.Render(SampleReport.Empty() with { NotToday = [] }));

        Assert.Equal(
            [
                "Nobody is to be contacted today.",
                "Nobody was put off or left out.",
                "No customer has been valued yet.",
                "No customer has been valued yet.",
                "Nothing is known of contacts yet.",
                "Nobody has bought yet, so that there is no picture to show.",
                "No weeks were set aside to compare the model with what happened, so that there is no picture to show.",
                "No model has been fitted.",
            ],
            page.Descendants(Html + "p").Where(p => p.Class() == "nothing").Select(p => p.Value));
        Assert.Empty(page.Descendants(Html + "table"));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void Page_is_the_same_under_every_culture(string culture) =>
        Assert.Equal(HtmlReport.Render(SampleReport.Full()), Markup.Under(culture, () => HtmlReport.Render(SampleReport.Full())));

    [Fact]
    public void Equal_reports_render_to_equal_pages() =>
        Assert.Equal(HtmlReport.Render(SampleReport.Full()), HtmlReport.Render(SampleReport.Full()));

    [Fact]
    public void Rows_print_without_the_name()
    {
        Assert.Equal("Customer 17", SampleReport.Full().MostValuable[0].ToString());
        Assert.Equal("Contact of customer 17", SampleReport.Full().Contacts[0].ToString());
    }

    internal static XElement Section(string page, string id) =>
        Markup.Parse(page).Descendants(Html + "section").Single(section => (string?)section.Attribute("id") == id);

    /// <summary>The cells of a table, the texts within a cell joined by bars.</summary>
    internal static string[][] Rows(string page, string section, int table = 0) =>
        [.. Section(page, section).Descendants(Html + "table").ElementAt(table).Element(Html + "tbody")!.Elements(Html + "tr")
            .Select(row => row.Elements().Select(cell => string.Join('|', cell.DescendantNodes().OfType<XText>().Select(text => text.Value).Where(text => text != "\n"))).ToArray())];

    private static string Text(XElement element) => element.Value.Trim();
}
