using CrmKit.LifetimeValue;

namespace CrmKit.Reports;

/// <summary>Draws how the chance that one customer is still one fell in each silence and rose with each purchase.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class AlivePlot
{
    private const double HeadingY = 20;
    private const double LegendY = 46;
    private const double Top = 64;
    private const double Bottom = 52;
    private const double Left = 2;
    private const double Right = 20;

    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <param name="history">The chances.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">The history or an option lies outside its range.</exception>
    public static string Render(AliveHistory history, PlotOptions? options = null)
    {
        Check(history);
        var (title, frame) = PlotOptions.Checked(options, "Still a customer?", "alive");
        var svg = new SvgWriter(frame, title, Describe(history));
        double floor = frame.Height - Bottom, right = frame.Width - Right;
        var first = history.Points[0].Day;
        var chance = PlotAxis.RoundedUp(100, intervals: 5, floor, Top);
        var left = 16 + (10.2 * 3);
        var time = PlotAxis.EndingAt(Math.Max(1, Period.DaysBetween(first, history.Points[^1].Day)), intervals: 6, left, right);
        svg.Text("heading", Left, HeadingY, title);
        svg.Text("plain", Left, LegendY, "percent; a dotted line is a purchase");
        foreach (var tick in chance.Ticks)
        {
            svg.Line(tick == 0 ? "axis" : "grid", left, chance.At(tick), right, chance.At(tick));
            svg.Text("quiet before", left - 8, chance.At(tick) + 6, PlotAxis.Label(tick));
        }

        foreach (var tick in time.Ticks)
        {
            svg.Line("axis", time.At(tick), floor, time.At(tick), floor + 5);
            svg.Text("quiet middle", time.At(tick), floor + 22, PlotAxis.Label(tick));
        }

        svg.Text("quiet before", right, floor + 44, $"days since {EnglishText.Long(first)}");
        foreach (var day in history.Purchases)
        {
            var x = time.At(Period.DaysBetween(first, day));
            svg.Line("boundary", x, Top, x, floor);
        }

        svg.Polyline("first", history.Points.Select(point => (time.At(Period.DaysBetween(first, point.Day)), chance.At(100 * point.ProbabilityAlive))));
        return svg.Finish();
    }

    /// <summary>What the plot shows, in a sentence.</summary>
    /// <param name="history">The chances.</param>
    /// <exception cref="ArgumentException">The history lies outside its range.</exception>
    public static string Describe(AliveHistory history)
    {
        Check(history);
        var lowest = history.Points.MinBy(point => point.ProbabilityAlive);
        return $"After {EnglishText.Counted(history.Purchases.Length, "purchase day", "purchase days")}, the last on {EnglishText.Long(history.Purchases[^1])}, the chance of still being a customer is "
            + $"{EnglishText.Chance(history.Points[^1].ProbabilityAlive)} on {EnglishText.Long(history.Points[^1].Day)}; at its lowest it was {EnglishText.Chance(lowest.ProbabilityAlive)} on {EnglishText.Long(lowest.Day)}.";
    }

    private static void Check(AliveHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Purchases.IsDefaultOrEmpty || history.Points.IsDefaultOrEmpty || !history.Points.All(point => point.ProbabilityAlive is >= 0 and <= 1))
        {
            throw new ArgumentException("A history has a purchase or more and chances between 0 and 1.", nameof(history));
        }
    }
}
