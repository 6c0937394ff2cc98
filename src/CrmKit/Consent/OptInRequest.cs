namespace CrmKit;

/// <summary>One double opt-in: asked for, and confirmed with its token or not.</summary>
/// <remarks>
/// A state machine of pure steps. Looking at it changes nothing, so that no link that a mail scanner follows ever confirms: a page may show where it
/// stands on a GET, and only a POST confirms.
/// </remarks>
public sealed record OptInRequest
{
    /// <summary>Longest time to confirm.</summary>
    public static Duration LongestLife { get; } = Duration.FromDays(60);

    /// <summary>The token's fingerprint: <see cref="OptInToken.Fingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Whose agreement it would be.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The contact point that it is about, and that the token goes to.</summary>
    public required ContactPoint Point { get; init; }

    /// <summary>The purpose.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>The topic; <c>null</c> for all topics of the purpose.</summary>
    public Topic? Topic { get; init; }

    /// <summary>The version of the words that the person saw; <c>null</c> when unknown.</summary>
    public string? Wording { get; init; }

    /// <summary>Where it was asked for, for example <c>web form</c>; as <see cref="ConsentEntry.Source"/>.</summary>
    public required string Source { get; init; }

    /// <summary>When it was asked for.</summary>
    public required Instant RequestedAt { get; init; }

    /// <summary>First instant at which it is too late; <see cref="LongestLife"/> after <see cref="RequestedAt"/> it is too late in any case.</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>When it was confirmed; <c>null</c> while it is not.</summary>
    public Instant? ConfirmedAt { get; init; }

    /// <summary>Where it stands, which changes nothing.</summary>
    /// <param name="at">The instant of the question.</param>
    /// <param name="ledger">What the person has said.</param>
    public OptInState StateAt(Instant at, ConsentLedger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (ConfirmedAt is not null)
        {
            return OptInState.Confirmed;
        }

        // Who refused after having asked does not want it any more: an old message in the mailbox must not outlive a refusal.
        if (ledger.Entries.Any(Withdraws))
        {
            return OptInState.Withdrawn;
        }

        return at < ExpiresAt && at - RequestedAt < LongestLife ? OptInState.Requested : OptInState.Expired;
    }

    /// <summary>Confirms with the token.</summary>
    /// <param name="at">When the token was handed in.</param>
    /// <param name="ledger">What the person has said.</param>
    /// <returns>The request as it stands afterwards, and the agreement that this gave; <c>null</c> where it gave none, a second confirmation included.</returns>
    public (OptInRequest Request, ConsentEntry? Agreement) Confirm(Instant at, ConsentLedger ledger)
    {
        if (StateAt(at, ledger) != OptInState.Requested)
        {
            return (this, null);
        }

        // The prefix tells the proofs apart, and is too short to find the token by.
        var agreement = new ConsentEntry(Customer, Point, Purpose, ConsentState.OptIn, at, Source)
        {
            Topic = Topic,
            Wording = Wording,
            Basis = LegalBasis.Consent,
            Evidence = new ConsentEvidence(EvidenceKind.Confirmed, $"opt-in {Fingerprint[..16]}"),
        };
        return (this with { ConfirmedAt = at }, agreement);
    }

    private bool Withdraws(RecordedConsent recorded) =>
        recorded.Entry.IsRefusal
        && (recorded.Entry.OccurredAt >= RequestedAt || recorded.KnownSince > RequestedAt)
        && recorded.Entry.Point.Reaches(Point)
        && recorded.IsAbout(Purpose, Topic);
}
