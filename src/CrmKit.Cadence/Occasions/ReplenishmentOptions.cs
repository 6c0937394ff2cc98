namespace CrmKit.Cadence;

/// <summary>How people are reminded of what will soon be used up.</summary>
public sealed record ReplenishmentOptions
{
    /// <summary>The items that are used up; empty, the default, for all purchases. Where some are named, only who bought one of them last is reminded, since the rhythm runs from the last purchase.</summary>
    public ImmutableArray<Topic> Items { get; init; } = [];

    /// <summary>For how many days before the reorder window the reminder makes sense. 1 to 90, default 7.</summary>
    public int LeadDays { get; init; } = 7;

    /// <summary>Admissible channels. Default e-mail.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [Channel.Email];

    /// <summary>The purpose that consent is needed for. Default marketing.</summary>
    public Purpose Purpose { get; init; } = Purpose.Marketing;
}
