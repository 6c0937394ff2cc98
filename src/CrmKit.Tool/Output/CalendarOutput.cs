namespace CrmKit.Tool;

/// <summary>Where a calendar went, and how much stands in it.</summary>
internal sealed record CalendarOutput(string Path, long Contacts, long Birthdays);
