using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace CrmKit.Calendars;

/// <summary>Tells a rule in English.</summary>
internal static class RuleWords
{
    // More times of a day than this are told as hours, minutes and seconds.
    private const int MostTimes = 8;

    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth"];
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu");
    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("d MMMM uuuu HH:mm:ss");

    public static string Of(RecurrenceRule rule)
    {
        var text = new StringBuilder(Every(rule));
        Add(text, Weekdays(rule));
        Add(text, MonthDays(rule));
        Add(text, YearDays(rule));
        Add(text, Weeks(rule));
        Add(text, rule.ByMonth.IsEmpty ? null : "in " + List(rule.ByMonth.Select(month => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month))));
        Add(text, Times(rule));
        text.Append(Positions(rule));
        text.Append(WeekStart(rule));
        text.Append(Skip(rule));
        text.Append(End(rule));
        return text.ToString();
    }

    private static string Every(RecurrenceRule rule)
    {
        var unit = UnitOf(rule.Frequency);
        return rule.Interval == 1 ? "every " + unit : string.Create(CultureInfo.InvariantCulture, $"every {rule.Interval} {unit}s");
    }

    private static string UnitOf(RecurrenceFrequency frequency) => frequency switch
    {
        RecurrenceFrequency.Secondly => "second",
        RecurrenceFrequency.Minutely => "minute",
        RecurrenceFrequency.Hourly => "hour",
        RecurrenceFrequency.Daily => "day",
        RecurrenceFrequency.Weekly => "week",
        RecurrenceFrequency.Monthly => "month",
        _ => "year",
    };

    private static string? Weekdays(RecurrenceRule rule)
    {
        if (rule.ByDay.IsEmpty)
        {
            return null;
        }

        // Where BYDAY limits days that another part names, both must hold.
        var limits = rule.ByMonthDay.Length + rule.ByYearDay.Length > 0 && rule.Frequency >= RecurrenceFrequency.Daily;
        var words = List(rule.ByDay.Select(day => day.Ordinal is { } ordinal ? $"the {Nth(ordinal)} {day.Weekday}" : day.Weekday.ToString()));
        var hasOrdinal = rule.ByDay.Any(day => day.Ordinal is not null);
        var of = hasOrdinal ? rule is { Frequency: RecurrenceFrequency.Yearly, ByMonth.IsEmpty: true } ? " of the year" : " of the month" : string.Empty;
        return $"on {words}{of}{(limits ? " that is also" : string.Empty)}";
    }

    private static string? MonthDays(RecurrenceRule rule)
    {
        if (rule.ByMonthDay.IsEmpty)
        {
            return null;
        }

        var days = List(rule.ByMonthDay.Order(FromStart).Select(day => $"the {(day > 0 ? Short(day) : FromEnd(day, "day"))}"), "or", rule.ByDay.Length > 0);
        return $"{(rule.ByDay.IsEmpty ? "on " : string.Empty)}{days} of the month";
    }

    private static string? YearDays(RecurrenceRule rule)
    {
        if (rule.ByYearDay.IsEmpty)
        {
            return null;
        }

        var days = List(rule.ByYearDay.Order(FromStart).Select(day => day > 0 ? $"day {Number(day)}" : $"the {FromEnd(day, "day")}"), "or", rule.ByDay.Length > 0);
        return $"{(rule.ByDay.IsEmpty && rule.ByMonthDay.IsEmpty ? "on " : rule.ByMonthDay.IsEmpty ? string.Empty : "that is also ")}{days} of the year";
    }

    private static string? Weeks(RecurrenceRule rule) => rule.ByWeekNumber.IsEmpty
        ? null
        : $"in {List(rule.ByWeekNumber.Order(FromStart).Select(week => week > 0 ? $"week {Number(week)}" : $"the {FromEnd(week, "week")}"))} of the year";

    private static string? Times(RecurrenceRule rule)
    {
        if (rule.ByHour.Length + rule.ByMinute.Length + rule.BySecond.Length == 0)
        {
            return null;
        }

        var count = (long)rule.ByHour.Length * rule.ByMinute.Length * Math.Max(1, rule.BySecond.Length);
        if (rule.Frequency >= RecurrenceFrequency.Daily && count is > 0 and <= MostTimes)
        {
            var times = from hour in rule.ByHour
                        from minute in rule.ByMinute
                        from second in rule.BySecond.IsEmpty ? [-1] : rule.BySecond
                        select string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}{(second < 0 ? string.Empty : second.ToString(":00", CultureInfo.InvariantCulture))}");
            return "at " + List(times);
        }

        var parts = new[] { Plural("hour", rule.ByHour), Plural("minute", rule.ByMinute), Plural("second", rule.BySecond) };
        return "at " + string.Join(", ", parts.Where(part => part is not null));
    }

    private static string? Plural(string unit, ImmutableArray<int> values) =>
        values.IsEmpty ? null : $"{unit}{(values.Length == 1 ? string.Empty : "s")} {List(values.Select(Number))}";

    private static string Positions(RecurrenceRule rule) => rule.BySetPosition.IsEmpty
        ? string.Empty
        : $", but only the {List(rule.BySetPosition.Order(FromStart).Select(position => position > 0 ? Nth(position) : FromEnd(position, string.Empty).TrimEnd()))} of these in each {UnitOf(rule.Frequency)}";

    // Where a week begins matters only to rules that count weeks.
    private static string WeekStart(RecurrenceRule rule) =>
        rule.WeekStart != IsoDayOfWeek.Monday && (rule.ByWeekNumber.Length > 0 || (rule.Frequency == RecurrenceFrequency.Weekly && (rule.Interval > 1 || rule.BySetPosition.Length > 0)))
            ? $", weeks beginning on {rule.WeekStart}"
            : string.Empty;

    private static string Skip(RecurrenceRule rule) => rule.Skip switch
    {
        RecurrenceSkip.Backward => ", a date that does not exist being kept on the last day before it",
        RecurrenceSkip.Forward => ", a date that does not exist being kept on the first day after it",
        _ => string.Empty,
    };

    private static string End(RecurrenceRule rule) => rule switch
    {
        { Count: 1 } => ", once",
        { Count: { } count } => string.Create(CultureInfo.InvariantCulture, $", {count} times"),
        { Until.Date: { } date } => $", until {Day.Format(date)}",
        { Until.Time: { } time } => $", until {Moment.Format(time)}",
        { Until.Instant: { } instant } => $", until {Moment.Format(instant.InUtc().LocalDateTime)} UTC",
        _ => string.Empty,
    };

    private static string Nth(int ordinal) => ordinal < 0 ? FromEnd(ordinal, string.Empty).TrimEnd() : ordinal <= Ordinals.Length ? Ordinals[ordinal - 1] : Short(ordinal);

    private static string FromEnd(int number, string what) => number switch
    {
        -1 => $"last {what}",
        -2 => $"second to last {what}",
        -3 => $"third to last {what}",
        _ => $"{Short(-number)} to last {what}",
    };

    private static string Short(int number) => Number(number) + (number % 100 is >= 11 and <= 13 ? "th" : (number % 10) switch
    {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    });

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    // From the start as 1, 2, 3, then from the end as -3, -2, -1.
    private static Comparer<int> FromStart { get; } = Comparer<int>.Create((one, other) => (one < 0, one).CompareTo((other < 0, other)));

    private static string List(IEnumerable<string> words, string word = "and", bool useWord = false)
    {
        var all = words.ToList();
        var join = useWord ? word : "and";
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all.Take(all.Count - 1))} {join} {all[^1]}";
    }

    private static void Add(StringBuilder text, string? words)
    {
        if (words is not null)
        {
            text.Append(' ').Append(words);
        }
    }
}
