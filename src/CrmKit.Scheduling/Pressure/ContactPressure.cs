namespace CrmKit.Scheduling;

/// <summary>How full a customer's caps are, and how long the last attention is ago.</summary>
/// <remarks>Pure functions of the facts.</remarks>
public static class ContactPressure
{
    /// <summary>The pressure on one customer.</summary>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="caps">The caps, as <see cref="GateOptions.Caps"/> gives them.</param>
    /// <param name="at">The instant.</param>
    public static CustomerPressure Of(GateFacts facts, ImmutableArray<GroupCap> caps, Instant at)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var standings = new CapStanding[caps.Length];
        Measure(facts, caps.AsSpan(), at, standings);
        return new CustomerPressure(facts.Customer, at.InZone(facts.Zone.Zone).Date, ImmutableArray.Create(standings), DaysSinceCare(facts, at), DaysSinceContact(facts, at));
    }

    /// <summary>How full each cap is, into memory of the caller's: for reports over many customers, which allocate nothing for each.</summary>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="caps">The caps.</param>
    /// <param name="at">The instant.</param>
    /// <param name="standings">Takes one standing for each cap.</param>
    /// <exception cref="ArgumentException">There is not one place for each cap.</exception>
    public static void Measure(GateFacts facts, ReadOnlySpan<GroupCap> caps, Instant at, Span<CapStanding> standings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (standings.Length != caps.Length)
        {
            throw new ArgumentException($"{caps.Length} caps have {caps.Length} standings; there is room for {standings.Length}.", nameof(standings));
        }

        var day = at.InZone(facts.Zone.Zone).Date;
        for (var i = 0; i < caps.Length; i++)
        {
            standings[i] = caps[i].StandingOn(facts, day);
        }
    }

    /// <summary>Customer-local days since the last caring contact that was made (<see cref="TouchClassRules.IsCaring"/>); <c>null</c> without one.</summary>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="at">The instant; contacts after it do not count.</param>
    public static int? DaysSinceCare(GateFacts facts, Instant at) => DaysSince(facts, at, onlyCaring: true);

    /// <summary>Customer-local days since the last contact that counts in a cap; <c>null</c> without one.</summary>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="at">The instant; contacts after it do not count.</param>
    public static int? DaysSinceContact(GateFacts facts, Instant at) => DaysSince(facts, at, onlyCaring: false);

    private static int? DaysSince(GateFacts facts, Instant at, bool onlyCaring)
    {
        ArgumentNullException.ThrowIfNull(facts);
        Instant? last = null;
        foreach (var contact in facts.Contacts)
        {
            var counts = onlyCaring ? TouchClassRules.IsCaring(contact.Class, contact.Kind) : TouchClassRules.CountsInCap(contact.Class);
            if (counts && contact.At <= at && !(last >= contact.At))
            {
                last = contact.At;
            }
        }

        var zone = facts.Zone.Zone;
        return last is { } made ? Period.DaysBetween(made.InZone(zone).Date, at.InZone(zone).Date) : null;
    }
}
