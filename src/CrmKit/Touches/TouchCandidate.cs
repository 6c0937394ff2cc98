using CrmKit.Calendars;

namespace CrmKit;

/// <summary>One possible contact, proposed by a touch source and not yet judged.</summary>
public sealed record TouchCandidate
{
    /// <summary>The effect that it would have.</summary>
    public required TouchKey Key { get; init; }

    /// <summary>Why; its code is that of the key.</summary>
    public required Reason Reason { get; init; }

    /// <summary>The class.</summary>
    public required TouchClass Class { get; init; }

    /// <summary>The purpose that consent is needed for.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>The topic of the contact; <c>null</c> for the purpose at large.</summary>
    public Topic? Topic { get; init; }

    /// <summary>What it gives to the person; <c>null</c> for what its class usually gives.</summary>
    public TouchKind? Kind { get; init; }

    /// <summary>The event that it is about, such as the complaint that it asks back about; <c>null</c> for none.</summary>
    public EventKey? Regards { get; init; }

    /// <summary>What makes it pointless before its window ends. Default nothing.</summary>
    public TouchMoot Moot { get; init; }

    /// <summary>Admissible channels; the person's own order of contact points decides among them.</summary>
    public required ImmutableArray<Channel> Channels
    {
        get;
        init => field = value.IsDefault ? [] : value;
    }

    /// <summary>The customer-local days on which it makes sense, both included.</summary>
    public required DateInterval Window { get; init; }

    /// <summary>What it is worth to the business, in minor units of the business's currency; ranks candidates against each other.</summary>
    public long Value { get; init; }

    /// <summary>The customer-local day on which it is worth most; <c>null</c> for the first of the window. Plans of many days choose by it.</summary>
    public LocalDate? PeakDay { get; init; }

    /// <summary>What it loses on every day away from its peak, in minor units, 0 or more; <c>null</c> for the planner's own rate.</summary>
    public long? LossPerDay { get; init; }

    /// <summary>Whether it is owed, as a birthday greeting is: it goes before any that is merely worth while.</summary>
    public bool IsCommitment { get; init; }

    /// <summary>The intent to carry this out at a contact point; it expires when the window ends, where the person is.</summary>
    /// <param name="point">The contact point, of an admissible channel.</param>
    /// <param name="zone">The customer's zone, in which the window ends.</param>
    /// <exception cref="ArgumentException">The channel is not an admissible one.</exception>
    public TouchIntent ToIntent(ContactPoint point, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (!Channels.Contains(point.Channel))
        {
            throw new ArgumentException($"{point.Channel} is none of the candidate's channels: {string.Join(", ", Channels)}.", nameof(point));
        }

        var intent = new TouchIntent(Key, Class, Purpose, point, zone.StartOf(Window.End.PlusDays(1))) { Topic = Topic, Regards = Regards, Moot = Moot };
        return Kind is { } kind ? intent with { Kind = kind } : intent;
    }

    /// <summary>The intent to carry this out at a contact point, as it is planned on what is known: purchases among the facts do not make it pointless, later ones do.</summary>
    /// <param name="point">The contact point, of an admissible channel.</param>
    /// <param name="facts">What is known of the customer, with the zone in which the window ends.</param>
    /// <exception cref="ArgumentException">The channel is not an admissible one.</exception>
    public TouchIntent ToIntent(ContactPoint point, GateFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return ToIntent(point, facts.Zone.Zone) with { Moot = Moot.Knowing(facts.LastPurchase) };
    }
}
