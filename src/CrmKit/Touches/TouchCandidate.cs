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

    /// <summary>Whether it is owed, as a birthday greeting is: it goes before any that is merely worth while.</summary>
    public bool IsCommitment { get; init; }

    /// <summary>The intent to carry this out at a contact point.</summary>
    /// <param name="point">The contact point.</param>
    /// <param name="zone">The customer's zone, in which the window ends.</param>
    public TouchIntent ToIntent(ContactPoint point, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var intent = new TouchIntent(Key, Class, Purpose, point, zone.StartOf(Window.End.PlusDays(1))) { Topic = Topic };
        return Kind is { } kind ? intent with { Kind = kind } : intent;
    }
}
