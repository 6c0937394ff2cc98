namespace CrmKit.Reports;

/// <summary>A linear axis of counts that begins at zero, with round ticks (1, 2 or 5 times a power of ten).</summary>
internal readonly record struct PlotAxis
{
    private readonly double _end;
    private readonly double _from;
    private readonly double _to;

    private PlotAxis(double end, double step, double from, double to)
    {
        _end = end;
        Step = step;
        _from = from;
        _to = to;
    }

    /// <summary>Distance between ticks, in counts.</summary>
    public double Step { get; }

    /// <summary>The ticks, from zero up to the end.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            var (end, step) = (_end, Step);
            return Enumerable.Range(0, (int)Math.Floor((end / step) + 1e-9) + 1).Select(k => k * step);
        }
    }

    /// <summary>An axis that ends at its largest value.</summary>
    public static PlotAxis EndingAt(double largest, int intervals, double from, double to) => new(largest, RoundStep(largest, intervals), from, to);

    /// <summary>An axis that ends at the first tick at or above its largest value.</summary>
    public static PlotAxis RoundedUp(double largest, int intervals, double from, double to)
    {
        var step = RoundStep(largest, intervals);
        return new(Math.Max(1, Math.Ceiling(largest / step)) * step, step, from, to);
    }

    /// <summary>Where a value lies in the picture.</summary>
    public double At(double value) => _from + ((_to - _from) * (value / _end));

    /// <summary>A tick in words: thousands separators, and a power of ten where digits would run out of the picture.</summary>
    public static string Label(double tick) => tick.ToString(tick < 1e9 ? "N0" : "0.##E+0", CultureInfo.InvariantCulture);

    /// <summary>The smallest round step, at least one, that needs no more than so many intervals. By products alone: logarithms differ in their last digit between platforms.</summary>
    private static double RoundStep(double largest, int intervals)
    {
        var power = 1.0;
        while (power * 10 * intervals < largest)
        {
            power *= 10;
        }

        double[] leads = [1, 2, 5, 10];
        return power * leads.First(lead => lead == 10 || power * lead * intervals >= largest);
    }
}
