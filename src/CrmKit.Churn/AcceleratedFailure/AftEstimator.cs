namespace CrmKit.Churn;

/// <summary>Fits an accelerated failure time model by maximum likelihood: ln time = intercept + covariates times coefficients + scale times a variable of the family. Thread-safe.</summary>
/// <remarks>
/// The parametrisation is that of R's <c>survreg</c>. Delayed entry is heeded: ln S(entry) is subtracted. Newton's method inside a trust region with analytic second
/// derivatives, at centred and scaled columns and log times; large data start from the optimum of a sample of their rows. One pass costs O(n p²) and no memory of the size of
/// the data.
/// </remarks>
/// <param name="family">The family.</param>
public sealed class AftEstimator(AftFamily family)
{
    /// <summary>The family.</summary>
    public AftFamily Family { get; } = Enum.IsDefined(family)
        ? family
        : throw new ArgumentOutOfRangeException(nameof(family), family, "The family is Exponential, Weibull, LogNormal or LogLogistic.");

    /// <summary>Fits records.</summary>
    /// <param name="records">The records; any number, none included, is answered, if need be by a status.</param>
    /// <param name="covariates">The columns, each of as many values as there are records; empty for an intercept alone.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">A column has another length than the records, two have one name, or one is named as a parameter is: <c>intercept</c> or <c>log_scale</c>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public AftFit Fit(
        SurvivalRecords records, IReadOnlyList<CovariateColumn>? covariates = null, AftOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var columns = CovariateCheck.Checked([.. covariates ?? []], records.Count, AftReport.LogScale);
        return new AftSearch(Family, records, columns, options ?? AftOptions.Default, cancellationToken).Run();
    }
}
