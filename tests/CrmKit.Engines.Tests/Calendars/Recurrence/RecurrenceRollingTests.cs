using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class RecurrenceRollingTests
{
    [Fact]
    public void Moved_days_equal_moving_each_one_by_hand() => Law.Holds(
        from given in RandomRules.Days
        from policy in Gen.Elements(Enum.GetValues<NonBusinessDayPolicy>())
        from seed in Gen.Choose(0, 1_000_000)
        select (given.Start, given.Rule, Policy: policy, Days: new Closings(seed)),
        given =>
        {
            if (given.Rule.BySetPosition.Length > 0 && given.Rule.Frequency > RecurrenceFrequency.Daily)
            {
                return;
            }

            var recurrence = new Recurrence(given.Start, given.Rule).Rolled(given.Policy, given.Days);
            var end = given.Start.PlusYears(3);
            var slow = RecurrenceOracle.Nominal(given.Rule, given.Start, end.PlusDays(90))
                .GroupBy(time => time.Date).Select(day => (To: Moved(day.Key, given.Policy, given.Days), Times: day.Select(time => time.TimeOfDay).ToList()))
                .Where(day => day.To is not null).GroupBy(day => day.To!.Value).SelectMany(day => day.First().Times.Select(time => day.Key + time))
                .Where(time => time < end).ToList();
            var fast = recurrence.Occurrences.TakeWhile(time => time < end).ToList();
            Assert.Equal(slow, fast);
            for (var index = 1; index < Math.Min(fast.Count, 100); index++)
            {
                Assert.Equal(fast[index], recurrence.Next(fast[index - 1]));
                Assert.Equal(fast[index], recurrence.From(fast[index]).First());
            }
        },
        tests: 400);

    // The start lies on a Sunday after the hour of the rule: the Sunday gives nothing, and the Monday keeps its own.
    [Fact]
    public void Start_day_whose_times_are_over_takes_no_other_days_place()
    {
        var daily = new Recurrence(new LocalDateTime(2026, 3, 1, 9, 30), RecurrenceRule.Parse("FREQ=DAILY;BYMINUTE=0,15"));
        var rolled = daily.Rolled(NonBusinessDayPolicy.Following, new BusinessCalendar(WeekMask.MondayToFriday));
        Assert.Equal([new LocalDateTime(2026, 3, 2, 9, 0), new LocalDateTime(2026, 3, 2, 9, 15)], rolled.Occurrences.Take(2));
    }

    [Fact]
    public void A_business_that_never_opens_ends_with_a_status()
    {
        var start = new LocalDateTime(2026, 1, 1, 9, 0);
        foreach (var policy in Enum.GetValues<NonBusinessDayPolicy>())
        {
            var recurrence = new Recurrence(start, RecurrenceRule.Parse("FREQ=YEARLY")).Rolled(policy, new NeverOpen());
            Assert.Null(recurrence.Next(start, out var end));
            Assert.Equal(policy == NonBusinessDayPolicy.Drop ? RecurrenceEnd.CalendarEnd : RecurrenceEnd.WorkLimit, end);
        }
    }

    // A stretch closed for three years, one for eleven, and the ends of the calendar.
    [Fact]
    public void A_day_moves_in_a_recurrence_as_it_does_alone()
    {
        var days = new LongClosed();
        foreach (var policy in Enum.GetValues<NonBusinessDayPolicy>())
        {
            foreach (var date in new LocalDate[] { new(2026, 5, 1), new(2030, 7, 1), new(2031, 5, 31), new(2050, 2, 1), new(2055, 12, 31), new(2061, 1, 31), new(9999, 12, 31), new(1, 1, 1) })
            {
                var recurrence = new Recurrence(date.AtMidnight(), RecurrenceRule.Parse("FREQ=DAILY;COUNT=1")).Rolled(policy, days);
                LocalDate? alone = null;
                try
                {
                    alone = days.Roll(date, policy);
                }
                catch (InvalidOperationException)
                {
                }

                Assert.Equal(alone, recurrence.Occurrences.Select(time => (LocalDate?)time.Date).SingleOrDefault());
            }
        }
    }

    [Fact]
    public void Rules_whose_days_differ_in_their_times_are_not_moved()
    {
        var start = new LocalDateTime(2026, 1, 1, 9, 0);
        foreach (var text in new[] { "FREQ=HOURLY", "FREQ=MONTHLY;BYDAY=MO,TU;BYHOUR=9,10;BYSETPOS=2" })
        {
            Assert.Throws<ArgumentException>("rolling", () => new Recurrence(start, RecurrenceRule.Parse(text)).Rolled(NonBusinessDayPolicy.Following, new NeverOpen()));
        }
    }

    private static LocalDate? Moved(LocalDate day, NonBusinessDayPolicy policy, IBusinessDays days)
    {
        if (days.IsBusinessDay(day))
        {
            return day;
        }

        var (next, before) = (day, day);
        while (!days.IsBusinessDay(next))
        {
            next = next.PlusDays(1);
        }

        while (!days.IsBusinessDay(before))
        {
            before = before.PlusDays(-1);
        }

        return policy switch
        {
            NonBusinessDayPolicy.Following => next,
            NonBusinessDayPolicy.Preceding => before,
            NonBusinessDayPolicy.ModifiedFollowing => next.Month == day.Month ? next : before,
            NonBusinessDayPolicy.ModifiedPreceding => before.Month == day.Month ? before : next,
            _ => null,
        };
    }

    /// <summary>Weekends, and single days and stretches closed at random.</summary>
    private sealed class Closings(int seed) : IBusinessDays
    {
        public bool IsBusinessDay(LocalDate day)
        {
            var stretch = unchecked((uint)((day.Year * 53 + day.DayOfYear / 7) * 2654435761L + seed)) % 9;
            return day.DayOfWeek < IsoDayOfWeek.Saturday && stretch != 0 && (day.DayOfYear * 31 + seed) % 11 != 0;
        }

        public override string ToString() => $"closings of seed {seed}";
    }

    private sealed class LongClosed : IBusinessDays
    {
        public bool IsBusinessDay(LocalDate day) => day.DayOfWeek == IsoDayOfWeek.Monday && day.Year is > 1 and < 9999 and not (2029 or 2030 or 2031) and not (>= 2050 and <= 2061);
    }

    private sealed class NeverOpen : IBusinessDays
    {
        public bool IsBusinessDay(LocalDate day) => false;
    }
}
