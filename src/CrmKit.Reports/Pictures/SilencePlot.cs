namespace CrmKit.Reports;

/// <summary>Draws how many people have heard nothing for how long: those just contacted at one end, the forgotten at the other.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class SilencePlot
{
    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <param name="spread">The counts, none below zero.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">The counts or an option lie outside their range.</exception>
    public static string Render(SilenceSpread spread, PlotOptions? options = null)
    {
        Check(spread);
        var (title, frame) = PlotOptions.Checked(options, "How long people have heard nothing", "silence");
        return new BarChart(frame, title, Describe(spread))
        {
            Bars = [.. spread.People.Select(count => (double)count), spread.Never],
            BarWords = "people",
            Labels =
            [
                .. SilenceSpread.From.Select((first, i) => (i + 0.5, EnglishText.Of(first) + (i == SilenceSpread.From.Length - 1 ? "+" : string.Empty))),
                (SilenceSpread.From.Length + 0.5, "never"),
            ],
            AxisWords = "days since the last contact, from",
        }.Render();
    }

    /// <summary>What the plot shows, in sentences.</summary>
    /// <param name="spread">The counts, none below zero.</param>
    /// <exception cref="ArgumentException">The counts lie outside their range.</exception>
    public static string Describe(SilenceSpread spread)
    {
        Check(spread);
        var people = spread.People.Sum(count => (long)count) + spread.Never;
        if (people == 0)
        {
            return "There is nobody to show yet.";
        }

        var ends = $"Of {EnglishText.Counted((int)Math.Min(people, int.MaxValue), "person", "people")}, {EnglishText.Of(spread.People[0])} heard from you within a week and {EnglishText.Of(spread.Never)} never did";
        return spread.BoundDays is { } bound
            ? $"{ends}; {EnglishText.Of(spread.BeyondBound)} {(spread.BeyondBound == 1 ? "has" : "have")} waited for longer than {EnglishText.Counted(bound, "day", "days")}."
            : $"{ends}.";
    }

    private static void Check(SilenceSpread spread)
    {
        ArgumentNullException.ThrowIfNull(spread);
        if (spread.People.IsDefault || spread.People.Length != SilenceSpread.From.Length || spread.People.Any(count => count < 0) || spread.Never < 0 || spread.BeyondBound < 0 || spread.BoundDays < 0)
        {
            throw new ArgumentException("A spread has one count for each bar, none below zero.", nameof(spread));
        }
    }
}
