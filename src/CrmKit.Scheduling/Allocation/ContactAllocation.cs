namespace CrmKit.Scheduling;

/// <summary>A plan for a <see cref="ContactProblem"/>: every rule holds, and the bound proves what was left on the table.</summary>
public sealed record ContactAllocation
{
    /// <summary>The contacts, by customer id, then day, then touch.</summary>
    public required ImmutableArray<AllocatedTouch> Touches { get; init; }

    /// <summary>Sum of net values less the cost of overload, minor units.</summary>
    public required long Value { get; init; }

    /// <summary>No plan is worth more than this, minor units: proven by <see cref="Prices"/>. With frozen days: no plan that keeps them.</summary>
    public required long Bound { get; init; }

    /// <summary>The prices that prove the bound.</summary>
    public required ContactPrices Prices { get; init; }

    /// <summary>What could not be honoured.</summary>
    public required ImmutableArray<AllocationAlert> Alerts { get; init; }

    /// <summary>Steps of the search for prices that were made.</summary>
    public required int PriceSteps { get; init; }

    /// <summary>Exchange moves that were tried, all rounds together.</summary>
    public required long Moves { get; init; }

    /// <summary>Searches for the best contacts of one customer that were made.</summary>
    public required long CustomerSearches { get; init; }

    /// <summary>Whether a cancelled token ended the search early.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>What may be missing: (bound - value) / bound, 0 where both are 0.</summary>
    public double Gap => Bound == Value ? 0 : (double)(Bound - Value) / Bound;
}
