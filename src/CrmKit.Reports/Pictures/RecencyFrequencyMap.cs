using CrmKit.LifetimeValue;

namespace CrmKit.Reports;

/// <summary>Draws the chance that a customer is still one, by how often and how lately he bought.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class RecencyFrequencyMap
{
    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <param name="grid">The chances.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">An option lies outside its range.</exception>
    public static string Render(RecencyFrequencyGrid grid, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var (title, frame) = PlotOptions.Checked(options, "Who is still a customer", "recency-frequency");
        var columns = grid.RecencyDays.Length;
        var every = Math.Max(1, (columns + 5) / 6);

        // Most purchases on top.
        return new HeatMap(frame, title, Describe(grid))
        {
            Rows = [.. grid.ProbabilityAlive.Reverse().Select(row => row.Select(chance => (double?)chance).ToImmutableArray())],
            RowLabels = [.. grid.Purchases.Reverse().Select(EnglishText.Of)],
            ColumnLabels = [.. Enumerable.Range(0, columns).Where(i => (columns - 1 - i) % every == 0).Select(i => (i, EnglishText.Of(grid.AgeDays - grid.RecencyDays[i])))],
            RowWords = "repeat purchases; the darker, the likelier still a customer",
            ColumnWords = "days since the last purchase",
        }.Render();
    }

    /// <summary>What the map shows, in a sentence.</summary>
    /// <param name="grid">The chances.</param>
    public static string Describe(RecencyFrequencyGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (grid.Purchases.IsEmpty || grid.RecencyDays.IsEmpty)
        {
            return "There is nothing to show yet.";
        }

        var (first, last) = (grid.ProbabilityAlive[0], grid.ProbabilityAlive[^1]);
        return $"Of customers who came {EnglishText.Counted(grid.AgeDays, "day", "days")} ago: with {EnglishText.Counted(grid.Purchases[^1], "repeat purchase", "repeat purchases")} the chance of still being one is "
            + $"{EnglishText.Chance(last[^1])} where the last was just now and {EnglishText.Chance(last[0])} where it was {EnglishText.Counted(grid.AgeDays - grid.RecencyDays[0], "day", "days")} ago; "
            + $"with {EnglishText.Counted(grid.Purchases[0], "repeat purchase", "repeat purchases")} {EnglishText.Chance(first[^1])} and {EnglishText.Chance(first[0])}.";
    }
}
