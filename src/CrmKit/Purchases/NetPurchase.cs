namespace CrmKit;

/// <summary>What is left of a purchase after returns.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Day">The day of the purchase.</param>
/// <param name="Amount">What was paid and not given back.</param>
public readonly record struct NetPurchase(CustomerId Customer, LocalDate Day, Money Amount);
