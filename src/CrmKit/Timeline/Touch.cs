namespace CrmKit;

/// <summary>The business contacted a customer.</summary>
/// <param name="Key">The key of the effect.</param>
/// <param name="Customer">The customer.</param>
/// <param name="OccurredAt">When it was sent.</param>
/// <param name="Touched">What was sent: reason and occurrence.</param>
/// <param name="Class">The class, which decides the gates that it obeyed.</param>
/// <param name="Channel">The channel.</param>
public sealed record Touch(EventKey Key, CustomerId Customer, Instant OccurredAt, TouchKey Touched, TouchClass Class, Channel Channel)
    : TimelineEvent(Key, Customer, OccurredAt)
{
    /// <summary>What it gave to the person. Default what its class usually gives.</summary>
    public TouchKind Kind { get; init; } = TouchClassRules.UsualKind(Class);

    /// <inheritdoc/>
    public override TimelineEvent OnBehalfOf(CustomerId customer) => this with { Customer = customer, Touched = Touched.OnBehalfOf(customer) };
}
