namespace CrmKit;

/// <summary>We kept a promise.</summary>
/// <param name="Key">The source's own key.</param>
/// <param name="Customer">The customer.</param>
/// <param name="OccurredAt">When it was kept.</param>
/// <param name="Promise">The key of the promise.</param>
public sealed record PromiseKept(EventKey Key, CustomerId Customer, Instant OccurredAt, EventKey Promise)
    : TimelineEvent(Key, Customer, OccurredAt);
