using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

public sealed class RecurrenceRuleTests
{
    [Theory]
    [InlineData("", RecurrenceFaultKind.NotARule, "", 0)]
    [InlineData("every day", RecurrenceFaultKind.NotARule, "", 0)]
    [InlineData("FREQ=DAILY;", RecurrenceFaultKind.NotARule, "", 11)]
    [InlineData("INTERVAL=2", RecurrenceFaultKind.MissingFrequency, "FREQ", 0)]
    [InlineData("FREQ=FORTNIGHTLY", RecurrenceFaultKind.MalformedValue, "FREQ", 5)]
    [InlineData("FREQ=4", RecurrenceFaultKind.MalformedValue, "FREQ", 5)]
    [InlineData("FREQ=DAILY;BYEASTER=1", RecurrenceFaultKind.UnknownPart, "BYEASTER", 11)]
    [InlineData("FREQ=DAILY;FREQ=DAILY", RecurrenceFaultKind.RepeatedPart, "FREQ", 11)]
    [InlineData("FREQ=DAILY;COUNT=0", RecurrenceFaultKind.OutOfRange, "COUNT", 17)]
    [InlineData("FREQ=DAILY;COUNT=99999999999", RecurrenceFaultKind.OutOfRange, "COUNT", 17)]
    [InlineData("FREQ=DAILY;INTERVAL=-1", RecurrenceFaultKind.MalformedValue, "INTERVAL", 20)]
    [InlineData("FREQ=DAILY;INTERVAL=", RecurrenceFaultKind.MalformedValue, "INTERVAL", 20)]
    [InlineData("FREQ=DAILY;COUNT=3;UNTIL=20260101", RecurrenceFaultKind.NotAllowed, "COUNT", 17)]
    [InlineData("FREQ=DAILY;UNTIL=20260230", RecurrenceFaultKind.MalformedValue, "UNTIL", 17)]
    [InlineData("FREQ=DAILY;UNTIL=2026-01-01", RecurrenceFaultKind.MalformedValue, "UNTIL", 17)]
    [InlineData("FREQ=DAILY;BYHOUR=9,24", RecurrenceFaultKind.OutOfRange, "BYHOUR", 20)]
    [InlineData("FREQ=DAILY;BYHOUR=9,,10", RecurrenceFaultKind.MalformedValue, "BYHOUR", 20)]
    [InlineData("FREQ=DAILY;BYHOUR=-1", RecurrenceFaultKind.MalformedValue, "BYHOUR", 18)]
    [InlineData("FREQ=DAILY;BYHOUR= 9", RecurrenceFaultKind.MalformedValue, "BYHOUR", 18)]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", RecurrenceFaultKind.OutOfRange, "BYMONTHDAY", 24)]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32", RecurrenceFaultKind.OutOfRange, "BYMONTHDAY", 24)]
    [InlineData("FREQ=MONTHLY;BYMONTH=5L", RecurrenceFaultKind.MalformedValue, "BYMONTH", 21)]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,XX", RecurrenceFaultKind.MalformedValue, "BYDAY", 22)]
    [InlineData("FREQ=MONTHLY;BYDAY=0MO", RecurrenceFaultKind.OutOfRange, "BYDAY", 19)]
    [InlineData("FREQ=MONTHLY;BYDAY=54MO", RecurrenceFaultKind.OutOfRange, "BYDAY", 19)]
    [InlineData("FREQ=WEEKLY;BYDAY=1MO", RecurrenceFaultKind.NotAllowed, "BYDAY", 18)]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=1", RecurrenceFaultKind.NotAllowed, "BYMONTHDAY", 23)]
    [InlineData("FREQ=MONTHLY;BYWEEKNO=1", RecurrenceFaultKind.NotAllowed, "BYWEEKNO", 22)]
    [InlineData("FREQ=MONTHLY;BYYEARDAY=1", RecurrenceFaultKind.NotAllowed, "BYYEARDAY", 23)]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", RecurrenceFaultKind.NotAllowed, "BYDAY", 29)]
    [InlineData("FREQ=DAILY;BYSETPOS=1", RecurrenceFaultKind.NotAllowed, "BYSETPOS", 20)]
    [InlineData("FREQ=DAILY;WKST=1", RecurrenceFaultKind.MalformedValue, "WKST", 16)]
    [InlineData("RSCALE=HEBREW;FREQ=YEARLY", RecurrenceFaultKind.UnsupportedCalendar, "RSCALE", 7)]
    [InlineData("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=YES", RecurrenceFaultKind.MalformedValue, "SKIP", 34)]
    [InlineData("RRULE:FREQ=DAILY;COUNT=x", RecurrenceFaultKind.MalformedValue, "COUNT", 23)]
    public void A_malformed_rule_names_part_and_position(string text, RecurrenceFaultKind kind, string part, int position)
    {
        Assert.False(RecurrenceRule.TryParse(text, out var rule, out var fault));
        Assert.Null(rule);
        Assert.Equal((kind, part, position), (fault.Kind, fault.Part, fault.Position));
        Assert.NotEmpty(fault.Expected);
        Assert.Equal(fault, Assert.Throws<RecurrenceFormatException>(() => RecurrenceRule.Parse(text)).Fault);
    }

    [Theory]
    [InlineData("rrule:freq=weekly;byday=mo,fr;interval=2", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR")]
    [InlineData(" FREQ=DAILY;INTERVAL=1;WKST=MO ", "FREQ=DAILY")]
    [InlineData("BYDAY=FR,+1MO,FR,-1SU;FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=1MO,FR,-1SU")]
    [InlineData("FREQ=YEARLY;SKIP=FORWARD", "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD")]
    [InlineData("RSCALE=gregorian;FREQ=YEARLY;SKIP=OMIT", "FREQ=YEARLY")]
    [InlineData("FREQ=DAILY;UNTIL=20261224t080000z", "FREQ=DAILY;UNTIL=20261224T080000Z")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1,31,+1", "FREQ=MONTHLY;BYMONTHDAY=-1,1,31")]
    public void A_rule_is_written_in_one_way(string text, string canonical) => Assert.Equal(canonical, RecurrenceRule.Parse(text).ToString());

    [Fact]
    public void A_rule_parses_back_from_its_text_and_explains_itself() => Law.Holds(
        RandomRules.Any,
        given =>
        {
            var rule = given.Rule;
            var read = RecurrenceRule.Parse(rule.ToString());
            Assert.Equal(rule, read);
            Assert.Equal(rule.GetHashCode(), read.GetHashCode());
            Assert.Equal(rule, RecurrenceRule.Parse("RRULE:" + rule.ToString().ToLowerInvariant()));
            Assert.NotEqual(rule, rule with { Interval = rule.Interval + 1 });
            Assert.StartsWith("every ", rule.Explain(), StringComparison.Ordinal);
            Assert.DoesNotContain("  ", rule.Explain(), StringComparison.Ordinal);
        },
        tests: 1000);

    [Fact]
    public void No_text_throws_or_reads_as_something_else() => Law.Holds(
        FsCheck.Fluent.Gen.Choose(0, int.MaxValue - 1),
        seed =>
        {
            var random = new Random(seed);
            var text = RandomRules.OfSeed(seed, RecurrenceFrequency.Secondly, RecurrenceFrequency.Yearly).Rule.ToString().ToCharArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                text[random.Next(text.Length)] = "=;,-+0159:MOTUFRZ\0ß "[random.Next(20)];
            }

            if (RecurrenceRule.TryParse(new string(text), out var rule, out var fault))
            {
                Assert.Equal(rule, RecurrenceRule.Parse(rule.ToString()));
            }
            else
            {
                Assert.InRange(fault.Position, 0, text.Length);
            }
        },
        tests: 2000);

    [Theory]
    [InlineData("FREQ=DAILY", "every day")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=10", "every 2 weeks on Monday and Friday, 10 times")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday of the month")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,15,-1", "every month on the 1st, the 15th and the last day of the month")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "every month on Friday that is also the 13th of the month")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every month on Monday, Tuesday, Wednesday, Thursday and Friday, but only the last of these in each month")]
    [InlineData("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20301231", "every year on the fourth Thursday of the month in November, until 31 December 2030")]
    [InlineData("FREQ=YEARLY;BYDAY=20MO", "every year on the 20th Monday of the year")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO;WKST=SU", "every year on Monday in week 1 and the last week of the year, weeks beginning on Sunday")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=100,-1", "every year on day 100 and the last day of the year")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;SKIP=BACKWARD", "every year on the 29th of the month in February, a date that does not exist being kept on the last day before it")]
    [InlineData("FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0,30;COUNT=1", "every day at 09:00, 09:30, 17:00 and 17:30, once")]
    [InlineData("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10;UNTIL=20260101T120000Z", "every 20 minutes at hours 9 and 10, until 1 January 2026 12:00:00 UTC")]
    public void A_rule_explains_itself(string text, string words) => Assert.Equal(words, RecurrenceRule.Parse(text).Explain());

    [Fact]
    public void A_rule_built_in_code_is_checked_by_the_same_words()
    {
        var rule = new RecurrenceRule(RecurrenceFrequency.Daily) { Count = 2, Until = RecurrenceUntil.On(new LocalDate(2026, 1, 1)) };
        Assert.Equal("COUNT: expected either COUNT or UNTIL, not both", rule.Check()!.ToString());
        Assert.Throws<ArgumentException>(() => new Recurrence(new LocalDateTime(2026, 1, 1, 9, 0), rule));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecurrenceRule(RecurrenceFrequency.Daily) { Interval = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecurrenceRule(RecurrenceFrequency.Daily) { ByHour = [24] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecurrenceRule(RecurrenceFrequency.Daily) { ByDay = [default] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecurrenceRule(default));
        Assert.Throws<ArgumentException>(() => new RecurrenceRule(RecurrenceFrequency.Daily) { Until = default(RecurrenceUntil) });
    }

    [Theory]
    [InlineData(LeapDayPolicy.February28, "2025-02-28 2026-02-28 2027-02-28 2028-02-29")]
    [InlineData(LeapDayPolicy.March1, "2025-03-01 2026-03-01 2027-03-01 2028-02-29")]
    [InlineData(LeapDayPolicy.LeapYearsOnly, "2028-02-29 2032-02-29 2036-02-29 2040-02-29")]
    public void A_leap_day_policy_becomes_a_rule(LeapDayPolicy policy, string expected)
    {
        var rule = RecurrenceRule.EveryYearOn(new AnnualOccasion(new AnnualDate(2, 29), policy));
        Assert.Equal(expected, First(new LocalDate(2024, 3, 2), rule));
    }

    [Theory]
    [InlineData(30, MonthEndPolicy.Clamp, "2026-11-30 2026-12-30 2027-01-30 2027-02-28")]
    [InlineData(30, MonthEndPolicy.KeepMonthEnd, "2026-11-30 2026-12-31 2027-01-31 2027-02-28")]
    [InlineData(30, MonthEndPolicy.SkipMonth, "2026-11-30 2026-12-30 2027-01-30 2027-03-30")]
    [InlineData(29, MonthEndPolicy.KeepMonthEnd, "2026-11-29 2026-12-29 2027-01-29 2027-02-28")]
    public void A_month_end_policy_becomes_a_rule(int day, MonthEndPolicy policy, string expected)
    {
        var date = new LocalDate(2026, 11, day);
        Assert.Equal(expected, First(date, RecurrenceRule.EveryMonthFrom(date, policy)));
    }

    private static string First(LocalDate start, RecurrenceRule rule) =>
        string.Join(' ', new Recurrence(start.AtMidnight(), rule).Occurrences.Take(4).Select(time => NodaTime.Text.LocalDatePattern.Iso.Format(time.Date)));
}
