using CrmKit.Churn;

namespace CrmKit.Reports;

/// <summary>Draws the cohort triangle of the accounts: of the customers who came in a month, what share is there after so many months.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class RetentionTriangle
{
    private const int MostRows = 24;
    private const int MostColumns = 24;

    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <remarks>Of more than 24 cohorts the last 24 are shown, and of more than 24 months the first 24.</remarks>
    /// <param name="accounts">The accounts.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">An option lies outside its range.</exception>
    public static string Render(RetentionAccounts accounts, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        var (title, frame) = PlotOptions.Checked(options, "Who stayed, by month of beginning", "triangle");
        var shown = accounts.Cohorts.Length > MostRows ? accounts.Cohorts[^MostRows..] : accounts.Cohorts;
        var columns = shown.IsEmpty ? 0 : Math.Min(MostColumns, shown.Max(cohort => cohort.Ages.Length));
        var every = Math.Max(1, (columns + 7) / 8);
        return new HeatMap(frame, title, Describe(accounts))
        {
            Rows = [.. shown.Select(cohort => Enumerable.Range(0, Math.Min(columns, cohort.Ages.Length)).Select(age => cohort.ActiveShare(age).Value).ToImmutableArray())],
            RowLabels = [.. shown.Select(Label)],
            ColumnLabels = [.. Enumerable.Range(0, columns).Where(i => i % every == 0).Select(i => (i, EnglishText.Of(i)))],
            RowWords = "first month; percent of those customers who are there",
            ColumnWords = "months after the first",
        }.Render();
    }

    /// <summary>What the picture shows, in a sentence.</summary>
    /// <param name="accounts">The accounts.</param>
    public static string Describe(RetentionAccounts accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        var customers = accounts.Cohorts.Sum(cohort => cohort.Customers);
        if (customers == 0)
        {
            return "Nobody has been a customer yet.";
        }

        var there = accounts.Cohorts.Sum(cohort => cohort.Ages[^1].Active);
        return $"{customers.ToString("N0", CultureInfo.InvariantCulture)} customers in {EnglishText.Counted(accounts.Cohorts.Length, "cohort", "cohorts")}; {EnglishText.Chance((double)there / customers)} of them are there in the last month.";
    }

    private static string Label(RetentionCohort cohort) => cohort.CalendarMonth is { } month
        ? string.Create(CultureInfo.InvariantCulture, $"{month.Year:0000}-{month.Month:00}")
        : cohort.Month.ToString(CultureInfo.InvariantCulture);
}
