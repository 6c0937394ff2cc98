namespace CrmKit;

/// <summary>One contract of one customer: what is paid a month, from a day on, until another.</summary>
/// <remarks>
/// A customer may have several; those that run at the same time add up. An upgrade is the end of one and the start of another on the same day.
/// What holds of the values is checked where subscriptions are gathered to a ledger, which names the row at fault.
/// </remarks>
/// <param name="Customer">The customer.</param>
/// <param name="Start">The first day on which it runs.</param>
/// <param name="End">The first day on which it runs no more, on or after the start; <c>null</c> while no end is known.</param>
/// <param name="Mrr">Monthly recurring revenue, what is paid a month, zero or more.</param>
public readonly record struct Subscription(CustomerId Customer, LocalDate Start, LocalDate? End, Money Mrr);
