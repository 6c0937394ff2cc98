using CrmKit.Calendars;

namespace CrmKit.Cadence;

/// <summary>A holiday for which cards are sent, found by name in a calendar.</summary>
/// <remarks>
/// Who keeps it: people with an important date of this code (<see cref="Customer.Dates"/>), on their own day; people who said that they care for a topic of this code
/// (<see cref="Customer.Interests"/>), on the calendar's day. What was merely concluded about somebody's holidays, and with them about the faith, tells nothing here.
/// </remarks>
/// <param name="Code">Its code, for example <c>christmas</c>: the name of people's own date, and the topic of their interest.</param>
/// <param name="Calendar">The calendar that says when it is.</param>
/// <param name="Name">What that calendar calls it, letter by letter.</param>
public sealed record CardHoliday(Topic Code, IHolidayCalendar Calendar, string Name)
{
    /// <summary>Whether it is the business's own holiday, for which everybody gets a card who did not say otherwise. Default no.</summary>
    public bool IsKeptByAll { get; init; }
}
