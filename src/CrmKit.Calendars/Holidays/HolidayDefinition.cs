namespace CrmKit.Calendars;

/// <summary>One holiday of a calendar: its name, where it falls, and on which day it is observed.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Rule">Where it falls.</param>
/// <param name="Observed">On which day it is observed.</param>
public sealed record HolidayDefinition(string Name, IHolidayRule Rule, IObservedDayRule Observed)
{
    /// <summary>The years of the holiday's date in which it is one. Default all.</summary>
    public YearRange Years { get; init; } = YearRange.All;
}
