namespace CrmKit.Scheduling;

/// <summary>What the simple planner needs to know of a customer.</summary>
/// <param name="Customer">The program's own key.</param>
/// <param name="LastInteraction">The day of the last interaction of whatever kind: a visit, a purchase, a call from either side. An appointment in the days ahead counts from its own day.</param>
/// <param name="Segment">The segment, or <c>null</c>.</param>
public sealed record SimpleCustomer(CustomerId Customer, LocalDate LastInteraction, string? Segment = null)
{
    /// <summary>Days on which the shop contacted the customer, in any order, promised contacts included: these count in the cap, and the latest is an interaction too. Default none.</summary>
    public ImmutableArray<LocalDate> Contacts
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Value equality; contacts are compared in order.</summary>
    /// <param name="other">The other customer.</param>
    public bool Equals(SimpleCustomer? other) =>
        other is not null && Customer == other.Customer && LastInteraction == other.LastInteraction && Segment == other.Segment && Contacts.AsSpan().SequenceEqual(other.Contacts.AsSpan());

    /// <summary>Hash of customer and day.</summary>
    public override int GetHashCode() => HashCode.Combine(Customer, LastInteraction);
}
