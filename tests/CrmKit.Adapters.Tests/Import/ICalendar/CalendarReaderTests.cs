using CrmKit.Calendars;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.ICalendar;

public sealed class CalendarReaderTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public async Task Event_is_read_with_everything_that_is_said_of_it()
    {
        var read = await Calendars.Event(
            "DTSTART;TZID=Europe/Berlin:20250601T090000", "DTEND;TZID=Europe/Berlin:20250601T103000", "RRULE:FREQ=WEEKLY;BYDAY=SU;COUNT=3", "SUMMARY:Stock-taking\\, shelves\\; 🧰",
            "  with Bob", "CATEGORIES:work,a\\,b", "CATEGORIES:home", "STATUS:tentative", "SEQUENCE:3", "LAST-MODIFIED:20250501T070000Z", "DESCRIPTION:x");

        Assert.Equal(("1", "Stock-taking, shelves; 🧰 with Bob", 3, CalendarStatus.Tentative, 3L), (read.Uid, read.Summary, read.Sequence, read.Status, read.Line));
        Assert.Equal(["work", "a,b", "home"], read.Categories.AsEnumerable());
        Assert.Equal((CalendarClock.Zone, "Europe/Berlin", new LocalDateTime(2025, 6, 1, 9, 0)), (read.Start.Clock, read.Start.Zone!.Id, read.Start.Local));
        Assert.Equal((Instant.FromUtc(2025, 5, 1, 7, 0), Period.FromSeconds(5400)), (read.ChangedAt, read.Length));
        Assert.Equal(
            [Instant.FromUtc(2025, 6, 1, 7, 0), Instant.FromUtc(2025, 6, 8, 7, 0), Instant.FromUtc(2025, 6, 15, 7, 0)],
            read.Recurrence.InZone(Berlin, new LocalTimeResolver(GapPolicy.ShiftForward, OverlapPolicy.First)).Occurrences.Select(time => time.ToInstant()));
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20250601", CalendarClock.Date, null)]
    [InlineData("DTSTART:20250601", CalendarClock.Date, null)]
    [InlineData("DTSTART;VALUE=DATE-TIME:20250601T000000", CalendarClock.Floating, null)]
    [InlineData("DTSTART:20250601T000000Z", CalendarClock.Zone, "UTC")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20250601T000000Z", CalendarClock.Zone, "UTC")]
    [InlineData("DTSTART;TZID=europe/berlin:20250601T000000", CalendarClock.Zone, "Europe/Berlin")]
    [InlineData("DTSTART;TZID=W. Europe Standard Time:20250601T000000", CalendarClock.Zone, "Europe/Berlin")]
    [InlineData("DTSTART;TZID=\"Eastern Standard Time\":20250601T000000", CalendarClock.Zone, "America/New_York")]
    [InlineData("DTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/Berlin:20250601T000000", CalendarClock.Zone, "Europe/Berlin")]
    [InlineData("DTSTART;TZID=/mozilla.org/20050126_1/America/Argentina/Buenos_Aires:20250601T000000", CalendarClock.Zone, "America/Argentina/Buenos_Aires")]
    [InlineData("DTSTART;TZID=\"tzone://Microsoft/Utc\":20250601T000000", CalendarClock.Zone, "UTC")]
    public async Task Start_stands_on_the_clock_that_it_names(string line, CalendarClock clock, string? zone)
    {
        var read = await Calendars.Event(line);
        Assert.Equal((clock, zone, new LocalDateTime(2025, 6, 1, 0, 0)), (read.Start.Clock, read.Start.Zone?.Id, read.Start.Local));
    }

    [Theory]
    [InlineData("X-LIC-LOCATION:Europe/Berlin", "TZID:Our own time")]
    [InlineData("TZID:Our own time", "X-LIC-LOCATION:Europe/Berlin")]
    [InlineData("TZID:Our own time", "TZID-ALIAS-OF:Europe/Berlin")]
    public async Task Zone_of_the_file_is_known_by_what_it_stands_for(string first, string second)
    {
        string[] zone = ["BEGIN:VTIMEZONE", first, second, "BEGIN:STANDARD", "TZID:x", "DTSTART:16010101T000000", "END:STANDARD", "END:VTIMEZONE"];
        Assert.Equal(Berlin, Assert.Single(await Calendars.Read([.. zone, .. Calendars.InEvent("DTSTART;TZID=Our own time:20250601T000000")])).Start.Zone);
        var fault = await Calendars.FaultOf(Calendars.Bytes([.. Calendars.InEvent("DTSTART;TZID=Our own time:20250601T000000"), .. zone]));
        Assert.Equal((5, "DTSTART"), (fault.Line, fault.Column));
        Assert.Contains("IANA", fault.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DTSTART:20250601", "", "P1D")]
    [InlineData("DTSTART:20250601", "DTEND:20250603", "P2D")]
    [InlineData("DTSTART:20250601", "DTEND:20250601", "P1D")]
    [InlineData("DTSTART:20250601", "DURATION:P1W", "P1W")]
    [InlineData("DTSTART:20250601T090000", "", "P0D")]
    [InlineData("DTSTART:20250601T090000", "DURATION:+P1DT2H3M4S", "P1DT2H3M4S")]
    [InlineData("DTSTART:20250601T090000", "DURATION:PT90M", "PT90M")]
    [InlineData("DTSTART:20250601T090000", "DTEND:20250602T090000", "PT86400S")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20250330T000000", "DTEND;TZID=Europe/Berlin:20250331T000000", "PT82800S")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20250601T090000", "DTEND;TZID=America/New_York:20250601T120000", "PT32400S")]
    public async Task Length_is_what_end_or_duration_say(string start, string end, string expected) =>
        Assert.Equal(expected, (await Calendars.Event([.. new[] { start, end }.Where(line => line.Length > 0)])).Length.ToString());

    [Fact]
    public async Task Dates_beside_the_rule_and_out_of_it_stand_on_the_clock_of_the_event()
    {
        var read = await Calendars.Event(
            "DTSTART;TZID=Europe/Berlin:20250601T090000", "RRULE:FREQ=DAILY;COUNT=6", "EXDATE;TZID=Europe/Berlin:20250602T090000,20250603T090000", "EXDATE:20250604T070000Z", "EXDATE;VALUE=DATE:20250605",
            "RDATE:", "RDATE;TZID=America/New_York:20250610T030000", "RDATE;VALUE=PERIOD:20250611T070000Z/20250611T080000Z,20250612T070000Z/PT30M");
        Assert.Equal([1, 6, 10, 11, 12], read.Recurrence.Occurrences.Select(time => time.Day));
        Assert.All(read.Recurrence.Occurrences, time => Assert.Equal(new LocalTime(9, 0), time.TimeOfDay));
        Assert.Equal([new(new LocalDateTime(2025, 6, 11, 9, 0), Period.FromSeconds(3600)), new(new LocalDateTime(2025, 6, 12, 9, 0), Period.FromMinutes(30))], read.Periods.AsEnumerable());
    }

    [Fact]
    public async Task Start_that_its_rule_does_not_name_is_an_occurrence_too()
    {
        var read = await Calendars.Event("DTSTART;VALUE=DATE:20250601", "RRULE:FREQ=MONTHLY;BYMONTHDAY=15;COUNT=2", "EXDATE;VALUE=DATE:20250715");
        Assert.Equal([new(2025, 6, 1), new LocalDate(2025, 6, 15)], read.Recurrence.Occurrences.Select(time => time.Date));
    }

    [Fact]
    public async Task Moved_and_cancelled_occurrences_are_taken_out_of_the_series()
    {
        var events = await Calendars.Read([
            "BEGIN:VEVENT", "UID:1", "DTSTART;TZID=Europe/Berlin:20250601T090000", "RRULE:FREQ=DAILY;COUNT=4", "END:VEVENT",
            "BEGIN:VEVENT", "UID:1", "RECURRENCE-ID:20250602T070000Z", "DTSTART;TZID=Europe/Berlin:20250602T140000", "SEQUENCE:1", "END:VEVENT",
            "BEGIN:VEVENT", "UID:1", "RECURRENCE-ID:20250602T070000Z", "DTSTART;TZID=Europe/Berlin:20250602T120000", "END:VEVENT",
            "BEGIN:VEVENT", "UID:2", "DTSTART:20250602", "END:VEVENT",
            "BEGIN:VEVENT", "UID:1", "RECURRENCE-ID;TZID=Europe/Berlin:20250603T090000", "DTSTART;TZID=Europe/Berlin:20250603T090000", "STATUS:CANCELLED", "END:VEVENT",
        ]);
        var series = CalendarSeries.Of(events);
        Assert.Equal(["1", "2"], series.Select(one => one.Uid));
        Assert.Equal([1, 4], series[0].Regular!.Occurrences.Select(time => time.Day));
        Assert.Equal([(14, null), (9, CalendarStatus.Cancelled)], series[0].Moved.Select(one => (one.Start.Local.Hour, one.Status)));
        Assert.Equal([new LocalDate(2025, 6, 2)], series[1].Regular!.Occurrences.Select(time => time.Date));
    }

    [Fact]
    public async Task Calendar_that_cancels_calls_its_events_off()
    {
        var read = await Calendars.Read(["METHOD:CANCEL", .. Calendars.InEvent("DTSTART:20250601", "STATUS:CONFIRMED")]);
        Assert.Equal(CalendarStatus.Cancelled, Assert.Single(read).Status);
    }

    [Fact]
    public async Task What_is_not_read_is_passed_over_and_counted()
    {
        var (events, summary) = await Calendars.ReadCounted(Calendars.Bytes([
            "X-WR-CALNAME:x", "BEGIN:VTODO", "DTSTART:nonsense", "END:VTODO",
            .. Calendars.InEvent("DTSTART:20250601", "X-PICTURE:" + new string('a', 300_000), "BEGIN:VALARM", "DURATION:nonsense", "END:VALARM"), "BEGIN:VFREEBUSY", "END:VFREEBUSY",
        ]));
        Assert.Single(events);
        Assert.Equal((1, 1), (summary.LinesRead, summary.LinesTaken));
        Assert.Equal("VALARM 1, VFREEBUSY 1, VTODO 1, X-PICTURE 1, X-WR-CALNAME 1", string.Join(", ", summary.PassedOver.Select(pair => $"{pair.Key} {pair.Value}")));
    }

    [Fact]
    public async Task Several_calendars_may_stand_in_one_file_under_a_byte_order_mark()
    {
        var one = Calendars.Bytes(Calendars.InEvent("DTSTART:20250601"));
        Assert.Equal(2, (await Calendars.Read([.. "\uFEFF"u8, .. one, .. "\r\n"u8, .. one])).Count);
        Assert.Empty(await Calendars.Read(Array.Empty<byte>()));
    }

    [Fact]
    public async Task Bad_event_is_set_aside_and_stops_no_other()
    {
        var sink = new ListedRejects();
        var (events, summary) = await Calendars.ReadCounted(
            Calendars.Bytes([
                .. Calendars.InEvent("DTSTART:20250601"), .. Calendars.InEvent("DTSTART:secret", "SUMMARY:say \"hi\""), .. Calendars.InEvent("DTSTART:20250602", "RRULE:FREQ=NEVER"),
                .. Calendars.InEvent(), .. Calendars.InEvent("DTSTART:20250603"),
            ]),
            sink);
        Assert.Equal([1, 3], events.Select(read => read.Start.Local.Day));
        Assert.Equal((5, 2, 3), (summary.LinesRead, summary.LinesTaken, summary.LinesSetAside));
        Assert.Equal([(9, "DTSTART", RejectReason.Date), (15, "RRULE", RejectReason.Field), (17, "DTSTART", RejectReason.Missing)], sink.Faults);
        Assert.Equal("\"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:secret\r\nSUMMARY:say \"\"hi\"\"\r\nEND:VEVENT\"", sink.Originals.First());
    }

    [Fact]
    public async Task Times_are_those_of_the_standard_at_gap_and_overlap()
    {
        var gap = (await Calendars.Event("DTSTART;TZID=Europe/Berlin:20250330T023000")).Start;
        var overlap = (await Calendars.Event("DTSTART;TZID=Europe/Berlin:20251026T023000")).Start;
        Assert.Equal((Instant.FromUtc(2025, 3, 30, 1, 30), Instant.FromUtc(2025, 10, 26, 0, 30)), (gap.Instant, overlap.Instant));
    }
}
