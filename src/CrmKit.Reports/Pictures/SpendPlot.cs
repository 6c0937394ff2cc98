using CrmKit.LifetimeValue;

namespace CrmKit.Reports;

/// <summary>Draws how customers' mean spends are spread, beside how the model expects them to be.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class SpendPlot
{
    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <param name="density">The bins.</param>
    /// <param name="currency">The currency of the edges.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">The bins or an option lie outside their range.</exception>
    public static string Render(SpendDensity density, Currency currency, PlotOptions? options = null)
    {
        Check(density);
        var (title, frame) = PlotOptions.Checked(options, "What a repeat purchase costs", "spend");
        var bins = density.Bins;
        var every = Math.Max(1, (bins.Length + 5) / 6);
        return new BarChart(frame, title, Describe(density, currency))
        {
            Bars = [.. bins.Select(bin => (double)bin.Actual)],
            Marks = [.. bins.Select(bin => bin.Expected)],
            BarWords = "customers",
            MarkWords = "expected by the model",
            Labels = [.. Enumerable.Range(0, bins.Length).Where(i => i % every == 0).Select(i => ((double)i, Edge(bins[i].From)))],
            AxisWords = currency == Currency.None ? "mean spend of a repeat purchase" : $"mean spend of a repeat purchase, {currency.Code}",
        }.Render();
    }

    /// <summary>What the plot shows, in sentences.</summary>
    /// <param name="density">The bins.</param>
    /// <param name="currency">The currency of the edges.</param>
    /// <exception cref="ArgumentException">The bins lie outside their range.</exception>
    public static string Describe(SpendDensity density, Currency currency)
    {
        Check(density);
        if (density.Bins.IsEmpty)
        {
            return "Nobody has bought again yet.";
        }

        var code = currency == Currency.None ? string.Empty : $" {currency.Code}";
        var common = density.Bins.MaxBy(bin => bin.Actual);
        var beyond = density.Beyond == 0 ? string.Empty : $" {EnglishText.Expected(density.Beyond)} spent more than is shown.";
        return $"Most often a customer's mean spend lies between {Edge(common.From)} and {Edge(common.To)}{code}: so did {EnglishText.Expected(common.Actual)}, "
            + $"and the model expected {EnglishText.Expected(common.Expected)}.{beyond}";
    }

    private static string Edge(double money) => money.ToString(money < 10 ? "0.##" : "N0", CultureInfo.InvariantCulture);

    private static void Check(SpendDensity density)
    {
        ArgumentNullException.ThrowIfNull(density);
        if (density.Bins.IsDefault || density.Beyond < 0 || density.Bins.Any(bin => bin.Actual < 0 || bin.Expected is not (>= 0 and <= 1e300) || bin.From is not (>= 0 and <= 1e300)))
        {
            throw new ArgumentException("The bins of a density are finite and not below zero.", nameof(density));
        }
    }
}
