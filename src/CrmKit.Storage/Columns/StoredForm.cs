namespace CrmKit.Storage;

/// <summary>Values as they will be read back: instants in whole microseconds, zones that every host can find by their id. For those who write a store.</summary>
/// <remarks>Every store passes what it takes through here first, so that all of them compare, refuse and return the same.</remarks>
public static partial class StoredForm
{
    /// <summary>A record.</summary>
    /// <param name="customer">The record.</param>
    /// <exception cref="ArgumentException">The zone is not one of NodaTime's Tzdb provider.</exception>
    /// <exception cref="InvalidOperationException">An id, topic or contact point is <c>default</c>.</exception>
    public static Customer Of(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        RequireKey(customer.Id);
        foreach (var role in customer.Roles)
        {
            RequireKey(role.Of);
        }

        return customer with
        {
            Zone = customer.Zone is { } zone ? Of(zone) : null,
            Interests = [.. customer.Interests.Select(Of)],
        };
    }

    /// <summary>A statement.</summary>
    /// <param name="entry">The statement.</param>
    /// <exception cref="InvalidOperationException">The id, contact point, purpose or topic is <c>default</c>.</exception>
    public static ConsentEntry Of(ConsentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        RequireKey(entry.Customer);
        Require(entry.Point, entry.Purpose, entry.Topic);
        return entry with { OccurredAt = ColumnInstant.Truncate(entry.OccurredAt) };
    }

    /// <summary>A double opt-in that was asked for.</summary>
    /// <param name="request">The request, not confirmed.</param>
    /// <exception cref="ArgumentException">It is confirmed, its fingerprint is none, or its times are not in order.</exception>
    /// <exception cref="InvalidOperationException">The id, contact point, purpose or topic is <c>default</c>.</exception>
    public static OptInRequest Of(OptInRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireKey(request.Customer);
        Require(request.Point, request.Purpose, request.Topic);
        if (request.ConfirmedAt is not null)
        {
            throw new ArgumentException("A request is added before it is confirmed; this one is confirmed.", nameof(request));
        }

        if (request.Fingerprint is not { Length: 64 } || !request.Fingerprint.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException("A token's fingerprint is 64 lower-case hexadecimal digits.", nameof(request));
        }

        var (requested, expires) = (ColumnInstant.Truncate(request.RequestedAt), ColumnInstant.Truncate(request.ExpiresAt));
        if (expires <= requested || expires - requested > OptInRequest.LongestLife)
        {
            throw new ArgumentException($"A request expires after it was made, by at most {OptInRequest.LongestLife.Days} days.", nameof(request));
        }

        // The agreement that it may become has the same texts; what a statement refuses is refused here, not at the confirmation.
        _ = new ConsentEntry(request.Customer, request.Point, request.Purpose, ConsentState.OptIn, requested, request.Source) { Wording = request.Wording };
        return request with { RequestedAt = requested, ExpiresAt = expires };
    }

    /// <summary>A planned contact as a row that is due.</summary>
    /// <param name="touch">The contact.</param>
    /// <param name="policyVersion">The version of the policy that planned it.</param>
    /// <param name="now">The store's clock.</param>
    public static OutboxRow Of(PlannedTouch touch, string policyVersion, Instant now)
    {
        ArgumentNullException.ThrowIfNull(touch);
        ArgumentNullException.ThrowIfNull(policyVersion);
        return new OutboxRow
        {
            Intent = touch.Intent with { ExpiresAt = ColumnInstant.Truncate(touch.Intent.ExpiresAt) },
            Reason = touch.Reason,
            PolicyVersion = policyVersion,
            DueAt = ColumnInstant.Truncate(touch.SendAt),
            State = OutboxState.Due,
            ChangedAt = ColumnInstant.Truncate(now),
        };
    }

    /// <summary>A decision.</summary>
    /// <param name="decision">The decision.</param>
    public static PlanDecision Of(PlanDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision with
        {
            DecidedAt = ColumnInstant.Truncate(decision.DecidedAt),
            OpensAt = decision.OpensAt is { } opens ? ColumnInstant.Truncate(opens) : null,
        };
    }

    private static CustomerZone Of(CustomerZone zone) =>
        zone.Zone is { } named && DateTimeZoneProviders.Tzdb.GetZoneOrNull(named.Id) is { } known
            ? zone with { Zone = known }
            : throw new ArgumentException("A stored zone is one of NodaTime's Tzdb provider; this one is not.", nameof(zone));

    private static Interest Of(Interest interest)
    {
        _ = interest.Topic.Code;
        return interest with { NotedAt = ColumnInstant.Truncate(interest.NotedAt) };
    }

    // Throws on default(CustomerId), before anything is written.
    private static void RequireKey(CustomerId customer) => _ = customer.Value;

    private static void Require(ContactPoint point, Purpose purpose, Topic? topic)
    {
        _ = point.Address;
        _ = purpose.Code;
        _ = topic?.Code;
    }
}
