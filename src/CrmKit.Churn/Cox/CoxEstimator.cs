using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>Fits Cox proportional hazards models.</summary>
/// <remarks>
/// Cox (1972), by Newton's method on the partial likelihood: one pass over the columns a step, in time proportional to records times squared columns, without sorting where the event times are few.
/// The memory beyond the columns is some bytes a record. Late entry subtracts no sums, so that small risk sets after large ones keep their digits.
/// Where the likelihood has its supremum at infinity, the limit is found: its value, the coefficients that stay finite with their errors, and a status for the others. Thread-safe.
/// </remarks>
public sealed class CoxEstimator
{
    /// <summary>Fits a model.</summary>
    /// <param name="records">Who stayed how long.</param>
    /// <param name="covariates">Columns of one number for each record; names that differ. Without any the fit is the baseline alone.</param>
    /// <param name="options">How it is done; the defaults where <c>null</c>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="ArgumentException">A column's length differs or its name repeats, or exact ties are asked for with weights that are no whole numbers, sampling weights or robust errors.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token ended the work.</exception>
#pragma warning disable CA1822 // An instance, as every estimator of the house is.
    public CoxFit Fit(SurvivalRecords records, IReadOnlyList<CovariateColumn> covariates, CoxOptions? options = null, CancellationToken cancellationToken = default)
#pragma warning restore CA1822
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(covariates);
        options = (options ?? CoxOptions.Default).Checked();
        CoxInput.Check(records, covariates, options);

        // One stratum is none.
        var strata = options.Strata is { Labels.Length: > 1 } column ? column : null;
        var rows = CoxRows.Of(records, records.IsEvent, strata is null ? default : strata.Codes.AsMemory(), strata?.Labels.Length ?? 1);
        var columns = new CoxColumn[covariates.Count];
        SharedWork.Run(columns.Length, options.MaxThreads, k => columns[k] = CoxColumn.Of(covariates[k].Values, rows, null));
        var problem = new CoxProblem(rows, [.. columns], options);
        var solution = CoxSearch.Solve(problem, [.. Enumerable.Range(0, columns.Length)], cancellationToken);
        return new CoxConclusion(records, covariates, problem, solution).Fit(cancellationToken);
    }
}
