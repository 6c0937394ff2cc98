namespace CrmKit.Reports;

/// <summary>A table with a caption, scoped headings and rows that become cards on a small screen.</summary>
internal static class ReportTable
{
    /// <summary>Writes the table; the first column heads its row.</summary>
    /// <remarks>The roles repeat what the elements mean, because a browser forgets it when the style lays a table out as cards.</remarks>
    public static void Write<T>(MarkupWriter page, string caption, ImmutableArray<T> rows, params ImmutableArray<ReportColumn<T>> columns)
    {
        page.Open("table", ("role", "table"));
        page.Element("caption", caption);
        page.Open("thead", ("role", "rowgroup")).Open("tr", ("role", "row"));
        foreach (var column in columns)
        {
            page.Element("th", column.Label, ("scope", "col"), ("role", "columnheader"), ("class", StyleOf(column)));
        }

        page.Close().Close().Open("tbody", ("role", "rowgroup"));
        foreach (var row in rows)
        {
            page.Open("tr", ("role", "row"));
            for (var i = 0; i < columns.Length; i++)
            {
                Cell(page, columns[i], row, isHeading: i == 0);
            }

            page.Close();
        }

        page.Close().Close();
    }

    private static void Cell<T>(MarkupWriter page, ReportColumn<T> column, T row, bool isHeading)
    {
        if (isHeading)
        {
            page.Open("th", ("scope", "row"), ("role", "rowheader"), ("class", StyleOf(column)));
        }
        else
        {
            page.Open("td", ("role", "cell"), ("class", StyleOf(column)), ("data-label", column.Label));
        }

        page.OpenInline("div");
        column.Write(page, row);
        page.Close().Close();
    }

    private static string StyleOf<T>(ReportColumn<T> column) =>
        column.IsNumber ? "number" : column.IsSentence ? "sentence" : "words";
}
