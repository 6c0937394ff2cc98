using CrmKit.LifetimeValue;

namespace CrmKit.Reports;

/// <summary>Draws how much of the expected value each tenth of the customers holds, the most valuable tenth first.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class ValuePlot
{
    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <param name="distribution">The shares.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">The shares or an option lie outside their range.</exception>
    public static string Render(ValueDistribution distribution, PlotOptions? options = null)
    {
        Check(distribution);
        var (title, frame) = PlotOptions.Checked(options, "Who holds the value", "value");
        return new BarChart(frame, title, Describe(distribution))
        {
            Bars = [.. distribution.Shares.Select(share => 100 * share)],
            BarWords = "share of the expected value, in percent",
            Labels = [.. distribution.Shares.Select((_, i) => (i + 0.5, EnglishText.Of(10 * (i + 1))))],
            AxisWords = "percent of the customers, the best first",
        }.Render();
    }

    /// <summary>What the plot shows, in a sentence.</summary>
    /// <param name="distribution">The shares.</param>
    /// <exception cref="ArgumentException">The shares lie outside their range.</exception>
    public static string Describe(ValueDistribution distribution)
    {
        Check(distribution);
        return distribution.Shares.IsEmpty
            ? "No customer has an expected value yet."
            : $"The most valuable tenth of {EnglishText.Counted(distribution.Customers, "customer", "customers")} holds {EnglishText.Chance(distribution.Shares[0])} "
            + $"of the expected value of {EnglishText.Of(distribution.Total)}, the better half {EnglishText.Chance(Math.Min(1, distribution.Shares[..5].Sum()))}.";
    }

    private static void Check(ValueDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (distribution.Shares.IsDefault || distribution.Shares.Length is not (0 or 10) || !distribution.Shares.All(share => share is >= 0 and <= 1.0000001))
        {
            throw new ArgumentException("A distribution of value is ten shares between 0 and 1, or none.", nameof(distribution));
        }
    }
}
