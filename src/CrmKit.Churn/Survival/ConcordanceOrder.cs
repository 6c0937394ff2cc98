using System.Runtime.CompilerServices;

namespace CrmKit.Churn;

// The records of weight above 0 by stratum and time, and inside a time by score, so that the sweeps read everything from neighbour to neighbour.
internal sealed class ConcordanceOrder
{
    private ConcordanceOrder(RankedRow[] rows) => Rows = rows;

    public RankedRow[] Rows { get; }

    // Where each stratum begins, and the end.
    public required int[] Strata { get; init; }

    // Where each time of a stratum begins, and the end.
    public required int[] Times { get; init; }

    // In the order of stratum and entry: the place of the record, and of the first record of its stratum with a later time than the entry. Empty without entries.
    public int[] Entering { get; private set; } = [];

    public int[] From { get; private set; } = [];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ConcordanceOrder Of(SurvivalRecords records, ReadOnlySpan<double> scores, GroupColumn? strata)
    {
        var rows = Ranked(records, scores, strata);
        var times = records.Time.Span;
        RecordOrder.Sort(rows.AsSpan(), times, strata);
        var (strataStarts, timeStarts) = (new List<int>(), new List<int>());
        for (var i = 0; i < rows.Length; i++)
        {
            var isStratum = i == 0 || (strata is not null && strata.Codes[rows[i].Row] != strata.Codes[rows[i - 1].Row]);
            if (isStratum)
            {
                strataStarts.Add(i);
            }

            if (isStratum || times[rows[i].Row] != times[rows[i - 1].Row])
            {
                timeStarts.Add(i);
            }
        }

        var order = new ConcordanceOrder(rows) { Strata = [.. strataStarts, rows.Length], Times = [.. timeStarts, rows.Length] };
        if (records.HasEntry)
        {
            order.Enter(records, strata);
        }

        return order;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static RankedRow[] Ranked(SurvivalRecords records, ReadOnlySpan<double> scores, GroupColumn? strata)
    {
        var rows = RecordOrder.Kept(records);
        RecordOrder.SortByScore(rows, scores, strata);
        var isEvent = records.IsEvent.Span;
        var ranked = new RankedRow[rows.Length];
        var rank = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (i > 0)
            {
                rank = strata is not null && strata.Codes[rows[i]] != strata.Codes[rows[i - 1]] ? 0
                    : scores[rows[i]] != scores[rows[i - 1]] ? rank + 1
                    : rank;
            }

            ranked[i] = new RankedRow(rows[i], (2 * rank) + (isEvent[rows[i]] ? 1 : 0));
        }

        return ranked;
    }

    private void Enter(SurvivalRecords records, GroupColumn? strata)
    {
        var (places, entering) = (new int[records.Count], new int[Rows.Length]);
        for (var i = 0; i < Rows.Length; i++)
        {
            places[Rows[i].Row] = i;
            entering[i] = Rows[i].Row;
        }

        RecordOrder.Sort(entering, records.Entry.Span, strata);
        var from = new int[Rows.Length];
        var entries = records.Entry.Span;
        var times = records.Time.Span;
        for (var s = 0; s + 1 < Strata.Length; s++)
        {
            // A stratum has as many entries as records.
            for (int i = Strata[s], place = i; i < Strata[s + 1]; i++)
            {
                while (place < Strata[s + 1] && times[Rows[place].Row] <= entries[entering[i]])
                {
                    place++;
                }

                from[i] = place;
                entering[i] = places[entering[i]];
            }
        }

        (Entering, From) = (entering, from);
    }
}
