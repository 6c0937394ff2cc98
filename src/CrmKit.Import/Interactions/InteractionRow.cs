namespace CrmKit.Import;

/// <summary>What one row states. A column that the row's type does not use is <c>null</c>.</summary>
internal readonly record struct InteractionRow
{
    public required CustomerId Customer { get; init; }

    public required Moment When { get; init; }

    /// <summary>The row's own key, with its prefix; <c>null</c> where it has none.</summary>
    public required EventKey? Key { get; init; }

    public Channel? Channel { get; init; }

    public int? Score { get; init; }

    public LocalDate? Due { get; init; }

    public EventKey? RefersTo { get; init; }

    public TouchClass? Class { get; init; }

    public TouchKind? Kind { get; init; }

    public string? Reason { get; init; }

    public string? Occurrence { get; init; }

    public string? Note { get; init; }
}
