namespace CrmKit.Scheduling;

/// <summary>What a small shop decides: how often, and how often at most.</summary>
public sealed record SimplePlannerOptions
{
    /// <summary>Days from the last interaction, of whatever kind, to the next contact. 1 to 3,660, default 90.</summary>
    public int IntervalDays { get; init; } = 90;

    /// <summary>Intervals of segments that have one of their own, each 1 to 3,660 days; names are compared ordinally. All others have <see cref="IntervalDays"/>. Default none.</summary>
    public IReadOnlyDictionary<string, int> IntervalsBySegment { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>How often one customer is contacted at most, with at most 10,000 contacts in a window. Default once in any 14 days.</summary>
    public TouchCap Cap { get; init; } = TouchCap.AtMost(1, 14);

    /// <summary>How many days are planned, today the first of them. 1 to <see cref="ContactProblem.MostDays"/>, default 28.</summary>
    public int HorizonDays { get; init; } = 28;
}
