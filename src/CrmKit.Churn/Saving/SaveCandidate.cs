namespace CrmKit.Churn;

/// <summary>A customer who may leave, what would go with it, and what keeping it takes.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="ProbabilityOfLeaving">Chance of leaving if nothing is done, 0 to 1.</param>
/// <param name="ValueAtRisk">What would be lost, zero or more: the value of the customer if it stays.</param>
/// <param name="ChanceToSave">Chance that the offer keeps a customer who would have left, 0 to 1; from an own trial, see <see cref="UpliftTrial"/>.</param>
/// <param name="Cost">What the offer costs, given to a customer whether it would have left or not, zero or more.</param>
public sealed record SaveCandidate(CustomerId Customer, double ProbabilityOfLeaving, Money ValueAtRisk, double ChanceToSave, Money Cost)
{
    /// <summary>Expected loss if nothing is done: chance of leaving times value at risk.</summary>
    public Money ExpectedLoss => ValueAtRisk with { Amount = ValueAtRisk.Amount * (decimal)ProbabilityOfLeaving };

    /// <summary>Expected loss times chance to save, minus cost; below zero where the offer costs more than it brings.</summary>
    /// <exception cref="CurrencyMismatchException">Value and cost are of two currencies.</exception>
    public Money ExpectedGain => (ValueAtRisk with { Amount = ValueAtRisk.Amount * (decimal)(ProbabilityOfLeaving * ChanceToSave) }) - Cost;
}
