namespace CrmKit.Desk;

/// <summary>How much stands in a calendar.</summary>
/// <param name="Contacts">Contacts.</param>
/// <param name="Birthdays">People whose birthday is in it.</param>
public sealed record CalendarReport(long Contacts, long Birthdays);
