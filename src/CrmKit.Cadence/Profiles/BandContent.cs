namespace CrmKit.Cadence;

/// <summary>One thing that there is to say to the people of a recency band.</summary>
/// <remarks>A topic that is one of <see cref="BusinessProfile.Items"/> is never said to somebody who bought it within its rest period, whatever the condition says.</remarks>
public sealed record BandContent
{
    /// <summary>What it is about; <c>null</c> for nothing in particular. An offer names one of the profile's items.</summary>
    public Topic? Topic { get; init; }

    /// <summary>What it gives to the person.</summary>
    public required TouchKind Kind { get; init; }

    /// <summary>The class: promotional for an offer, relationship for attention, either for something of use.</summary>
    public required TouchClass Class { get; init; }

    /// <summary>The purpose that consent is needed for. Default marketing for what is promotional, greetings otherwise.</summary>
    public Purpose Purpose
    {
        get => field != default ? field : Class == TouchClass.Promotional ? Purpose.Marketing : Purpose.Greetings;
        init;
    }

    /// <summary>Admissible channels; empty, the default, for the profile's natural ones.</summary>
    public ImmutableArray<Channel> Channels
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>What the person must own or not own; <c>null</c> where that makes no difference.</summary>
    public OwnershipCondition? Condition { get; init; }

    /// <summary>Value equality, channels compared in order.</summary>
    /// <param name="other">The other content.</param>
    public bool Equals(BandContent? other) => other is not null
        && Topic == other.Topic
        && Kind == other.Kind
        && Class == other.Class
        && Purpose == other.Purpose
        && Channels.AsSpan().SequenceEqual(other.Channels.AsSpan())
        && Condition == other.Condition;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Topic, Kind, Class, Purpose, Channels.Length, Condition);
}
