namespace CrmKit;

/// <summary>What is known of a person that has nothing to do with one purchase: name, contact points, birthday, zone, language.</summary>
/// <remarks>Immutable; equal when every part is equal. Only the id is required. <see cref="ToString"/> shows the id alone.</remarks>
public sealed record Customer
{
    /// <summary>The program's own key.</summary>
    public required CustomerId Id { get; init; }

    /// <summary>Full name as the person writes it; <c>null</c> when unknown.</summary>
    public string? Name { get; init; }

    /// <summary>The name to greet the person by; <c>null</c> when unknown.</summary>
    public string? GivenName { get; init; }

    /// <summary>Contact points in the person's order of preference.</summary>
    public ImmutableArray<ContactPoint> ContactPoints { get; init; } = [];

    /// <summary>Day and month of birth, without a year; <c>null</c> when unknown.</summary>
    public AnnualDate? Birthday { get; init; }

    /// <summary>The person's zone with its provenance; <c>null</c> when only the business's can be assumed.</summary>
    public CustomerZone? Zone { get; init; }

    /// <summary>BCP 47 language tag, for example <c>de</c>; <c>null</c> when unknown.</summary>
    public string? Language { get; init; }

    /// <summary>Value equality, contact points compared in order.</summary>
    /// <param name="other">The other customer.</param>
    public bool Equals(Customer? other) =>
        other is not null
        && Id == other.Id
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && string.Equals(GivenName, other.GivenName, StringComparison.Ordinal)
        && Birthday == other.Birthday
        && Zone == other.Zone
        && string.Equals(Language, other.Language, StringComparison.Ordinal)
        && ContactPoints.AsSpan().SequenceEqual(other.ContactPoints.AsSpan());

    /// <summary>Hash of the id.</summary>
    public override int GetHashCode() => Id.GetHashCode();

    /// <summary>The id alone: the rest is personal data.</summary>
    public override string ToString() => $"Customer {Id}";
}
