namespace CrmKit.Churn;

/// <summary>One customer's movement in one month.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Month">The month at the end of which it shows, as <see cref="SubscriptionLedger"/> counts months.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Amount">By how much the monthly revenue changed, zero or more: what was gained, or what was lost.</param>
public readonly record struct CustomerMovement(CustomerId Customer, int Month, MovementKind Kind, Money Amount);
