using CrmKit.Scheduling;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>What a stranger hands in: nothing, the same twice, too much of it, the largest numbers.</summary>
public sealed class HorizonEdgeTests
{
    private static readonly LocalDate Today = PlanningGenerators.Today;
    private static readonly Instant Nine = Known.BerlinTime(2026, 3, 29, 9);
    private static readonly HorizonOptions Options = new() { BusinessZone = Known.Berlin };

    [Fact]
    public void Nothing_to_plan_is_a_plan_of_nothing()
    {
        Assert.Equal((0L, 0L, 0.0), Worth(Plan([])));
        Assert.Empty(Plan([new PlanningCase(Known.Facts(), default)]).Today.Decisions);
        Assert.Equal(PlanOutcome.Refused, Assert.Single(Plan([new PlanningCase(Known.Facts() with { Points = [] }, [Offer("a", 5)])]).Today.Decisions).Outcome);
        Assert.Equal(PlanOutcome.Refused, Assert.Single(Plan([new PlanningCase(Known.Facts(), [Offer("a", 5) with { Channels = [] }])]).Today.Decisions).Outcome);
    }

    [Fact]
    public void Limits_of_zero_leave_what_is_owed_alone()
    {
        var none = Options with { DayLimit = DayLimit.AtMost(0) };
        var plan = Plan([new PlanningCase(Known.Facts(), [Offer("a", 5), Offer("b", 1) with { Class = TouchClass.Relationship, IsCommitment = true }])], none);
        Assert.Equal("b", Assert.Single(plan.Today.Touches).Intent.Key.Occurrence);
        Assert.Equal((0L, 0L, 0.0), Worth(plan));
    }

    [Fact]
    public void Customer_who_comes_twice_is_refused_without_telling_who()
    {
        var item = new PlanningCase(Known.Facts() with { Customer = "anna@example.com" }, [Offer("a", 5, "anna@example.com")]);
        var error = Assert.Throws<ArgumentException>(() => Plan([item, item]));
        Assert.DoesNotContain("anna", error.ToString(), StringComparison.Ordinal);
        var foreign = Assert.Throws<InvalidOperationException>(() => Plan([new PlanningCase(Known.Facts(), [Offer("a", 5, "anna@example.com")])]));
        Assert.DoesNotContain("anna", foreign.Message, StringComparison.Ordinal);
    }

    // One effect that two sources name: whichever stands for it, it is the same one in any order.
    [Fact]
    public void Effect_that_is_named_twice_is_the_same_in_any_order()
    {
        TouchCandidate[] named =
        [
            Offer("a", 5), Offer("a", 5) with { Channels = [Channel.Sms] }, Offer("a", 5) with { Kind = TouchKind.Care }, Offer("a", 5) with { PeakDay = Today.PlusDays(3), LossPerDay = 1 },
        ];
        var told = named.Select((_, i) => Told(Plan([new PlanningCase(Known.Facts(), [.. named[i..], .. named[..i]])]))).ToArray();
        Assert.All(told, each => Assert.Equal(told[0], each));
    }

    [Theory]
    [InlineData(long.MaxValue, null)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, null)]
    [InlineData(0, long.MinValue)]
    [InlineData(1, long.MaxValue)]
    public void Largest_and_smallest_values_are_planned(long value, long? loss)
    {
        var plan = Plan([new PlanningCase(Known.Facts(), [Offer("a", value) with { LossPerDay = loss }, Offer("b", 700)])], Options with { Budget = long.MaxValue, KeepBonus = 1_000_000_000 });
        Assert.Equal(2, plan.Today.Touches.Length);
        Assert.True(plan.Bound >= plan.Value && plan.Value >= 0);
    }

    // More than the allocator looks at for one person: the bound counts what was left out.
    [Fact]
    public void Bound_holds_for_what_the_plan_does_not_look_at()
    {
        TouchCandidate[] many = [.. Enumerable.Range(0, 40).Select(i => Offer(i.ToString(CultureInfo.InvariantCulture), 100))];
        var plan = Plan([new PlanningCase(Known.Facts(), [.. many])]);
        Assert.Equal(32, plan.Today.Touches.Length);
        Assert.InRange(plan.Bound, 4_000, 4_100);
        Assert.Equal(40, plan.Today.Decisions.Length);
    }

    // What is owed and obeys the caps is promised for no day on which they would stop it.
    [Fact]
    public void Owed_offers_under_a_cap_follow_each_other()
    {
        var weekly = new GateOptions { Cap = TouchCap.AtMost(1, 7) };
        var plan = new HorizonPlanner(weekly, Options).Plan([new PlanningCase(Known.Facts(), [.. "abc".Select(name => Offer(name.ToString(), 5) with { IsCommitment = true })])], Nine);
        Assert.Single(plan.Today.Touches);
        Assert.Equal([Today.PlusDays(7), Today.PlusDays(14)], plan.Ahead.Select(contact => contact.Day));
        Assert.Equal(3, plan.Today.Decisions.Length);
    }

    // What falls on today leaves today, wherever person and business are: else its room would be lost.
    [Fact]
    public void Contact_of_today_leaves_today_in_every_zone_at_every_hour() => Law.Holds(
        from zone in Generated.Zones
        from business in Generated.Zones
        from now in Generated.NearInstants
        from hours in Gen.Elements(0, 9)
        select (zone, business, now, hours),
        given =>
        {
            var today = given.now.InZone(given.business).Date;
            var offer = Offer("a", 900) with { Window = new DateInterval(today.PlusDays(-2), today.PlusDays(9)) };
            var gates = new GateOptions { Cap = TouchCap.None };
            var options = Options with { BusinessZone = given.business, Slots = given.hours == 0 ? null : new SlotOptions { BusinessZone = given.business } };
            var plan = new HorizonPlanner(gates, options).Plan([new PlanningCase(Known.Facts(given.zone), [offer])], given.now);
            Assert.Equal(1, plan.Today.Touches.Length + plan.Ahead.Length);
            foreach (var touch in plan.Today.Touches)
            {
                Assert.True(touch.SendAt >= given.now);
                Assert.Equal(today, touch.SendAt.InZone(given.business).Date);
            }

            Assert.All(plan.Ahead, contact => Assert.True(contact.Day > today && Math.Abs(Period.DaysBetween(contact.Day, contact.CustomerDay)) <= 1));
        },
        tests: 200);

    private static (long Value, long Bound, double Gap) Worth(HorizonPlan plan) => (plan.Value, plan.Bound, plan.Gap);

    private static HorizonPlan Plan(PlanningCase[] cases, HorizonOptions? options = null) => new HorizonPlanner(new GateOptions { Cap = TouchCap.None }, options ?? Options).Plan(cases, Nine);

    private static string Told(HorizonPlan plan) => string.Join('\n', plan.Today.Touches.Select(touch => touch.ToString()).Concat(plan.Today.Decisions.Select(each => each.DecidedBecause.ToString())).Concat(plan.Ahead.Select(each => each.ToString())));

    private static TouchCandidate Offer(string occurrence, long value, string customer = "7") => new()
    {
        Key = new TouchKey(customer, "test", occurrence),
        Reason = new Reason("test"),
        Class = TouchClass.Promotional,
        Purpose = Purpose.Marketing,
        Channels = [Channel.Email],
        Window = new DateInterval(Today, Today.PlusDays(20)),
        Value = value,
    };
}
