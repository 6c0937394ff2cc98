using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Writes a rule as RFC 5545 has it.</summary>
internal static class RuleWriter
{
    public static string Write(RecurrenceRule rule)
    {
        var text = new StringBuilder(64);

        // RFC 7529, section 4.2: SKIP stands beside RSCALE only.
        if (rule.Skip != RecurrenceSkip.Omit)
        {
            Part(text, "RSCALE", "GREGORIAN");
        }

        Part(text, "FREQ", rule.Frequency.ToString().ToUpperInvariant());
        if (rule.Interval != 1)
        {
            Part(text, "INTERVAL", Number(rule.Interval));
        }

        if (rule.Count is { } count)
        {
            Part(text, "COUNT", Number(count));
        }

        if (rule.Until is { } until)
        {
            Part(text, "UNTIL", until.ToString());
        }

        Numbers(text, RulePart.Month, rule.ByMonth);
        Numbers(text, RulePart.WeekNumber, rule.ByWeekNumber);
        Numbers(text, RulePart.YearDay, rule.ByYearDay);
        Numbers(text, RulePart.MonthDay, rule.ByMonthDay);
        if (rule.ByDay.Length > 0)
        {
            Part(text, "BYDAY", string.Join(',', rule.ByDay));
        }

        Numbers(text, RulePart.Hour, rule.ByHour);
        Numbers(text, RulePart.Minute, rule.ByMinute);
        Numbers(text, RulePart.Second, rule.BySecond);
        Numbers(text, RulePart.SetPosition, rule.BySetPosition);
        if (rule.WeekStart != IsoDayOfWeek.Monday)
        {
            Part(text, "WKST", RecurrenceDay.CodeOf(rule.WeekStart));
        }

        if (rule.Skip != RecurrenceSkip.Omit)
        {
            Part(text, "SKIP", rule.Skip.ToString().ToUpperInvariant());
        }

        return text.ToString();
    }

    private static void Numbers(StringBuilder text, RulePart part, ImmutableArray<int> values)
    {
        if (values.Length > 0)
        {
            Part(text, part.Name, string.Join(',', values.Select(Number)));
        }
    }

    private static void Part(StringBuilder text, string name, string value) =>
        text.Append(text.Length == 0 ? string.Empty : ";").Append(name).Append('=').Append(value);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
