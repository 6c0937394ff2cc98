namespace CrmKit;

/// <summary>What one customer was at the end of one month; a month without a row is one in which there was no contract.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Month">The number of the month, in any count that goes up by one a month.</param>
/// <param name="State">Whether the contract ran or rested.</param>
/// <param name="Mrr">Monthly recurring revenue, what is paid a month, zero or more; that of a paused contract counts as nothing.</param>
public readonly record struct SubscriptionMonth(CustomerId Customer, int Month, SubscriptionState State, Money Mrr);
