using CrmKit.LifetimeValue;

namespace CrmKit.Reports;

/// <summary>The message of a tracking plot in words.</summary>
internal static class TrackingText
{
    public static void Check(PurchaseTracking tracking)
    {
        ArgumentNullException.ThrowIfNull(tracking);
        if (tracking.Actual.IsDefault || tracking.Expected.IsDefault || tracking.Expected.Length < tracking.Actual.Length)
        {
            throw new ArgumentException("A tracking needs both series, and an expected count for every week that happened.", nameof(tracking));
        }

        if (tracking.CalibrationWeeks < 0 || tracking.Actual.Any(count => count < 0) || !tracking.Expected.All(count => count is >= 0 and <= 1e300))
        {
            throw new ArgumentException("The weeks of a tracking and its counts are finite and not below zero.", nameof(tracking));
        }
    }

    public static string Describe(PurchaseTracking tracking)
    {
        var (seen, weeks, calibration) = (tracking.Actual.Length, tracking.Expected.Length, tracking.CalibrationWeeks);
        if (weeks == 0)
        {
            return "There is no week to show yet.";
        }

        if (seen == 0)
        {
            return $"By week {EnglishText.Of(weeks)} the model expects {Purchases(tracking.Expected[^1])}; no week has been observed yet.";
        }

        var whole = $"By week {EnglishText.Of(seen)} the model expected {Purchases(tracking.Expected[seen - 1])} "
            + $"and {Happened(tracking.Actual[^1], tracking.Expected[seen - 1])}.";
        return $"{whole} {Split(tracking)}";
    }

    public static string DescribeWeekly(PurchaseTracking tracking)
    {
        if (tracking.Actual.IsEmpty)
        {
            return Describe(tracking);
        }

        var weeks = Enumerable.Range(0, tracking.Actual.Length).Select(week => (
            Week: week + 1,
            Actual: week == 0 ? tracking.Actual[0] : tracking.Actual[week] - tracking.Actual[week - 1],
            Expected: week == 0 ? tracking.Expected[0] : tracking.Expected[week] - tracking.Expected[week - 1]));
        var furthest = weeks.MaxBy(week => Math.Abs(week.Actual - week.Expected));
        return $"Furthest from what was expected was week {EnglishText.Of(furthest.Week)}: {Purchases(Math.Max(0, furthest.Expected))} expected, {EnglishText.Of(furthest.Actual)} happened.";
    }

    private static string Split(PurchaseTracking tracking)
    {
        var (seen, calibration) = (tracking.Actual.Length, tracking.CalibrationWeeks);
        if (calibration == 0)
        {
            return "It had seen none of these weeks.";
        }

        if (calibration >= seen)
        {
            return "It was fitted on all of these weeks, so that they do not test it.";
        }

        var expected = tracking.Expected[seen - 1] - tracking.Expected[calibration - 1];
        var happened = tracking.Actual[^1] - tracking.Actual[calibration - 1];
        return $"It was fitted on the first {EnglishText.Counted(calibration, "week", "weeks")}; in the "
            + $"{EnglishText.Counted(seen - calibration, "holdout week", "holdout weeks")} after them, which it had not seen, "
            + $"it expected {EnglishText.Expected(expected)} and {Happened(happened, expected)}.";
    }

    private static string Purchases(double expected)
    {
        var count = EnglishText.Expected(expected);
        return $"{count} repeat {(count == "1" ? "purchase" : "purchases")}";
    }

    private static string Happened(int actual, double expected)
    {
        var happened = $"{EnglishText.Of(actual)} happened";
        if (expected <= 0)
        {
            return happened;
        }

        var difference = Math.Round(100 * ((actual / expected) - 1), 1);
        return difference switch
        {
            0 => $"{happened}, just as expected",
            > 0 => string.Create(CultureInfo.InvariantCulture, $"{happened}, {difference:#,0.#} % more"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{happened}, {-difference:#,0.#} % fewer"),
        };
    }
}
