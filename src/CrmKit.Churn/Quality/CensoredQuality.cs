namespace CrmKit.Churn;

/// <summary>How good survival predictions were where some customers were lost from sight or have not left yet. Immutable and thread-safe.</summary>
/// <remarks>
/// Those whose fate is known stand for those who were lost, weighted by the inverse of the chance of being still under observation (Graf et al. 1999; Uno et al. 2011).
/// The weights hold if being lost has nothing to do with leaving. Weights of records count as so many records. O(n log n) each.
/// </remarks>
public sealed class CensoredQuality
{
    private readonly SurvivalRecords _records;
    private readonly CensoringCurve _censoring;

    /// <summary>Prepares the weights.</summary>
    /// <param name="records">What became of the customers; all under observation from 0 on.</param>
    /// <exception cref="ArgumentException">A customer came under observation later than at 0: the weights are not defined for them.</exception>
    public CensoredQuality(SurvivalRecords records)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (records.Entry.Span.ContainsAnyExcept(0.0))
        {
            throw new ArgumentException("Weights by the chance of being under observation need everybody under observation from 0 on.", nameof(records));
        }

        _records = records;
        _censoring = new CensoringCurve(records);
    }

    /// <summary>The mean squared distance between the predicted chance of staying beyond a time and what happened.</summary>
    /// <param name="horizon">The time, 0 or more and finite.</param>
    /// <param name="survival">Predicted S(horizon) of each record, 0 to 1.</param>
    /// <param name="weighting">Where the chance of being under observation is taken; <see cref="BrierWeighting.BeforeLeaving"/> unless told.</param>
    /// <returns>(1/n) Σ [left by t] S²/G(T-) + [T &gt; t] (1 - S)²/G(t), 0 or more.</returns>
    /// <exception cref="ArgumentException">The number of predictions differs, or one is outside 0 to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative or not finite, or the weighting unknown.</exception>
    public CensoredScore Brier(double horizon, ReadOnlySpan<double> survival, BrierWeighting weighting = BrierWeighting.BeforeLeaving)
    {
        CheckHorizon(horizon);
        PredictionOrder.CheckChances(survival, _records.Count, nameof(survival));
        if (!Enum.IsDefined(weighting))
        {
            throw new ArgumentOutOfRangeException(nameof(weighting), weighting, "The weighting is BeforeLeaving or AtLeaving.");
        }

        var time = _records.Time.Span;
        var isEvent = _records.IsEvent.Span;
        var known = weighting == BrierWeighting.BeforeLeaving ? _censoring.Before : _censoring.At;
        var atHorizon = _censoring.Of(horizon);
        double sum = 0;
        for (var i = 0; i < survival.Length; i++)
        {
            var weight = Weight(i);
            if (weight > 0 && time[i] > horizon)
            {
                sum += weight * (1 - survival[i]) * (1 - survival[i]) / atHorizon;
            }
            else if (weight > 0 && isEvent[i])
            {
                sum += weight * survival[i] * survival[i] / known[i];
            }
        }

        var score = CensoredScore.Of(sum / _censoring.Total);
        return score.Value is not null && atHorizon == 0 ? score with { Status = ScoreStatus.BeyondObservation } : score;
    }

    /// <summary>The mean of <see cref="Brier"/> over a range of times, by trapezoids.</summary>
    /// <param name="horizons">The times, rising, one or more.</param>
    /// <param name="survival">For each time the predicted S of each record.</param>
    /// <param name="weighting">As for <see cref="Brier"/>.</param>
    /// <returns>The integral over the range of times divided by the range; the score itself for one time. Not identified where one of the scores is not.</returns>
    /// <exception cref="ArgumentException">The times do not rise, or their number or that of predictions differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative or not finite, or the weighting unknown.</exception>
    public CensoredScore IntegratedBrier(ReadOnlySpan<double> horizons, IReadOnlyList<ReadOnlyMemory<double>> survival, BrierWeighting weighting = BrierWeighting.BeforeLeaving)
    {
        ArgumentNullException.ThrowIfNull(survival);
        if (horizons.IsEmpty || survival.Count != horizons.Length)
        {
            throw new ArgumentException("There must be one time or more, and predictions for each.", nameof(survival));
        }

        var scores = new CensoredScore[horizons.Length];
        double sum = 0;
        for (var k = 0; k < scores.Length; k++)
        {
            scores[k] = Brier(horizons[k], survival[k].Span, weighting);
            if (k > 0)
            {
                sum += horizons[k] > horizons[k - 1]
                    ? (horizons[k] - horizons[k - 1]) * ((scores[k].Value + scores[k - 1].Value) ?? 0) / 2
                    : throw new ArgumentException("The times must rise.", nameof(horizons));
            }
        }

        if (scores.Any(score => score.Value is null))
        {
            return CensoredScore.None;
        }

        return scores.Length == 1 ? scores[0] : new CensoredScore(sum / (horizons[^1] - horizons[0]), scores.Max(score => score.Status));
    }

    /// <summary>The chance that one who left by a time had a higher score than one who stayed beyond it (cumulative cases, dynamic controls), ties counting one half.</summary>
    /// <param name="horizon">The time, 0 or more and finite.</param>
    /// <param name="risk">A finite score of each record, higher for those expected to leave earlier.</param>
    /// <returns>0 to 1; not identified where nobody left by the time or nobody stayed beyond it.</returns>
    /// <exception cref="ArgumentException">The number of scores differs, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative or not finite.</exception>
    public CensoredScore Auc(double horizon, ReadOnlySpan<double> risk)
    {
        CheckHorizon(horizon);
        PredictionOrder.CheckScores(risk, _records.Count, nameof(risk));
        var time = _records.Time.Span;
        var isEvent = _records.IsEvent.Span;
        var rising = PredictionOrder.Rising(risk);
        var (pairs, cases, below) = (0.0, 0.0, 0.0);
        for (var from = 0; from < rising.Length;)
        {
            var (left, stayed, to) = (0.0, 0.0, from);
            for (; to < rising.Length && risk[rising[to]] == risk[rising[from]]; to++)
            {
                var row = rising[to];
                stayed += time[row] > horizon ? Weight(row) : 0;
                left += time[row] <= horizon && isEvent[row] && Weight(row) > 0 ? Weight(row) / _censoring.Before[row] : 0;
            }

            pairs += left * (below + (stayed / 2));
            cases += left;
            below += stayed;
            from = to;
        }

        return cases > 0 && below > 0 ? CensoredScore.Of(pairs / cases / below) : CensoredScore.None;
    }

    /// <summary>Uno's C: the chance that of two customers the one with the higher score leaves first, those who left before a time being weighted by 1/G(T-)², ties in the score counting one half.</summary>
    /// <param name="risk">A finite score of each record, higher for those expected to leave earlier.</param>
    /// <param name="tau">Only those who left before this time begin a pair; infinity, all of them, unless told.</param>
    /// <returns>0 to 1; not identified where no two customers can be compared.</returns>
    /// <exception cref="ArgumentException">The number of scores differs, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not a number.</exception>
    public CensoredScore UnoConcordance(ReadOnlySpan<double> risk, double tau = double.PositiveInfinity)
    {
        if (!(tau >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(tau), tau, "The time must be 0 or more.");
        }

        PredictionOrder.CheckScores(risk, _records.Count, nameof(risk));
        var counted = new RankedWeights(risk);
        var order = _censoring.Rising;
        var time = _records.Time.Span;
        var isEvent = _records.IsEvent.Span;
        var (concordant, pairs) = (0.0, 0.0);

        // From the last time back: whoever is counted already stayed longer. Of one time, those lost from sight stayed longer than those who left.
        for (var to = order.Length; to > 0;)
        {
            var from = to;
            for (; from > 0 && time[order[from - 1]] == time[order[to - 1]]; from--)
            {
                var row = order[from - 1];
                if (!isEvent[row])
                {
                    counted.Add(row, Weight(row));
                }
            }

            for (var i = from; i < to; i++)
            {
                var row = order[i];
                if (isEvent[row] && time[row] < tau && Weight(row) > 0)
                {
                    var weight = Weight(row) / (_censoring.Before[row] * _censoring.Before[row]);
                    concordant += weight * counted.Below(row);
                    pairs += weight * counted.Total;
                }
            }

            for (var i = from; i < to; i++)
            {
                if (isEvent[order[i]])
                {
                    counted.Add(order[i], Weight(order[i]));
                }
            }

            to = from;
        }

        return pairs > 0 ? CensoredScore.Of(concordant / pairs) : CensoredScore.None;
    }

    private double Weight(int row) => _records.Weight.IsEmpty ? 1 : _records.Weight.Span[row];

    private static void CheckHorizon(double horizon)
    {
        if (!(horizon >= 0 && double.IsFinite(horizon)))
        {
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "The time must be 0 or more and finite.");
        }
    }
}
