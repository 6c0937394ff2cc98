namespace CrmKit.Cadence;

/// <summary>The due days of one person from an anchor, as day numbers: each an interval after the one before, by what the person is then.</summary>
internal readonly struct DueWalk
{
    private readonly IntervalTable _table;
    private readonly long _bought;
    private readonly bool _hasBought;
    private readonly double _value;
    private readonly double _risk;
    private readonly long _wanted;

    /// <param name="table">The figures.</param>
    /// <param name="bought">Day of the last purchase; <c>null</c> for never.</param>
    /// <param name="valueFactor">The term of value.</param>
    /// <param name="riskFactor">The term of risk.</param>
    /// <param name="window">First day of the window of the next purchase; <c>null</c> where it is not known.</param>
    public DueWalk(IntervalTable table, int? bought, double valueFactor, double riskFactor, int? window)
    {
        _table = table;
        _hasBought = bought is not null;
        _bought = bought ?? 0;
        _value = valueFactor;
        _risk = riskFactor;
        _wanted = window is { } start && table.HeedsRhythm ? (long)start - table.LeadDays : long.MinValue / 2;
    }

    public int BandOn(long day) => _table.BandOf(day - _bought, _hasBought);

    public double ProductFrom(long day) => _table.Product(BandOn(day), _value, _risk);

    public double RhythmFactorFrom(long day) => _table.RhythmFactor(ProductFrom(day), _wanted - day);

    /// <summary>Days to the next due day.</summary>
    public int StepFrom(long day)
    {
        var product = ProductFrom(day);
        return _table.Days(product * _table.RhythmFactor(product, _wanted - day));
    }

    /// <summary>The last due day that is not after a day, or the first of all where that is still to come; with the one before it, and which it is.</summary>
    public (long Before, long Due, long Number) Until(long anchor, long today)
    {
        var (before, due, number) = (anchor, anchor + StepFrom(anchor), 1L);
        while (true)
        {
            var step = StepFrom(due);
            if (due + step > today)
            {
                return (before, due, number);
            }

            // Many years may lie between: equal steps are taken at once.
            var steps = Math.Min((today - due) / step, EqualSteps(due, step));
            before = due + ((steps - 1) * step);
            due += steps * step;
            number += steps;
        }
    }

    // A number of steps from here that are certainly as long as the first: inside the band, and before the rhythm reaches for one.
    private long EqualSteps(long day, int step)
    {
        var band = BandOn(day);
        var product = _table.Product(band, _value, _risk);
        var ahead = _wanted - day;
        if (ahead >= 1)
        {
            var free = (ahead - _table.Reach(product)) / step;
            if (free < 1)
            {
                return 1;
            }

            return Math.Min((long)free, InBand(day, step, band));
        }

        return InBand(day, step, band);
    }

    private long InBand(long day, int step, int band)
    {
        var end = _table.EndOf(band);
        return end == long.MaxValue ? long.MaxValue : Math.Max(1, (end - (day - _bought) + step - 1) / step);
    }
}
