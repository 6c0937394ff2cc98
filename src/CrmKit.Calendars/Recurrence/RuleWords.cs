namespace CrmKit.Calendars;

internal static class RuleWords
{
    public static string Of(RecurrenceRule rule) => rule.ToString();
}
