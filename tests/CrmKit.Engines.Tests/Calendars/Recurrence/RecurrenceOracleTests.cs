using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

public sealed class RecurrenceOracleTests
{
    [Fact]
    public void Rules_of_days_to_years_equal_a_filter_day_by_day()
    {
        var told = 0;
        Law.Holds(RandomRules.Days, given => { told += CompareDays(given) > 0 ? 1 : 0; }, tests: 1500);
        Assert.True(told > 500, $"only {told} rules occurred at all");
    }

    [Fact]
    public void Rules_of_seconds_to_hours_equal_a_filter_unit_by_unit() => Law.Holds(
        RandomRules.Units,
        given =>
        {
            var (start, rule) = given;
            var days = rule.Frequency switch
            {
                RecurrenceFrequency.Secondly => 1,
                RecurrenceFrequency.Minutely => 40,
                _ => 1000,
            };
            var end = start.PlusDays(days);
            Assert.Equal(RecurrenceOracle.Nominal(rule, start, end), Fast(new Recurrence(start, rule), end));
        },
        tests: 500);

    [Fact]
    public void A_seek_finds_what_a_walk_finds() => Law.Holds(
        RandomRules.Any,
        given =>
        {
            var (start, rule) = given;
            var recurrence = new Recurrence(start, rule);
            var walk = recurrence.Occurrences.Take(300).ToList();
            for (var index = 0; index < walk.Count; index++)
            {
                var before = index == 0 ? start.PlusYears(-1) : walk[index - 1];
                Assert.Equal(walk[index], recurrence.Next(before));
                Assert.Equal(walk[index], recurrence.Next(walk[index].PlusSeconds(-1)));
                Assert.Equal(walk[index], recurrence.From(walk[index]).First());
            }
        },
        tests: 300);

    [Fact]
    public void A_count_ends_where_counting_one_by_one_ends() => Law.Holds(
        RandomRules.Any,
        given =>
        {
            var (start, rule) = given;
            var endless = new Recurrence(start, rule with { Count = null, Until = null });
            var all = endless.Occurrences.Take(5000).ToList();
            foreach (var count in new[] { 1, 2, 17, 365, 5000 }.Where(count => count <= all.Count))
            {
                var counted = new Recurrence(start, rule with { Count = count, Until = null });
                Assert.Null(counted.Next(all[count - 1], out var end));
                if (end == RecurrenceEnd.WorkLimit)
                {
                    // Units that drift over the days are counted one by one, and a long count of rare ones is given up: what it has told until then is true.
                    Assert.True(count > 365 && rule.Frequency is RecurrenceFrequency.Secondly or RecurrenceFrequency.Minutely or RecurrenceFrequency.Hourly);
                    Assert.Equal(all.Take(counted.Occurrences.Count()), counted.Occurrences);
                    continue;
                }

                Assert.Equal(RecurrenceEnd.Finished, end);
                Assert.Equal(all[count - 1], counted.Occurrences.Last());
                Assert.Equal(count, counted.Occurrences.Count());
            }
        },
        tests: 150);

    [Fact]
    public void Long_count_of_rare_units_that_drift_over_the_days_is_given_up_and_says_so()
    {
        const string Rare = "FREQ=SECONDLY;INTERVAL=53;BYMONTHDAY=5,14,30;BYHOUR=17;BYMINUTE=24,35,56;BYSECOND=16;WKST=TU";
        var start = new LocalDateTime(2024, 9, 14, 14, 0, 25);
        var endless = new Recurrence(start, RecurrenceRule.Parse(Rare)).Occurrences.Take(5000).ToList();
        var counted = new Recurrence(start, RecurrenceRule.Parse(Rare + ";COUNT=5000"));
        Assert.Null(counted.Next(endless[^1], out var end));
        Assert.Equal(RecurrenceEnd.WorkLimit, end);
        Assert.Equal(endless.Take(counted.Occurrences.Count()), counted.Occurrences);
        Assert.InRange(counted.Occurrences.Count(), 500, 4999);
    }

    private static int CompareDays((LocalDateTime Start, RecurrenceRule Rule) given)
    {
        var (start, rule) = given;
        var end = start.PlusYears(rule.Frequency == RecurrenceFrequency.Yearly ? 30 : 6);
        var fast = Fast(new Recurrence(start, rule), end);
        Assert.Equal(RecurrenceOracle.Nominal(rule, start, end), fast);
        return fast.Count;
    }

    private static List<LocalDateTime> Fast(Recurrence recurrence, LocalDateTime end) => [.. recurrence.Occurrences.TakeWhile(time => time < end)];
}
