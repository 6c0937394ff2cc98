namespace CrmKit.Churn;

/// <summary>Whether groups of customers stay equally long. Immutable.</summary>
/// <remarks>
/// Mantel (1966), Peto and Peto (1972), Harrington and Fleming (1982). In each stratum, at each time with events, the d who left out of n at risk are shared out by those at risk in
/// each group; the differences add up, and their covariance is hypergeometric, d(n - d)/(n - 1) (diag p - p pᵀ) with p the shares at risk. With weights of
/// <see cref="WeightKind.Sampling"/> it is the sum of squares of what each record adds to the differences (Lin and Wei 1989).
/// </remarks>
public sealed class LogRankTest
{
    /// <summary>Groups at most.</summary>
    public const int MostGroups = 1000;

    internal LogRankTest(LogRankStatus status, ImmutableArray<LogRankGroup> groups, ParameterCovariance covariance, double chiSquare, int degreesOfFreedom, double? pValue) =>
        (Status, Groups, Covariance, ChiSquare, DegreesOfFreedom, PValue) = (status, groups, covariance, chiSquare, degreesOfFreedom, pValue);

    /// <summary>Whether they could be compared.</summary>
    public LogRankStatus Status { get; }

    /// <summary>The groups, in the order of their labels.</summary>
    public ImmutableArray<LogRankGroup> Groups { get; }

    /// <summary>The covariance of the differences between observed and expected.</summary>
    public ParameterCovariance Covariance { get; }

    /// <summary>The differences squared in units of their covariance; 0 unless <see cref="LogRankStatus.Tested"/>.</summary>
    public double ChiSquare { get; }

    /// <summary>How many of the differences are free: one less than the groups, or fewer where groups never met; 0 unless <see cref="LogRankStatus.Tested"/>.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>The chance of a difference as large as this between groups that are alike; <c>null</c> unless <see cref="LogRankStatus.Tested"/>.</summary>
    public double? PValue { get; }

    /// <summary>Compares groups.</summary>
    /// <remarks>O(n) and, at each time with events, O(k²) of k groups. One thread.</remarks>
    /// <param name="records">The customers; weights are 0 or between 1e-100 and 1e100.</param>
    /// <param name="groups">The group of each, <see cref="MostGroups"/> groups at most.</param>
    /// <param name="strata">Customers are compared inside their stratum only; <c>null</c>, all with all, unless told.</param>
    /// <param name="options">How times count.</param>
    /// <param name="cancellationToken">Stops the comparison; polled for each stratum.</param>
    /// <returns>The comparison, also where there is nothing to compare.</returns>
    /// <exception cref="ArgumentException">The lengths differ, there are too many groups, or a weight is outside its range; its row is named.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LogRankTest Of(
        SurvivalRecords records, GroupColumn groups, GroupColumn? strata = null, LogRankOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Codes.Length != records.Count || (strata is not null && strata.Codes.Length != records.Count))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There must be one group and one stratum for each of {records.Count} records."), nameof(groups));
        }

        if (groups.Labels.Length > MostGroups)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {groups.Labels.Length} groups; at most {MostGroups} can be compared."), nameof(groups));
        }

        WeightRange.Check(records);
        return new LogRankSweep(records, groups, strata, (options ?? LogRankOptions.Default).Rho).Run(cancellationToken);
    }
}
