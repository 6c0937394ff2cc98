using CrmKit.Calendars;
using CrmKit.Scheduling;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class SlotPlannerTests
{
    private static readonly LocalDate Day = new(2026, 3, 29);

    [Fact]
    public void Contact_leaves_in_the_hour_with_the_likeliest_answer()
    {
        var chances = new double[24];
        chances[18] = 0.3;
        var at = Assign(Request("a", 8, 20) with { Response = HourlyResponse.Of(chances) }).Single()!.Value;
        Assert.Equal(18, at.InZone(Known.Berlin).Hour);
    }

    [Fact]
    public void Hours_asked_for_go_before_likelier_ones()
    {
        var chances = new double[24];
        chances[18] = 0.9;
        var at = Assign(Request("a", 8, 20) with { Response = HourlyResponse.Of(chances), Preferred = new DailyHours(new LocalTime(9, 15), new LocalTime(9, 45)) }).Single()!.Value;
        Assert.InRange(at.InZone(Known.Berlin).TimeOfDay, new LocalTime(9, 15), new LocalTime(9, 44, 59));
    }

    [Fact]
    public void Hours_asked_for_that_are_not_allowed_leave_the_others()
    {
        var at = Assign(Request("a", 8, 10) with { Preferred = new DailyHours(new LocalTime(22, 0), new LocalTime(23, 0)) }).Single()!.Value;
        Assert.InRange(at.InZone(Known.Berlin).Hour, 8, 9);
    }

    [Fact]
    public void Full_hour_sends_the_others_to_their_next_best_and_nobody_to_another_day()
    {
        var requests = Enumerable.Range(0, 5).Select(i => Request(i.ToString(CultureInfo.InvariantCulture), 8, 10)).ToArray();
        var instants = Assign(requests, HourlyLimit.AtMost(2));
        Assert.Equal([2, 2], instants.OfType<Instant>().GroupBy(at => at.InZone(Known.Berlin).Hour).Select(hour => hour.Count()));
        Assert.Equal(1, instants.Count(at => at is null));
    }

    [Fact]
    public void What_is_owed_has_its_slot_first()
    {
        var requests = Enumerable.Range(0, 30).Select(i => Request(i.ToString(CultureInfo.InvariantCulture), 8, 9) with { IsCommitment = i == 17 }).ToArray();
        Assert.NotNull(Assign(requests, HourlyLimit.AtMost(1))[17]);
    }

    // On 29 March 2026 Berlin has no hour from 2 to 3: the business's day has 23 hours.
    [Fact]
    public void Short_day_has_23_hours_of_room()
    {
        var day = new Interval(Known.Berlin.StartOf(Day), Known.Berlin.StartOf(Day.PlusDays(1)));
        var requests = Enumerable.Range(0, 30).Select(i => Request(i.ToString(CultureInfo.InvariantCulture), 0, 0) with { Allowed = [day] }).ToArray();
        var instants = Assign(requests, HourlyLimit.AtMost(1)).OfType<Instant>().ToArray();
        Assert.Equal(23, instants.Length);
        Assert.DoesNotContain(instants, at => at.InZone(Known.Berlin).Hour == 2);
    }

    [Fact]
    public void Clock_of_the_person_decides_the_hour()
    {
        var zone = DateTimeZoneProviders.Tzdb["Asia/Kathmandu"];
        var chances = new double[24];
        chances[14] = 1;
        var at = Assign(Request("a", 8, 20) with { Zone = zone, Response = HourlyResponse.Of(chances) }).Single()!.Value;
        Assert.Equal(14, at.InZone(zone).Hour);
    }

    [Fact]
    public void Seed_spreads_contacts_inside_the_hour()
    {
        var requests = Enumerable.Range(0, 50).Select(i => Request(i.ToString(CultureInfo.InvariantCulture), 8, 9)).ToArray();
        Assert.True(Assign(requests).Distinct().Count() > 40);
        Assert.NotEqual(Assign(requests), new SlotPlanner(new SlotOptions { BusinessZone = Known.Berlin, Seed = 1 }).Assign(Day, requests));
    }

    [Fact]
    public void Sum_of_chances_is_the_greatest_that_the_limits_allow() => Law.Holds(
        from worths in Gen.Choose(0, 4).ArrayOf(3).ArrayOf(5)
        from open in Gen.Choose(1, 7).ArrayOf(5)
        from room in Gen.Choose(0, 3)
        select (worths, open, room),
        given =>
        {
            var requests = given.worths.Select((worth, i) => Request(i.ToString(CultureInfo.InvariantCulture), 0, 0) with
            {
                Response = HourlyResponse.Of([.. Enumerable.Range(0, 24).Select(hour => hour is >= 8 and < 11 ? worth[hour - 8] / 10.0 : 0)]),
                Allowed = [.. Enumerable.Range(0, 3).Where(k => (given.open[i] >> k & 1) != 0).Select(k => Stretch(8 + k, 9 + k))],
            }).ToArray();
            var instants = Assign(requests, HourlyLimit.AtMost(given.room));
            var hours = instants.Select(at => at?.InZone(Known.Berlin).Hour).ToArray();
            Assert.All(hours.Where(hour => hour is not null).GroupBy(hour => hour), hour => Assert.InRange(hour.Count(), 0, given.room));
            for (var i = 0; i < requests.Length; i++)
            {
                Assert.True(instants[i] is not { } at || requests[i].Allowed.Any(stretch => stretch.Contains(at)));
            }

            // As many as can be are served; those who are, in the best way.
            Assert.Equal(Best(requests, given.room, 0, new int[24]).Count, hours.Count(hour => hour is not null));
            var (_, best) = Best([.. requests.Where((_, i) => hours[i] is not null)], given.room, 0, new int[24]);
            Assert.Equal(best, hours.Select((hour, i) => hour is { } h ? requests[i].Response[h] : 0).Sum(), 1e-9);
        });

    [Fact]
    public void Instants_are_the_same_in_any_order_of_requests() => Law.Holds(
        from count in Gen.Choose(1, 30)
        from room in Gen.Choose(0, 6)
        from shuffled in Generated.Shuffled<int>([.. Enumerable.Range(0, count)])
        select (count, room, shuffled),
        given =>
        {
            SlotRequest Numbered(int i) => Request(i.ToString(CultureInfo.InvariantCulture), 8, 9 + (i % 5));
            var straight = Assign([.. Enumerable.Range(0, given.count).Select(Numbered)], HourlyLimit.AtMost(given.room));
            var mixed = Assign([.. given.shuffled.Select(Numbered)], HourlyLimit.AtMost(given.room));
            Assert.Equal(given.shuffled.Select(i => straight[i]), mixed);
        });

    [Fact]
    public void Effect_that_comes_twice_is_refused_by_its_place() =>
        Assert.Contains("request 1", Assert.Throws<ArgumentException>(() => Assign(Request("a", 8, 9), Request("a", 8, 9))).Message, StringComparison.Ordinal);

    private static (int Count, double Sum) Best(SlotRequest[] requests, int room, int next, int[] used)
    {
        if (next == requests.Length)
        {
            return (0, 0);
        }

        var best = Best(requests, room, next + 1, used);
        foreach (var stretch in requests[next].Allowed)
        {
            var hour = stretch.Start.InZone(Known.Berlin).Hour;
            if (used[hour] < room)
            {
                used[hour]++;
                var (count, sum) = Best(requests, room, next + 1, used);
                used[hour]--;
                var with = (count + 1, sum + requests[next].Response[hour]);
                best = with.CompareTo(best) > 0 ? with : best;
            }
        }

        return best;
    }

    private static ImmutableArray<Instant?> Assign(params SlotRequest[] requests) => Assign(requests, HourlyLimit.None);

    private static ImmutableArray<Instant?> Assign(SlotRequest[] requests, HourlyLimit limit) =>
        new SlotPlanner(new SlotOptions { BusinessZone = Known.Berlin, HourlyLimits = ImmutableDictionary<Channel, HourlyLimit>.Empty.Add(Channel.Email, limit) }).Assign(Day, requests);

    private static SlotRequest Request(string occurrence, int from, int until) => new()
    {
        Key = Known.Key(occurrence),
        Channel = Channel.Email,
        Zone = Known.Berlin,
        Allowed = from < until ? [Stretch(from, until)] : [],
    };

    private static Interval Stretch(int from, int until) => new(Known.BerlinTime(2026, 3, 29, from), Known.BerlinTime(2026, 3, 29, until));
}
