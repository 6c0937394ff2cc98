namespace CrmKit;

/// <summary>What cadence needs of a person's timeline: when each side was last heard of, and what was given since.</summary>
/// <remarks>
/// <para>
/// A value of fixed size: an event in order gives a new one without allocating. Every member is defined by the set of events alone, so that their order makes no difference;
/// what came too late to be counted exactly leaves <see cref="IsStale"/>, and the summary is built again from the timeline.
/// </para>
/// <para>
/// Contacts are those that <see cref="TouchClassRules.CountsAsContact"/>: an order confirmation is no gift before an offer, ends no silence and asks for no answer.
/// </para>
/// <para>An event that is applied twice is counted twice: the keys of the timeline see to that, here nothing does. Thread-safe.</para>
/// </remarks>
public readonly record struct RelationshipSummary
{
    /// <summary>Nothing has happened.</summary>
    public static RelationshipSummary Empty => default;

    /// <summary>Business-local day of the first purchase; <c>null</c> without one.</summary>
    public LocalDate? FirstPurchase { get; private init; }

    /// <summary>Business-local day of the last purchase, whatever came back since; <c>null</c> without one.</summary>
    public LocalDate? LastPurchase { get; private init; }

    /// <summary>Purchases, 0 or more.</summary>
    public int Purchases { get; private init; }

    /// <summary>When something of use last left; <c>null</c> for never.</summary>
    public Instant? LastValue { get; private init; }

    /// <summary>When attention was last given; <c>null</c> for never.</summary>
    public Instant? LastCare { get; private init; }

    /// <summary>When an offer last left; <c>null</c> for never.</summary>
    public Instant? LastPitch { get; private init; }

    /// <summary>Contacts of use, 0 or more.</summary>
    public int Values { get; private init; }

    /// <summary>Contacts that gave attention, 0 or more.</summary>
    public int Cares { get; private init; }

    /// <summary>Offers, 0 or more.</summary>
    public int Pitches { get; private init; }

    /// <summary>Contacts of use later than the last offer; all of them where there was none.</summary>
    public int ValuesSincePitch { get; private init; }

    /// <summary>Contacts that gave attention later than the last offer; all of them where there was none.</summary>
    public int CaresSincePitch { get; private init; }

    /// <summary>When the person was last heard of: a reply, feedback, a complaint, a visit, a link followed, a purchase; <c>null</c> for never.</summary>
    public Instant? LastInbound { get; private init; }

    /// <summary>When the person last answered or came forward in words: a reply or feedback; <c>null</c> for never.</summary>
    public Instant? LastReply { get; private init; }

    /// <summary>Replies and feedback, 0 or more.</summary>
    public int Replies { get; private init; }

    /// <summary>Contacts later than the person was last heard of; all of them where that was never.</summary>
    public int TouchesSinceInbound { get; private init; }

    /// <summary>Whether an event came too late to be counted exactly: the summary is to be built again from the timeline.</summary>
    public bool IsStale { get; private init; }

    /// <summary>Contacts that left, 0 or more.</summary>
    public int Touches => Values + Cares + Pitches;

    /// <summary>When a contact of any kind last left; <c>null</c> for never.</summary>
    public Instant? LastTouch => Later(Later(LastValue, LastCare), LastPitch);

    /// <summary>When either side was last active; <c>null</c> for never.</summary>
    public Instant? LastInteraction => Later(LastTouch, LastInbound);

    /// <summary>The summary of a number of events.</summary>
    /// <param name="events">The events of one person, each once, in any order.</param>
    public static RelationshipSummary Of(IEnumerable<TimelineEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return OfOrdered([.. events.OrderBy(item => item.OccurredAt)]);
    }

    /// <summary>The summary of events in order of time.</summary>
    internal static RelationshipSummary OfOrdered(ImmutableArray<TimelineEvent> events)
    {
        var summary = Empty;
        foreach (var item in events)
        {
            summary = summary.With(item);
        }

        return summary;
    }

    /// <summary>The summary with one more event. Events that tell nothing of who was heard of when leave it as it is.</summary>
    /// <param name="happened">The event.</param>
    public RelationshipSummary With(TimelineEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened switch
        {
            Touch touch when TouchClassRules.CountsAsContact(touch.Class, touch.Kind) => Contacted(touch.OccurredAt, touch.Kind),
            Purchase purchase => Bought(purchase.Day).Heard(purchase.OccurredAt),
            Reply or Feedback => Answered(happened.OccurredAt),
            Complaint or Engagement { Kind: not EngagementKind.Opened } => Heard(happened.OccurredAt),
            _ => this,
        };
    }

    private RelationshipSummary Contacted(Instant at, TouchKind kind)
    {
        var since = LastInbound is { } heard && at <= heard ? TouchesSinceInbound : TouchesSinceInbound + 1;
        var afterPitch = !(LastPitch >= at);
        return kind switch
        {
            TouchKind.Value => this with
            {
                LastValue = Later(LastValue, at),
                Values = Values + 1,
                ValuesSincePitch = afterPitch ? ValuesSincePitch + 1 : ValuesSincePitch,
                TouchesSinceInbound = since,
            },
            TouchKind.Care => this with
            {
                LastCare = Later(LastCare, at),
                Cares = Cares + 1,
                CaresSincePitch = afterPitch ? CaresSincePitch + 1 : CaresSincePitch,
                TouchesSinceInbound = since,
            },
            _ => Pitched(at) with { TouchesSinceInbound = since },
        };
    }

    private RelationshipSummary Pitched(Instant at)
    {
        if (LastPitch >= at)
        {
            return this with { Pitches = Pitches + 1 };
        }

        // What was given after this offer, of what was given after the one before, is not known any more.
        var missedValue = LastValue > at && ValuesSincePitch > 0;
        var missedCare = LastCare > at && CaresSincePitch > 0;
        return this with
        {
            LastPitch = at,
            Pitches = Pitches + 1,
            ValuesSincePitch = missedValue ? ValuesSincePitch : 0,
            CaresSincePitch = missedCare ? CaresSincePitch : 0,
            IsStale = IsStale || missedValue || missedCare,
        };
    }

    private RelationshipSummary Bought(LocalDate day) => this with
    {
        FirstPurchase = FirstPurchase < day ? FirstPurchase : day,
        LastPurchase = LastPurchase > day ? LastPurchase : day,
        Purchases = Purchases + 1,
    };

    private RelationshipSummary Answered(Instant at) => Heard(at) with { LastReply = Later(LastReply, at), Replies = Replies + 1 };

    private RelationshipSummary Heard(Instant at)
    {
        if (LastInbound >= at)
        {
            return this;
        }

        var missed = LastTouch > at && TouchesSinceInbound > 0;
        return this with
        {
            LastInbound = at,
            TouchesSinceInbound = missed ? TouchesSinceInbound : 0,
            IsStale = IsStale || missed,
        };
    }

    private static Instant? Later(Instant? left, Instant? right) => right is null || left >= right ? left : right;
}
