using System.Text;
using CrmKit.Calendars;
using CrmKit.Import;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import.ICalendar;

public sealed class CalendarProperties
{
    private static readonly string[] Pieces = ["a", " ", ",", ";", ":", "\\", "\\n", "\n", "\t", "\"", "^", "ü", "€", "🎂", "👩‍👩‍👧", "\u2028", "BEGIN:VEVENT", "END:VEVENT", "\r\n", "\r", "\u0007", "\u007F", "long words that need a fold "];

    private static Gen<string> Texts { get; } = Gen.Elements(Pieces).ListOf().Select(string.Concat);

    private static Gen<CalendarEntry> Entries { get; } =
        from seconds in Gen.Choose(-2_000_000_000, 2_000_000_000)
        from length in Gen.Choose(0, 100_000)
        from day in Gen.Choose(1, 3_000_000)
        from rule in Gen.Elements<string?>(null, "FREQ=YEARLY", "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=99990101", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=7")
        from texts in Texts.ArrayOf(4)
        from status in Gen.Elements(CalendarStatus.Tentative, CalendarStatus.Confirmed, CalendarStatus.Cancelled)
        from busy in Gen.Elements(true, false)
        select (busy
            ? CalendarEntry.At($"u-{day}, {rule};", texts[0], Instant.FromUnixTimeSeconds(seconds), Duration.FromSeconds(length))
            : CalendarEntry.On($"u-{seconds}", texts[0], new LocalDate(1, 1, 1).PlusDays(day), rule is null ? null : RecurrenceRule.Parse(rule))) with
        {
            Description = texts[1],
            Categories = [texts[2], texts[3]],
            Status = status,
            IsBusy = busy,
            ChangedAt = Instant.FromUnixTimeSeconds(seconds),
        };

    private static Arbitrary<byte[]> Files { get; } =
        Gen.OneOf(
            Gen.Elements(
                "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "SUMMARY", "CATEGORIES", ";TZID=", "Europe/Berlin", "America/New_York", ";VALUE=DATE", ";VALUE=PERIOD", ":", ";", "=", ",", "/", "\"", "\\",
                "20250601", "T090000", "Z", "00010101", "99991231", "T235960", "PT1H", "P1D", "FREQ=DAILY", "FREQ=YEARLY", "COUNT=99", "UNTIL=", "BYDAY=-1MO", "\n", "\r\n", "\n ", "DTSTART:20250601T090000\n", "DTSTART:20250601\n", "RRULE:FREQ=WEEKLY\n",
                "DTSTART;TZID=Europe/Berlin:00010101T000000\n", "DTEND:99991231T235959Z\n", "RDATE:00010101T000000Z\n", "EXDATE:99991231T235959Z\n", "END:VEVENT\nBEGIN:VEVENT\nUID:2\n", "BEGIN:VALARM\n", "END:VALARM\n", "BEGIN:VTIMEZONE\n", "END:VTIMEZONE\n")
                .Select(Encoding.UTF8.GetBytes),
            Gen.Choose(0, 255).Select(b => new[] { (byte)b }))
        .ListOf().Select(pieces => pieces.SelectMany(piece => piece))
        .Select(rest => "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\n"u8.ToArray().Concat(rest).Concat("\nEND:VEVENT\nEND:VCALENDAR\n"u8.ToArray()).ToArray()).ToArbitrary();

    [Fact]
    public void What_is_written_reads_back_as_the_same() =>
        Prop.ForAll(Entries.ListOf().ToArbitrary(), entries =>
        {
            var read = Calendars.Read(Calendars.Written(entries, "name").GetAwaiter().GetResult()).GetAwaiter().GetResult();
            return read.Select(Facts).SequenceEqual(entries.Select(Facts));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lines_have_at_most_75_octets_and_are_cut_between_characters() =>
        Prop.ForAll(Entries.ListOf().ToArbitrary(), entries =>
        {
            var text = Encoding.Latin1.GetString(Calendars.Written(entries).GetAwaiter().GetResult());
            return text.Split("\r\n").All(line => line.Length <= 75 && !line.AsSpan().ContainsAny('\r', '\n') && System.Text.Unicode.Utf8.IsValid(Encoding.Latin1.GetBytes(line)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_read_or_refused_with_a_line_and_nothing_else_happens() =>
        Prop.ForAll(Files, bytes =>
        {
            try
            {
                var read = Calendars.Read(bytes).GetAwaiter().GetResult();
                return CalendarSeries.Of(read).Sum(series => series.Moved.Length + (series.Whole is null ? 0 : 1)) <= read.Count;
            }
            catch (ImportFaultException e)
            {
                return e.Line >= 1 && e.Line <= 1 + bytes.Count(b => b == (byte)'\n') && e.File == "in/c.ics" && e.Expected.Length > 0;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Any_bytes_are_read_to_the_end_or_refused_where_events_are_set_aside() =>
        Prop.ForAll(Files, bytes =>
        {
            var sink = new ListedRejects();
            try
            {
                var (events, summary) = Calendars.ReadCounted(bytes, sink).GetAwaiter().GetResult();
                return summary.LinesTaken == events.Count && summary.LinesSetAside == sink.Records.Count;
            }
            catch (ImportFaultException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static (string, string, string, CalendarStatus, LocalDateTime, string?, Instant?, int, Period) Facts(CalendarEntry entry) => (
        entry.Uid,
        Said(entry.Summary),
        string.Join('|', entry.Categories.Select(Said).Select(text => text.Trim()).Where(text => text.Length > 0)),
        entry.Status,
        entry.Start?.InUtc().LocalDateTime ?? entry.Day!.Value.AtMidnight(),
        entry.Rule?.ToString(),
        entry.ChangedAt,
        (int)Math.Max(0, entry.ChangedAt!.Value.ToUnixTimeSeconds() - 946_684_800),
        entry.Start is null ? Period.FromDays(1) : entry.Length == Duration.Zero ? Period.Zero : Period.FromSeconds((long)entry.Length.TotalSeconds));

    private static (string, string, string, CalendarStatus, LocalDateTime, string?, Instant?, int, Period) Facts(ImportedEvent read) =>
        (read.Uid, read.Summary!, string.Join('|', read.Categories), read.Status!.Value, read.Start.Local, read.Recurrence.Rule?.ToString(), read.ChangedAt, read.Sequence, read.Length);

    /// <summary>What the format has a place for.</summary>
    private static string Said(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\u0007', ' ').Replace('\u007F', ' ');
}
