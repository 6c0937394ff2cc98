namespace CrmKit.Storage;

/// <summary>What a store knew of a person's consent at an instant: of the gates' facts those that tell a past. Suppressions tell none, nor do contacts that were promised.</summary>
public sealed record KnownConsents
{
    /// <summary>The id under which the person was known.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The instant.</summary>
    public required Instant KnownAt { get; init; }

    /// <summary>The person; <c>null</c> where there was no record.</summary>
    public Customer? Person { get; init; }

    /// <summary>What the person had said, in the order in which it was recorded. What ended later does not say so yet.</summary>
    public ConsentLedger Consents { get; init; } = ConsentLedger.Empty;

    /// <summary>What others had refused at the usable contact points that were the person's, told of whom it was recorded of, in the order in which it was recorded.</summary>
    public ImmutableArray<RecordedConsent> RefusalsAtSharedPoints { get; init; } = [];

    /// <summary>Puts together what a store has found, the same in every store. For those who write one.</summary>
    /// <param name="customer">The id under which the person was known.</param>
    /// <param name="knownAt">The instant.</param>
    /// <param name="person">The person as known then.</param>
    /// <param name="own">The statements of the records that were the person's, in the order in which they were recorded; later ones are passed over.</param>
    /// <param name="others">The statements of other people at those of the <see cref="PointsOf"/> the person, in the order in which they were recorded; later ones, and those that stopped nobody, are passed over.</param>
    public static KnownConsents Of(CustomerId customer, Instant knownAt, Customer? person, IEnumerable<RecordedConsent> own, IEnumerable<RecordedConsent> others)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(others);
        return new KnownConsents
        {
            Customer = customer,
            KnownAt = knownAt,
            Person = person,
            Consents = new ConsentLedger(AsKnown(own, knownAt).Select(recorded => recorded with { Entry = recorded.Entry with { Customer = customer } })),
            RefusalsAtSharedPoints = [.. AsKnown(others, knownAt).Where(StandingConsents.StopsOthers)],
        };
    }

    /// <summary>The contact points of a person at which the refusals of others count: the usable ones.</summary>
    /// <param name="person">The person; <c>null</c> has none.</param>
    public static ImmutableArray<ContactPoint> PointsOf(Customer? person) =>
        person is null ? [] : [.. person.ContactPoints.Where(point => point.IsUsable).Select(point => point.Point)];

    private static IEnumerable<RecordedConsent> AsKnown(IEnumerable<RecordedConsent> statements, Instant at) =>
        statements.Where(recorded => recorded.RecordedAt <= at).Select(recorded => recorded.VoidFrom > at ? recorded with { VoidFrom = null } : recorded);
}
