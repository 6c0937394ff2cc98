namespace CrmKit.Scheduling;

/// <summary>Why a possible touch is in the plan, or is not.</summary>
public sealed record TouchReasoning
{
    /// <summary>Position of the touch, from 0.</summary>
    public required int Touch { get; init; }

    /// <summary>What became of it.</summary>
    public required TouchOutcome Outcome { get; init; }

    /// <summary>The contact that is planned, or else the one that would come first at the prices; null where there is none.</summary>
    public AllocatedTouch? Option { get; init; }

    /// <summary>Net value of that contact, minor units.</summary>
    public long Value { get; init; }

    /// <summary>Money that it costs, minor units; already taken off the value.</summary>
    public long Cost { get; init; }

    /// <summary>What it takes of each resource, and the prices.</summary>
    public ImmutableArray<PaidPrice> Prices { get; init; } = [];

    /// <summary>Value less all prices, thousandths of a minor unit. Of a touch that is outpriced: by how much.</summary>
    public long Worth { get; init; }

    /// <summary>For a planned touch its next best day or channel that the caps allow, or null.</summary>
    public AllocatedTouch? RunnerUp { get; init; }

    /// <summary>Worth of the runner-up, thousandths of a minor unit.</summary>
    public long RunnerUpWorth { get; init; }

    /// <summary>The cap that is full, or null.</summary>
    public RollingCap? Cap { get; init; }

    /// <summary>The past, promised or planned contacts that fill the cap.</summary>
    public ImmutableArray<FixedContact> FilledBy { get; init; } = [];

    /// <summary>The planned touches of the same customer among them, by position.</summary>
    public ImmutableArray<int> DisplacedBy { get; init; } = [];

    /// <summary>The first day after the option's on which no cap would stand against it, or null within the horizon.</summary>
    public int? FreesOn { get; init; }

    /// <summary>The resource that has no room, or null.</summary>
    public PlanResource? Resource { get; init; }
}
