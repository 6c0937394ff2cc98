using CrmKit.Calendars;

namespace CrmKit.Cadence;

/// <summary>How birthdays are kept.</summary>
public sealed record BirthdayOptions
{
    /// <summary>When someone born on 29 February is congratulated in other years. There is no default.</summary>
    public required LeapDayPolicy LeapDay { get; init; }

    /// <summary>For how many days after the birthday a greeting still makes sense. 0 to 30, default 0: the day itself.</summary>
    public int LateDays { get; init; }

    /// <summary>Admissible channels. Default e-mail.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [Channel.Email];

    /// <summary>The purpose that consent is needed for. Default greetings.</summary>
    public Purpose Purpose { get; init; } = Purpose.Greetings;
}
