namespace CrmKit.Cadence;

/// <summary>How often customers hear from the business when nothing else happens.</summary>
public sealed record IntervalCadenceOptions
{
    /// <summary>Days from the last purchase or contact to the next contact. 1 to 3,660, default 90.</summary>
    public int IntervalDays { get; init; } = 90;

    /// <summary>Admissible channels. Default e-mail.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [Channel.Email];

    /// <summary>The purpose that consent is needed for. Default marketing.</summary>
    public Purpose Purpose { get; init; } = Purpose.Marketing;

    /// <summary>The class of the contact. Default promotional.</summary>
    public TouchClass Class { get; init; } = TouchClass.Promotional;
}
