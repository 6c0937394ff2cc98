using CrmKit.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Rules and starts at random, every part and combination that RFC 5545 allows; dense ones often enough that most of them occur.</summary>
internal static class RandomRules
{
    public static Gen<(LocalDateTime Start, RecurrenceRule Rule)> Days { get; } = Seeds.Select(seed => OfSeed(seed, RecurrenceFrequency.Daily, RecurrenceFrequency.Yearly));

    public static Gen<(LocalDateTime Start, RecurrenceRule Rule)> Units { get; } = Seeds.Select(seed => OfSeed(seed, RecurrenceFrequency.Secondly, RecurrenceFrequency.Hourly));

    public static Gen<(LocalDateTime Start, RecurrenceRule Rule)> Any { get; } = Seeds.Select(seed => OfSeed(seed, RecurrenceFrequency.Secondly, RecurrenceFrequency.Yearly));

    private static Gen<int> Seeds => Gen.Choose(0, int.MaxValue - 1);

    public static (LocalDateTime Start, RecurrenceRule Rule) OfSeed(int seed, RecurrenceFrequency first, RecurrenceFrequency last)
    {
        var random = new Random(seed);
        var start = new LocalDate(1896, 1, 1).PlusDays(random.Next(365 * 210)).At(new LocalTime(random.Next(24), random.Next(4) * 15, random.Next(3) == 0 ? random.Next(60) : 0));
        start = random.Next(6) == 0 ? new LocalDateTime(start.Year / 4 * 4 + 4, 1, 31, 9, 0).PlusMonths(random.Next(3)).With(DateAdjusters.EndOfMonth) : start;
        while (true)
        {
            var rule = Rule(random, start, (RecurrenceFrequency)random.Next((int)first, (int)last + 1));
            if (rule.Check() is null)
            {
                return (start, rule);
            }
        }
    }

    private static RecurrenceRule Rule(Random random, LocalDateTime start, RecurrenceFrequency frequency)
    {
        var rule = new RecurrenceRule(frequency)
        {
            Interval = random.Next(3) > 0 ? 1 : random.Next(2) == 0 ? random.Next(1, 8) : random.Next(1, 70),
            ByMonth = Some(random, 4, 1, 12, false),
            ByMonthDay = frequency == RecurrenceFrequency.Weekly ? [] : Some(random, 4, 1, 31, true),
            ByYearDay = frequency is RecurrenceFrequency.Yearly or < RecurrenceFrequency.Daily ? Some(random, 8, 1, 366, true) : [],
            ByWeekNumber = frequency == RecurrenceFrequency.Yearly ? Some(random, 6, 1, 53, true) : [],
            ByHour = Some(random, 5, 0, 23, false),
            ByMinute = Some(random, 6, 0, 59, false),
            BySecond = Some(random, 8, 0, 60, false),
            BySetPosition = Some(random, 4, 1, random.Next(2) == 0 ? 4 : 30, true),
            ByDay = Weekdays(random, frequency),
            WeekStart = (IsoDayOfWeek)random.Next(1, 8),
            Skip = random.Next(3) == 0 ? (RecurrenceSkip)random.Next(1, 4) : RecurrenceSkip.Omit,
        };
        return random.Next(6) switch
        {
            0 => rule with { Count = random.Next(1, 60) },
            1 => rule with { Until = Until(random, start) },
            _ => rule,
        };
    }

    private static RecurrenceUntil Until(Random random, LocalDateTime start)
    {
        var end = start.PlusDays(random.Next(3000)).PlusSeconds(random.Next(3) - 1);
        return random.Next(2) == 0 ? RecurrenceUntil.On(end.Date) : RecurrenceUntil.At(end);
    }

    private static ImmutableArray<RecurrenceDay> Weekdays(Random random, RecurrenceFrequency frequency)
    {
        if (random.Next(2) == 0)
        {
            return [];
        }

        var withOrdinal = frequency >= RecurrenceFrequency.Monthly && random.Next(2) == 0;
        var days = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Weekday(random, withOrdinal));
        return [.. days];
    }

    private static RecurrenceDay Weekday(Random random, bool withOrdinal)
    {
        var weekday = (IsoDayOfWeek)random.Next(1, 8);
        var ordinal = random.Next(1, random.Next(4) == 0 ? 54 : 6);
        return withOrdinal && random.Next(4) > 0 ? new RecurrenceDay(weekday, random.Next(2) == 0 ? ordinal : -ordinal) : weekday;
    }

    private static ImmutableArray<int> Some(Random random, int rarity, int first, int last, bool fromEnd)
    {
        if (random.Next(rarity) != 0)
        {
            return [];
        }

        // The edges, where the mistakes are, more often than their share.
        var numbers = Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(3) == 0 ? Math.Max(first, last - random.Next(4)) : random.Next(first, last + 1));
        return [.. numbers.Select(number => fromEnd && random.Next(3) == 0 ? -number : number)];
    }
}
