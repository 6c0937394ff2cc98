namespace CrmKit.Reports;

/// <summary>Draws how many people were contacted how often: those who heard nothing at one end, those at the cap at the other.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class PressurePlot
{
    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <param name="spread">The counts, none below zero.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">The counts or an option lie outside their range.</exception>
    public static string Render(PressureSpread spread, PlotOptions? options = null)
    {
        Check(spread);
        var (title, frame) = PlotOptions.Checked(options, "How often people were contacted", "pressure");
        return new BarChart(frame, title, Describe(spread))
        {
            Bars = [.. spread.People.Select(count => (double)count)],
            BarWords = "people",
            Labels = [.. spread.People.Select((_, i) => (i + 0.5, EnglishText.Of(i) + (i == PressureSpread.MostBars - 1 ? "+" : string.Empty)))],
            AxisWords = $"contacts in {EnglishText.Counted(spread.WindowDays, "day", "days")}",
        }.Render();
    }

    /// <summary>What the plot shows, in sentences.</summary>
    /// <param name="spread">The counts, none below zero.</param>
    /// <exception cref="ArgumentException">The counts lie outside their range.</exception>
    public static string Describe(PressureSpread spread)
    {
        Check(spread);
        var people = spread.People.Sum(count => (long)count);
        if (people == 0)
        {
            return "There is nobody to show yet.";
        }

        var silent = $"Of {EnglishText.Counted((int)Math.Min(people, int.MaxValue), "person", "people")}, {EnglishText.Of(spread.People[0])} heard nothing in {EnglishText.Counted(spread.WindowDays, "day", "days")}";
        if (spread.Cap is not { } cap)
        {
            return $"{silent}; no cap is set.";
        }

        var full = spread.People.Skip(cap).Sum(count => (long)count);
        return $"{silent}; {full.ToString("N0", CultureInfo.InvariantCulture)} {(full == 1 ? "has" : "have")} reached the cap of {EnglishText.Of(cap)}.";
    }

    private static void Check(PressureSpread spread)
    {
        ArgumentNullException.ThrowIfNull(spread);
        if (spread.WindowDays < 1 || spread.Cap < 0 || spread.People.IsDefaultOrEmpty || spread.People.Any(count => count < 0))
        {
            throw new ArgumentException("A spread has 1 day or more, a cap of 0 or more, and at least one count, none below zero.", nameof(spread));
        }
    }
}
