namespace CrmKit.Messaging;

/// <summary>One message to one contact point.</summary>
public sealed record OutgoingMessage
{
    /// <summary>Unique to the effect and the same in every attempt: 32 hexadecimal digits derived from the key.</summary>
    public required string Id { get; init; }

    /// <summary>Where it goes.</summary>
    public required ContactPoint To { get; init; }

    /// <summary>The person's name for the address line; <c>null</c> when unknown.</summary>
    public string? ToName { get; init; }

    /// <summary>The words.</summary>
    public required MessageText Text { get; init; }

    /// <summary>When it leaves, on the clock of the person.</summary>
    public required ZonedDateTime Date { get; init; }

    /// <summary>What kind of contact it is.</summary>
    public required TouchClass Class { get; init; }

    /// <summary>What the person may withdraw from by the link.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>Where one click withdraws the agreement (RFC 8058); <c>null</c> where the program has no such place, or the contact needs no agreement.</summary>
    public Uri? UnsubscribeLink { get; init; }

    /// <summary>Which attempt this is, the first being 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The id alone: the rest is personal data.</summary>
    public override string ToString() => $"Message {Id}";
}
