using CrmKit.Cadence;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Safety and liveness over fifty years with downtime and moves between zones.</summary>
public sealed class CadenceYearsTests
{
    private const int FiftyYears = 18_263;

    [Fact]
    public void What_is_due_is_decided_at_the_next_tick_nobody_twice_and_nobody_forgotten() => Law.Holds(
        from profile in GeneratedProfiles.Profiles.Where(profile => profile.ShortestDays > 2)
        from seed in Gen.Choose(0, 1_000_000)
        from start in Generated.Dates
        select (profile, seed, start),
        given =>
        {
            var years = new CadenceYears(given.profile, given.seed);
            years.Run(given.start, FiftyYears);
            Assert.Equal(years.Decisions.Count, years.Decisions.DistinctBy(decision => decision.Key).Count());
            foreach (var (key, day, left, since, downSince) in years.Decisions)
            {
                // A day more for either end, since the person may have moved; never sooner than the shortest interval after the last news, unless the last was declined.
                Assert.True(Period.DaysBetween(since, day) <= given.profile.LongestDays + given.profile.Most.WindowDays + downSince + 2, key.ToString());
            }

            var sent = years.Decisions.Where(decision => decision.Left).Select(decision => decision.Day).ToList();
            Assert.All(sent.Zip(sent.Skip(1)), pair => Assert.True(Period.DaysBetween(pair.First, pair.Second) >= given.profile.ShortestDays - 1));
            if (given.profile.Most is { IsNone: false } most)
            {
                Assert.All(sent.Zip(sent.Skip(most.Max)), pair => Assert.True(Period.DaysBetween(pair.First, pair.Second) >= most.WindowDays - 1));
            }
        }, tests: 8);

    [Fact]
    public void Outlook_that_moves_every_day_contacts_nobody_twice_within_the_shortest_interval() => Law.Holds(
        from profile in GeneratedProfiles.Profiles.Where(profile => profile.ShortestDays > 2)
        from seed in Gen.Choose(0, 1_000_000)
        select (profile, seed),
        given =>
        {
            var years = new CadenceYears(given.profile, given.seed) { Drifts = true };
            years.Run(GeneratedProfiles.Epoch, FiftyYears / 5);
            var sent = years.Decisions.Where(decision => decision.Left).ToList();
            Assert.Equal(sent.Count, sent.DistinctBy(decision => decision.Key).Count());
            Assert.All(sent.Zip(sent.Skip(1)), pair => Assert.True(Period.DaysBetween(pair.First.Day, pair.Second.Day) >= given.profile.ShortestDays - 1));
        }, tests: 8);

    [Fact]
    public void After_years_of_downtime_one_contact_is_open_and_no_more()
    {
        var source = new ProfileCadence(new CadencePolicy(BusinessProfiles.OnlineShop()));
        var reply = new Reply(new EventKey("r"), "7", Instant.FromUtc(2000, 2, 29, 12, 0), Channel.Email);
        var history = new RelationshipHistory([reply], DateTimeZone.Utc);
        var snapshot = new CustomerSnapshot(new Customer { Id = "7" }, new CustomerOutlook("7", new LocalDate(2000, 2, 29)), null, null) { History = history };
        var candidate = Assert.Single(source.Propose(snapshot, new LocalDate(2050, 2, 28)));
        Assert.True(candidate.Window.Contains(new LocalDate(2050, 2, 28)));
        Assert.Equal(28, candidate.Window.Length);
    }
}
