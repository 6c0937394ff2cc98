namespace CrmKit.Scheduling;

/// <summary>What a minimum of caring contact asks of the days ahead.</summary>
public sealed record MinimumContactDecision
{
    /// <summary>How it stands.</summary>
    public required MinimumContactStatus Status { get; init; }

    /// <summary>The contact that the days were found for, at the first of the person's contact points where they can be; <c>null</c> where there is none, or no minimum.</summary>
    public TouchIntent? Intent { get; init; }

    /// <summary>
    /// For each contact that is needed, the last day on which it may fall, where the person is: any way to keep all rules has its first contact on the first of these days
    /// or before, its second on the second or before, and so on; and to place them on just these days is one such way.
    /// </summary>
    public ImmutableArray<LocalDate> LatestDays { get; init; } = [];

    /// <summary>Of an infeasible minimum, rules that cannot all be kept, the minimum first: taking any other rule out of play is not needed to see it.</summary>
    public ImmutableArray<RuleConflict> Conflicts { get; init; } = [];

    /// <summary>The first day on which gates and caps allow a caring contact at all, so that an infeasible minimum is mended soonest; <c>null</c> where no day ahead does.</summary>
    public LocalDate? FirstPossible { get; init; }
}
