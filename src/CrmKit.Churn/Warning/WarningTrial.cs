namespace CrmKit.Churn;

/// <summary>How an early warning and the plain rules did on what they had not learned from. Immutable and thread-safe.</summary>
public sealed class WarningTrial
{
    private readonly double[] _foretold;
    private readonly bool[] _left;

    private WarningTrial(WarningTrialKind kind, ForetoldRows rows)
    {
        (Kind, _foretold, _left) = (kind, [.. rows.Model], [.. rows.Left]);
        ModelLoss = Mean(rows.Model);
        OverallLoss = Mean(rows.Overall);
        RuleLoss = rows.Stepped.Count == _left.Length && _left.Length > 0 ? Mean(rows.Stepped) : null;
    }

    /// <summary>On what it was tried.</summary>
    public WarningTrialKind Kind { get; }

    /// <summary>The chances of leaving that were foretold; empty where <see cref="WarningTrialKind.Untried"/>.</summary>
    public ReadOnlyMemory<double> Foretold => _foretold;

    /// <summary>Whether those customers left.</summary>
    public ReadOnlyMemory<bool> Left => _left;

    /// <summary>Mean log loss of the model, in natural units; lower is better, and 0 where nothing was foretold.</summary>
    public double ModelLoss { get; }

    /// <summary>Mean log loss of the overall rate.</summary>
    public double OverallLoss { get; }

    /// <summary>Mean log loss of the rule of one feature; <c>null</c> where the table lacks it.</summary>
    public double? RuleLoss { get; }

    /// <summary>Whether the model told more than every rule, or nothing was tried.</summary>
    public bool ModelWins => Kind == WarningTrialKind.Untried || ModelLoss < BestRuleLoss;

    internal bool BestRuleIsStepped => RuleLoss < OverallLoss;

    internal double BestRuleLoss => Math.Min(OverallLoss, RuleLoss ?? double.PositiveInfinity);

    internal static WarningTrial Run(FeatureTable table, int[] rows, int[] folds, EarlyWarningOptions how, CancellationToken cancellationToken)
    {
        foreach (var (kind, splits) in new[] { (WarningTrialKind.RollingOrigins, TrialSplits.ByDay(table, rows, how.Origins)), (WarningTrialKind.OtherCustomers, TrialSplits.ByCustomer(rows, folds, how.Folds)) })
        {
            var left = splits.Sum(split => split.Test.Count(row => table.Outcomes[row] == 1));
            if (left >= how.LeastForetold && splits.Sum(split => split.Test.Length) - left >= how.LeastForetold)
            {
                return new WarningTrial(kind, ForetoldRows.Of(table, splits, folds, how, cancellationToken));
            }
        }

        return new WarningTrial(WarningTrialKind.Untried, new ForetoldRows());
    }

    private double Mean(List<double> chances)
    {
        double sum = 0;
        for (var i = 0; i < _left.Length; i++)
        {
            var right = Math.Clamp(_left[i] ? chances[i] : 1 - chances[i], 1e-15, 1);
            sum -= Math.Log(right);
        }

        return _left.Length == 0 ? 0 : sum / _left.Length;
    }
}
