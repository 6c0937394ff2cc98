using CrmKit.Cadence;
using CrmKit.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Random years with downtime, returns, settlements and moves: what each occasion proposes is what a plain look at the events asks for, on every day that anybody looks.</summary>
public sealed class OccasionYearsTests
{
    private static readonly Topic Repair = new("repair");

    [Fact]
    public void Anniversaries_are_proposed_on_their_days_under_one_key_a_year() => Law.Holds(
        from seed in Seeds
        from policy in Generated.LeapDayPolicies
        from late in Gen.Elements(0, 3, 30)
        from fromYear in Gen.Choose(1, 2)
        select (seed, policy, late, fromYear),
        given => Check(
            new PurchaseAnniversaries(new AnniversaryOptions { LeapDay = given.policy, LateDays = given.late, FromYear = given.fromYear }),
            given.seed,
            life => OccasionOracle.Anniversaries(life, given.policy, given.fromYear, given.late),
            candidate => candidate.Key.Occurrence), tests: 12);

    [Fact]
    public void Thanks_are_one_for_a_day_of_purchase_and_rest() => Law.Holds(
        from seed in Seeds
        from first in Gen.Elements(true, false, false)
        from above in Gen.Elements<int?>(null, 100)
        from after in Gen.Choose(0, 4)
        from length in Gen.Choose(0, 14)
        from rest in Gen.Elements(0, 7, 30)
        select (seed, first, above, after, within: after + length, rest),
        given => Check(
            new ThankYous(new ThankYouOptions
            {
                For = given.first ? ThanksFor.FirstPurchase : ThanksFor.EveryPurchase,
                Above = given.above is { } above ? new Money(above, Currency.Eur) : null,
                AfterDays = given.after,
                WithinDays = given.within,
                RestDays = given.rest,
            }),
            given.seed,
            life => OccasionOracle.ThankYous(life, given.first, given.above, given.after, given.within, given.rest),
            candidate => candidate.Reason["bought"]!,
            mostOpen: given.rest > given.within ? 1 : int.MaxValue), tests: 12);

    [Fact]
    public void Services_are_asked_about_once_and_only_the_last() => Law.Holds(
        from seed in Seeds
        from after in Gen.Choose(0, 10)
        from length in Gen.Choose(0, 20)
        select (seed, after, within: after + length),
        given => Check(
            new ServiceCheckBacks(new CheckBackOptions { Items = [Repair], AfterDays = given.after, WithinDays = given.within }),
            given.seed,
            life => OccasionOracle.Services(life, Repair, given.after, given.within),
            candidate => candidate.Reason["bought"]!,
            mostOpen: 1), tests: 12);

    [Fact]
    public void Settled_complaints_are_asked_about_once_each() => Law.Holds(
        from seed in Seeds
        from after in Gen.Choose(0, 10)
        from length in Gen.Choose(0, 20)
        select (seed, after, within: after + length),
        given => Check(
            new ComplaintCheckBacks(new CheckBackOptions { AfterDays = given.after, WithinDays = given.within }),
            given.seed,
            life => OccasionOracle.Complaints(life, given.after, given.within),
            candidate => candidate.Regards!.Value.Value), tests: 12);

    [Fact]
    public void Reminders_come_before_the_window_once_a_purchase_though_it_is_estimated_anew() => Law.Holds(
        from seed in Seeds
        from lead in Gen.Choose(1, 20)
        from item in Gen.Elements<Topic?>(null, new Topic("oil"))
        select (seed, lead, item),
        given => Check(
            new Replenishments(new ReplenishmentOptions { LeadDays = given.lead, Items = given.item is { } item ? [item] : [] }),
            given.seed,
            life => OccasionOracle.Replenishments(life, given.item, given.lead),
            candidate => candidate.Reason["bought"]!,
            mostOpen: 1), tests: 12);

    [Fact]
    public void Seasons_are_offered_once_a_year() => Law.Holds(
        from seed in Seeds
        from start in Gen.Elements(new AnnualDate(3, 1), new AnnualDate(1, 1), new AnnualDate(12, 31), new AnnualDate(11, 20))
        from lead in Gen.Choose(1, 300)
        from offer in Gen.Choose(1, 300)
        from season in Gen.Elements<int?>(null, 1, 60, 365)
        select (seed, start, lead, offer: Math.Min(lead, offer), season),
        given => Check(
            new SeasonalOffers(new SeasonalOfferOptions
            {
                Season = new Topic("boat"),
                Start = new AnnualOccasion(given.start, LeapDayPolicy.March1),
                LeadDays = given.lead,
                OfferDays = given.offer,
                EarlierBuyersOnly = given.season is not null,
                SeasonDays = given.season ?? 90,
            }),
            given.seed,
            life => OccasionOracle.Seasons(life, given.start, given.lead, given.offer, given.season),
            candidate => candidate.Reason["starts"]!,
            mostOpen: 1), tests: 12);

    private static Gen<int> Seeds { get; } = Gen.Choose(0, int.MaxValue - 1);

    // Every day that the planner is up the source proposes exactly what is due, so that nothing is late by more than one look; an anchor and a key belong to each other for ever.
    private static void Check(ITouchSource source, int seed, Func<SimulatedLife, IEnumerable<string>> due, Func<TouchCandidate, string> anchor, int mostOpen = int.MaxValue)
    {
        var life = new SimulatedLife(seed, source);
        var (keys, anchors) = (new Dictionary<string, TouchKey>(), new Dictionary<TouchKey, string>());
        life.Live(900, proposed =>
        {
            var open = proposed[0];
            Assert.Equal(due(life).Order(StringComparer.Ordinal), open.Select(candidate => candidate.Key.Occurrence).Order(StringComparer.Ordinal));
            Assert.Equal(open.Select(candidate => candidate.Key), source.Propose(life.Snapshot, life.Today).Select(candidate => candidate.Key));
            Assert.InRange(open.Length, 0, mostOpen);
            foreach (var candidate in open)
            {
                Assert.Contains(life.Today, candidate.Window);
                Assert.Equal(candidate.Key.Reason, candidate.Reason.Code);
                Assert.NotEqual(candidate.Reason.ToString(), EnglishReasons.Render(candidate.Reason));
                Assert.Equal(candidate.Key, keys.GetValueOrDefault(anchor(candidate), candidate.Key));
                Assert.Equal(anchor(candidate), anchors.GetValueOrDefault(candidate.Key, anchor(candidate)));
                (keys[anchor(candidate)], anchors[candidate.Key]) = (candidate.Key, anchor(candidate));
            }
        });
    }
}
