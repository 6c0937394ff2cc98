using CrmKit.Churn;

namespace CrmKit.Reports;

/// <summary>Draws how many customers stay how long: a step curve for each group, with its limits as a band.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class SurvivalPlot
{
    private const int MostGroups = 4;
    private const int MostWord = 18;
    private const double Level = 0.95;

    private static readonly string[] Lines = ["first", "second", "third", "fourth"];

    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <remarks>Of more than four groups the four with the most records are drawn. Bands are drawn for up to two, more would hide each other.</remarks>
    /// <param name="fit">The curves.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <param name="unit">What times are counted in, for example <c>months</c>.</param>
    /// <exception cref="ArgumentException">An option lies outside its range.</exception>
    public static string Render(SurvivalFit fit, PlotOptions? options = null, string unit = "time")
    {
        ArgumentNullException.ThrowIfNull(fit);
        var (title, outside) = PlotOptions.Checked(options, "How long customers stay", "survival");
        var curves = Shown(fit);
        var frame = new ShareFrame(outside, title, Describe(fit, unit), legendLines: (curves.Length + 1) / 2);
        if (curves.IsEmpty)
        {
            return frame.Nothing("There is nothing to show yet.");
        }

        var last = curves.Max(curve => curve.LastTime);
        var time = PlotAxis.EndingAt(last > 0 ? last : 1, intervals: 6, ShareFrame.PlotLeft, frame.PlotRight);
        for (var i = 0; i < curves.Length && curves.Length <= 2; i++)
        {
            frame.Svg.Polygon(Lines[i] + "-band", Band(curves[i], time, frame.Shares));
        }

        frame.Axes(time, unit);
        for (var i = 0; i < curves.Length; i++)
        {
            frame.Svg.Polyline(Lines[i], Steps(curves[i].Times, curves[i].Survival, time, frame.Shares));
            frame.Key(Lines[i], i / 2, i % 2, Word(fit, curves[i]));
        }

        return frame.Svg.Finish();
    }

    /// <summary>What the plot shows, in sentences.</summary>
    /// <param name="fit">The curves.</param>
    /// <param name="unit">What times are counted in, for example <c>months</c>.</param>
    public static string Describe(SurvivalFit fit, string unit = "time")
    {
        ArgumentNullException.ThrowIfNull(fit);
        var curves = Shown(fit);
        return curves.IsEmpty
            ? "There is nothing to show yet."
            : string.Join(' ', curves.Select(curve => Sentence(fit, curve, unit)));
    }

    private static string Sentence(SurvivalFit fit, SurvivalCurve curve, string unit)
    {
        var who = fit.GroupName is null ? EnglishText.Counted(curve.Records, "customer", "customers") : $"{Word(fit, curve)}, {EnglishText.Counted(curve.Records, "customer", "customers")}";
        var end = curve.Survival.IsEmpty ? 1 : curve.Survival[^1];
        var half = curve.Median.Status == LifetimeStatus.Finite
            ? $"half have left by {EnglishText.Expected(curve.Median.Time)} {unit}"
            : "fewer than half have left so far";
        return $"{who}: {half}; {EnglishText.Chance(end)} stay longer than {EnglishText.Expected(curve.LastTime)} {unit}.";
    }

    private static ImmutableArray<SurvivalCurve> Shown(SurvivalFit fit)
    {
        ImmutableArray<SurvivalCurve> known = [.. fit.Curves.Where(curve => curve.Status != SurvivalCurveStatus.NobodyAtRisk)];
        return known.Length <= MostGroups ? known : [.. known.OrderByDescending(curve => curve.Records).Take(MostGroups).OrderBy(known.IndexOf)];
    }

    private static string Word(SurvivalFit fit, SurvivalCurve curve)
    {
        var word = fit.GroupName is null ? "customers" : curve.Label.Length == 0 ? "(none)" : curve.Label;
        return word.Length <= MostWord ? word : word[..MostWord] + "…";
    }

    private static IEnumerable<(double X, double Y)> Steps(ImmutableArray<double> times, IReadOnlyList<double> shares, PlotAxis time, PlotAxis axis)
    {
        var before = 1.0;
        yield return (time.At(0), axis.At(100));
        for (var i = 0; i < times.Length; i++)
        {
            yield return (time.At(times[i]), axis.At(100 * before));
            yield return (time.At(times[i]), axis.At(100 * shares[i]));
            before = shares[i];
        }
    }

    private static IEnumerable<(double X, double Y)> Band(SurvivalCurve curve, PlotAxis time, PlotAxis axis)
    {
        var limits = Enumerable.Range(0, curve.Times.Length).Select(i => curve.Limits(i, Level) ?? new ConfidenceLimits(curve.Survival[i], curve.Survival[i], curve.Survival[i], Level)).ToArray();
        var upper = Steps(curve.Times, [.. limits.Select(limit => limit.Upper)], time, axis);
        return upper.Concat(Steps(curve.Times, [.. limits.Select(limit => limit.Lower)], time, axis).Reverse());
    }
}
