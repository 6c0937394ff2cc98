using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class PromiseLedgerTests
{
    private static readonly LocalDate Due = new(2026, 3, 29);

    [Fact]
    public void Promise_is_open_until_its_day_ends_in_the_zone_of_the_business()
    {
        Assert.Equal((PromiseState.Open, null), State(Due, kept: null));
        Assert.Equal((PromiseState.Broken, null), State(Due.PlusDays(1), kept: null));
    }

    // The day on which the clocks go forward has 23 hours: it ends at 22:00 UTC.
    [Fact]
    public void Promise_kept_by_the_end_of_its_day_is_kept_and_afterwards_late()
    {
        var end = Instant.FromUtc(2026, 3, 29, 22, 0);
        Assert.Equal((PromiseState.Kept, end - Duration.Epsilon), State(Due, end - Duration.Epsilon));
        Assert.Equal((PromiseState.Late, end), State(Due.PlusDays(1), end));
        Assert.Equal((PromiseState.Open, null), State(Due, end));
    }

    [Fact]
    public void Earliest_keeping_counts_in_any_order() => Law.Holds(
        from kept in Generated.UpTo(4, Generated.NearInstants)
        from day in Generated.NearDates
        select (kept, day),
        given =>
        {
            var events = given.kept.Select((at, i) => (TimelineEvent)new PromiseKept(new EventKey($"kept-{i}"), "7", at, new EventKey("promise"))).Append(Promised());
            var standing = new PromiseLedger(events, Known.Berlin).On(given.day);
            var turned = new PromiseLedger(events.Reverse(), Known.Berlin).On(given.day);
            Assert.Equal(standing, turned.AsEnumerable());
            Assert.Equal(State(given.day, given.kept.IsEmpty ? null : given.kept.Min()), standing.Select(item => (item.State, item.KeptAt)).FirstOrDefault());
        });

    [Fact]
    public void Promises_made_later_and_keepings_of_unknown_ones_are_not_told()
    {
        Assert.Empty(new PromiseLedger([Promised()], Known.Berlin).On(new LocalDate(2019, 12, 31)));
        Assert.Empty(new PromiseLedger([new PromiseKept(new EventKey("k"), "7", Known.LongAgo, new EventKey("other"))], Known.Berlin).On(Due));
        Assert.Single(new PromiseLedger([Promised() with { DueOn = LocalDate.MaxIsoValue }], Known.Berlin).On(LocalDate.MaxIsoValue));
    }

    [Fact]
    public void Promises_stand_in_order_of_when_they_are_due() => Assert.Equal(
        ["b", "a", "promise"],
        new PromiseLedger([Promised(), Promised() with { Key = new EventKey("a"), DueOn = Due.PlusDays(-1) }, Promised() with { Key = new EventKey("b"), DueOn = Due.PlusDays(-2) }], Known.Berlin)
            .On(Due).Select(standing => standing.Promise.Key.Value));

    private static (PromiseState State, Instant? KeptAt) State(LocalDate day, Instant? kept)
    {
        var events = kept is { } at ? new TimelineEvent[] { Promised(), new PromiseKept(new EventKey("kept"), "7", at, new EventKey("promise")) } : [Promised()];
        var standing = Assert.Single(new PromiseLedger(events, Known.Berlin).On(day));
        return (standing.State, standing.KeptAt);
    }

    private static Promise Promised() => new(new EventKey("promise"), "7", Known.LongAgo, Due);
}
