using CrmKit.LifetimeValue;

namespace CrmKit.Reports;

/// <summary>Draws a cohort table: for each span of first purchases the share of its customers who bought in each span after it.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class CohortMap
{
    private const int MostRows = 24;

    // Ten years of months; narrower cells could not be told from each other.
    private const int MostColumns = 120;

    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <remarks>Of more than 24 cohorts the last 24 are shown, of more than 120 spans after a first purchase the first 120. A span that is not over yet has no cell.</remarks>
    /// <param name="table">The cohorts.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">An option lies outside its range.</exception>
    public static string Render(CohortTable table, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var (title, frame) = PlotOptions.Checked(options, "Who came back when", "cohorts");
        var shown = table.Cohorts.Length > MostRows ? table.Cohorts[^MostRows..] : table.Cohorts;
        var columns = shown.IsEmpty ? 0 : Math.Min(MostColumns, shown.Max(cohort => cohort.Spans.Length));
        var every = Math.Max(1, (columns + 7) / 8);
        var unit = table.Span switch
        {
            CohortSpan.Month => "months",
            CohortSpan.Quarter => "quarters",
            _ => "years",
        };
        return new HeatMap(frame, title, Describe(table))
        {
            Rows = [.. shown.Select(cohort => cohort.Spans.Take(MostColumns).Select((cell, i) => cell.IsComplete ? cohort.ActiveShare(i) : (double?)null).ToImmutableArray())],
            RowLabels = [.. shown.Select(cohort => Label(table.Span, cohort.Start))],
            ColumnLabels = [.. Enumerable.Range(0, columns).Where(i => i % every == 0).Select(i => (i, EnglishText.Of(i)))],
            RowWords = "first purchase; percent of those customers who bought",
            ColumnWords = $"{unit} after the first purchase",
        }.Render();
    }

    /// <summary>What the map shows, in sentences.</summary>
    /// <param name="table">The cohorts.</param>
    public static string Describe(CohortTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Cohorts.IsEmpty)
        {
            return "Nobody has bought yet.";
        }

        var customers = table.Cohorts.Sum(cohort => cohort.Customers);
        var repeaters = table.Cohorts.Sum(cohort => cohort.Repeaters);
        return $"{EnglishText.Counted(customers, "customer", "customers")} in {EnglishText.Counted(table.Cohorts.Length, "cohort", "cohorts")}; "
            + $"{EnglishText.Chance((double)repeaters / customers)} of them bought on a second day by {EnglishText.Long(table.ObservedUntil)}.";
    }

    private static string Label(CohortSpan span, LocalDate start) => span switch
    {
        CohortSpan.Month => string.Create(CultureInfo.InvariantCulture, $"{start.Year:0000}-{start.Month:00}"),
        CohortSpan.Quarter => string.Create(CultureInfo.InvariantCulture, $"{start.Year:0000} Q{((start.Month - 1) / 3) + 1}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{start.Year:0000}"),
    };
}
