using CrmKit.Calendars;

namespace CrmKit.Cadence;

/// <summary>For which holidays cards are sent.</summary>
public sealed record HolidayCardOptions
{
    /// <summary>Holidays of calendars, the more important first. Default none.</summary>
    public ImmutableArray<CardHoliday> Holidays { get; init; } = [];

    /// <summary>Names of people's own dates for which they get a card, such as <c>wedding-anniversary</c>, after the holidays. Default none: not every day that a person keeps is a happy one.</summary>
    public ImmutableArray<Topic> OwnDates { get; init; } = [];

    /// <summary>When somebody's own 29 February is kept in other years. There is no default.</summary>
    public required LeapDayPolicy LeapDay { get; init; }

    /// <summary>For how many days before the holiday a card may leave. 0 to 60, default 0: on the day itself. A card by post needs some.</summary>
    public int LeadDays { get; init; }

    /// <summary>For how many days after the holiday a card still makes sense. 0 to 30, default 0.</summary>
    public int LateDays { get; init; }

    /// <summary>Admissible channels. Default e-mail.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [Channel.Email];

    /// <summary>The purpose that consent is needed for. Default greetings.</summary>
    public Purpose Purpose { get; init; } = Purpose.Greetings;
}
