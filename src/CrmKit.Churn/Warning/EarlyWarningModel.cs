using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>Foretells who leaves within the horizon: a base and one term for each feature, which add up to the log-odds. Immutable and thread-safe.</summary>
public sealed class EarlyWarningModel
{
    private const double MostlyPrior = 0.8;
    private const double MostlyData = 0.2;

    private readonly AdditiveScore _score;

    internal EarlyWarningModel(ImmutableArray<Feature> features, int horizonDays, CalibratedWeights learned, NaiveRule rule, WarningTrial trial)
    {
        (HorizonDays, Rule, IsUsed) = (horizonDays, rule, trial.ModelWins);
        Status = StatusOf(learned.Weights.PriorShare);
        BaseLogOdds = learned.Score.Base;
        Weights = [.. features.Select((feature, j) => WeightOf(feature, j, learned))];
        _score = IsUsed ? learned.Score : rule.ScoreOf(features);
        var reasons = ImmutableArray.CreateBuilder<Reason>(2);
        if (!IsUsed)
        {
            var best = (trial.BestRuleIsStepped ? trial.Rule : trial.Overall)!;
            reasons.Add(new Reason(WarningReasons.Naive, ReasonArgument.Of("model-brier", trial.Model!.Brier), ReasonArgument.Of("rule-brier", best.Brier)));
        }
        else if (Status == EstimateStatus.Prior)
        {
            reasons.Add(new Reason(WarningReasons.Beliefs));
        }

        Reasons = reasons.DrainToImmutable();
        BaseReason = new Reason(WarningReasons.Base, ReasonArgument.Of("rate", SpecialFunctions.Logistic(_score.Base)));
    }

    /// <summary>Days after the as-of day within which a customer is said to leave.</summary>
    public int HorizonDays { get; }

    /// <summary>Whether scores come from the weights; where not, because the model lost its trial, they come from <see cref="Rule"/>.</summary>
    public bool IsUsed { get; }

    /// <summary>The plain rule that the model was tried against: the better one of them.</summary>
    public NaiveRule Rule { get; }

    /// <summary>Log-odds of leaving of a customer who is average in every feature, calibrated.</summary>
    public double BaseLogOdds { get; }

    /// <summary>What each feature adds, in the order of the features; so learned also where <see cref="IsUsed"/> is false.</summary>
    public ImmutableArray<FeatureWeight> Weights { get; }

    /// <summary>How much rate and weights rest on data: Prior on beliefs alone, or nearly; Pooled on both; Fitted on data, nearly.</summary>
    public EstimateStatus Status { get; }

    /// <summary>What holds of every score: that the weights are beliefs, or that a plain rule stands in for them; empty otherwise.</summary>
    public ImmutableArray<Reason> Reasons { get; }

    /// <summary>Where every score begins.</summary>
    internal Reason BaseReason { get; }

    /// <summary>Foretells every row of a table.</summary>
    /// <param name="table">Rows of the features that the model was learned from, found by name; a feature that the table lacks is unknown of everybody.</param>
    /// <param name="maxThreads">Threads that share the work, 1 or more; all processors unless told. The result is the same whatever their number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is below 1.</exception>
    public EarlyWarningScores Score(FeatureTable table, int? maxThreads = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var (chances, terms) = (new double[table.Count], new double[table.Count * Weights.Length]);
        Score(table, chances, terms, maxThreads);
        return new EarlyWarningScores(this, table, chances, terms);
    }

    /// <summary>Foretells every row of a table into the program's own memory.</summary>
    /// <param name="table">Rows of the features that the model was learned from, found by name; a feature that the table lacks is unknown of everybody.</param>
    /// <param name="chances">Where the chances of leaving go, one for each row, 0 to 1.</param>
    /// <param name="terms">Where the terms go, row by row, one for each of <see cref="Weights"/>: the log-odds are <see cref="StartLogOdds"/> plus a row's terms.</param>
    /// <param name="maxThreads">Threads that share the work, 1 or more; all processors unless told. The result is the same whatever their number.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is below 1.</exception>
    public void Score(FeatureTable table, Memory<double> chances, Memory<double> terms, int? maxThreads = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (maxThreads < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(maxThreads), maxThreads, "There must be a thread.");
        }

        if (chances.Length != table.Count || terms.Length != (long)table.Count * Weights.Length)
        {
            throw new ArgumentException("There must be one chance for each row, and one term for each row and feature.", nameof(chances));
        }

        const int Part = 4096;
        int[] position = [.. Weights.Select(weight => table.IndexOf(weight.Feature.Name))];
        SharedWork.Run((table.Count + Part - 1) / Part, maxThreads ?? Environment.ProcessorCount, part =>
        {
            var (from, count) = (part * Part, Math.Min(Part, table.Count - (part * Part)));
            _score.Score(table, position, from, chances.Span.Slice(from, count), terms.Span.Slice(from * Weights.Length, count * Weights.Length));
        });
    }

    /// <summary>Where every score begins: the log-odds to which the terms are added, of the weights or of the rule, whichever is used.</summary>
    public double StartLogOdds => _score.Base;

    private static EstimateStatus StatusOf(double priorShare) => priorShare switch
    {
        >= MostlyPrior => EstimateStatus.Prior,
        > MostlyData => EstimateStatus.Pooled,
        _ => EstimateStatus.Fitted,
    };

    private static FeatureWeight WeightOf(Feature feature, int j, CalibratedWeights learned)
    {
        var (spread, rule) = (learned.Weights.Spreads[j], learned.Score.Rules[j]);
        return new FeatureWeight(feature, spread.Centre, spread.Scale, rule.Weight, rule.WhenUnknown, StatusOf(learned.Weights.Shares[j]))
        {
            StandardError = learned.Slope * learned.Weights.Errors[j],
            KnownRows = spread.Known,
        };
    }
}
