using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

// COUNT is turned into the time of the last occurrence without walking there: these walk.
public sealed class RecurrenceCountTests
{
    private static readonly LocalDateTime Start = new(2024, 2, 28, 9, 30, 15);

    [Theory]
    [InlineData("FREQ=SECONDLY;BYSECOND=1,2,59;BYHOUR=9,23")]
    [InlineData("FREQ=SECONDLY;INTERVAL=7")]
    [InlineData("FREQ=SECONDLY;INTERVAL=7;BYDAY=MO;BYHOUR=3")]
    [InlineData("FREQ=MINUTELY;INTERVAL=15;BYHOUR=9,10,11;BYDAY=MO,TU,WE,TH,FR")]
    [InlineData("FREQ=MINUTELY;INTERVAL=45;BYSECOND=3,15,30;BYMONTH=2,3")]
    [InlineData("FREQ=MINUTELY;BYSECOND=0,15,16,17;BYSETPOS=2,-1;BYMONTHDAY=29")]
    [InlineData("FREQ=HOURLY;INTERVAL=5;BYMINUTE=0,30,31")]
    [InlineData("FREQ=HOURLY;INTERVAL=12;BYYEARDAY=366,1,60")]
    [InlineData("FREQ=HOURLY;INTERVAL=48;BYMINUTE=0,30,31")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE,SU;BYSETPOS=-1,1")]
    [InlineData("FREQ=WEEKLY;WKST=SU;BYDAY=MO,WE,SU;BYSETPOS=2,3,-4;BYHOUR=9,10")]
    [InlineData("FREQ=WEEKLY;INTERVAL=3;BYMONTH=2,3,12;BYDAY=MO,WE,FR,SU;BYSETPOS=1,-2;WKST=TH")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU;BYHOUR=9,10,11;BYSETPOS=2,5,-1,-3")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31,30;SKIP=FORWARD;BYHOUR=9,10;BYSETPOS=1,-1")]
    [InlineData("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,17,-1,-260,200")]
    [InlineData("FREQ=YEARLY;INTERVAL=3;BYWEEKNO=1,20,53,-53;BYHOUR=7,9")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=-1,-52;BYDAY=MO,SU;BYSETPOS=1,-1")]
    public void A_count_ends_where_a_walk_without_it_has_counted_so_many(string text)
    {
        var endless = new Recurrence(Start, RecurrenceRule.Parse(text)).Occurrences.Take(3000).ToArray();
        foreach (var count in new[] { 1, 2, 3, 7, 50, 365, 1234, 3000 })
        {
            var counted = new Recurrence(Start, RecurrenceRule.Parse(string.Create(CultureInfo.InvariantCulture, $"{text};COUNT={count}")));
            Assert.Equal(endless[..count], counted.Occurrences);
            Assert.Null(counted.Next(endless[count - 1], out var end));
            Assert.Equal(RecurrenceEnd.Finished, end);
        }
    }

    [Fact]
    public void Any_count_ends_where_a_walk_without_it_has_counted_so_many() => Law.Holds(
        from given in RandomRules.Any
        from count in Gen.Choose(1, 300)
        from id in Gen.Elements("Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns")
        select (given.Start, Rule: given.Rule with { Count = null, Until = null }, count, id),
        given =>
        {
            var (endless, counted) = (new Recurrence(given.Start, given.Rule), new Recurrence(given.Start, given.Rule with { Count = given.count }));
            Assert.Equal(endless.Occurrences.Take(given.count), counted.Occurrences);

            var (zone, resolver) = (DateTimeZoneProviders.Tzdb[given.id], new LocalTimeResolver(GapPolicy.Skip, OverlapPolicy.Second));
            Assert.Equal(endless.InZone(zone, resolver).Occurrences.Take(given.count), counted.InZone(zone, resolver).Occurrences);
        },
        tests: 400);

    [Theory]
    [InlineData("FREQ=DAILY;BYHOUR=2;BYMINUTE=0,30", "Europe/Berlin")]
    [InlineData("FREQ=MINUTELY;INTERVAL=10;BYHOUR=1,2,3;BYMONTH=3,10", "Europe/London")]
    [InlineData("FREQ=YEARLY;BYMONTH=10;BYDAY=1SU;BYHOUR=2;BYMINUTE=0,29,30", "Australia/Lord_Howe")]
    [InlineData("FREQ=MONTHLY;BYDAY=SU;BYHOUR=2,0;BYSETPOS=2,-1", "America/Havana")]
    [InlineData("FREQ=DAILY", "Pacific/Apia")]
    public void Times_in_gaps_that_do_not_happen_do_not_count(string text, string id)
    {
        var resolver = new LocalTimeResolver(GapPolicy.Skip, OverlapPolicy.First);
        var zone = DateTimeZoneProviders.Tzdb[id];
        var start = new LocalDateTime(2011, 1, 2, 2, 15);
        var endless = new Recurrence(start, RecurrenceRule.Parse(text)).InZone(zone, resolver).Occurrences.Take(2000).ToArray();
        foreach (var count in new[] { 1, 2, 30, 400, 2000 })
        {
            var counted = new Recurrence(start, RecurrenceRule.Parse(string.Create(CultureInfo.InvariantCulture, $"{text};COUNT={count}"))).InZone(zone, resolver);
            Assert.Equal(endless[..count], counted.Occurrences);
        }
    }

    [Fact]
    public void Days_that_move_are_counted_before_they_move_whatever_becomes_of_gaps()
    {
        var week = new BusinessCalendar(WeekMask.MondayToFriday);
        var recurrence = new Recurrence(new LocalDateTime(2026, 3, 26, 2, 30), RecurrenceRule.Parse("FREQ=DAILY;COUNT=7")).Rolled(NonBusinessDayPolicy.Drop, week);
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

        // Thursday to Wednesday, without the weekend: on Sunday the clocks jump over 02:30, so that under Skip one more day counts.
        Assert.Equal([26, 27, 30, 31, 1], recurrence.InZone(zone, new LocalTimeResolver(GapPolicy.ShiftForward, OverlapPolicy.First)).Occurrences.Select(time => time.Day));
        Assert.Equal([26, 27, 30, 31, 1, 2], recurrence.InZone(zone, new LocalTimeResolver(GapPolicy.Skip, OverlapPolicy.First)).Occurrences.Select(time => time.Day));
    }

    // In a release build each takes 10 to 40 ms; the limit is for a machine that is busy with others.
    [Theory]
    [InlineData("FREQ=SECONDLY;COUNT=2147483647")]
    [InlineData("FREQ=SECONDLY;INTERVAL=61;BYSECOND=0;COUNT=2147483647")]
    [InlineData("FREQ=SECONDLY;INTERVAL=7919;BYHOUR=3;BYMINUTE=3;BYSECOND=3;BYMONTHDAY=29;BYMONTH=2;COUNT=10")]
    [InlineData("FREQ=SECONDLY;BYHOUR=2;COUNT=2147483647")]
    [InlineData("FREQ=MINUTELY;INTERVAL=7;BYDAY=MO;COUNT=2147483647")]
    [InlineData("FREQ=MINUTELY;BYDAY=MO;COUNT=2147483647")]
    [InlineData("FREQ=HOURLY;INTERVAL=5;BYMINUTE=*;BYSECOND=*;COUNT=2147483647")]
    [InlineData("FREQ=DAILY;COUNT=2147483647")]
    [InlineData("FREQ=DAILY;BYHOUR=^;BYMINUTE=*;BYSECOND=*;BYSETPOS=#;COUNT=2147483647")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=7;COUNT=100")]
    [InlineData("FREQ=WEEKLY;BYMONTH=2;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=7;COUNT=1000000")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;BYHOUR=^;BYMINUTE=*;BYSECOND=*;BYSETPOS=#;COUNT=2147483647")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYHOUR=^;BYMINUTE=*;BYSECOND=*;BYSETPOS=#;COUNT=2147483647")]
    [InlineData("FREQ=YEARLY;BYHOUR=^;BYMINUTE=*;BYSECOND=*;BYSETPOS=#;COUNT=2147483647")]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=31,-31;SKIP=BACKWARD;BYHOUR=^;BYMINUTE=*;BYSECOND=*;BYSETPOS=#;COUNT=2147483647")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=6;COUNT=2")]
    public void A_hostile_count_takes_little_time_and_memory(string pattern)
    {
        var text = pattern.Replace("^", Numbers(0, 23), StringComparison.Ordinal).Replace("*", Numbers(0, 59), StringComparison.Ordinal)
            .Replace("#", Numbers(-366, -1) + "," + Numbers(1, 366), StringComparison.Ordinal);
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        foreach (var gap in new[] { GapPolicy.ShiftForward, GapPolicy.Skip })
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var recurrence = new Recurrence(Start, RecurrenceRule.Parse(text)).InZone(zone, new LocalTimeResolver(gap, OverlapPolicy.First));
            _ = recurrence.Next(Instant.FromUtc(2090, 1, 1, 0, 0), out var end);
            Assert.True(Enum.IsDefined(end));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 16L << 20);
        }
    }

    private static string Numbers(int first, int last) => string.Join(',', Enumerable.Range(first, last - first + 1).Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
