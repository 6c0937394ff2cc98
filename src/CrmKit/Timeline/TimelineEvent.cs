namespace CrmKit;

/// <summary>Something that happened between the business and one customer. Events are only ever added.</summary>
/// <param name="Key">The source's own key.</param>
/// <param name="Customer">The customer.</param>
/// <param name="OccurredAt">When it happened.</param>
public abstract record TimelineEvent(EventKey Key, CustomerId Customer, Instant OccurredAt);
