namespace CrmKit.Churn;

// The records of weight above 0 by stratum and time, and the place of each one's score among those of its stratum, equal scores at one place.
internal sealed record ConcordanceOrder(int[] ByTime, int[] ByEntry, int[] Ranks, int MostRanks)
{
    public static ConcordanceOrder Of(SurvivalRecords records, ReadOnlySpan<double> scores, GroupColumn? strata)
    {
        var rows = Kept(records);
        RecordOrder.SortByScore(rows, scores, strata);
        var ranks = new int[records.Count];
        var (rank, most) = (-1, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 0 || (strata is not null && strata.Codes[rows[i]] != strata.Codes[rows[i - 1]]))
            {
                rank = 0;
            }
            else if (scores[rows[i]] != scores[rows[i - 1]])
            {
                rank++;
            }

            ranks[rows[i]] = rank;
            most = Math.Max(most, rank + 1);
        }

        // The sort keeps the order of the scores inside a time, so that neighbours in the sweep are neighbours in memory.
        int[] byEntry = records.HasEntry ? [.. rows] : [];
        RecordOrder.Sort(byEntry, records.Entry.Span, strata);
        RecordOrder.Sort(rows, records.Time.Span, strata);
        return new ConcordanceOrder(rows, byEntry, ranks, most);
    }

    private static int[] Kept(SurvivalRecords records)
    {
        var weights = records.Weight.Span;
        var rows = new int[records.Count - weights.Count(0.0)];
        for (int i = 0, next = 0; next < rows.Length; i++)
        {
            if (weights.IsEmpty || weights[i] != 0)
            {
                rows[next++] = i;
            }
        }

        return rows;
    }
}
