namespace CrmKit.Import;

/// <summary>What a row of a file of subscriptions is.</summary>
public enum SubscriptionShape
{
    /// <summary>One contract of one customer: customer, start, end, mrr.</summary>
    Contracts = 1,

    /// <summary>One customer in one month: customer, month, state, mrr.</summary>
    Months,
}
