namespace CrmKit.Scheduling;

/// <summary>What the planner needs to know beside the gates.</summary>
public sealed record ContactPlannerOptions
{
    /// <summary>The zone whose midnight bounds the day.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>Most contacts on one business-local day, those already made or promised for it included. Default none.</summary>
    public DayLimit DayLimit { get; init; }

    /// <summary>Kept with every decision. Default <c>1</c>.</summary>
    public string PolicyVersion { get; init; } = "1";

    /// <summary>Decides between candidates of equal value, the same way in every run. Default 0.</summary>
    public ulong Seed { get; init; }
}
