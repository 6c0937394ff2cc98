using System.Text;
using CrmKit.Calendars;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.ICalendar;

public sealed class CalendarWriterTests
{
    private static readonly TouchKey Birthday = new("ann", ReasonCodes.Birthday, "2025-06-02");

    [Fact]
    public async Task Plan_is_written_as_the_golden_file()
    {
        var planned = CalendarEntries.OfContact(Touch(Birthday, Channel.Email, "ann@example.com"), "Ann Arbor, née Ålund; \"the\" regular\n🎂 and friend of the house since 1998");
        var call = CalendarEntries.OfContact(Touch(new TouchKey("bob", ReasonCodes.Birthday, "2025-06-02"), Channel.Phone, "+4930123456")) with
        {
            Status = CalendarStatus.Cancelled,
            Description = "held",
            ChangedAt = Instant.FromUtc(2025, 6, 2, 7, 30),
        };
        var text = Encoding.UTF8.GetString(await Calendars.Written([planned, call, .. CalendarEntries.OfOccasion("ann", "birthday", new AnnualOccasion(new AnnualDate(6, 2), LeapDayPolicy.February28), "Ann")], "The small shop"));

        Assert.Equal(
            string.Join("\r\n", [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//CrmKit//CrmKit//EN",
                "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH",
                "NAME:The small shop",
                "X-WR-CALNAME:The small shop",
                "BEGIN:VEVENT",
                "UID:" + planned.Uid,
                "DTSTAMP:20250602T080000Z",
                "DTSTART:20250602T060000Z",
                "DTEND:20250602T061500Z",
                "SUMMARY:Ann Arbor\\, née Ålund\\; \"the\" regular\\n🎂 and friend of the hou",
                " se since 1998 by email: birthday on 2025-06-02",
                "CATEGORIES:email,relationship",
                "STATUS:CONFIRMED",
                "TRANSP:TRANSPARENT",
                "SEQUENCE:0",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:" + call.Uid,
                "DTSTAMP:20250602T080000Z",
                "DTSTART:20250602T060000Z",
                "DTEND:20250602T061500Z",
                "SUMMARY:Contact by phone: birthday on 2025-06-02",
                "DESCRIPTION:held",
                "CATEGORIES:phone,relationship",
                "STATUS:CANCELLED",
                "TRANSP:OPAQUE",
                "SEQUENCE:802164600",
                "LAST-MODIFIED:20250602T073000Z",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:crmkit-" + Convert.ToHexStringLower(Hmac("occasion", "ann", "birthday")),
                "DTSTAMP:20250602T080000Z",
                "DTSTART;VALUE=DATE:20000602",
                "DTEND;VALUE=DATE:20000603",
                "RRULE:FREQ=YEARLY",
                "SUMMARY:Ann: birthday",
                "CATEGORIES:birthday",
                "STATUS:CONFIRMED",
                "TRANSP:TRANSPARENT",
                "SEQUENCE:0",
                "END:VEVENT",
                "END:VCALENDAR",
                string.Empty]),
            text);
    }

    [Fact]
    public void Uid_is_the_same_for_the_same_effect_and_no_other()
    {
        Assert.Equal("crmkit-" + Convert.ToHexStringLower(Hmac("contact", "ann", ReasonCodes.Birthday, "2025-06-02")), CalendarUids.OfContact(Birthday));
        Assert.Equal(CalendarUids.OfContact(Birthday), CalendarUids.OfContact(new TouchKey("ann", ReasonCodes.Birthday, "2025-06-02")));
        string[] others =
        [
            CalendarUids.OfContact(Birthday), CalendarUids.OfContact(new TouchKey("an", "n" + ReasonCodes.Birthday, "2025-06-02")), CalendarUids.OfContact(new TouchKey("ann", ReasonCodes.Birthday, "2026-06-02")),
            CalendarUids.OfContact(Birthday, "secret"u8), CalendarUids.OfOccasion("ann", "birthday"), CalendarUids.OfOccasion("ann", "birthday", "secret"u8), CalendarUids.OfOccasion("ann", "wedding"),
        ];
        Assert.Equal(others.Length, others.Distinct().Count());
        Assert.Throws<InvalidOperationException>(() => CalendarUids.OfContact(default));
    }

    [Fact]
    public void Nobody_is_named_unless_asked_for()
    {
        var entry = CalendarEntries.OfContact(Touch(Birthday, Channel.Email, "ann@example.com"));
        Assert.DoesNotContain("ann", entry.Uid + entry.Summary + string.Concat(entry.Categories), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Wedding anniversary", Assert.Single(CalendarEntries.OfOccasion("ann", "wedding-anniversary", new AnnualOccasion(new AnnualDate(1, 1), LeapDayPolicy.March1))).Summary);
    }

    [Theory]
    [InlineData(LeapDayPolicy.February28, 1)]
    [InlineData(LeapDayPolicy.March1, 4)]
    [InlineData(LeapDayPolicy.LeapYearsOnly, 1)]
    public async Task Leap_day_comes_round_as_its_policy_has_it(LeapDayPolicy policy, int entries)
    {
        var occasion = new AnnualOccasion(new AnnualDate(2, 29), policy);
        var written = CalendarEntries.OfOccasion("ann", "birthday", occasion);
        var read = await Calendars.Read(await Calendars.Written(written));

        var end = new LocalDateTime(2100, 1, 1, 0, 0);
        var days = read.SelectMany(known => known.Recurrence.Occurrences.TakeWhile(time => time < end)).Select(time => time.Date).Order();
        Assert.Equal(Enumerable.Range(2000, 100).Select(occasion.InYear).OfType<LocalDate>(), days);
        Assert.Equal(entries, written.Select(entry => entry.Uid).Distinct().Count());
        Assert.All(read, known => Assert.True(known.Recurrence.StartIsInStep));
    }

    [Fact]
    public async Task Leap_day_of_two_policies_stays_exact_to_the_end_of_the_calendar()
    {
        foreach (var policy in new[] { LeapDayPolicy.February28, LeapDayPolicy.LeapYearsOnly })
        {
            var occasion = new AnnualOccasion(new AnnualDate(2, 29), policy);
            var read = Assert.Single(await Calendars.Read(await Calendars.Written(CalendarEntries.OfOccasion("ann", "birthday", occasion))));
            Assert.Equal(Enumerable.Range(2000, 7996).Select(occasion.InYear).OfType<LocalDate>(), read.Recurrence.Occurrences.Select(time => time.Date).TakeWhile(day => day.Year <= 9995));
        }
    }

    [Fact]
    public async Task Every_day_of_the_year_comes_round()
    {
        for (var day = new LocalDate(2025, 1, 1); day.Year == 2025; day = day.PlusDays(1))
        {
            var written = CalendarEntries.OfOccasion("ann", "birthday", new AnnualOccasion(new AnnualDate(day.Month, day.Day), LeapDayPolicy.February28));
            var read = Assert.Single(await Calendars.Read(await Calendars.Written(written)));
            Assert.Equal(day.AtMidnight(), read.Recurrence.Next(new LocalDateTime(2024, 12, 31, 12, 0)));
        }
    }

    [Fact]
    public async Task Empty_calendar_is_read_as_one()
    {
        Assert.Empty(await Calendars.Read(await Calendars.Written([])));
    }

    [Fact]
    public void Entries_outside_what_can_be_written_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CalendarEntry.At("1", "x", Instant.FromUtc(0, 12, 31, 23, 59), Duration.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => CalendarEntry.At("1", "x", Instant.MaxValue, Duration.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => CalendarEntry.At("1", "x", Calendars.WrittenAt, Duration.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => CalendarEntry.On("1", "x", new LocalDate(0, 1, 1)));
        Assert.Throws<ArgumentException>(() => CalendarEntry.At("a\nb", "x", Calendars.WrittenAt, Duration.Zero));
        Assert.Throws<ArgumentException>(() => CalendarEntry.At(string.Empty, "x", Calendars.WrittenAt, Duration.Zero));
        foreach (var rule in new[] { "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9", "FREQ=DAILY;UNTIL=20250101T000000Z" })
        {
            Assert.Throws<ArgumentException>(() => CalendarEntry.On("1", "x", new LocalDate(2025, 1, 1), RecurrenceRule.Parse(rule)));
        }
    }

    [Fact]
    public async Task Edges_of_the_calendar_are_written_and_read()
    {
        var read = await Calendars.Read(await Calendars.Written([
            CalendarEntry.At("1", "x", Instant.FromUtc(1, 1, 1, 0, 0), Duration.Zero), CalendarEntry.At("2", "x", Instant.MaxValue, Duration.Zero) with { ChangedAt = Instant.MaxValue },
            CalendarEntry.On("3", "x", new LocalDate(1, 1, 1)), CalendarEntry.On("4", "x", LocalDate.MaxIsoValue),
        ]));
        Assert.Equal([new(1, 1, 1, 0, 0), new(9999, 12, 31, 23, 59, 59), new(1, 1, 1, 0, 0), new LocalDateTime(9999, 12, 31, 0, 0)], read.Select(known => known.Start.Local));
        Assert.Equal(int.MaxValue, read[1].Sequence);
    }

    [Fact]
    public async Task Later_change_has_a_higher_sequence_and_the_same_uid()
    {
        var at = Instant.FromUtc(2025, 6, 1, 0, 0);
        var entry = CalendarEntries.OfContact(Touch(Birthday, Channel.Email, "ann@example.com"));
        var read = await Calendars.Read(await Calendars.Written([entry, entry with { ChangedAt = at }, entry with { ChangedAt = at + Duration.FromSeconds(1), Status = CalendarStatus.Cancelled }]));
        Assert.True(read[0].Sequence < read[1].Sequence && read[1].Sequence < read[2].Sequence);
        Assert.Equal((1, CalendarStatus.Cancelled), (CalendarSeries.Of(read).Length, CalendarSeries.Of(read)[0].Whole!.Status));
        Assert.Null(CalendarSeries.Of(read)[0].Regular);
    }

    private static PlannedTouch Touch(TouchKey key, Channel channel, string address) => new(
        new TouchIntent(key, TouchClass.Relationship, Purpose.Greetings, ContactPoint.Parse(channel, address), Instant.FromUtc(2025, 6, 3, 0, 0)),
        new Reason(ReasonCodes.Birthday, ReasonArgument.Of("day", new LocalDate(2025, 6, 2))),
        Instant.FromUtc(2025, 6, 2, 6, 0),
        new CustomerZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"], ZoneSource.Person),
        0);

    private static byte[] Hmac(params string[] parts)
    {
        var message = parts.SelectMany(part => BitConverter.GetBytes(Encoding.UTF8.GetByteCount(part)).Reverse().Concat(Encoding.UTF8.GetBytes(part)));
        return System.Security.Cryptography.HMACSHA256.HashData(ReadOnlySpan<byte>.Empty, message.ToArray())[..16];
    }
}
