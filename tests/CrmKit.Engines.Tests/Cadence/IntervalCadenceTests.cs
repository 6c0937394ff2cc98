using CrmKit.Cadence;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class IntervalCadenceTests
{
    private static readonly LocalDate Anchor = new(2026, 1, 31);

    [Fact]
    public void Windows_of_one_anchor_are_total_and_disjoint_and_the_key_is_stable_inside() => Law.Holds(
        from interval in Gen.Choose(1, 40)
        from last in Generated.Dates
        select (interval, last),
        given =>
        {
            var source = new IntervalCadence(new IntervalCadenceOptions { IntervalDays = given.interval });
            var byKey = new Dictionary<TouchKey, DateInterval>();
            for (var day = given.last.PlusDays(-2); day < given.last.PlusDays(3 * given.interval); day = day.PlusDays(1))
            {
                var candidates = source.Propose(Snapshot(given.last, lastContact: null), day).ToList();
                Assert.Equal(day >= given.last.PlusDays(given.interval) ? 1 : 0, candidates.Count);
                foreach (var candidate in candidates)
                {
                    Assert.Contains(day, candidate.Window);
                    Assert.Equal(TouchMoot.OnPurchaseAfter(given.last), candidate.Moot);
                    Assert.Equal(candidate.Window, byKey.GetValueOrDefault(candidate.Key, candidate.Window));
                    byKey[candidate.Key] = candidate.Window;
                }
            }

            var windows = byKey.Values.OrderBy(window => window.Start).ToList();
            Assert.Equal(2, windows.Count);
            Assert.Equal(windows[0].End.PlusDays(1), windows[1].Start);
            Assert.All(windows, window => Assert.Equal(given.interval, window.Length));
        }, tests: 100);

    [Fact]
    public void Later_of_purchase_and_contact_is_the_anchor()
    {
        var source = new IntervalCadence(new IntervalCadenceOptions { IntervalDays = 10 });
        Assert.Empty(source.Propose(Snapshot(Anchor, Anchor.PlusDays(5)), Anchor.PlusDays(14)));
        Assert.Empty(source.Propose(Snapshot(Anchor.PlusDays(5), Anchor), Anchor.PlusDays(14)));
        Assert.Single(source.Propose(Snapshot(lastPurchase: null, Anchor.PlusDays(5)), Anchor.PlusDays(15)));
        Assert.Empty(source.Propose(Snapshot(lastPurchase: null, lastContact: null), Anchor));
    }

    [Fact]
    public void Candidate_carries_its_facts()
    {
        var source = new IntervalCadence(new IntervalCadenceOptions { IntervalDays = 10 });
        var candidate = Assert.Single(source.Propose(Snapshot(Anchor, lastContact: null, Value(12.345m)), Anchor.PlusDays(25)));
        Assert.Equal("7/cadence.interval-due/2026-02-20", candidate.Key.ToString());
        Assert.Equal("cadence.interval-due(due=2026-02-20, days=25, interval=10, value=12.34 EUR, horizon=90, alive=0.8765)", candidate.Reason.ToString());
        Assert.Equal(new DateInterval(new LocalDate(2026, 2, 20), new LocalDate(2026, 3, 1)), candidate.Window);
        Assert.Equal((1234L, TouchClass.Promotional, Purpose.Marketing, false), (candidate.Value, candidate.Class, candidate.Purpose, candidate.IsCommitment));
    }

    // The product with the minor unit lies outside the range of decimal.
    [Theory]
    [InlineData("79228162514264337593543950335", long.MaxValue / 2)]
    [InlineData("-79228162514264337593543950335", 0)]
    [InlineData("-0.01", 0)]
    public void Value_saturates(string amount, long expected)
    {
        var value = Value(decimal.Parse(amount, CultureInfo.InvariantCulture));
        var candidate = Assert.Single(new IntervalCadence(new IntervalCadenceOptions()).Propose(Snapshot(Anchor, lastContact: null, value), Anchor.PlusDays(90)));
        Assert.Equal(expected, candidate.Value);
    }

    [Fact]
    public void Options_outside_their_range_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new IntervalCadence(new IntervalCadenceOptions { IntervalDays = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IntervalCadence(new IntervalCadenceOptions { IntervalDays = 3661 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IntervalCadence(new IntervalCadenceOptions { Channels = [] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IntervalCadence(new IntervalCadenceOptions { Channels = default }));
    }

    private static ValueOutlook Value(decimal amount) =>
        new(0.87654, 3, new Money(4, Currency.Eur), new Money(amount, Currency.Eur), 90, EstimateStatus.Pooled);

    private static CustomerSnapshot Snapshot(LocalDate? lastPurchase, LocalDate? lastContact, ValueOutlook? value = null) =>
        new(new Customer { Id = "7" }, new CustomerOutlook("7", Anchor) { Value = value }, lastPurchase, lastContact);
}
