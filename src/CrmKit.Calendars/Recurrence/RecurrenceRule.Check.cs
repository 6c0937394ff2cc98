namespace CrmKit.Calendars;

public sealed partial record RecurrenceRule
{
    /// <summary>What RFC 5545 does not allow in this combination of parts; <c>null</c> where nothing.</summary>
    /// <returns>A fault with position -1: a rule built in code has no text. A rule that was parsed has none.</returns>
    public RecurrenceFault? Check()
    {
        if (Count is not null && Until is not null)
        {
            return Refused("COUNT", "either COUNT or UNTIL, not both");
        }

        if (ByWeekNumber.Length > 0 && Frequency != RecurrenceFrequency.Yearly)
        {
            return Refused("BYWEEKNO", "BYWEEKNO with FREQ=YEARLY alone");
        }

        if (ByYearDay.Length > 0 && Frequency is (RecurrenceFrequency.Daily or RecurrenceFrequency.Weekly or RecurrenceFrequency.Monthly))
        {
            return Refused("BYYEARDAY", "BYYEARDAY with FREQ=YEARLY, HOURLY, MINUTELY or SECONDLY");
        }

        if (ByMonthDay.Length > 0 && Frequency == RecurrenceFrequency.Weekly)
        {
            return Refused("BYMONTHDAY", "BYMONTHDAY with another FREQ than WEEKLY");
        }

        if (BySetPosition.Length > 0 && !HasDayPart && ByMonth.Length + ByHour.Length + ByMinute.Length + BySecond.Length == 0)
        {
            return Refused("BYSETPOS", "BYSETPOS beside another BY part");
        }

        return CheckOrdinals();
    }

    private RecurrenceFault? CheckOrdinals()
    {
        var hasOrdinal = ByDay.Any(day => day.Ordinal is not null);
        if (hasOrdinal && Frequency is not (RecurrenceFrequency.Monthly or RecurrenceFrequency.Yearly))
        {
            return Refused("BYDAY", "weekdays without a number, as FREQ is neither MONTHLY nor YEARLY");
        }

        return hasOrdinal && ByWeekNumber.Length > 0 ? Refused("BYDAY", "weekdays without a number beside BYWEEKNO") : null;
    }

    private static RecurrenceFault Refused(string part, string expected) => new(RecurrenceFaultKind.NotAllowed, part, -1, expected);
}
