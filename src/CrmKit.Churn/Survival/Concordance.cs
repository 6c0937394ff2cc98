namespace CrmKit.Churn;

/// <summary>How often, of two customers of whom it is known who left first, the one with the higher score did: Harrell's C. Immutable.</summary>
/// <remarks>
/// Harrell, Lee and Mark (1996). A pair is one who left at t and one at risk at t, of the same stratum, who stayed longer or was last seen at t. Ties in the score count one half.
/// The standard error is the infinitesimal jackknife: the root of the sum of squares of what each customer, or each cluster of records, does to C.
/// </remarks>
public sealed class Concordance
{
    internal Concordance(ConcordanceCounts counts, double? estimate, double? standardError, double? recordStandardError) =>
        (Counts, Estimate, StandardError, RecordStandardError) = (counts, estimate, standardError, recordStandardError);

    /// <summary>The weights of the pairs.</summary>
    public ConcordanceCounts Counts { get; }

    /// <summary>C, from 0, always wrong, over 0.5, no better than chance, to 1, always right; <c>null</c> unless <see cref="ConcordanceStatus.Estimated"/>.</summary>
    public double? Estimate { get; }

    /// <summary>Its standard error, as the kind of the weights asks for; <c>null</c> unless <see cref="ConcordanceStatus.Estimated"/>.</summary>
    public double? StandardError { get; }

    /// <summary>Its standard error with every record one customer, whatever its weight; <c>null</c> unless <see cref="ConcordanceStatus.Estimated"/>.</summary>
    /// <remarks>The same as <see cref="StandardError"/> with clusters, without weights and with weights of <see cref="WeightKind.Sampling"/>; what R's survival prints for weights of any kind.</remarks>
    public double? RecordStandardError { get; }

    /// <summary>Whether there was anything to compare.</summary>
    public ConcordanceStatus Status => Estimate is null ? ConcordanceStatus.NotIdentified : ConcordanceStatus.Estimated;

    /// <summary>Compares scores with what happened.</summary>
    /// <remarks>O(n log n): a quarter of a second for a million records.</remarks>
    /// <param name="records">What happened, with entries and weights; weights are 0 or between 1e-100 and 1e100.</param>
    /// <param name="scores">One for each record, any number but not NaN: the higher, the sooner the customer is expected to leave. Negate a score that rises with the time expected.</param>
    /// <param name="strata">Only customers of one stratum are compared; <c>null</c>, all with all, unless told.</param>
    /// <param name="eventWeights">
    /// What the pairs of each customer who left count besides the two weights, 0 or more and finite: with the inverse squared chance of being still observed, Uno's C
    /// (2011). Empty, each counts once, unless told. The standard error takes them as given.
    /// </param>
    /// <param name="clusters">
    /// Records of one cluster, for example of one customer, are not independent: what they do to C is summed before it is squared. <c>null</c>, each by itself, unless told.
    /// </param>
    /// <param name="maxThreads">Threads that share the work, 1 or more, of which two are of use; all processors unless told. The result is the same to the last bit whatever their number.</param>
    /// <param name="cancellationToken">Stops the comparison; polled for each stratum.</param>
    /// <returns>C with its error and counts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is below 1.</exception>
    /// <exception cref="ArgumentException">The lengths differ, a score is NaN, or a weight is outside its range; its row is named.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Concordance Of(
        SurvivalRecords records,
        ReadOnlyMemory<double> scores,
        GroupColumn? strata = null,
        ReadOnlyMemory<double> eventWeights = default,
        GroupColumn? clusters = null,
        int? maxThreads = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        Check(records, scores.Span, strata, eventWeights.Span, clusters);
        var threads = maxThreads ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, nameof(maxThreads));
        var order = ConcordanceOrder.Of(records, scores.Span, strata);
        return records.IsWeighted || !eventWeights.IsEmpty
            ? new ConcordanceSweep<double>(records, order, eventWeights, clusters).Run(threads, cancellationToken)
            : new ConcordanceSweep<int>(records, order, default, clusters).Run(threads, cancellationToken);
    }

    private static void Check(SurvivalRecords records, ReadOnlySpan<double> scores, GroupColumn? strata, ReadOnlySpan<double> eventWeights, GroupColumn? clusters)
    {
        if (scores.Length != records.Count)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There must be one score for each of {records.Count} records; there are {scores.Length}."), nameof(scores));
        }

        if (strata is not null && strata.Codes.Length != records.Count)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There must be one stratum for each of {records.Count} records; there are {strata.Codes.Length}."), nameof(strata));
        }

        if (clusters is not null && clusters.Codes.Length != records.Count)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There must be one cluster for each of {records.Count} records; there are {clusters.Codes.Length}."), nameof(clusters));
        }

        if (!eventWeights.IsEmpty && eventWeights.Length != records.Count)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There must be one weight for each of {records.Count} records; there are {eventWeights.Length}."), nameof(eventWeights));
        }

        for (var i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i]))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i}: the score is not a number."), nameof(scores));
            }
        }

        WeightRange.Check(records);
        ColumnCheck.EachNonNegative(eventWeights, nameof(eventWeights));
    }
}
