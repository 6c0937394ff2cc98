namespace CrmKit.Churn;

/// <summary>What acting to keep a customer costs and brings, in one currency. Immutable.</summary>
public sealed record ActionCosts
{
    /// <summary>Creates costs.</summary>
    /// <param name="contactCost">What one contact costs, 0 or more and finite.</param>
    /// <param name="valueAtRisk">What is lost when a customer leaves, 0 or more and finite.</param>
    /// <param name="chanceToSave">The chance that one who would leave stays because of the contact, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public ActionCosts(double contactCost, double valueAtRisk, double chanceToSave)
    {
        HazardOption.Check(contactCost >= 0 && double.IsFinite(contactCost), nameof(contactCost), contactCost, "0 or more and finite");
        HazardOption.Check(valueAtRisk >= 0 && double.IsFinite(valueAtRisk), nameof(valueAtRisk), valueAtRisk, "0 or more and finite");
        HazardOption.Check(chanceToSave is >= 0 and <= 1, nameof(chanceToSave), chanceToSave, "0 to 1");
        (ContactCost, ValueAtRisk, ChanceToSave) = (contactCost, valueAtRisk, chanceToSave);
    }

    /// <summary>What one contact costs.</summary>
    public double ContactCost { get; }

    /// <summary>What is lost when a customer leaves.</summary>
    public double ValueAtRisk { get; }

    /// <summary>The chance that one who would leave stays because of the contact.</summary>
    public double ChanceToSave { get; }

    /// <summary>What contacting one who leaves for certain brings before its cost: value times chance to save.</summary>
    public double Saved => ValueAtRisk * ChanceToSave;

    /// <summary>What contacting a customer brings on average.</summary>
    /// <param name="probability">The chance that the customer leaves, 0 to 1.</param>
    /// <returns>probability × value × chance to save - cost, in the currency of the costs.</returns>
    public double Gain(double probability) => (probability * Saved) - ContactCost;
}
