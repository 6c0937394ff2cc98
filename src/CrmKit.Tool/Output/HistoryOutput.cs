namespace CrmKit.Tool;

/// <summary>What happened with one customer.</summary>
internal sealed record HistoryOutput(string Customer, string? KnownAt, IReadOnlyList<EventOutput> Events);
