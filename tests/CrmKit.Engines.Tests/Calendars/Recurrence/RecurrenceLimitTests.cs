using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

public sealed class RecurrenceLimitTests
{
    // NodaTime keeps about forty years of a zone's transitions at hand, and computes others anew.
    private const int LastYear = 2060;

    private static readonly LocalDateTime Start = new(2026, 1, 1, 9, 0);

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=MONTHLY;INTERVAL=12;BYMONTH=2;BYMONTHDAY=1", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=YEARLY;BYDAY=MO;BYSETPOS=366", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=DAILY;BYHOUR=9;BYSETPOS=2", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=HOURLY;BYMINUTE=0;BYSETPOS=-2", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=DAILY;INTERVAL=2147483647", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=WEEKLY;INTERVAL=2147483647", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=MONTHLY;INTERVAL=2147483647", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=YEARLY;INTERVAL=2147483647", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=YEARLY;INTERVAL=2147483647;BYDAY=TH;BYSETPOS=1", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=HOURLY;INTERVAL=2147483647", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=SECONDLY;INTERVAL=2147483647;BYMONTH=2;BYMONTHDAY=30", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=SECONDLY;INTERVAL=2;BYSECOND=1", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1", RecurrenceEnd.CalendarEnd)]
    [InlineData("FREQ=SECONDLY;BYYEARDAY=366;BYMONTH=1", RecurrenceEnd.CalendarEnd)]
    public void A_rule_that_nothing_or_only_its_start_meets_ends_with_a_status(string text, RecurrenceEnd expected)
    {
        var recurrence = new Recurrence(Start, RecurrenceRule.Parse(text));
        Assert.Null(recurrence.Next(Start, out var end));
        Assert.Equal(expected, end);
        var zoned = recurrence.InZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"], new LocalTimeResolver(GapPolicy.ShiftForward, OverlapPolicy.First));
        Assert.Null(zoned.Next(Instant.FromUtc(2026, 1, 1, 8, 0), out end));
        Assert.Equal(expected, end);
        foreach (var count in new[] { 3, int.MaxValue })
        {
            var counted = new Recurrence(Start, RecurrenceRule.Parse($"{text};COUNT={count}"));
            Assert.Null(counted.Next(Start, out end));
            Assert.Equal(expected, end);
        }
    }

    [Theory]
    [InlineData("FREQ=SECONDLY;COUNT=2147483647")]
    [InlineData("FREQ=SECONDLY;INTERVAL=7;BYHOUR=9,10;COUNT=2147483647")]
    [InlineData("FREQ=DAILY;COUNT=2147483647")]
    [InlineData("FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,10,20,30,40,50;BYSECOND=0,30;BYSETPOS=1,2,3,-1;COUNT=2147483647")]
    [InlineData("FREQ=YEARLY;BYDAY=MO,TU;BYHOUR=9,10;BYSETPOS=1,2,3,-1;COUNT=2147483647")]
    public void A_huge_count_ends_with_a_status(string text)
    {
        foreach (var gap in new[] { GapPolicy.ShiftForward, GapPolicy.Skip })
        {
            var zoned = new Recurrence(Start, RecurrenceRule.Parse(text)).InZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"], new LocalTimeResolver(gap, OverlapPolicy.First));
            var next = zoned.Next(Instant.FromUtc(2026, 1, 20, 0, 0));
            Assert.True(next is not null || text.StartsWith("FREQ=SECONDLY", StringComparison.Ordinal) || gap == GapPolicy.Skip);
        }
    }

    [Fact]
    public void The_last_year_of_the_calendar_ends_a_rule_cleanly()
    {
        foreach (var text in new[] { "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY", "FREQ=HOURLY", "FREQ=MONTHLY;BYDAY=MO,FR;BYHOUR=9,10;BYSETPOS=-1", "FREQ=YEARLY;BYYEARDAY=366;SKIP=FORWARD", "FREQ=YEARLY;BYWEEKNO=53,1" })
        {
            var recurrence = new Recurrence(new LocalDateTime(9998, 12, 31, 23, 0), RecurrenceRule.Parse(text));
            Assert.Equal(9999, recurrence.Occurrences.Last().Year);
            var enumerator = recurrence.From(new LocalDateTime(9999, 12, 31, 23, 59, 59)).GetEnumerator();
            while (enumerator.MoveNext())
            {
            }

            Assert.Equal(RecurrenceEnd.CalendarEnd, enumerator.End);
            foreach (var zone in new[] { "Pacific/Honolulu", "Pacific/Kiritimati", "Europe/Berlin" })
            {
                var zoned = recurrence.InZone(DateTimeZoneProviders.Tzdb[zone], new LocalTimeResolver(GapPolicy.ShiftForward, OverlapPolicy.First));
                Assert.True(zoned.Occurrences.Last().Year >= 9998);
                Assert.Null(zoned.Next(Instant.MaxValue, out var end));
                Assert.Equal(RecurrenceEnd.CalendarEnd, end);
            }
        }
    }

    [Fact]
    public void The_first_year_of_the_calendar_begins_a_rule_cleanly()
    {
        foreach (var text in new[] { "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,FR;WKST=SU", "FREQ=WEEKLY;BYDAY=MO,FR;WKST=TU;BYSETPOS=1", "FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=BACKWARD", "FREQ=YEARLY;BYWEEKNO=53,1;BYDAY=MO", "FREQ=YEARLY;BYYEARDAY=-366;SKIP=BACKWARD", "FREQ=SECONDLY;INTERVAL=5" })
        {
            var start = new LocalDateTime(1, 1, 1, 0, 0);
            var recurrence = new Recurrence(start, RecurrenceRule.Parse(text));
            Assert.Equal(RecurrenceOracle.Nominal(recurrence.Rule!, start, start.PlusDays(text.StartsWith("FREQ=S", StringComparison.Ordinal) ? 1 : 800)), recurrence.Occurrences.TakeWhile(time => time < start.PlusDays(text.StartsWith("FREQ=S", StringComparison.Ordinal) ? 1 : 800)));
            Assert.Equal(recurrence.Occurrences.First(), recurrence.Next(new LocalDateTime(-9000, 1, 1, 0, 0)));
            var zoned = recurrence.InZone(DateTimeZoneProviders.Tzdb["Pacific/Kiritimati"], new LocalTimeResolver(GapPolicy.Skip, OverlapPolicy.First));
            Assert.Equal(zoned.Occurrences.First(), zoned.Next(Instant.MinValue));
        }
    }

    [Fact]
    public void A_walk_allocates_nothing_per_occurrence()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        foreach (var text in new[] { "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=HOURLY;INTERVAL=5;BYDAY=MO", "FREQ=MONTHLY;BYDAY=FR;BYHOUR=9,10;BYSETPOS=2" })
        {
            var recurrence = new Recurrence(Start, RecurrenceRule.Parse(text));
            var zoned = recurrence.InZone(zone, new LocalTimeResolver(GapPolicy.ShiftForward, OverlapPolicy.First));
            Walk(recurrence, zoned, 2000);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Walk(recurrence, zoned, 2000);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void A_start_out_of_step_occurs_only_if_the_rule_meets_it()
    {
        var recurrence = new Recurrence(Start, RecurrenceRule.Parse("FREQ=WEEKLY;BYDAY=MO;COUNT=2"));
        Assert.False(recurrence.StartIsInStep);
        Assert.Equal([5, 12], recurrence.Occurrences.Select(time => time.Day));
        Assert.True(new Recurrence(Start, RecurrenceRule.Parse("FREQ=WEEKLY")).StartIsInStep);
    }

    [Fact]
    public void Dates_without_a_rule_are_told_in_order_from_the_start_on()
    {
        var recurrence = new Recurrence(Start, null, [Start.PlusDays(9), Start.PlusDays(-3), Start.PlusDays(9)], [Start.PlusDays(1)]);
        Assert.Equal([Start.PlusDays(-3), Start, Start.PlusDays(9)], recurrence.Occurrences);
        Assert.Null(recurrence.Next(Start.PlusDays(9), out var end));
        Assert.Equal(RecurrenceEnd.Finished, end);
    }

    [Fact]
    public void A_fraction_of_a_second_or_a_far_year_is_refused()
    {
        var rule = RecurrenceRule.Parse("FREQ=DAILY");
        Assert.Throws<ArgumentOutOfRangeException>("start", () => new Recurrence(Start.PlusMilliseconds(1), rule));
        Assert.Throws<ArgumentOutOfRangeException>("start", () => new Recurrence(new LocalDateTime(-1, 1, 1, 0, 0), rule));
        Assert.Throws<ArgumentOutOfRangeException>("additions", () => new Recurrence(Start, rule, [Start.PlusTicks(1)], []));
        Assert.Throws<ArgumentException>("resolver", () => new Recurrence(Start, rule).InZone(DateTimeZone.Utc, default));
    }

    private static long Walk(Recurrence recurrence, ZonedRecurrence zoned, int count)
    {
        var sum = 0L;
        var left = count;
        foreach (var time in recurrence.Occurrences)
        {
            sum += time.Day;
            if (--left == 0 || time.Year == LastYear)
            {
                break;
            }
        }

        left = count;
        foreach (var time in zoned.Occurrences)
        {
            sum += time.Day;
            if (--left == 0 || time.Year == LastYear)
            {
                break;
            }
        }

        return sum;
    }
}
