using CrmKit.Calendars;
using CrmKit.Scheduling;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class HorizonPlannerTests
{
    private static readonly LocalDate Today = PlanningGenerators.Today;
    private static readonly Instant Nine = Known.BerlinTime(2026, 3, 29, 9);

    // Each promotional contact of the whole horizon, seen with all the others, on a day that is open and inside its window.
    [Fact]
    public void No_cap_is_broken_on_any_day_and_every_contact_lies_in_its_window() => Law.Holds(PlanningGenerators.Plannings, planning =>
    {
        var plan = Plan(planning);
        foreach (var item in planning.Cases)
        {
            var facts = item.Facts;
            ContactRecord[] contacts =
            [
                .. plan.Today.Touches.Where(touch => touch.Intent.Key.Customer == facts.Customer).Select(touch => new ContactRecord(touch.Intent.Key, touch.SendAt, touch.Intent.Class, touch.Intent.Point.Channel)),
                .. plan.Ahead.Where(contact => contact.Key.Customer == facts.Customer).Select(contact => new ContactRecord(contact.Key, Known.Berlin.StartOf(contact.CustomerDay) + Duration.FromHours(12), contact.Class, contact.Channel)),
            ];
            var seen = facts with { Commitments = facts.Commitments.AddRange(contacts) };
            foreach (var contact in contacts)
            {
                var day = contact.At.InZone(Known.Berlin).Date;
                var candidate = item.Candidates.First(candidate => candidate.Key == contact.Key);
                Assert.True(candidate.Window.Contains(day));
                if (contact.Class == TouchClass.Promotional && !candidate.IsCommitment)
                {
                    Assert.False(GroupCap.OnAll(planning.Cap).StandingOn(seen, day, contact.Key).IsFull, $"{contact} in {string.Join(", ", contacts.Select(one => one.ToString()))}");
                }
            }
        }
    }, tests: 60);

    [Fact]
    public void Every_open_candidate_has_one_decision_and_the_bound_is_not_below_the_value() => Law.Holds(PlanningGenerators.Plannings, planning =>
    {
        var plan = Plan(planning);
        var keys = planning.Cases.SelectMany(item => item.Candidates.Select(candidate => candidate.Key).Except(item.Facts.Decided)).Distinct().Order(Comparer<TouchKey>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString())));
        Assert.Equal(keys, plan.Today.Decisions.Select(decision => decision.Key));
        Assert.True(plan.Bound >= plan.Value);
        Assert.Equal(plan.Today.Touches.Length, plan.Today.Count(PlanOutcome.Planned));
    }, tests: 60);

    [Fact]
    public void Plan_is_the_same_in_any_order_of_input_and_on_any_number_of_threads() => Law.Holds(
        from planning in PlanningGenerators.Plannings
        from cases in Generated.Shuffled(planning.Cases)
        select (planning, shuffled: planning with { Cases = [.. cases.Select(item => item with { Candidates = [.. item.Candidates.Reverse()] })] }),
        given => Assert.Equal(Told(Plan(given.planning)), Told(Plan(given.shuffled, threads: 2))),
        tests: 40);

    [Fact]
    public void Contact_waits_for_the_day_on_which_it_is_worth_most()
    {
        var plan = Plan([Candidate("a", 0, 20, value: 5000) with { PeakDay = Today.PlusDays(9), LossPerDay = 100 }]);
        Assert.Empty(plan.Today.Touches);
        Assert.Equal((Today.PlusDays(9), 5000L), (plan.Ahead.Single().Day, plan.Ahead.Single().Value));
        Assert.Equal("plan.better-day(day=2026-04-07, channel=Email, worth=5000)", plan.Today.Decisions.Single().DecidedBecause.ToString());
        Assert.Equal("planned by email for 2026-04-07, the better day", EnglishReasons.Render(plan.Today.Decisions.Single().DecidedBecause));
    }

    [Fact]
    public void Without_a_curve_sooner_is_better() =>
        Assert.Equal("a", Assert.Single(Plan([Candidate("a", -3, 20, value: 100)]).Today.Touches).Intent.Key.Occurrence);

    // One at a time in two weeks: the lesser one goes today only if the greater one has room after it.
    [Fact]
    public void Cap_keeps_room_for_what_is_worth_more_later()
    {
        TouchCandidate[] both = [Candidate("now", 0, 3, value: 1000), Candidate("later", 5, 6, value: 3000)];
        var plan = Plan(both, cap: TouchCap.AtMost(1, 14));
        Assert.Empty(plan.Today.Touches);
        Assert.Equal("later", plan.Ahead.Single().Key.Occurrence);
        Assert.Equal("gives way to test/later, under the cap of 1 in any 14 days (all), which frees on 2026-04-17", EnglishReasons.Render(plan.Today.Decisions.Single(decision => decision.Key.Occurrence == "now").DecidedBecause));
        Assert.Equal("now", Plan(both, cap: TouchCap.AtMost(1, 5)).Today.Touches.Single().Intent.Key.Occurrence);
    }

    [Fact]
    public void Limit_of_a_channel_spreads_contacts_over_the_days()
    {
        var cases = Enumerable.Range(0, 6).Select(i => new PlanningCase(Known.Facts() with { Customer = $"c{i}" }, [Candidate("a", 0, 10, value: 100 + i, customer: $"c{i}")])).ToArray();
        var plan = Planner(options: new HorizonOptions
        {
            BusinessZone = Known.Berlin,
            ChannelLimits = ImmutableDictionary<Channel, DayLimit>.Empty.Add(Channel.Email, DayLimit.AtMost(2)),
        }).Plan(cases, Nine);
        Assert.Equal(2, plan.Today.Touches.Length);
        Assert.Equal([Today.PlusDays(1), Today.PlusDays(1), Today.PlusDays(2), Today.PlusDays(2)], plan.Ahead.Select(contact => contact.Day));
    }

    [Fact]
    public void Owed_contact_comes_first_and_keeps_the_others_away()
    {
        var birthday = Candidate("birthday", 4, 4, value: 0) with { Class = TouchClass.Relationship, IsCommitment = true };
        var plan = Plan([birthday, Candidate("offer", 0, 8, value: 9999)], cap: TouchCap.AtMost(1, 14));
        Assert.Equal("birthday", plan.Ahead.Single().Key.Occurrence);
        Assert.True(plan.Ahead.Single().IsCommitment);
        Assert.Equal("gives way to contacts made or owed, under the cap of 1 in any 14 days (all), which frees on 2026-04-16", EnglishReasons.Render(plan.Today.Decisions.Single(decision => decision.Key.Occurrence == "offer").DecidedBecause));
    }

    // A caring contact is owed by a day: sent weeks before it, the next one would be owed as much sooner.
    [Fact]
    public void Owed_contact_waits_for_its_peak_where_it_has_one()
    {
        var owed = Candidate("care", 0, 20, value: 0) with { Class = TouchClass.Relationship, IsCommitment = true, PeakDay = Today.PlusDays(12) };
        Assert.Equal(Today.PlusDays(12), Plan([owed]).Ahead.Single().Day);
        Assert.Single(Plan([owed with { PeakDay = Today.PlusDays(-3) }]).Today.Touches);
    }

    [Fact]
    public void Gate_that_never_opens_is_named()
    {
        var plan = Planner().Plan([new PlanningCase(Known.Facts() with { Consents = ConsentLedger.Empty }, [Candidate("a", 0, 5, value: 10)])], Nine);
        Assert.Equal((PlanOutcome.Refused, "consent"), (plan.Today.Decisions.Single().Outcome, plan.Today.Decisions.Single().Rule));
    }

    [Fact]
    public void Plan_of_yesterday_is_kept_within_its_bonus()
    {
        var planner = Planner(options: new HorizonOptions { BusinessZone = Known.Berlin, KeepBonus = 500 });
        TouchCandidate Offer(int peak) => Candidate("a", 0, 20, value: 5000) with { PeakDay = Today.PlusDays(peak), LossPerDay = 100 };
        var first = planner.Plan([new PlanningCase(Known.Facts(), [Offer(9)])], Nine);
        var slightly = planner.Plan([new PlanningCase(Known.Facts(), [Offer(12)])], Nine, first);
        var much = planner.Plan([new PlanningCase(Known.Facts(), [Offer(18)])], Nine, first);
        Assert.Equal(Today.PlusDays(9), slightly.Ahead.Single().Day);
        Assert.Equal(Today.PlusDays(18), much.Ahead.Single().Day);
    }

    // The person is eleven hours ahead: at one in the morning it is noon there, at nine it is quiet there until the business's next day has begun.
    [Fact]
    public void Far_zone_keeps_both_days()
    {
        var item = new PlanningCase(Known.Facts(DateTimeZoneProviders.Tzdb["Pacific/Auckland"]), [Candidate("a", 0, 5, value: 10)]);
        var touch = Assert.Single(Planner().Plan([item], Known.BerlinTime(2026, 3, 29, 1)).Today.Touches);
        Assert.Equal((Today, Today), (touch.SendAt.InZone(Known.Berlin).Date, touch.LocalTime.Date));
        Assert.InRange(touch.LocalTime.Hour, 8, 19);

        var late = Planner().Plan([item], Nine);
        Assert.Empty(late.Today.Touches);
        Assert.Equal((Today.PlusDays(1), Today.PlusDays(1)), (late.Ahead.Single().Day, late.Ahead.Single().CustomerDay));
    }

    // Prices and days of a plan move on with the calendar.
    [Fact]
    public void Plan_of_yesterday_is_the_start_of_todays()
    {
        var planner = Planner(options: new HorizonOptions
        {
            BusinessZone = Known.Berlin,
            KeepBonus = 500,
            ChannelLimits = ImmutableDictionary<Channel, DayLimit>.Empty.Add(Channel.Email, DayLimit.AtMost(1)),
        });
        PlanningCase[] cases = [.. Enumerable.Range(0, 6).Select(i => new PlanningCase(Known.Facts() with { Customer = $"c{i}" }, [Candidate("a", 0, 20, value: 1000 + i, customer: $"c{i}")]))];
        var yesterday = planner.Plan(cases, Nine);
        var left = cases.Where(item => yesterday.Today.Touches.All(touch => touch.Intent.Key.Customer != item.Facts.Customer)).ToArray();
        var today = planner.Plan(left, Nine + Duration.FromDays(1), yesterday);
        Assert.Equal(yesterday.Ahead[0].Key, Assert.Single(today.Today.Touches).Intent.Key);
        Assert.Equal(yesterday.Ahead.Skip(1).Select(contact => (contact.Key, contact.Day)), today.Ahead.Select(contact => (contact.Key, contact.Day)));
    }

    [Fact]
    public void Slots_settle_the_instants_inside_the_gates()
    {
        var cases = Enumerable.Range(0, 20).Select(i => new PlanningCase(
            Known.Facts() with { Customer = $"c{i}", PreferredHours = i == 3 ? new DailyHours(new LocalTime(17, 0), new LocalTime(18, 0)) : null },
            [Candidate("a", 0, 10, value: 100, customer: $"c{i}")])).ToArray();
        var limits = ImmutableDictionary<Channel, HourlyLimit>.Empty.Add(Channel.Email, HourlyLimit.AtMost(2));
        var plan = Planner(options: new HorizonOptions { BusinessZone = Known.Berlin, Slots = new SlotOptions { BusinessZone = Known.Berlin, HourlyLimits = limits } }).Plan(cases, Nine);
        Assert.Equal(20, plan.Today.Touches.Length);
        Assert.All(plan.Today.Touches, touch => Assert.InRange(touch.LocalTime.Hour, 9, 19));
        Assert.All(plan.Today.Touches.GroupBy(touch => touch.LocalTime.Hour), hour => Assert.InRange(hour.Count(), 1, 2));
        Assert.Equal(17, plan.Today.Touches.Single(touch => touch.Intent.Key.Customer.Value == "c3").LocalTime.Hour);
        Assert.Equal(plan.Today.Touches.Length, plan.Today.Count(PlanOutcome.Planned));
    }

    [Fact]
    public void Gate_that_fails_at_noon_leaves_the_instant_that_it_let_pass()
    {
        var planner = new HorizonPlanner(
            new GateOptions { Cap = TouchCap.None },
            new HorizonOptions { BusinessZone = Known.Berlin, Slots = new SlotOptions { BusinessZone = Known.Berlin } },
            new FailsAtNoon());
        Assert.Equal(Nine, Assert.Single(planner.Plan([new PlanningCase(Known.Facts(), [Candidate("a", 0, 0, value: 10)])], Nine).Today.Touches).SendAt);
    }

    [Fact]
    public void Options_outside_their_range_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Planner(options: new HorizonOptions { BusinessZone = Known.Berlin, Days = 65 }));

    private static HorizonPlanner Planner(TouchCap? cap = null, HorizonOptions? options = null) =>
        new(new GateOptions { Cap = cap ?? TouchCap.None }, options ?? new HorizonOptions { BusinessZone = Known.Berlin });

    private static HorizonPlan Plan(TouchCandidate[] candidates, TouchCap? cap = null) => Planner(cap).Plan([new PlanningCase(Known.Facts(), [.. candidates])], Nine);

    private static HorizonPlan Plan(Planning planning, int threads = 1) => Planner(planning.Cap, new HorizonOptions
    {
        BusinessZone = Known.Berlin,
        Days = 14,
        DayLimit = planning.Limit,
        Seed = planning.Seed,
        MaxThreads = threads,
    }).Plan(planning.Cases, planning.Now);

    private static string Told(HorizonPlan plan) => string.Join('\n', plan.Today.Touches.Select(touch => touch.ToString()).Concat(plan.Today.Decisions.Select(decision => decision.ToString())).Concat(plan.Ahead.Select(contact => contact.ToString())).Append($"{plan.Value} {plan.Bound}"));

    private static TouchCandidate Candidate(string occurrence, int first, int last, long value, string customer = "7") => new()
    {
        Key = new TouchKey(customer, "test", occurrence),
        Reason = new Reason("test"),
        Class = TouchClass.Promotional,
        Purpose = Purpose.Marketing,
        Channels = [Channel.Email],
        Window = new DateInterval(Today.PlusDays(first), Today.PlusDays(last)),
        Value = value,
    };

    private sealed class FailsAtNoon : IGate
    {
        public string Rule => "noon";

        public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at) =>
            at.InZone(Known.Berlin).Hour < 12 ? GateVerdict.Open : throw new InvalidOperationException("after noon");
    }
}
