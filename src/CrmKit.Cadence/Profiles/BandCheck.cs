namespace CrmKit.Cadence;

/// <summary>What makes bands total, disjoint and in order; what they say is checked with the whole profile.</summary>
internal static class BandCheck
{
    public const int MostBands = 50;

    public static ProfileFault? Fault(RecencyBand neverBought, ImmutableArray<RecencyBand> bands)
    {
        if (bands.IsDefault || bands.Length is < 1 or > MostBands)
        {
            return new("bands", $"a list of 1 to {MostBands}");
        }

        if (neverBought.BelowDays is not null)
        {
            return new("neverBought.belowDays", "left out: who never bought does so without end");
        }

        if (Of("neverBought", neverBought) is { } fault)
        {
            return fault;
        }

        for (var i = 0; i < bands.Length; i++)
        {
            if ((bands[i] is null ? new($"bands[{i}]", "a band") : Of($"bands[{i}]", bands[i]) ?? Order(bands, i)) is { } amiss)
            {
                return amiss;
            }
        }

        return bands.Append(neverBought).DistinctBy(band => band.Name, StringComparer.Ordinal).Count() == bands.Length + 1 ? null : new("bands", "of names that differ");
    }

    private static ProfileFault? Of(string field, RecencyBand band)
    {
        if (ProfileFault.Code($"{field}.name", band.Name) is { } name)
        {
            return name;
        }

        return band.Contents.IsDefaultOrEmpty || band.Contents.Any(content => content is null)
            ? new($"{field}.contents", "one content at least")
            : ProfileFault.Range($"{field}.factor", band.Factor, 0.01, 100);
    }

    private static ProfileFault? Order(ImmutableArray<RecencyBand> bands, int i)
    {
        var isLast = i == bands.Length - 1;
        if (isLast && bands[i].BelowDays is not null)
        {
            return new($"bands[{i}].belowDays", "left out: the last band has no end");
        }

        var above = i == 0 ? 0 : bands[i - 1].BelowDays;
        if (!isLast && !(bands[i].BelowDays > above))
        {
            return new($"bands[{i}].belowDays", string.Create(CultureInfo.InvariantCulture, $"above {above}, where the band begins"));
        }

        return i > 0 && bands[i].Factor < bands[i - 1].Factor
            ? new($"bands[{i}].factor", "no smaller than that of the band before: nobody is contacted more often for having bought longer ago")
            : null;
    }
}
