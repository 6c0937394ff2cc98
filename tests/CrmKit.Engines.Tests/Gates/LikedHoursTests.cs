using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class LikedHoursTests
{
    private static readonly GateList Gates = GateList.Standard(new GateOptions());
    private static readonly Instant Midnight = Known.BerlinTime(2026, 3, 11, 0);

    [Fact]
    public void Liked_hours_are_waited_for_within_the_day()
    {
        var facts = Known.Facts() with { PreferredHours = new DailyHours(new LocalTime(17, 30), new LocalTime(19, 0)) };
        Assert.Equal(Known.BerlinTime(2026, 3, 10, 17, 30), Gates.FirstLiked(Known.Intent(), facts, Known.BerlinTime(2026, 3, 10, 5), Midnight).At);
        Assert.Equal(Known.BerlinTime(2026, 3, 10, 18), Gates.FirstLiked(Known.Intent(), facts, Known.BerlinTime(2026, 3, 10, 18), Midnight).At);
    }

    [Fact]
    public void Wish_that_is_past_for_today_or_within_the_quiet_hours_keeps_nobody_from_hearing()
    {
        var morning = Known.Facts() with { PreferredHours = new DailyHours(new LocalTime(9, 0), new LocalTime(10, 0)) };
        var late = Known.BerlinTime(2026, 3, 10, 15);
        Assert.Equal(late, Gates.FirstLiked(Known.Intent(), morning, late, Midnight).At);
        Assert.Equal(Known.BerlinTime(2026, 3, 11, 9), Gates.FirstLiked(Known.Intent(), morning, late, Midnight + Duration.FromDays(1)).At);
        var night = Known.Facts() with { PreferredHours = new DailyHours(new LocalTime(22, 0), new LocalTime(23, 0)) };
        Assert.Equal(Known.BerlinTime(2026, 3, 10, 8), Gates.FirstLiked(Known.Intent(), night, Known.BerlinTime(2026, 3, 10, 5), Midnight).At);
    }

    [Fact]
    public void Service_does_not_wait_for_liked_hours()
    {
        var facts = Known.Facts() with { PreferredHours = new DailyHours(new LocalTime(17, 30), new LocalTime(19, 0)) };
        Assert.Equal(Known.BerlinTime(2026, 3, 10, 8), Gates.FirstLiked(Known.Intent(TouchClass.Transactional), facts, Known.BerlinTime(2026, 3, 10, 5), Midnight).At);
    }

    [Fact]
    public void Liked_instant_passes_every_gate_and_is_the_first_liked_one_of_the_day_where_there_is_one() => Law.Holds(
        from facts in GateGenerators.Facts
        from hours in Generated.Times.Two().Where(pair => pair.Item1 != pair.Item2).Select(pair => new DailyHours(pair.Item1, pair.Item2))
        from options in GateGenerators.Options
        from intent in GateGenerators.Intents
        from at in Generated.NearInstants
        from span in Gen.Choose(1, 72)
        select (facts: facts with { PreferredHours = hours }, hours, options, intent, at, before: at + Duration.FromHours(span)),
        given =>
        {
            var gates = GateList.Standard(given.options);
            var zone = given.facts.Zone.Zone;
            var liked = gates.FirstLiked(given.intent, given.facts, given.at, given.before);
            var first = gates.FirstOpen(given.intent, given.facts, given.at);
            Assert.Equal(first.Verdict, liked.Verdict);
            Assert.Equal(liked.Verdict.IsOpen, gates.Evaluate(given.intent, given.facts, liked.At).IsOpen);
            if (!TouchClassRules.NeedsConsent(given.intent.Class))
            {
                Assert.Equal(first, liked);
                return;
            }

            // The changes of all zones here, and all times of all gates, lie on whole minutes.
            Instant? expected = null;
            for (var minute = given.at; minute < given.before && expected is null; minute += Duration.FromMinutes(1))
            {
                if (given.hours.Contains(minute.InZone(zone).TimeOfDay) && gates.Evaluate(given.intent, given.facts, minute).IsOpen)
                {
                    expected = minute;
                }
            }

            Assert.Equal(expected ?? first.At, liked.At);
        }, tests: 150);
}
