namespace CrmKit.Scheduling;

/// <summary>The customers of a problem, a column a field.</summary>
internal sealed class ProblemColumns
{
    public required long[] Ids { get; init; }

    public required int[] Staff { get; init; }

    /// <summary>Days without any contact, a bit each.</summary>
    public required ulong[] Blocked { get; init; }

    /// <summary>Where a customer's touches begin; one more than customers.</summary>
    public required int[] TouchStart { get; init; }

    public required PossibleTouch[] Touches { get; init; }

    /// <summary>By touch, then channel.</summary>
    public required int[] Rates { get; init; }

    /// <summary>By touch, then channel: closed days, a bit each; empty where none is closed for one touch alone.</summary>
    public ulong[] Closed { get; init; } = [];

    /// <summary>Where a customer's fixed contacts begin, the past ones first; one more than customers.</summary>
    public required int[] FixedStart { get; init; }

    public required int[] CommitStart { get; init; }

    public required FixedContact[] Fixed { get; init; }

    public ReadOnlySpan<PossibleTouch> TouchesOf(int customer) =>
        Touches.AsSpan(TouchStart[customer]..TouchStart[customer + 1]);
}
