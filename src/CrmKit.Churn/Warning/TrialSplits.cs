namespace CrmKit.Churn;

// What is learned from and what is foretold from it.
internal static class TrialSplits
{
    // Later days in blocks of about as many rows each; learned from are the rows whose horizon was over on the first day of the block.
    public static IReadOnlyList<(int[] Train, int[] Test)> ByDay(FeatureTable table, int[] rows, int origins)
    {
        var days = table.DayNumbers.ToArray();
        var ordered = rows.OrderBy(row => days[row]).ThenBy(row => row).ToArray();
        var splits = new List<(int[], int[])>();
        if (ordered.Length == 0)
        {
            return splits;
        }

        // The first day by which anything was known.
        var earliest = (long)days[ordered[0]] + table.HorizonDays;
        var from = Array.FindIndex(ordered, row => days[row] >= earliest);
        var (least, rest) = (0, ordered.Length - from);
        for (var origin = 0; from >= 0 && from < ordered.Length && origin < origins; origin++)
        {
            least = ordered.Length - (int)((long)rest * (origins - origin - 1) / origins);
            var end = Math.Max(least, from + 1);
            while (end < ordered.Length && days[ordered[end]] == days[ordered[end - 1]])
            {
                end++;
            }

            var day = days[ordered[from]];
            splits.Add(([.. ordered.TakeWhile(row => (long)days[row] + table.HorizonDays <= day)], ordered[from..end]));
            from = end;
        }

        return splits;
    }

    // Each group of customers from the others.
    public static IReadOnlyList<(int[] Train, int[] Test)> ByCustomer(int[] rows, int[] folds, int count) =>
        [.. Enumerable.Range(0, count).Select(fold => ((int[])[.. rows.Where(row => folds[row] != fold)], (int[])[.. rows.Where(row => folds[row] == fold)])).Where(split => split.Item2.Length > 0)];
}
