namespace CrmKit.Churn;

/// <summary>How many touches somebody had, and what became of it.</summary>
/// <param name="Touches">Touches before the first sale; all so far where there is none. 0 to <see cref="TouchesToSale.MaxTouches"/>.</param>
/// <param name="Outcome">What became of it.</param>
public readonly record struct LeadTouches(int Touches, LeadOutcome Outcome);
