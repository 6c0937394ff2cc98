using System.Collections.Immutable;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>When a business is open, in days.</summary>
public sealed record BusinessCalendarOptions
{
    /// <summary>The days of the week on which it is open. Default Monday to Friday.</summary>
    public WeekMask Week { get; init; } = WeekMask.MondayToFriday;

    /// <summary>Holidays on which it is closed; <c>null</c>, the default, where it keeps none.</summary>
    public IHolidayCalendar? Holidays { get; init; }

    /// <summary>On which days of a holiday it is closed. Default on both its own date and the day of observance.</summary>
    public HolidayDays HolidayDays { get; init; } = HolidayDays.Both;

    /// <summary>Single days on which it is closed. Default none.</summary>
    public ImmutableArray<LocalDate> ClosedDays { get; init; } = [];

    /// <summary>Single days on which it is open, whatever the week and the holidays say. Default none.</summary>
    public ImmutableArray<LocalDate> OpenDays { get; init; } = [];
}
