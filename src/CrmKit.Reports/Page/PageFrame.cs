namespace CrmKit.Reports;

/// <summary>What every page has: its head, title, notes and key figures, a way to each section, and the sections.</summary>
/// <param name="Title">The heading of the page.</param>
/// <param name="Day">The day that the page takes as today; <c>null</c> where its data have no days.</param>
/// <param name="DayWords">What stands after the day.</param>
/// <param name="Notes">What a reader must know beforehand.</param>
/// <param name="Figures">The figures at the head.</param>
internal sealed record PageFrame(string Title, LocalDate? Day, string DayWords, ImmutableArray<string> Notes, ImmutableArray<ReportFigure> Figures)
{
    public string Render(params ReadOnlySpan<(string Id, string Heading, Action<MarkupWriter> Write)> sections)
    {
        var page = new MarkupWriter().Raw("<!DOCTYPE html>");
        page.Open("html", ("lang", "en"), ("xmlns", "http://www.w3.org/1999/xhtml"));
        WriteHead(page);
        page.Open("body").Open("header").Open("h1").Inline("bdi", Title).Close();
        WriteDay(page);
        WriteNotes(page);
        WriteFigures(page);
        page.Open("nav", ("aria-label", "On this page")).Open("ul");
        foreach (var (id, heading, _) in sections)
        {
            page.Open("li").Inline("a", heading, ("href", $"#{id}")).Close();
        }

        page.Close().Close().Close().Open("main");
        foreach (var (id, heading, write) in sections)
        {
            page.Open("section", ("id", id), ("aria-labelledby", $"{id}-heading")).Element("h2", heading, ("id", $"{id}-heading"));
            write(page);
            page.Close();
        }

        page.Close();
        page.Open("footer").Element("p", "Made by CrmKit. This page holds personal data: keep it as you keep your customer list.").Close();
        return page.Close().Close().Raw("\n").ToString();
    }

    private void WriteHead(MarkupWriter page)
    {
        page.Open("head");
        page.Empty("meta", ("charset", "utf-8"));
        page.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'"));
        page.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
        page.Element("title", Day is { } day ? $"{Title}, {EnglishText.Long(day)}" : Title);
        page.Open("style").Raw(ReportStyle.Css).Close();
        page.Close();
    }

    private void WriteDay(MarkupWriter page)
    {
        if (Day is not { } day)
        {
            page.Element("p", DayWords, ("class", "day"));
            return;
        }

        page.Open("p", ("class", "day")).Text("Taking ");
        page.Inline("time", EnglishText.Long(day), ("datetime", EnglishText.Iso(day)));
        page.Text($" as today{DayWords}").Close();
    }

    private void WriteNotes(MarkupWriter page)
    {
        if (Notes.IsDefaultOrEmpty)
        {
            return;
        }

        page.Open("ul", ("class", "notes"), ("aria-label", "Notes"));
        foreach (var note in Notes)
        {
            page.Open("li").Inline("bdi", note).Close();
        }

        page.Close();
    }

    private void WriteFigures(MarkupWriter page)
    {
        if (Figures.IsDefaultOrEmpty)
        {
            return;
        }

        page.Open("dl", ("class", "figures"), ("aria-label", "Key figures"));
        foreach (var figure in Figures)
        {
            page.Open("div").Open("dt").Inline("bdi", figure.Label).Close().Open("dd").Inline("bdi", figure.Value).Close().Close();
        }

        page.Close();
    }
}
