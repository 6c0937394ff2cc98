using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.ICalendar;

public sealed class CalendarFaultTests
{
    [Theory]
    [InlineData("DTSTART:secret", "DTSTART")]
    [InlineData("DTSTART:20250229", "DTSTART")]
    [InlineData("DTSTART:00000101", "DTSTART")]
    [InlineData("DTSTART:20250601T250000", "DTSTART")]
    [InlineData("DTSTART:20250601T09000", "DTSTART")]
    [InlineData("DTSTART:2025-06-01", "DTSTART")]
    [InlineData("DTSTART:20250601T090000+0200", "DTSTART")]
    [InlineData("DTSTART;VALUE=DATE:20250601T090000", "DTSTART")]
    [InlineData("DTSTART;VALUE=DATE-TIME:20250601", "DTSTART")]
    [InlineData("DTSTART;VALUE=PERIOD:20250601T090000/PT1H", "DTSTART")]
    [InlineData("DTSTART;TZID=Secret/Zone:20250601T090000", "DTSTART")]
    [InlineData("DTSTART;TZID=/x/EST:20250601T090000", "DTSTART")]
    [InlineData("DTSTART;TZID=America/New_York:99991231T230000", "DTSTART")]
    [InlineData("DTSTART;TZID=\"secret:20250601T090000", "DTSTART")]
    [InlineData("secret", null)]
    [InlineData("item1.DTSTART:20250601", "DTSTART")]
    public async Task Unreadable_start_names_file_line_and_property_and_never_the_value(string line, string? property)
    {
        var fault = await Calendars.Fault(line);
        Assert.Equal(("in/c.ics", 5L, property), (fault.File, fault.Line, fault.Column));
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("20250601T090000", "DTSTART:20250601", "DTSTART")]
    [InlineData("20250601T090000", "UID:2", "UID")]
    [InlineData("20250601T090000", "DTEND:20250601T080000", "DTEND")]
    [InlineData("20250601T090000", "DTEND:20250602", "DTEND")]
    [InlineData("20250601T090000", "DTEND:20250601T100000Z", "DTEND")]
    [InlineData("20250601", "DTEND:20250602T090000", "DTEND")]
    [InlineData("20250601", "DTEND:20250531", "DTEND")]
    [InlineData("20250601", "DURATION:PT1H", "DURATION")]
    [InlineData("20250601T090000", "DURATION:-PT1H", "DURATION")]
    [InlineData("20250601T090000", "DURATION:PT", "DURATION")]
    [InlineData("20250601T090000", "DURATION:P1H", "DURATION")]
    [InlineData("20250601T090000", "DURATION:PT1M1H", "DURATION")]
    [InlineData("20250601T090000", "DURATION:PT9999999999S", "DURATION")]
    [InlineData("20250601T090000", "RRULE:FREQ=SECRET", "RRULE")]
    [InlineData("20250601T090000", "RRULE:FREQ=DAILY;SECRET=1", "RRULE")]
    [InlineData("20250601T090000", "RRULE:FREQ=DAILY;UNTIL=20250701T000000Z", "RRULE")]
    [InlineData("20250601", "RRULE:FREQ=DAILY;UNTIL=20250701T000000Z", "RRULE")]
    [InlineData("20250601", "RRULE:FREQ=HOURLY", "RRULE")]
    [InlineData("20250601", "RRULE:FREQ=DAILY;BYHOUR=9", "RRULE")]
    [InlineData("20250601T090000", "EXRULE:FREQ=DAILY", "EXRULE")]
    [InlineData("20250601", "RDATE:20250602T090000", "RDATE")]
    [InlineData("20250601T090000", "RDATE;VALUE=DATE:20250602", "RDATE")]
    [InlineData("20250601T090000", "RDATE:20250602T090000Z", "RDATE")]
    [InlineData("20250601T090000", "RDATE:20250602T090000,", "RDATE")]
    [InlineData("20250601T090000", "RDATE;VALUE=PERIOD:20250602T090000", "RDATE")]
    [InlineData("20250601T090000", "RDATE;VALUE=PERIOD:20250602T090000/20250601T090000", "RDATE")]
    [InlineData("20250601T090000", "EXDATE;VALUE=PERIOD:20250602T090000/PT1H", "EXDATE")]
    [InlineData("20250601T090000", "EXDATE;TZID=Nowhere:20250602T090000", "EXDATE")]
    [InlineData("20250601T090000", "RECURRENCE-ID;RANGE=THISANDFUTURE:20250602T090000", "RECURRENCE-ID")]
    [InlineData("20250601T090000", "STATUS:SECRET", "STATUS")]
    [InlineData("20250601T090000", "SEQUENCE:-1", "SEQUENCE")]
    [InlineData("20250601T090000", "LAST-MODIFIED:secret", "LAST-MODIFIED")]
    [InlineData("20250601T090000", "SUMMARY:secret\\x", "SUMMARY")]
    [InlineData("20250601T090000", "SUMMARY:secret\u0007", "SUMMARY")]
    [InlineData("20250601T090000", "SUMMARY;CHARSET=ISO-8859-1:secret", "SUMMARY")]
    [InlineData("20250601T090000", "SUMMARY;ENCODING=QUOTED-PRINTABLE:secret", "SUMMARY")]
    public async Task Unreadable_property_names_file_line_and_property_and_never_the_value(string start, string line, string property)
    {
        var fault = await Calendars.Fault("DTSTART:" + start, line);
        Assert.Equal(("in/c.ics", 6L, property), (fault.File, fault.Line, fault.Column));
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Day_taken_out_of_several_times_a_day_is_a_fault() =>
        Assert.Equal("EXDATE", (await Calendars.Fault("DTSTART:20250601T090000", "RRULE:FREQ=DAILY;BYHOUR=9,12", "EXDATE;VALUE=DATE:20250602")).Column);

    [Theory]
    [InlineData("customer_id,name\n1,secret\n", 1)]
    [InlineData("BEGIN:VCARD\nVERSION:4.0\n", 1)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", 2)]
    [InlineData("BEGIN:VCALENDAR\nVERSION:1.0\n", 2)]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nCALSCALE:HEBREW\n", 3)]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nsecret\n", 3)]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\n", 1)]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nBEGIN:VEVENT\n", 5)]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nEND:VCALENDAR\n", 5)]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VCALENDAR\n", 3)]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\nEND:VCALENDAR\n", 4)]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:sec ret\n", 3)]
    public async Task File_that_is_no_calendar_is_refused_even_where_events_are_set_aside(string text, long line)
    {
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => Calendars.Read(Encoding.UTF8.GetBytes(text), new ListedRejects()));
        Assert.Equal(line, fault.Line);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }

    // RFC 5545, 3.8.5.3: what several rules of one event mean is not defined; nobody should be told of half of it.
    [Fact]
    public async Task Event_of_two_rules_or_of_a_zone_that_only_its_file_describes_is_set_aside_and_stops_no_other()
    {
        var rejects = new ListedRejects();
        var taken = await Calendars.Read(
            Encoding.UTF8.GetBytes(
                "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTIMEZONE\nTZID:Customized\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nEND:VTIMEZONE\n"
                + "BEGIN:VEVENT\nUID:1\nDTSTART:20260601T090000\nRRULE:FREQ=WEEKLY\nRRULE:FREQ=MONTHLY\nEND:VEVENT\n"
                + "BEGIN:VEVENT\nUID:2\nDTSTART;TZID=Customized:20260601T090000\nEND:VEVENT\n"
                + "BEGIN:VEVENT\nUID:3\nDTSTART:20260601T090000\nEND:VEVENT\nEND:VCALENDAR\n"),
            rejects);
        Assert.Equal("3", Assert.Single(taken).Uid);
        Assert.Equal([("RRULE", RejectReason.Field), ("DTSTART", RejectReason.Date)], rejects.Records.Select(record => (record.Column, record.Reason)));
    }

    [Fact]
    public async Task Components_without_end_are_refused_in_bounded_memory()
    {
        var text = "BEGIN:VCALENDAR\nVERSION:2.0\n" + string.Concat(Enumerable.Repeat("BEGIN:X\n", 100_000));
        Assert.Equal(22, (await Calendars.FaultOf(Encoding.UTF8.GetBytes(text))).Line);
        Assert.Equal("SUMMARY", (await Calendars.FaultOf(Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:" + new string('a', 3_000_000)))).Column);
        var dates = "EXDATE:" + string.Join(',', Enumerable.Repeat("20250101T000000", 6000));
        Assert.Equal(16, (await Calendars.Fault(["DTSTART:20250101T000000", .. Enumerable.Repeat(dates, 20)])).Line);
    }

    [Fact]
    public async Task Other_encodings_are_refused()
    {
        Assert.Equal("SUMMARY", (await Calendars.FaultOf([.. "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20250601\nSUMMARY:"u8, 0xFC, .. "\nEND:VEVENT\nEND:VCALENDAR"u8])).Column);
        Assert.Equal(1, (await Calendars.FaultOf(Encoding.Unicode.GetPreamble())).Line);
    }

    [Theory]
    [InlineData("FREQ=SECONDLY;COUNT=2147483647;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=SECONDLY;COUNT=2147483647;BYSECOND=59;BYMINUTE=59;BYHOUR=23;BYDAY=MO;BYMONTHDAY=13;BYMONTH=2")]
    [InlineData("FREQ=YEARLY;INTERVAL=2147483647")]
    [InlineData("FREQ=YEARLY;BYDAY=53MO;BYMONTH=2;COUNT=2147483647")]
    [InlineData("FREQ=MINUTELY;INTERVAL=7;COUNT=2147483647;BYSETPOS=-1;BYSECOND=1,2,3")]
    public async Task Hostile_rule_costs_no_more_than_the_work_limit(string rule)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var read = await Calendars.Event("DTSTART:20250601T090000", "RRULE:" + rule);
        Assert.Equal(read.Start.Local, read.Recurrence.Occurrences.First());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
    }
}
