namespace CrmKit.Churn;

/// <summary>Estimates how long customers stay from those who left and those who are still there, assuming no shape.</summary>
/// <remarks>
/// Kaplan and Meier (1958): S(t) is the product over times up to t of 1 - d/n, d the weight that left out of n at risk. A customer is at risk when entry &lt; t &lt;= time.
/// Whole times below 65,536 are counted, O(n); others are sorted digit by digit, O(n) as well. Records of weight 0 are left out. Row order leaves no trace beyond rounding
/// of 1e-15, and the number of threads none. Thread-safe.
/// </remarks>
public sealed class KaplanMeierEstimator
{
    /// <summary>Estimates one curve for each group.</summary>
    /// <param name="records">The customers; weights are 0 or between 1e-100 and 1e100.</param>
    /// <param name="groups">The group of each record; <c>null</c>, one curve for all, unless told.</param>
    /// <param name="options">How to share the work.</param>
    /// <param name="cancellationToken">Stops the estimation; polled for each group.</param>
    /// <returns>A curve for each label of the groups, in their order.</returns>
    /// <exception cref="ArgumentException">The groups are not as many as the records, or a weight is outside its range; its row is named.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
#pragma warning disable CA1822 // An instance, as every estimator of the house is.
    public SurvivalFit Fit(SurvivalRecords records, GroupColumn? groups = null, KaplanMeierOptions? options = null, CancellationToken cancellationToken = default)
#pragma warning restore CA1822
    {
        ArgumentNullException.ThrowIfNull(records);
        var maxThreads = (options ?? KaplanMeierOptions.Default).MaxThreads;
        var tables = RiskTables.Of(records, groups, maxThreads, cancellationToken);
        var counts = Counts(records, groups);
        var influences = records is { IsWeighted: true, WeightKind: WeightKind.Sampling } ? RecordInfluence.Of(records, groups, tables) : null;
        return new SurvivalFit(
            groups?.Name,
            [.. tables.Select((table, i) => new SurvivalCurve(groups?.Labels[i] ?? "all", counts[i], table, records.IsWeighted ? records.WeightKind : WeightKind.Frequency, influences?[i]))]);
    }

    private static int[] Counts(SurvivalRecords records, GroupColumn? groups)
    {
        if (groups is null)
        {
            return [records.Count];
        }

        var counts = new int[groups.Labels.Length];
        foreach (var code in groups.Codes)
        {
            counts[code]++;
        }

        return counts;
    }
}
