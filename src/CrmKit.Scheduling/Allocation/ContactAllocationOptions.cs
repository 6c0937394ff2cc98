namespace CrmKit.Scheduling;

/// <summary>How hard to search, and what to keep of an earlier plan. Effort is counted in steps, never in time, so that equal problems give the same bytes on every machine.</summary>
public sealed record ContactAllocationOptions
{
    /// <summary>Decides between equals, the same way in every run. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Most threads, 1 to 1,024; the plan does not depend on it. Default 1.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <summary>Steps of the search for prices, 0 to 100,000; each looks at every customer once. Null, the default: 300, or 100 from <see cref="WarmPrices"/>, and up to 2,000 more where the bound lies far above the plan.</summary>
    public int? PriceSteps { get; init; }

    /// <summary>Exchange moves a customer in every round, 0 to 1,000,000. Null, the default: 60 million moves in all rounds together, at least 300 a customer and round and at most 25,000.</summary>
    public int? MovesPerCustomer { get; init; }

    /// <summary>Rounds of exchange from different seeds, 1 to 1,000, of which the best counts. Null, the default: 4 up to 1,000 customers, 2 up to 4,000, then 1.</summary>
    public int? Rounds { get; init; }

    /// <summary>Prices of an earlier plan of a problem with the same resources, or null.</summary>
    public ContactPrices? WarmPrices { get; init; }

    /// <summary>What was published before. Default nothing.</summary>
    public ImmutableArray<AllocatedTouch> Published { get; init; } = [];

    /// <summary>A published contact is kept unless dropping or moving it gains more than this, minor units, 0 to 1,000,000,000. Default 0.</summary>
    public long KeepBonus { get; init; }

    /// <summary>On the first days nothing changes: published contacts stay unless they have become impossible, and none is added. 0 to the horizon. Default 0.</summary>
    public int FrozenDays { get; init; }

    /// <summary>Whether a cancelled token ends the search with the best plan so far instead of an exception. Such a plan holds every rule, but depends on when the token was cancelled. Default false.</summary>
    public bool BestSoFarOnCancel { get; init; }
}
