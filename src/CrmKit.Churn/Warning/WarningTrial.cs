namespace CrmKit.Churn;

/// <summary>How an early warning and the plain rules did on what they had not learned from. Immutable and thread-safe.</summary>
public sealed class WarningTrial
{
    private readonly double[] _foretold;
    private readonly bool[] _left;

    private WarningTrial(WarningTrialKind kind, ForetoldRows rows)
    {
        (Kind, _foretold, _left) = (kind, [.. rows.Model], [.. rows.Left]);
        Model = QualityOf(rows.Model);
        Overall = QualityOf(rows.Overall);
        Rule = QualityOf(rows.Stepped);
    }

    /// <summary>On what it was tried.</summary>
    public WarningTrialKind Kind { get; }

    /// <summary>The chances of leaving that were foretold; empty where <see cref="WarningTrialKind.Untried"/>.</summary>
    public ReadOnlyMemory<double> Foretold => _foretold;

    /// <summary>Whether those customers left.</summary>
    public ReadOnlyMemory<bool> Left => _left;

    /// <summary>How good the model's chances were; <c>null</c> where <see cref="WarningTrialKind.Untried"/>.</summary>
    public PredictionQuality? Model { get; }

    /// <summary>How good the overall rate was; <c>null</c> likewise.</summary>
    public PredictionQuality? Overall { get; }

    /// <summary>How good the rule of one feature was; <c>null</c> likewise, and where the table lacks the feature.</summary>
    public PredictionQuality? Rule { get; }

    /// <summary>Whether the model did better than every rule, by the Brier score and by the log loss; also where nothing was tried.</summary>
    public bool ModelWins => Model is not { } model || (Beats(model, Overall) && Beats(model, Rule));

    internal bool BestRuleIsStepped => Rule is not null && Rule.Brier < Overall!.Brier;

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

    private static bool Beats(PredictionQuality model, PredictionQuality? rule) => rule is null || (model.Brier < rule.Brier && model.LogLoss < rule.LogLoss);

    private PredictionQuality? QualityOf(List<double> chances) => chances.Count == 0 ? null : PredictionQuality.Of([.. chances], _left);
}
