namespace CrmKit.Import;

/// <summary>What one row of a vendor's file gives.</summary>
/// <remarks><see cref="ToString"/> shows no personal data.</remarks>
public sealed record ImportedRecord
{
    /// <summary>The customer that the row is about; where several share the address, the first; where nobody is known to have it, a stand-in for nobody.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The physical line on which the row starts, from 1.</summary>
    public required long Line { get; init; }

    /// <summary>The person, in a file of contacts; <c>null</c> in others.</summary>
    public Customer? Person { get; init; }

    /// <summary>When the vendor last changed the person; <c>null</c> where the file does not say.</summary>
    public Instant? ModifiedAt { get; init; }

    /// <summary>When the vendor began to know the person; <c>null</c> where the file does not say.</summary>
    public Instant? CreatedAt { get; init; }

    /// <summary>What is said about contact, also of others who share the address.</summary>
    public ImmutableArray<ConsentEntry> Consents { get; init; } = [];

    /// <summary>Contact points that must not be used: dead ones, and refused ones that nobody is known to have; each since the instant that the file gives. A store counts from when it learns of them.</summary>
    public ImmutableArray<SuppressedPoint> Suppressed { get; init; } = [];

    /// <summary>The purchase, in a file of deals; <c>null</c> in others, and for a deal that is none.</summary>
    public Purchase? Purchase { get; init; }

    /// <summary>Why the row gave nothing.</summary>
    public PassedOver PassedOver { get; init; }

    /// <summary>How many addresses of the row were none, and passed over.</summary>
    public int UnreadableAddresses { get; init; }

    /// <summary>Value equality, lists compared in order.</summary>
    /// <param name="other">The other record.</param>
    public bool Equals(ImportedRecord? other) =>
        other is not null
        && Customer == other.Customer
        && Line == other.Line
        && Person == other.Person
        && ModifiedAt == other.ModifiedAt
        && CreatedAt == other.CreatedAt
        && Consents.AsSpan().SequenceEqual(other.Consents.AsSpan())
        && Suppressed.AsSpan().SequenceEqual(other.Suppressed.AsSpan())
        && Purchase == other.Purchase
        && PassedOver == other.PassedOver
        && UnreadableAddresses == other.UnreadableAddresses;

    /// <summary>Hash of the customer and the line.</summary>
    public override int GetHashCode() => HashCode.Combine(Customer, Line);

    /// <summary>The line and how much it gave: the rest is personal data.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Line {Line}: {Consents.Length} consent entries, {Suppressed.Length} suppressed, {PassedOver}");
}
