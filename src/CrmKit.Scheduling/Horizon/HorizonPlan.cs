namespace CrmKit.Scheduling;

/// <summary>Whom to contact today and on the days to come, and proof of how little was left on the table.</summary>
public sealed record HorizonPlan
{
    /// <summary>Today: what leaves, and a decision for every candidate of the horizon.</summary>
    public required ContactPlan Today { get; init; }

    /// <summary>The days to come, in order of day and key.</summary>
    public required ImmutableArray<AheadContact> Ahead { get; init; }

    /// <summary>What the promotional contacts of the horizon are worth, costs taken off, in minor units.</summary>
    /// <remarks>
    /// A contact point counts 1 % less for every place that it stands below the person's first, at most 10 %; a value above 500,000,000 counts as that much. The bound is one of these same values.
    /// </remarks>
    public required long Value { get; init; }

    /// <summary>No plan under the same caps and capacities is worth more, in minor units: proven by <see cref="Prices"/>.</summary>
    public required long Bound { get; init; }

    /// <summary>What one more unit of each capacity would earn.</summary>
    public required HorizonPrices Prices { get; init; }

    /// <summary>What may be missing: (bound - value) / bound, 0 where both are 0.</summary>
    public double Gap => Bound <= Value ? 0 : (double)(Bound - Value) / Bound;
}
