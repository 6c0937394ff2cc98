using CrmKit.Churn;

namespace CrmKit.Reports;

/// <summary>Draws what share of the customers left among those of whom that share was foretold.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class CalibrationPlot
{
    private const double Half = 4;

    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <param name="quality">What was foretold beside what happened.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">An option lies outside its range.</exception>
    public static string Render(PredictionQuality quality, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(quality);
        var (title, outside) = PlotOptions.Checked(options, "Do the chances mean what they say?", "calibration");
        var frame = new ShareFrame(outside, title, Describe(quality), legendLines: 1);
        if (quality.Bins.IsEmpty)
        {
            return frame.Nothing("There is nothing to show yet.");
        }

        var foretold = PlotAxis.EndingAt(100, intervals: 5, ShareFrame.PlotLeft, frame.PlotRight);
        frame.Axes(foretold, "percent foretold to leave");
        frame.Svg.Polyline("second", [(foretold.At(0), frame.Shares.At(0)), (foretold.At(100), frame.Shares.At(100))]);
        frame.Svg.Polyline("first", quality.Bins.Select(bin => (foretold.At(100 * bin.MeanPredicted), frame.Shares.At(100 * bin.MeanObserved))));
        foreach (var bin in quality.Bins)
        {
            var (x, y) = (foretold.At(100 * bin.MeanPredicted), frame.Shares.At(100 * bin.MeanObserved));
            frame.Svg.Rectangle("column", x - Half, y - Half, 2 * Half, 2 * Half);
        }

        frame.Key("first", 0, 0, "percent who left");
        frame.Key("second", 0, 1, "as foretold");
        return frame.Svg.Finish();
    }

    /// <summary>What the plot shows, in sentences.</summary>
    /// <param name="quality">What was foretold beside what happened.</param>
    public static string Describe(PredictionQuality quality)
    {
        ArgumentNullException.ThrowIfNull(quality);
        if (quality.Bins.IsEmpty)
        {
            return "There is nothing to show yet.";
        }

        var ranked = quality.Auc is { } auc ? $" Of one who left and one who stayed, the one who left had the higher chance {EnglishText.Chance(auc)} of the time." : string.Empty;
        return $"Of {EnglishText.Of(quality.Count)} foretold, {EnglishText.Chance(quality.MeanPredicted)} were expected to leave and {EnglishText.Chance(quality.MeanObserved)} did; "
            + $"a tenth is off by {EnglishText.Expected(100 * quality.ExpectedCalibrationError)} percentage points on average.{ranked}";
    }
}
