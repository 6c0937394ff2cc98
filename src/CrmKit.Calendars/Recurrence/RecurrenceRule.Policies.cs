using NodaTime;

namespace CrmKit.Calendars;

public sealed partial record RecurrenceRule
{
    /// <summary>Every year on an occasion; what 29 February does in common years, its policy says, by SKIP.</summary>
    /// <param name="occasion">Month, day and leap-day policy.</param>
    /// <exception cref="ArgumentException">It is <c>default(AnnualOccasion)</c>, which has no policy.</exception>
    public static RecurrenceRule EveryYearOn(AnnualOccasion occasion)
    {
        var skip = occasion.LeapDay switch
        {
            LeapDayPolicy.February28 => RecurrenceSkip.Backward,
            LeapDayPolicy.March1 => RecurrenceSkip.Forward,
            LeapDayPolicy.LeapYearsOnly => RecurrenceSkip.Omit,
            _ => throw new ArgumentException("This occasion is default(AnnualOccasion): create it with a date and a leap-day policy.", nameof(occasion)),
        };
        var isLeapDay = occasion.Date is { Month: 2, Day: 29 };
        return new RecurrenceRule(RecurrenceFrequency.Yearly)
        {
            ByMonth = [occasion.Date.Month],
            ByMonthDay = [occasion.Date.Day],
            Skip = isLeapDay ? skip : RecurrenceSkip.Omit,
        };
    }

    /// <summary>Every month, or every few, on the day of the month of a date; what a short month does, the policy says.</summary>
    /// <param name="date">The date whose day of the month is kept.</param>
    /// <param name="monthEnd">What a month does that is too short.</param>
    /// <param name="months">Every how many months, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="monthEnd"/> is not a named policy, or <paramref name="months"/> is less than 1.</exception>
    public static RecurrenceRule EveryMonthFrom(LocalDate date, MonthEndPolicy monthEnd, int months = 1)
    {
        if (!Enum.IsDefined(monthEnd))
        {
            throw new ArgumentOutOfRangeException(nameof(monthEnd), monthEnd, "Name a policy: Clamp, KeepMonthEnd or SkipMonth.");
        }

        var isLast = date.Day == date.Calendar.GetDaysInMonth(date.Year, date.Month);
        var day = monthEnd == MonthEndPolicy.KeepMonthEnd && isLast ? -1 : date.Day;
        return new RecurrenceRule(RecurrenceFrequency.Monthly)
        {
            Interval = months,
            ByMonthDay = [day],
            Skip = monthEnd != MonthEndPolicy.SkipMonth && day > 28 ? RecurrenceSkip.Backward : RecurrenceSkip.Omit,
        };
    }
}
