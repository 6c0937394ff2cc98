using CrmKit.LifetimeValue;

namespace CrmKit.Reports;

/// <summary>Draws how well a purchase model tracks a customer base: repeat purchases that happened beside those expected, week by week, and where the fit ended.</summary>
/// <remarks>
/// The plot by which purchase models are judged since Fader, Hardie and Lee (2005), "Counting Your Customers the Easy Way", figure 5.
/// Pure: equal input gives equal text under every culture. Thread-safe.
/// </remarks>
public static class TrackingPlot
{
    // Baselines of the three lines of text above the curves, and the room below them, in the unit of the view box.
    private const double HeadingY = 20;
    private const double LegendY = 46;
    private const double WordsY = 73;
    private const double Top = 88;
    private const double Bottom = 50;
    private const double Left = 2;
    private const double Right = 20;
    private const double WordRoom = 72;

    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <param name="tracking">The weeks; expected counts finite and not below zero.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <returns>The picture; where there is no week yet, one that says so.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tracking"/> is null.</exception>
    /// <exception cref="ArgumentException">The tracking or an option lies outside its range.</exception>
    public static string Render(PurchaseTracking tracking, PlotOptions? options = null)
    {
        TrackingText.Check(tracking);
        return Render(tracking, PlotOptions.Checked(options, "Cumulative repeat purchases", "tracking"));
    }

    /// <summary>The same weeks, each counted by itself: what of a week's purchases was foreseen.</summary>
    /// <param name="tracking">The weeks; expected counts finite and not below zero.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <returns>The picture; where there is no week yet, one that says so.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tracking"/> is null.</exception>
    /// <exception cref="ArgumentException">The tracking or an option lies outside its range.</exception>
    public static string RenderWeekly(PurchaseTracking tracking, PlotOptions? options = null)
    {
        TrackingText.Check(tracking);
        var weekly = tracking with
        {
            Actual = [.. tracking.Actual.Select((count, week) => Math.Max(0, week == 0 ? count : count - tracking.Actual[week - 1]))],
            Expected = [.. tracking.Expected.Select((count, week) => Math.Max(0, week == 0 ? count : count - tracking.Expected[week - 1]))],
        };
        return Render(weekly, PlotOptions.Checked(options, "Repeat purchases, week by week", "tracking-weekly"), TrackingText.DescribeWeekly(tracking));
    }

    /// <summary>What the weekly plot shows, in a sentence: the week that was furthest from what was expected.</summary>
    /// <param name="tracking">The weeks; expected counts finite and not below zero.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tracking"/> is null.</exception>
    /// <exception cref="ArgumentException">The tracking lies outside its range.</exception>
    public static string DescribeWeekly(PurchaseTracking tracking)
    {
        TrackingText.Check(tracking);
        return TrackingText.DescribeWeekly(tracking);
    }

    private static string Render(PurchaseTracking tracking, (string Title, SvgFrame Frame) outside, string? description = null)
    {
        var svg = new SvgWriter(outside.Frame, outside.Title, description ?? TrackingText.Describe(tracking));
        svg.Text("heading", Left, HeadingY, outside.Title);
        if (tracking.Expected.IsEmpty)
        {
            svg.Text("quiet", Left, LegendY, "There is no week to show yet.");
            return svg.Finish();
        }

        Draw(svg, tracking, outside.Frame, isCumulative: description is null);
        return svg.Finish();
    }

    /// <summary>What the plot shows, in sentences: how many repeat purchases were expected, how many happened, and the same for the holdout weeks alone.</summary>
    /// <param name="tracking">The weeks; expected counts finite and not below zero.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tracking"/> is null.</exception>
    /// <exception cref="ArgumentException">The tracking lies outside its range.</exception>
    public static string Describe(PurchaseTracking tracking)
    {
        TrackingText.Check(tracking);
        return TrackingText.Describe(tracking);
    }

    private static void Draw(SvgWriter svg, PurchaseTracking tracking, SvgFrame frame, bool isCumulative)
    {
        var weeks = tracking.Expected.Length;
        var largest = Math.Max(tracking.Expected.Max(), tracking.Actual.IsEmpty ? 0 : tracking.Actual.Max());
        double floor = frame.Height - Bottom, right = frame.Width - Right;
        var counts = PlotAxis.RoundedUp(largest, intervals: 5, floor, Top);

        // A digit of 18 units is 10 wide in the fonts of the style. However short the labels, "fitted" finds room left of a boundary in week 1.
        var left = Math.Max(WordRoom, 16 + (10.2 * counts.Ticks.Max(tick => PlotAxis.Label(tick).Length)));
        var time = PlotAxis.EndingAt(weeks, intervals: 8, left, right);

        Holdout(svg, tracking, time, floor);
        Axes(svg, tracking, counts, time);
        Boundary(svg, tracking, time, floor);
        svg.Polyline("second", Points(tracking.Expected, time, counts, isCumulative));
        if (!tracking.Actual.IsEmpty)
        {
            svg.Polyline("first", Points([.. tracking.Actual.Select(count => (double)count)], time, counts, isCumulative));
        }

        Legend(svg);
    }

    // A cumulative count begins at nothing.
    private static IEnumerable<(double X, double Y)> Points(ImmutableArray<double> series, PlotAxis time, PlotAxis counts, bool isCumulative)
    {
        var points = series.Select((count, week) => (time.At(week + 1), counts.At(count)));
        return isCumulative ? points.Prepend((time.At(0), counts.At(0))) : points;
    }

    private static void Axes(SvgWriter svg, PurchaseTracking tracking, PlotAxis counts, PlotAxis time)
    {
        double left = time.At(0), right = time.At(tracking.Expected.Length), floor = counts.At(0);
        foreach (var tick in counts.Ticks)
        {
            svg.Line(tick == 0 ? "axis" : "grid", left, counts.At(tick), right, counts.At(tick));
            svg.Text("quiet before", left - 8, counts.At(tick) + 6, PlotAxis.Label(tick));
        }

        foreach (var tick in time.Ticks)
        {
            svg.Line("axis", time.At(tick), floor, time.At(tick), floor + 5);
            svg.Text("quiet middle", time.At(tick), floor + 22, PlotAxis.Label(tick));
        }

        svg.Text("quiet before", right, floor + 44, $"weeks since {EnglishText.Long(tracking.Start)}");
    }

    private static void Holdout(SvgWriter svg, PurchaseTracking tracking, PlotAxis time, double floor)
    {
        if (tracking.CalibrationWeeks < tracking.Expected.Length)
        {
            var from = time.At(tracking.CalibrationWeeks);
            svg.Rectangle("tint", from, Top, time.At(tracking.Expected.Length) - from, floor - Top);
        }
    }

    private static void Boundary(SvgWriter svg, PurchaseTracking tracking, PlotAxis time, double floor)
    {
        var weeks = tracking.Expected.Length;
        var (hasFitted, hasHoldout) = (tracking.CalibrationWeeks > 0, tracking.CalibrationWeeks < weeks);
        var x = time.At(Math.Min(tracking.CalibrationWeeks, weeks));

        // Both words stand beside the line, unless it is so near the right edge that the second would run out of the picture: then the line stays below them.
        var fitsBeside = !hasHoldout || time.At(weeks) - x >= WordRoom;
        if (hasFitted && tracking.CalibrationWeeks <= weeks)
        {
            svg.Line("boundary", x, fitsBeside ? WordsY - 14 : Top, x, floor);
        }

        if (hasFitted)
        {
            svg.Text("quiet before", (fitsBeside ? x : time.At(weeks) - WordRoom) - 6, WordsY, "fitted");
        }

        if (hasHoldout)
        {
            svg.Text(fitsBeside ? "quiet" : "quiet before", fitsBeside ? x + 6 : time.At(weeks), WordsY, "holdout");
        }
    }

    private static void Legend(SvgWriter svg)
    {
        Key("first", Left, "happened");
        Key("second", Left + 152, "expected by the model");

        void Key(string style, double x, string words)
        {
            svg.Polyline(style, [(x, LegendY - 5), (x + 32, LegendY - 5)]);
            svg.Text("plain", x + 39, LegendY, words);
        }
    }
}
