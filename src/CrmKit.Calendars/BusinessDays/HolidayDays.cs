namespace CrmKit.Calendars;

/// <summary>On which days of a holiday a business is closed.</summary>
public enum HolidayDays
{
    /// <summary>On the day of observance.</summary>
    Observed = 1,

    /// <summary>On the holiday's own date.</summary>
    OwnDate,

    /// <summary>On both: the cautious choice of those who are open on weekends.</summary>
    Both,
}
