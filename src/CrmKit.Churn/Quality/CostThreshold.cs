namespace CrmKit.Churn;

/// <summary>The chance of leaving from which on a contact pays. Immutable.</summary>
/// <param name="Probability">Contact those whose chance is at least this, 0 to 1; 1 where <see cref="ThresholdStatus.NeverPays"/>.</param>
/// <param name="Status">Whether such a chance exists.</param>
public sealed record CostThreshold(double Probability, ThresholdStatus Status)
{
    /// <summary>The threshold for calibrated chances, cost / (value × chance to save): there the gain is 0.</summary>
    /// <param name="costs">What acting costs and brings.</param>
    public static CostThreshold Of(ActionCosts costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        if (costs.ContactCost == 0)
        {
            return new CostThreshold(0, ThresholdStatus.AlwaysPays);
        }

        return costs.ContactCost <= costs.Saved
            ? new CostThreshold(costs.ContactCost / costs.Saved, ThresholdStatus.Pays)
            : new CostThreshold(1, ThresholdStatus.NeverPays);
    }

    /// <summary>Whether to contact one with a chance.</summary>
    /// <param name="probability">The chance of leaving, 0 to 1.</param>
    public bool Pays(double probability) => Status != ThresholdStatus.NeverPays && probability >= Probability;

    /// <summary>The threshold that would have brought most on data that the model has not seen.</summary>
    /// <param name="predicted">Predicted chances, 0 to 1; they need not be calibrated.</param>
    /// <param name="observed">Whether the customer left, none having been contacted, one for each prediction.</param>
    /// <param name="costs">What acting costs and brings.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a chance is outside 0 to 1; its row is named.</exception>
    public static ThresholdChoice Best(ReadOnlySpan<double> predicted, ReadOnlySpan<bool> observed, ActionCosts costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        PredictionOrder.CheckChances(predicted, observed.Length, nameof(predicted));
        var rising = PredictionOrder.Rising(predicted);
        var closed = Of(costs);
        var best = new ThresholdChoice(new CostThreshold(1, ThresholdStatus.NeverPays), 0, 0, 0);
        var (left, byFormula) = (0, 0.0);
        for (var i = rising.Length - 1; i >= 0; i--)
        {
            var chance = predicted[rising[i]];
            left += observed[rising[i]] ? 1 : 0;

            // Those of one chance are contacted together or not at all.
            if (i > 0 && predicted[rising[i - 1]] == chance)
            {
                continue;
            }

            var contacted = rising.Length - i;
            var gain = (left * costs.Saved) - (contacted * costs.ContactCost);
            if (gain > best.Gain)
            {
                best = new ThresholdChoice(new CostThreshold(chance, i == 0 ? ThresholdStatus.AlwaysPays : ThresholdStatus.Pays), contacted, gain, 0);
            }

            byFormula = closed.Pays(chance) ? gain : byFormula;
        }

        return best with { GainByFormula = byFormula };
    }
}
