using CrmKit.Calendars;

namespace CrmKit.Cadence;

/// <summary>How the anniversary of the first purchase is kept.</summary>
public sealed record AnniversaryOptions
{
    /// <summary>When a first purchase on 29 February is thought of in other years. There is no default.</summary>
    public required LeapDayPolicy LeapDay { get; init; }

    /// <summary>The first anniversary that is kept, in years after the purchase. 1 to 100, default 1.</summary>
    public int FromYear { get; init; } = 1;

    /// <summary>For how many days after the day a word still makes sense. 0 to 30, default 3.</summary>
    public int LateDays { get; init; } = 3;

    /// <summary>Admissible channels. Default e-mail.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [Channel.Email];

    /// <summary>The purpose that consent is needed for. Default greetings.</summary>
    public Purpose Purpose { get; init; } = Purpose.Greetings;
}
