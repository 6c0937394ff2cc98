namespace CrmKit.Churn;

/// <summary>Learns from customers whose outcome is known who is about to leave, and tries it against a plain rule on customers and times that it did not learn from. Thread-safe.</summary>
/// <remarks>
/// <para>
/// The hazard of leaving within the horizon is logistic in the features: a discrete-time hazard (Cox 1972, section 8; Allison 1982), each row of the table one customer and period. The weights maximise
/// likelihood times normal beliefs about them (<see cref="FeaturePrior"/>): none of the customers known gives the beliefs themselves, many give maximum likelihood, and all between move
/// smoothly from the one to the other. Centres and scales are blended with the believed ones, which count as ten customers.
/// </para>
/// <para>
/// A feature that is unknown of a customer adds a term of its own, learned as well: it is neither zero nor left out. The log-odds are then calibrated on customers whom they
/// were not learned from (Platt 1999), which keeps them a sum of terms.
/// </para>
/// <para>
/// The trial foretells the past from earlier origins: each time the whole procedure learns from outcomes known by then alone. Where the table holds too few days for that, it
/// foretells each group of customers from the others. A model that loses is not used, see <see cref="EarlyWarningModel.IsUsed"/>. Some 36 fits in all; O(rows × features²) each step.
/// </para>
/// </remarks>
public sealed class EarlyWarningEstimator
{
    /// <summary>Fits a table.</summary>
    /// <param name="table">The rows; those without a known outcome are left out and counted. Any number of them, none included, has an answer.</param>
    /// <param name="options">What is believed, and how to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
#pragma warning disable CA1822 // An estimator is an object that programs pass around; that this one holds nothing is its own affair.
    public EarlyWarningFit Fit(FeatureTable table, EarlyWarningOptions? options = null, CancellationToken cancellationToken = default)
#pragma warning restore CA1822
    {
        ArgumentNullException.ThrowIfNull(table);
        var how = (options ?? EarlyWarningOptions.Default).Checked();
        int[] rows = [.. Enumerable.Range(0, table.Count).Where(row => table.Outcomes[row] >= 0)];
        var folds = CalibratedWeights.Folds(table, how.Folds);
        var learned = CalibratedWeights.Learn(table, rows, folds, how, cancellationToken);
        var trial = WarningTrial.Run(table, rows, folds, how, cancellationToken);
        var (overall, stepped) = NaiveRule.Learn(table, rows, how);
        var rule = trial.BestRuleIsStepped ? stepped ?? overall : overall;
        return new EarlyWarningFit(new EarlyWarningModel(table.Features, table.HorizonDays, learned, rule, trial), learned, trial, rows.Length, table.Count - rows.Length);
    }
}
