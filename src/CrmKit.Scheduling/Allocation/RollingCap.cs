namespace CrmKit.Scheduling;

/// <summary>Any <paramref name="Window"/> consecutive days hold at most <paramref name="Max"/> contacts of a group.</summary>
/// <param name="Group"><c>all</c>, the name of a channel, the name of a kind (<c>value</c>, <c>pitch</c>, <c>care</c>), or <c>reason:</c> and the name of a reason.</param>
/// <param name="Window">Days, 1 to 10,000; may be longer than the horizon.</param>
/// <param name="Max">Most contacts, past and promised ones included, 0 to 10,000. Promised contacts are made even beyond it.</param>
public sealed record RollingCap(string Group, int Window, int Max);
