namespace CrmKit.Import;

/// <summary>What one row of a customer file states: the person, and what the person said about being contacted.</summary>
/// <param name="Customer">The person.</param>
/// <param name="Consents">One entry for each purpose stated and contact point of the row.</param>
public sealed record ImportedCustomer(Customer Customer, ImmutableArray<ConsentEntry> Consents)
{
    /// <summary>Whether the row states a preferred channel; the contact points of one that does not are in no order of preference.</summary>
    public bool StatesPreference { get; init; }

    /// <summary>Whether the row states what the customer is; a person is otherwise assumed, which says nothing against what is known.</summary>
    public bool StatesKind { get; init; }

    /// <summary>The contact points whose status the row states; the others are assumed to work, which says nothing against what is known.</summary>
    public ImmutableArray<ContactPoint> StatedStatuses
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>
    /// Whether the row was set aside, so that this is no customer to be taken: of it stand here, as far as they can be read, only the refusals, the care flags and the addresses, with the statuses that are not in use. Whoever is
    /// known already must be kept from contact by them, for a row that says so must not be passed over.
    /// </summary>
    public bool IsSetAside { get; init; }

    /// <summary>When the source last changed what it tells; <c>null</c> where it does not say.</summary>
    public Instant? ToldAt { get; init; }

    /// <summary>Value equality, consents compared in order.</summary>
    /// <param name="other">The other row.</param>
    public bool Equals(ImportedCustomer? other) =>
        other is not null && Customer == other.Customer && Consents.AsSpan().SequenceEqual(other.Consents.AsSpan());

    /// <summary>Hash of the customer.</summary>
    public override int GetHashCode() => Customer.GetHashCode();

    /// <summary>The id and the number of consents: the rest is personal data.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Customer} with {Consents.Length} consent entries");
}
