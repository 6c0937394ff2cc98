namespace CrmKit;

/// <summary>Something that happened between the business and one customer. Events are only ever added.</summary>
/// <param name="Key">The source's own key.</param>
/// <param name="Customer">The customer.</param>
/// <param name="OccurredAt">When it happened.</param>
public abstract record TimelineEvent(EventKey Key, CustomerId Customer, Instant OccurredAt)
{
    /// <summary>The same event of the person that a record has become one with.</summary>
    /// <param name="customer">The person.</param>
    public virtual TimelineEvent OnBehalfOf(CustomerId customer) => this with { Customer = customer };
}
