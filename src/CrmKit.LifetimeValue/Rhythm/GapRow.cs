namespace CrmKit.LifetimeValue;

// What the likelihood needs of customers who are equal in it.
internal readonly record struct GapRow(int Gaps, int Sum, double SumLog, int Elapsed, int Customers)
{
    // In an order that the customers' own has no part in.
    public static ImmutableArray<GapRow> Counted(IEnumerable<RhythmState> states, LocalDate asOf) =>
    [
        .. states.Select(state => Of(state, asOf)).GroupBy(row => row).Select(group => group.Key with { Customers = group.Count() })
            .OrderBy(row => (row.Gaps, row.Sum, row.SumLog, row.Elapsed)),
    ];

    public static GapRow Of(RhythmState state, LocalDate asOf) => state.LastPurchase <= asOf
        ? new(state.Gaps, state.GapDays, state.SumLogGapDays, state.Seasons.OpenDaysBetween(state.LastPurchase, asOf), 1)
        : throw new ArgumentOutOfRangeException(nameof(asOf), asOf, "A customer bought after the last day observed.");
}
