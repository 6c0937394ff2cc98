namespace CrmKit.Storage;

/// <summary>Values as they will be read back: instants in whole microseconds, zones that every host can find by their id. For those who write a store.</summary>
/// <remarks>Every store passes what it takes through here first, so that all of them compare, refuse and return the same.</remarks>
public static class StoredForm
{
    /// <summary>A person.</summary>
    /// <param name="customer">The person.</param>
    /// <exception cref="ArgumentException">The zone is not one of NodaTime's Tzdb provider, or the id is <c>default</c>.</exception>
    public static Customer Of(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        RequireKey(customer.Id);
        var points = customer.ContactPoints.IsDefault ? [] : customer.ContactPoints;
        return customer with { ContactPoints = points, Zone = customer.Zone is { } zone ? Of(zone) : null };
    }

    /// <summary>A statement.</summary>
    /// <param name="entry">The statement.</param>
    public static ConsentEntry Of(ConsentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        RequireKey(entry.Customer);
        return entry with { OccurredAt = ColumnInstant.Truncate(entry.OccurredAt) };
    }

    /// <summary>An event.</summary>
    /// <param name="happened">The event.</param>
    /// <exception cref="ArgumentException">The stores know no event of this type, or a touch names another customer than its effect.</exception>
    public static TimelineEvent Of(TimelineEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        RequireKey(happened.Customer);
        switch (happened)
        {
            case Purchase purchase:
                return purchase with { OccurredAt = ColumnInstant.Truncate(purchase.OccurredAt) };
            case Touch touch when touch.Customer == touch.Touched.Customer:
                return touch with { OccurredAt = ColumnInstant.Truncate(touch.OccurredAt) };
            case Touch:
                throw new ArgumentException("A touch belongs to the customer of its effect; this one names two customers.", nameof(happened));
            default:
                throw new ArgumentException($"Stores keep purchases and touches; {happened.GetType().Name} is neither.", nameof(happened));
        }
    }

    /// <summary>Whether two events of one key are the same event.</summary>
    /// <remarks>
    /// The content of a purchase is customer, day and amount, 1.5 and 1.50 being one. The time of day is none: where the source knows the day alone,
    /// it is made of the business's zone, and the same file gives another one when that zone is set otherwise.
    /// </remarks>
    /// <param name="known">The event that is recorded.</param>
    /// <param name="given">The event given.</param>
    public static bool IsSameContent(TimelineEvent? known, TimelineEvent given)
    {
        ArgumentNullException.ThrowIfNull(given);
        return (known, given) switch
        {
            (Purchase left, Purchase right) =>
                (left.Key, left.Customer, left.Day, left.Amount) == (right.Key, right.Customer, right.Day, right.Amount),
            _ => given.Equals(known),
        };
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

    // Throws on default(CustomerId), before anything is written.
    private static void RequireKey(CustomerId customer) => _ = customer.Value;
}
