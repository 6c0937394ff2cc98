using CrmKit.Cadence;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class SilenceMonitorTests
{
    private static readonly SilenceMonitor Monitor = new(new SilenceOptions { BoundDays = 30, ThanksCodes = ["thanks"] });
    private static readonly LocalDate Day = new(2025, 1, 5);
    private static readonly Instant Start = Happenings.Start;

    [Fact]
    public void Silences_are_what_their_definitions_say_in_any_order() => Law.Holds(
        from events in Happenings.Events
        from shuffled in Gen.Shuffle(events)
        from day in Gen.Choose(0, 450)
        from measure in Gen.Elements(Enum.GetValues<SilenceMeasure>())
        select (events, shuffled, today: Day.PlusDays(day), measure),
        given =>
        {
            var monitor = new SilenceMonitor(new SilenceOptions { Measure = given.measure, ThanksCodes = ["thanks"] });
            var history = Happenings.History(given.events);
            var standing = monitor.Of("7", history, given.today);
            var past = given.events.Where(item => history.DayOf(item) <= given.today).ToArray();
            var thanks = past.OfType<Touch>().Where(touch => touch.Touched.Reason == "thanks").Select(history.DayOf);
            var caring = past.OfType<Touch>().Where(touch => touch.Kind != TouchKind.Pitch && (touch.Class is TouchClass.Promotional or TouchClass.Relationship)).Select(history.DayOf);
            var active = past.Where(item => item is Touch { Class: TouchClass.Promotional or TouchClass.Relationship } or Touch { Kind: TouchKind.Pitch } or Reply or Feedback or Complaint or Purchase or Engagement { Kind: not EngagementKind.Opened }).Select(history.DayOf).Order().ToArray();
            Assert.Equal(Since(thanks, given.today), standing.DaysSinceThanks);
            Assert.Equal(Since(caring, given.today), standing.DaysSinceCaring);
            Assert.Equal(Since(active, given.today), standing.DaysSinceAnything);
            Assert.Equal(active.Length < 2 ? null : active.Zip(active.Skip(1), Period.DaysBetween).Max(), standing.WorstDays);
            var measured = given.measure switch { SilenceMeasure.Thanks => thanks, SilenceMeasure.Caring => caring, _ => active };
            Assert.Equal(measured.Any(), standing.WasEver);
            Assert.Equal(past.Length == 0 ? null : Since(measured.Any() ? measured : [past.Min(history.DayOf)], given.today), standing.Days);
            Assert.Equal(standing, monitor.Of("7", Happenings.History(given.shuffled), given.today));
        });

    [Fact]
    public void The_longest_silence_stands_first_and_ties_by_id()
    {
        var overdue = Monitor.Overdue([Standing("b", 31), Standing("c", 40), Standing("a", 31), Standing("d", 30), new SilenceStanding("e", Day)]);
        Assert.Equal(["c", "a", "b"], overdue.Select(item => item.Customer.Value));
        Assert.Equal([40, 31, 31], overdue.Select(item => item.Days));
        Assert.Equal("silence.overdue(measure=Caring, days=40, bound=30, since=2024-11-26)", overdue[0].Reason.ToString());
        var never = Assert.Single(Monitor.Overdue([Monitor.Of("7", Happenings.History([Happenings.Replied(Start)]), Day.PlusDays(31))]));
        Assert.Equal("silence.overdue-never(measure=Caring, days=31, bound=30, since=2025-01-05)", never.Reason.ToString());
    }

    [Fact]
    public void Columns_and_people_and_a_walk_from_day_to_day_forecast_alike() => Law.Holds(
        from silent in Gen.Choose(-5, 80).ListOf()
        from unknown in Gen.Choose(0, 5).ListOf(silent.Count)
        from promised in (from row in Gen.Choose(0, Math.Max(0, silent.Count - 1)) from day in Gen.Choose(-4, 90) select (row, day)).ListOf()
        from days in Gen.Choose(0, 100)
        from epoch in Gen.Elements(new LocalDate(2025, 1, 5), new LocalDate(1969, 12, 20))
        select (silent, unknown, promised: silent.Count == 0 ? [] : promised, days, epoch),
        given =>
        {
            var today = DayNumber.From(given.epoch);
            var last = given.silent.Zip(given.unknown, (silent, unknown) => unknown == 0 ? SilenceMonitor.Unknown : today - silent).ToArray();
            var counts = new int[given.days];
            Monitor.Forecast(last, given.promised.Select(item => new PromisedRow(item.row, today + item.day)).ToArray(), today, counts);

            var walked = new int[given.days];
            var people = new List<SilenceStanding>();
            for (var row = 0; row < last.Length; row++)
            {
                var promised = given.promised.Where(item => item.row == row && item.day >= 0).Select(item => item.day).Order().ToArray();
                people.Add(new SilenceStanding($"{row}", given.epoch)
                {
                    Since = last[row] == SilenceMonitor.Unknown ? null : DayNumber.ToDate(last[row]),
                    Promised = [.. promised.Select(given.epoch.PlusDays)],
                });
                int? since = last[row] == SilenceMonitor.Unknown ? null : last[row] - today;
                var wasOverdue = since < -30;
                for (var day = 0; day <= given.days; day++)
                {
                    since = promised.Contains(day) && !(since > day) ? day : since;
                    var isOverdue = day - since > 30;
                    if (day > 0 && isOverdue && !wasOverdue)
                    {
                        walked[day - 1]++;
                    }

                    wasOverdue = isOverdue;
                }
            }

            Assert.Equal(walked, counts);
            Assert.Equal(walked, Monitor.Forecast(people, given.days));
        }, tests: 500);

    [Fact]
    public void Columns_and_people_are_overdue_alike() => Law.Holds(
        from silent in Gen.Choose(-5, 80).ListOf()
        from epoch in Gen.Elements(new LocalDate(2025, 1, 5), new LocalDate(1969, 12, 20))
        select (silent, epoch),
        given =>
        {
            var today = DayNumber.From(given.epoch);
            var rows = Monitor.Overdue(given.silent.Select(days => days == 7 ? SilenceMonitor.Unknown : today - days).ToArray(), today);
            var people = given.silent.Select((days, row) => new SilenceStanding($"{row:0000}", given.epoch) { Since = days == 7 ? null : given.epoch.PlusDays(-days), WasEver = true });
            Assert.Equal(Monitor.Overdue(people).Select(item => (int.Parse(item.Customer.Value, CultureInfo.InvariantCulture), item.Days)), rows.Select(item => (item.Row, item.Days)));
        });

    [Fact]
    public void Extreme_days_overflow_nothing()
    {
        var rows = Monitor.Overdue([int.MinValue + 1, int.MaxValue, SilenceMonitor.Unknown], int.MaxValue);
        Assert.Equal([new OverdueRow(0, int.MaxValue)], rows.AsEnumerable());
        var counts = new int[3];
        Monitor.Forecast([int.MaxValue, int.MinValue + 1, SilenceMonitor.Unknown], [new PromisedRow(2, int.MaxValue), new PromisedRow(1, int.MinValue)], int.MaxValue, counts);
        Assert.Equal([0, 0, 0], counts);
    }

    [Fact]
    public void A_promised_contact_counts_where_the_measure_counts_it()
    {
        var history = Happenings.History([Happenings.Sent(Start, reason: "thanks")]);
        var care = new ContactRecord(new TouchKey("7", "test", "1"), Start + Duration.FromDays(10), TouchClass.Relationship, Channel.Email);
        var pitch = new ContactRecord(new TouchKey("7", "test", "2"), Start + Duration.FromDays(11), TouchClass.Promotional, Channel.Email);
        var thanks = pitch with { Key = new TouchKey("7", "thanks", "3"), At = Start + Duration.FromDays(12) };
        Assert.Equal([Day.PlusDays(10)], Monitor.Of("7", history, Day, care, pitch, thanks).Promised.AsEnumerable());
        Assert.Equal([Day.PlusDays(12)], new SilenceMonitor(new SilenceOptions { Measure = SilenceMeasure.Thanks, ThanksCodes = ["thanks"] }).Of("7", history, Day, care, pitch, thanks).Promised.AsEnumerable());
        Assert.Equal(3, new SilenceMonitor(new SilenceOptions { Measure = SilenceMeasure.Anything }).Of("7", history, Day, thanks, pitch, care).Promised.Length);
        Assert.Empty(Monitor.Of("7", history, Day.PlusDays(11), care).Promised);
    }

    [Fact]
    public void What_is_outside_its_range_is_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SilenceMonitor(new SilenceOptions { BoundDays = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SilenceMonitor(new SilenceOptions { BoundDays = 36_601 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SilenceMonitor(new SilenceOptions { Measure = default }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Monitor.Forecast([], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Monitor.Forecast([1], [new PromisedRow(1, 1)], 1, new int[1]));
    }

    private static SilenceStanding Standing(string id, int days) => new(id, Day) { Since = Day.PlusDays(-days), WasEver = true };

    private static int? Since(IEnumerable<LocalDate> days, LocalDate today) => days.Any() ? Period.DaysBetween(days.Max(), today) : null;
}
