using CrmKit.Scheduling;

namespace CrmKit.Engines.Tests;

/// <summary>Planning again: warm prices, a published plan, frozen days; and the reasons that come with a plan.</summary>
public sealed class AllocationAgainTests
{
    private static readonly ContactAllocationOptions Quick = new() { PriceSteps = 150, MovesPerCustomer = 2_000, Rounds = 1 };
    private static readonly Lazy<string> Text = new(() => AllocationCases.Reference("200_seed11"));
    private static readonly Lazy<ContactProblem> Problem = new(() => AllocationCases.Read(Text.Value));
    private static readonly Lazy<ContactAllocation> First = new(() => new ContactAllocator(Quick).Allocate(Problem.Value));

    [Fact]
    public void Warm_prices_prove_as_much_in_few_steps()
    {
        var cold = new ContactAllocator(Quick with { PriceSteps = 5 }).Allocate(Problem.Value);
        var warm = new ContactAllocator(Quick with { PriceSteps = 5, WarmPrices = First.Value.Prices }).Allocate(Problem.Value);
        Assert.True(warm.Bound <= First.Value.Bound);
        Assert.True(cold.Bound > First.Value.Bound);
        Assert.True(warm.Value >= First.Value.Value * 0.999);
    }

    [Fact]
    public void Warm_prices_of_another_problem_are_refused()
    {
        var other = AllocationCases.Read(AllocationCases.Reference("800_seed13"));
        Assert.Throws<ArgumentException>(() => new ContactAllocator(Quick with { WarmPrices = First.Value.Prices }).Allocate(other));
    }

    [Fact]
    public void Bonus_keeps_more_of_what_was_published()
    {
        var otherSeed = Quick with { Seed = 5, Published = First.Value.Touches };
        var loose = new ContactAllocator(otherSeed).Allocate(Problem.Value);
        var firm = new ContactAllocator(otherSeed with { KeepBonus = 300 }).Allocate(Problem.Value);
        var (published, keptLoose) = (First.Value.Touches.ToHashSet(), loose.Touches.Count(First.Value.Touches.Contains));
        var keptFirm = firm.Touches.Count(published.Contains);
        Assert.True(keptFirm > keptLoose, $"{keptFirm} and {keptLoose}");
        Assert.True(keptFirm >= published.Count * 0.97, $"{keptFirm} of {published.Count}");
        Assert.Equal(new PlainProblem(Text.Value).ValueOf(AllocationCases.Rows(firm)), firm.Value);
        Assert.Equal(PlainSearch.Bound(new PlainProblem(Text.Value), firm.Prices), firm.Bound);
    }

    [Fact]
    public void Frozen_days_stay_as_published()
    {
        // The published plan is thinned out: room that a new plan would fill, but not on the frozen days.
        var published = First.Value.Touches.Where((_, i) => i % 3 != 0).ToImmutableArray();
        var again = new ContactAllocator(Quick with { Published = published, FrozenDays = 7 }).Allocate(Problem.Value);
        Assert.Equal(published.Where(touch => touch.Day < 7).Order(Order), again.Touches.Where(touch => touch.Day < 7).Order(Order));
        Assert.Empty(again.Alerts);
        Assert.True(again.Touches.Length > published.Length);
        Assert.Equal(new PlainProblem(Text.Value).ValueOf(AllocationCases.Rows(again)), again.Value);
        Assert.InRange(again.Value, 1, again.Bound);
    }

    [Fact]
    public void Frozen_contact_that_became_impossible_is_dropped_with_an_alert()
    {
        var lost = First.Value.Touches.First(touch => touch.Day == 3 && touch.Channel == 0);
        var json = System.Text.Json.Nodes.JsonNode.Parse(Text.Value)!;
        json["customers"]!.AsArray().Single(customer => (long)customer!["id"]! == lost.CustomerId)!["blocked"] = new System.Text.Json.Nodes.JsonArray(0, 6);
        var changed = json.ToJsonString();
        var again = new ContactAllocator(Quick with { Published = First.Value.Touches, FrozenDays = 7 }).Allocate(AllocationCases.Read(changed));
        Assert.Contains(again.Alerts, alert => alert.Kind == AllocationAlertKind.FrozenContactImpossible && alert.Dropped == lost);
        Assert.All(again.Alerts, alert => Assert.Equal(lost.CustomerId, alert.Dropped?.CustomerId));
        Assert.Equal(new PlainProblem(changed).ValueOf(AllocationCases.Rows(again)), again.Value);
    }

    [Fact]
    public void Every_touch_has_a_reason_that_its_figures_bear_out()
    {
        var reasons = new AllocationReasons(Problem.Value, First.Value);
        var planned = First.Value.Touches.ToHashSet();
        var seen = new HashSet<TouchOutcome>();
        for (var i = 0; i < Problem.Value.CustomerCount; i++)
        {
            var explained = reasons.Explain(i);
            Assert.Equal(Problem.Value.TouchesOf(i).Length, explained.Length);
            foreach (var each in explained)
            {
                seen.Add(each.Outcome);
                Assert.Equal(each.Outcome == TouchOutcome.Planned, each.Option is { } option && planned.Contains(option));
                BearsOut(i, each);
            }
        }

        Assert.Superset(new HashSet<TouchOutcome> { TouchOutcome.Planned, TouchOutcome.Outpriced, TouchOutcome.Displaced, TouchOutcome.CapFull }, seen);
    }

    [Fact]
    public void Resources_tell_use_and_price()
    {
        var resources = new AllocationReasons(Problem.Value, First.Value).Resources().ToArray();
        Assert.All(resources, each => Assert.True(each.Used <= each.Capacity || each.Resource.Kind == PlanResourceKind.WeeklyWork));
        Assert.Contains(resources, each => each is { Resource.Kind: PlanResourceKind.ChannelDay, Price: > 0 } && each.Used == each.Capacity);
        Assert.Throws<ArgumentException>(() => new AllocationReasons(AllocationCases.Read(AllocationCases.Small(3)), First.Value));
    }

    private static Comparer<AllocatedTouch> Order { get; } = Comparer<AllocatedTouch>.Create((a, b) => (a.CustomerId, a.Touch).CompareTo((b.CustomerId, b.Touch)));

    private static void BearsOut(int customer, TouchReasoning each)
    {
        if (each.Option is { } option)
        {
            Assert.Equal(Problem.Value.NetValue(customer, option.Touch, option.Channel, option.Day), each.Value);
            Assert.Equal((each.Value * ContactPrices.Scale) - each.Prices.Sum(paid => paid.Amount), each.Worth);
        }

        switch (each.Outcome)
        {
            case TouchOutcome.NoChannel: Assert.All(Problem.Value.RatesOf(customer, each.Touch).ToArray(), rate => Assert.Equal(0, rate)); break;
            case TouchOutcome.Worthless: Assert.True(each.Value <= 0); break;
            case TouchOutcome.Outpriced: Assert.True(each.Worth <= 0); break;
            case TouchOutcome.CapFull: Assert.True(each.FilledBy.Length >= each.Cap!.Max); break;
            case TouchOutcome.Displaced:
                Assert.NotEmpty(each.DisplacedBy);
                Assert.True(each.FilledBy.Length >= each.Cap!.Max);
                break;
            case TouchOutcome.ResourceFull: Assert.NotNull(each.Resource); break;
            default: break;
        }
    }
}
