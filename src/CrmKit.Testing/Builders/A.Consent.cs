namespace CrmKit.Testing;

/// <content>What people said.</content>
public static partial class A
{
    /// <summary>A statement about marketing at the customer's address of <see cref="Customer"/>, on hearsay.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="state">What was said.</param>
    /// <param name="at">When; an hour before <see cref="Noon"/> where not given.</param>
    /// <param name="topic">The topic's code; <c>null</c> for all of them.</param>
    public static ConsentEntry Consent(string customer, ConsentState state = ConsentState.OptIn, Instant? at = null, string? topic = null) =>
        new(customer, Email(customer), Purpose.Marketing, state, at ?? Noon - Duration.FromHours(1), "test") { Topic = topic is null ? null : new Topic(topic) };

    /// <summary>An objection at the customer's address of <see cref="Customer"/>.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="at">When; an hour before <see cref="Noon"/> where not given.</param>
    public static ConsentEntry Objection(string customer, Instant? at = null) => Consent(customer, ConsentState.Objection, at);

    /// <summary>An agreement to marketing that the person confirmed, and that opens an address that was suppressed before to this person.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="at">When.</param>
    public static ConsentEntry FreshOptIn(string customer, Instant at) =>
        Consent(customer, ConsentState.OptIn, at) with { Evidence = new ConsentEvidence(EvidenceKind.Confirmed, "test") };

    /// <summary>A token that anybody can compute: never for a real message.</summary>
    /// <param name="filling">What it is made of.</param>
    public static OptInToken Token(byte filling = 1)
    {
        Span<byte> bytes = stackalloc byte[OptInToken.Bytes];
        bytes.Fill(filling);
        return OptInToken.Create(bytes);
    }

    /// <summary>A double opt-in to marketing at the customer's address of <see cref="Customer"/>, asked for at <see cref="Noon"/> and good for a week.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="token">What the token of <see cref="Token"/> is made of.</param>
    /// <param name="at">When it was asked for; <see cref="Noon"/> where not given.</param>
    public static OptInRequest OptInRequest(string customer, byte token = 1, Instant? at = null) => new()
    {
        Fingerprint = Token(token).Fingerprint,
        Customer = customer,
        Point = Email(customer),
        Purpose = Purpose.Marketing,
        Source = "test",
        RequestedAt = at ?? Noon,
        ExpiresAt = (at ?? Noon) + Duration.FromDays(7),
    };
}
