namespace CrmKit.Cadence;

/// <summary>The figures of a profile as they are reckoned with, for one person and for a million alike.</summary>
internal sealed class IntervalTable
{
    private readonly int[] _below;
    private readonly double[] _bands;
    private readonly double _neverBought;
    private readonly double[] _tiersFrom;
    private readonly double[] _tiers;
    private readonly RiskResponse? _risk;
    private readonly RhythmResponse? _rhythm;
    private readonly double _base;
    private readonly double _shortest;
    private readonly double _longest;

    public IntervalTable(BusinessProfile profile)
    {
        _below = [.. profile.Bands.Bought.Select(band => band.BelowDays ?? int.MaxValue)];
        _bands = [.. profile.Bands.Bought.Select(band => band.Factor)];
        _neverBought = profile.Bands.NeverBought.Factor;
        _tiersFrom = [.. profile.Value?.Tiers.Select(tier => tier.From) ?? []];
        _tiers = [.. profile.Value?.Tiers.Select(tier => tier.Factor) ?? []];
        _risk = profile.Risk;
        _rhythm = profile.Rhythm;
        (_base, _shortest, _longest) = (profile.IntervalDays, profile.ShortestDays, profile.LongestDays);
    }

    /// <summary>How many days before the window's first one a contact belongs.</summary>
    public int LeadDays => _rhythm?.LeadDays ?? 0;

    public bool HeedsRhythm => _rhythm is not null;

    /// <summary>The band of somebody who bought so many days ago; -1 for who never did.</summary>
    public int BandOf(long days, bool bought)
    {
        if (!bought)
        {
            return -1;
        }

        var band = 0;
        while (band < _below.Length - 1 && days >= _below[band])
        {
            band++;
        }

        return band;
    }

    /// <summary>Days since the purchase on which the next band begins; <see cref="long.MaxValue"/> where none does.</summary>
    public long EndOf(int band) => band < 0 || band == _below.Length - 1 ? long.MaxValue : _below[band];

    public double BandFactor(int band) => band < 0 ? _neverBought : _bands[band];

    /// <summary>The tier of a value; -1 where tiers or value are not known.</summary>
    public int TierOf(double yearly)
    {
        if (_tiers.Length == 0 || double.IsNaN(yearly))
        {
            return -1;
        }

        var tier = _tiers.Length - 1;
        while (tier > 0 && yearly < _tiersFrom[tier])
        {
            tier--;
        }

        return tier;
    }

    public double TierFactor(int tier) => tier < 0 ? 1 : _tiers[tier];

    /// <summary>The shape that <see cref="RiskResponse"/> describes; NaN stands for what is not known.</summary>
    public double RiskFactor(double left, double leaving)
    {
        if (_risk is null || double.IsNaN(left))
        {
            return 1;
        }

        var g = Math.Clamp(left, 0, 1);
        var l = double.IsNaN(leaving) ? Math.Min(1, g / _risk.TurnsAt) : Math.Clamp(leaving, 0, 1);
        var h = 1 + (l * (_risk.Leaving - 1));
        return h + ((_risk.Gone - h) * Math.Max(0, (g - _risk.TurnsAt) / (1 - _risk.TurnsAt)));
    }

    /// <summary>The product of all terms but that of rhythm.</summary>
    public double Product(int band, double valueFactor, double riskFactor) => _base * BandFactor(band) * valueFactor * riskFactor;

    /// <summary>Half a day is rounded up.</summary>
    public int Days(double product) => (int)Math.Floor(Math.Clamp(product, _shortest, _longest) + 0.5);

    /// <summary>By how much the rhythm moves a contact.</summary>
    /// <param name="product">The product of the other terms.</param>
    /// <param name="ahead">Days from where the interval begins to where the rhythm wants the contact.</param>
    /// <remarks>
    /// With n the interval without rhythm, the contact goes to the day wanted where that lies between two multiples of n, and stays at n elsewhere: it never falls when n grows,
    /// since below the stretch it is n, which is sooner than the day wanted, and above it n is later.
    /// </remarks>
    public double RhythmFactor(double product, long ahead)
    {
        if (_rhythm is null || ahead < 1)
        {
            return 1;
        }

        var n = Math.Clamp(product, _shortest, _longest);
        return ahead >= _rhythm.Soonest * n && ahead <= _rhythm.Latest * n ? ahead / product : 1;
    }

    /// <summary>The largest distance at which the day that the rhythm wants moves a contact.</summary>
    public double Reach(double product) => _rhythm is null ? 0 : _rhythm.Latest * Math.Clamp(product, _shortest, _longest);
}
