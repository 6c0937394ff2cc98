namespace CrmKit.Reports;

/// <summary>Renders a report as one self-contained HTML page: no network, no script, light and dark, fit for print and for a screen reader.</summary>
/// <remarks>
/// The page is valid XML too. Every text is encoded, and its content security policy forbids everything but its own style, so that
/// a name or a note can change neither the page nor what the reader's browser does. Pure: equal input gives equal text under every culture. Thread-safe.
/// </remarks>
public static class HtmlReport
{
    private static readonly ImmutableArray<(string Id, string Heading, Action<MarkupWriter, CustomerReport> Write)> Sections =
    [
        ("contacts", "Whom to contact today", ContactSection.Write),
        ("slipping-away", "Who is slipping away", CustomerSection.SlippingAway),
        ("most-valuable", "Who is worth most", CustomerSection.MostValuable),
        ("pictures", "Your customers in pictures", PictureSection.Customers),
        ("model", "How well the model knows your customers", ModelSection.Tracking),
        ("parameters", "Fitted parameters", ModelSection.Parameters),
    ];

    /// <summary>The page.</summary>
    /// <param name="report">Its content.</param>
    /// <returns>A whole HTML document; write it as UTF-8.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    /// <exception cref="ArgumentException">The report's tracking lies outside its range.</exception>
    public static string Render(CustomerReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new MarkupWriter().Raw("<!DOCTYPE html>");
        page.Open("html", ("lang", "en"), ("xmlns", "http://www.w3.org/1999/xhtml"));
        Head(page, report);
        page.Open("body");
        Header(page, report);
        page.Open("main");
        foreach (var (id, heading, write) in Sections)
        {
            page.Open("section", ("id", id), ("aria-labelledby", $"{id}-heading")).Element("h2", heading, ("id", $"{id}-heading"));
            write(page, report);
            page.Close();
        }

        page.Close();
        page.Open("footer").Element("p", "Made by CrmKit. This page holds personal data: keep it as you keep your customer list.").Close();
        return page.Close().Close().Raw("\n").ToString();
    }

    private static void Head(MarkupWriter page, CustomerReport report)
    {
        page.Open("head");
        page.Empty("meta", ("charset", "utf-8"));
        page.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'"));
        page.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
        page.Element("title", $"{report.Title}, {EnglishText.Long(report.Today)}");
        page.Open("style").Raw(ReportStyle.Css).Close();
        page.Close();
    }

    private static void Header(MarkupWriter page, CustomerReport report)
    {
        page.Open("header").Open("h1").Inline("bdi", report.Title).Close();
        page.Open("p", ("class", "day")).Text("Taking ");
        page.Inline("time", EnglishText.Long(report.Today), ("datetime", EnglishText.Iso(report.Today)));
        page.Text($" as today, in the business's zone {report.BusinessZone.Id}.").Close();
        if (!report.Notes.IsDefaultOrEmpty)
        {
            page.Open("ul", ("class", "notes"), ("aria-label", "Notes"));
            foreach (var note in report.Notes)
            {
                page.Open("li").Inline("bdi", note).Close();
            }

            page.Close();
        }

        Figures(page, report.Figures);
        page.Open("nav", ("aria-label", "On this page")).Open("ul");
        foreach (var (id, heading, _) in Sections)
        {
            page.Open("li").Inline("a", heading, ("href", $"#{id}")).Close();
        }

        page.Close().Close().Close();
    }

    private static void Figures(MarkupWriter page, ImmutableArray<ReportFigure> figures)
    {
        if (figures.IsDefaultOrEmpty)
        {
            return;
        }

        page.Open("dl", ("class", "figures"), ("aria-label", "Key figures"));
        foreach (var figure in figures)
        {
            page.Open("div").Open("dt").Inline("bdi", figure.Label).Close().Open("dd").Inline("bdi", figure.Value).Close().Close();
        }

        page.Close();
    }
}
