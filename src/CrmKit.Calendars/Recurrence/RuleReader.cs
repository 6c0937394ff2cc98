using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Reads one rule, part by part, and keeps the first fault.</summary>
internal sealed class RuleReader(string text)
{
    private const string Prefix = "RRULE:";
    private const int LongestName = 10;

    private static readonly RulePart[] Lists =
    [
        RulePart.Month, RulePart.WeekNumber, RulePart.YearDay, RulePart.MonthDay, RulePart.Hour, RulePart.Minute, RulePart.Second, RulePart.SetPosition,
    ];

    private readonly Dictionary<string, (int Start, int End)> _parts = new(StringComparer.Ordinal);

    public RecurrenceFault? Fault { get; private set; }

    public RecurrenceRule? Read()
    {
        if (!Split())
        {
            return null;
        }

        if (!_parts.ContainsKey("FREQ"))
        {
            Fail(RecurrenceFaultKind.MissingFrequency, "FREQ", 0, "FREQ, a period from SECONDLY to YEARLY");
            return null;
        }

        var rule = new RecurrenceRule(Named<RecurrenceFrequency>("FREQ", default, "a period from SECONDLY to YEARLY"));
        return Fault is null ? Filled(rule) : null;
    }

    private RecurrenceRule? Filled(RecurrenceRule rule)
    {
        CheckScale();
        var interval = Positive("INTERVAL") ?? 1;
        var count = Positive("COUNT");
        var until = Until();
        var lists = Lists.ToDictionary(part => part, Numbers);
        var days = Days();
        var weekStart = WeekStart();
        var skip = Named("SKIP", RecurrenceSkip.Omit, "OMIT, BACKWARD or FORWARD");
        if (Fault is not null)
        {
            return null;
        }

        rule = rule with
        {
            Interval = interval, Count = count, Until = until, WeekStart = weekStart, Skip = skip, ByDay = days,
            ByMonth = lists[RulePart.Month], ByWeekNumber = lists[RulePart.WeekNumber], ByYearDay = lists[RulePart.YearDay],
            ByMonthDay = lists[RulePart.MonthDay], ByHour = lists[RulePart.Hour], ByMinute = lists[RulePart.Minute],
            BySecond = lists[RulePart.Second], BySetPosition = lists[RulePart.SetPosition],
        };
        if (rule.Check() is { } fault)
        {
            Fault = fault with { Position = _parts[fault.Part].Start };
            return null;
        }

        return rule;
    }

    // Cuts the text at semicolons and equals signs; values are kept as ranges so that a fault knows its position.
    private bool Split()
    {
        var (start, end) = (0, text.Length);
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (text.AsSpan(start, end - start).StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            start += Prefix.Length;
        }

        while (start <= end)
        {
            var semicolon = text.IndexOf(';', start, end - start);
            var stop = semicolon < 0 ? end : semicolon;
            if (!AddPart(start, stop))
            {
                return false;
            }

            start = stop + 1;
        }

        return true;
    }

    private bool AddPart(int start, int stop)
    {
        var equals = text.IndexOf('=', start, stop - start);
        if (equals < 0)
        {
            return Fail(RecurrenceFaultKind.NotARule, string.Empty, start, "NAME=VALUE parts joined by semicolons");
        }

        var name = text[start..equals].ToUpperInvariant();
        if (!IsKnown(name))
        {
            var shown = name.Length <= LongestName && name.All(char.IsAsciiLetterOrDigit) ? name : string.Empty;
            return Fail(RecurrenceFaultKind.UnknownPart, shown, start, "the name of a part of RFC 5545, such as FREQ or BYDAY");
        }

        return _parts.TryAdd(name, (equals + 1, stop)) || Fail(RecurrenceFaultKind.RepeatedPart, name, start, $"{name} once");
    }

    private static bool IsKnown(string name) =>
        name is "FREQ" or "INTERVAL" or "COUNT" or "UNTIL" or "BYDAY" or "WKST" or "RSCALE" or "SKIP" || Array.Exists(Lists, part => part.Name == name);

    private void CheckScale()
    {
        if (_parts.TryGetValue("RSCALE", out var value) && !Value(value).Equals("GREGORIAN", StringComparison.OrdinalIgnoreCase))
        {
            Fail(RecurrenceFaultKind.UnsupportedCalendar, "RSCALE", value.Start, "GREGORIAN");
        }
    }

    private T Named<T>(string part, T fallback, string expected)
        where T : struct, Enum
    {
        if (!_parts.TryGetValue(part, out var range))
        {
            return fallback;
        }

        // Enum.TryParse would take numbers and lists as well.
        foreach (var named in Enum.GetValues<T>())
        {
            if (Value(range).Equals(named.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return named;
            }
        }

        Fail(RecurrenceFaultKind.MalformedValue, part, range.Start, expected);
        return Enum.GetValues<T>()[0];
    }

    private int? Positive(string part)
    {
        if (!_parts.TryGetValue(part, out var range))
        {
            return null;
        }

        if (!int.TryParse(Value(range), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            var kind = Value(range).Length > 0 && Value(range).IndexOfAnyExceptInRange('0', '9') < 0 ? RecurrenceFaultKind.OutOfRange : RecurrenceFaultKind.MalformedValue;
            Fail(kind, part, range.Start, "a whole number from 1 to 2147483647");
        }

        return number;
    }

    private RecurrenceUntil? Until()
    {
        if (!_parts.TryGetValue("UNTIL", out var range))
        {
            return null;
        }

        var until = RecurrenceUntil.Read(text[range.Start..range.End].ToUpperInvariant());
        if (until is null)
        {
            Fail(RecurrenceFaultKind.MalformedValue, "UNTIL", range.Start, "a date such as 20251224, 20251224T090000 or 20251224T080000Z");
        }

        return until;
    }

    private ImmutableArray<int> Numbers(RulePart part)
    {
        if (!_parts.TryGetValue(part.Name, out var range))
        {
            return [];
        }

        var numbers = ImmutableArray.CreateBuilder<int>();
        foreach (var item in text.AsSpan(range.Start, range.End - range.Start).Split(','))
        {
            var word = Value((range.Start + item.Start.Value, range.Start + item.End.Value));
            var style = part.FromEnd ? NumberStyles.AllowLeadingSign : NumberStyles.None;
            if (!int.TryParse(word, style, CultureInfo.InvariantCulture, out var number) || word is "-0" or "+0")
            {
                Fail(RecurrenceFaultKind.MalformedValue, part.Name, range.Start + item.Start.Value, part.Words);
                return [];
            }

            if (!part.Admits(number))
            {
                Fail(RecurrenceFaultKind.OutOfRange, part.Name, range.Start + item.Start.Value, part.Words);
                return [];
            }

            numbers.Add(number);
        }

        return numbers.ToImmutable();
    }

    private ImmutableArray<RecurrenceDay> Days()
    {
        if (!_parts.TryGetValue("BYDAY", out var range))
        {
            return [];
        }

        var days = ImmutableArray.CreateBuilder<RecurrenceDay>();
        foreach (var item in text.AsSpan(range.Start, range.End - range.Start).Split(','))
        {
            var at = range.Start + item.Start.Value;
            if (Day(Value((at, range.Start + item.End.Value)), at) is not { } day)
            {
                return [];
            }

            days.Add(day);
        }

        return days.ToImmutable();
    }

    private RecurrenceDay? Day(ReadOnlySpan<char> word, int at)
    {
        var weekday = word.Length < 2 ? IsoDayOfWeek.None : RecurrenceDay.WeekdayOf(word[^2..]);
        var ordinal = 0;
        if (weekday == IsoDayOfWeek.None
            || (word.Length > 2 && !int.TryParse(word[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out ordinal)))
        {
            Fail(RecurrenceFaultKind.MalformedValue, "BYDAY", at, "weekdays such as MO, 2TU or -1FR");
            return null;
        }

        if (word.Length == 2)
        {
            return weekday;
        }

        if (ordinal is 0 or < -RecurrenceDay.LastOrdinal or > RecurrenceDay.LastOrdinal)
        {
            Fail(RecurrenceFaultKind.OutOfRange, "BYDAY", at, "a number from 1 to 53, or -53 to -1, before the weekday");
            return null;
        }

        return new RecurrenceDay(weekday, ordinal);
    }

    private IsoDayOfWeek WeekStart()
    {
        if (!_parts.TryGetValue("WKST", out var range))
        {
            return IsoDayOfWeek.Monday;
        }

        var weekday = RecurrenceDay.WeekdayOf(Value(range));
        if (weekday == IsoDayOfWeek.None)
        {
            Fail(RecurrenceFaultKind.MalformedValue, "WKST", range.Start, "a weekday such as MO or SU");
            return IsoDayOfWeek.Monday;
        }

        return weekday;
    }

    private ReadOnlySpan<char> Value((int Start, int End) range) => text.AsSpan(range.Start, range.End - range.Start);

    private bool Fail(RecurrenceFaultKind kind, string part, int position, string expected)
    {
        Fault ??= new RecurrenceFault(kind, part, position, expected);
        return false;
    }
}
