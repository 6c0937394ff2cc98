using CrmKit.Churn;

namespace CrmKit.Reports;

/// <summary>Draws what share of the customers renewed again and again beside what a model makes of it, and what it expects beyond the data.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class RetentionPlot
{
    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <param name="actual">What happened.</param>
    /// <param name="fitted">The model.</param>
    /// <param name="periods">Renewals shown, 1 to 400; <c>null</c> for half as many again as were observed.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">The number or an option lies outside its range.</exception>
    public static string Render(RetentionCounts actual, IRetentionCurve fitted, int? periods = null, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(fitted);
        if (periods is < 1 or > 400)
        {
            throw new ArgumentOutOfRangeException(nameof(periods), periods, "The number of renewals shown is 1 to 400.");
        }

        var (title, outside) = PlotOptions.Checked(options, "What share renews", "retention");
        var seen = Seen(actual);
        var frame = new ShareFrame(outside, title, Describe(actual, fitted), legendLines: 1);
        if (seen.Count == 0)
        {
            return frame.Nothing("There is nothing to show yet.");
        }

        var last = periods ?? Math.Clamp(seen[^1].Renewal * 3 / 2, 1, 400);
        var time = PlotAxis.EndingAt(last, intervals: 6, ShareFrame.PlotLeft, frame.PlotRight);
        if (seen[^1].Renewal < last)
        {
            frame.Svg.Rectangle("tint", time.At(seen[^1].Renewal), frame.Top, frame.PlotRight - time.At(seen[^1].Renewal), frame.Shares.At(0) - frame.Top);
        }

        frame.Axes(time, "renewals");
        frame.Svg.Polyline("second", Enumerable.Range(0, last + 1).Select(t => (time.At(t), frame.Shares.At(100 * fitted.Survival(t)))));
        frame.Svg.Polyline("first", seen.Where(point => point.Renewal <= last).Select(point => (time.At(point.Renewal), frame.Shares.At(100 * point.Share))).Prepend((time.At(0), frame.Shares.At(100))));
        frame.Key("first", 0, 0, "happened");
        frame.Key("second", 0, 1, "expected by the model");
        return frame.Svg.Finish();
    }

    /// <summary>What the plot shows, in sentences.</summary>
    /// <param name="actual">What happened.</param>
    /// <param name="fitted">The model.</param>
    public static string Describe(RetentionCounts actual, IRetentionCurve fitted)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(fitted);
        var seen = Seen(actual);
        if (seen.Count == 0)
        {
            return "There is nothing to show yet.";
        }

        var (renewal, share) = seen[^1];
        return $"Of {EnglishText.Expected(actual.Customers)} customers, {EnglishText.Chance(share)} were still there after {EnglishText.Counted(renewal, "renewal", "renewals")}, {EnglishText.Chance(fitted.Survival(renewal))} expected; "
            + $"after twice as many the model expects {EnglishText.Chance(fitted.Survival(2 * renewal))}.";
    }

    // Kaplan and Meier's product over renewals, so that cohorts of different ages count together.
    private static List<(int Renewal, double Share)> Seen(RetentionCounts actual)
    {
        var (atRisk, share) = (actual.Customers, 1.0);
        var seen = new List<(int, double)>();
        for (var i = 0; i < actual.Renewals.Length; i++)
        {
            if (atRisk > 0 && actual.Renewals[i] > 0)
            {
                share *= Math.Max(0, atRisk - actual.Left[i]) / atRisk;
                seen.Add((actual.Renewals[i], share));
            }

            atRisk -= actual.Left[i] + actual.Active[i];
        }

        return seen;
    }
}
