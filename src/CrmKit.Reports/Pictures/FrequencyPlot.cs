using CrmKit.LifetimeValue;

namespace CrmKit.Reports;

/// <summary>Draws how many customers bought how often, beside how many the model expects to.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class FrequencyPlot
{
    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <param name="frequencies">The counts, both of one length, finite and not below zero.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">The counts or an option lie outside their range.</exception>
    public static string Render(PurchaseFrequencies frequencies, PlotOptions? options = null)
    {
        Check(frequencies);
        var (title, frame) = PlotOptions.Checked(options, "How often customers bought again", "frequency");
        var last = frequencies.Actual.Length - 1;
        return new BarChart(frame, title, Describe(frequencies))
        {
            Bars = [.. frequencies.Actual.Select(count => (double)count)],
            Marks = frequencies.Expected,
            BarWords = "customers",
            MarkWords = "expected by the model",
            Labels = [.. frequencies.Actual.Select((_, i) => (i + 0.5, EnglishText.Of(i) + (i == last ? "+" : string.Empty)))],
            AxisWords = "repeat purchases",
        }.Render();
    }

    /// <summary>What the plot shows, in sentences.</summary>
    /// <param name="frequencies">The counts, both of one length, finite and not below zero.</param>
    /// <exception cref="ArgumentException">The counts lie outside their range.</exception>
    public static string Describe(PurchaseFrequencies frequencies)
    {
        Check(frequencies);
        if (frequencies.Actual.IsEmpty)
        {
            return "There is nothing to show yet.";
        }

        var customers = frequencies.Actual.Sum();
        var never = $"Of {EnglishText.Counted((int)Math.Min(customers, int.MaxValue), "customer", "customers")}, {EnglishText.Expected(frequencies.Actual[0])} never bought again; "
            + $"the model expected {EnglishText.Expected(frequencies.Expected[0])}.";
        var largest = Enumerable.Range(0, frequencies.Actual.Length).MaxBy(i => Math.Abs(frequencies.Actual[i] - frequencies.Expected[i]));
        var often = largest == frequencies.Actual.Length - 1 ? $"{EnglishText.Of(largest)} times or more" : EnglishText.Counted(largest, "time", "times");
        return $"{never} It is furthest off for those who bought again {often}: {EnglishText.Expected(frequencies.Actual[largest])} did, {EnglishText.Expected(frequencies.Expected[largest])} were expected.";
    }

    private static void Check(PurchaseFrequencies frequencies)
    {
        ArgumentNullException.ThrowIfNull(frequencies);
        if (frequencies.Actual.IsDefault || frequencies.Expected.IsDefault || frequencies.Actual.Length != frequencies.Expected.Length
            || frequencies.Actual.Any(count => count < 0) || !frequencies.Expected.All(count => count is >= 0 and <= 1e300))
        {
            throw new ArgumentException("Frequencies are two series of one length, finite and not below zero.", nameof(frequencies));
        }
    }
}
