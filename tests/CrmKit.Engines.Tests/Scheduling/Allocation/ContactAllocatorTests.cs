using CrmKit.Scheduling;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class ContactAllocatorTests
{
    // Best known value, the largest gap allowed by the project's goals, and a bound that other solvers proved: ours may not be far above it.
    [Theory]
    [InlineData("200_seed11", 699_243, 0.003, 699_984)]
    [InlineData("800_seed13", 2_842_657, 0.003, 2_843_712)]
    [InlineData("2000_seed15", 6_983_117, 0.003, 7_005_250)]
    public void Reference_instance_comes_within_a_thousandth_of_the_best_known_plan(string name, long best, double gap, long linearBound)
    {
        var json = AllocationCases.Reference(name);
        var plan = new ContactAllocator(new ContactAllocationOptions { MaxThreads = 2, PriceSteps = 200, Rounds = 1, MovesPerCustomer = 4_000 }).Allocate(AllocationCases.Read(json));
        var plain = new PlainProblem(json);
        Assert.Equal(plain.ValueOf(AllocationCases.Rows(plan)), plan.Value);
        Assert.Equal(PlainSearch.Bound(plain, plan.Prices), plan.Bound);
        Assert.InRange(plan.Value, best * 999 / 1000, plan.Bound);
        Assert.InRange(plan.Bound, best, linearBound);
        Assert.InRange(plan.Gap, 0, gap);
        Assert.Empty(plan.Alerts);
        foreach (var order in PlainGreedy.Orders)
        {
            Assert.True(plan.Value >= PlainGreedy.Value(plain, order) * 1.08, $"greedy by {order} comes too near");
        }
    }

    [Fact]
    public void Small_plan_lies_between_the_rules_and_the_bound() => LiesBetween(AllocationCases.Small);

    [Fact]
    public void Small_plan_under_caps_of_reasons_and_limits_over_all_channels_lies_between_the_rules_and_the_bound() => LiesBetween(AllocationCases.SmallWithMore);

    [Fact]
    public void Small_plan_of_the_largest_numbers_lies_between_the_rules_and_the_bound() => LiesBetween(AllocationCases.SmallWithExtremes);

    // Capacities that nobody reaches: the customers' own choices are the plan, and nothing is left to search for.
    [Fact]
    public void Plan_without_scarcity_is_the_best_there_is_at_once()
    {
        var root = System.Text.Json.Nodes.JsonNode.Parse(AllocationCases.Reference("200_seed11"))!;
        root["budget_total"] = 1_000_000_000;
        foreach (var list in new[] { root["campaign_budget"]!, root["work_week_soft_cap"]! }.Concat(root["channel_capacity"]!.AsArray()).Concat(root["staff_minutes"]!.AsArray()))
        {
            for (var i = 0; i < list!.AsArray().Count; i++)
            {
                list[i] = 1_000_000;
            }
        }

        var json = root.ToJsonString();
        var plan = new ContactAllocator().Allocate(AllocationCases.Read(json));
        Assert.Equal((plan.Bound, 0L, 0), (plan.Value, plan.Moves, plan.PriceSteps));
        Assert.Equal(new PlainProblem(json).ValueOf(AllocationCases.Rows(plan)), plan.Value);
    }

    [Fact]
    public void Small_plans_are_nearly_always_the_best_there_is()
    {
        var (worth, best, hits) = (0L, 0L, 0);
        for (var seed = 0; seed < 100; seed++)
        {
            var json = AllocationCases.Small(seed);
            var value = new ContactAllocator(new ContactAllocationOptions { PriceSteps = 60, MovesPerCustomer = 2_000 }).Allocate(AllocationCases.Read(json)).Value;
            var optimum = PlainSearch.Optimum(new PlainProblem(json));
            (worth, best, hits) = (worth + value, best + optimum, hits + (value == optimum ? 1 : 0));
        }

        Assert.True(hits >= 95, $"{hits} of 100");
        Assert.True(worth >= best * 0.99, $"{worth} of {best}");
    }

    [Fact]
    public void Plan_is_the_same_on_any_number_of_threads_and_in_any_order_of_customers()
    {
        var json = AllocationCases.Copies(AllocationCases.Reference("800_seed13"), 8);
        var options = new ContactAllocationOptions { PriceSteps = 12, MovesPerCustomer = 100, Rounds = 2 };
        var first = new ContactAllocator(options).Allocate(AllocationCases.Read(json));
        Assert.Equal(new PlainProblem(json).ValueOf(AllocationCases.Rows(first)), first.Value);
        foreach (var threads in new[] { 2, 8 })
        {
            var again = new ContactAllocator(options with { MaxThreads = threads }).Allocate(AllocationCases.Read(AllocationCases.Shuffled(json, threads)));
            Assert.Equal(first.Touches.ToArray(), again.Touches.ToArray());
            Assert.Equal((first.Value, first.Bound, first.Moves, first.PriceSteps), (again.Value, again.Bound, again.Moves, again.PriceSteps));
            Assert.Equal(first.Prices.ChannelDays.SelectMany(row => row), again.Prices.ChannelDays.SelectMany(row => row));
            Assert.Equal(first.Prices.StaffMinutes.SelectMany(row => row), again.Prices.StaffMinutes.SelectMany(row => row));
        }
    }

    [Fact]
    public void Small_plan_is_the_same_in_any_order_of_customers() => Law.Holds(
        Gen.Choose(0, int.MaxValue - 1),
        seed =>
        {
            var json = AllocationCases.SmallWithMore(seed);
            var allocator = new ContactAllocator(new ContactAllocationOptions { PriceSteps = 40, MovesPerCustomer = 100, Rounds = 2 });
            var (first, turned) = (allocator.Allocate(AllocationCases.Read(json)), allocator.Allocate(AllocationCases.Read(AllocationCases.Shuffled(json, seed + 1))));
            Assert.Equal(first.Touches.ToArray(), turned.Touches.ToArray());
            Assert.Equal((first.Value, first.Bound), (turned.Value, turned.Bound));
            Assert.Equal(first.Prices.DayTotals, turned.Prices.DayTotals.AsEnumerable());
        },
        tests: 200);

    [Fact]
    public void Seed_decides_between_equals()
    {
        var problem = AllocationCases.Read(AllocationCases.Reference("200_seed11"));
        var options = new ContactAllocationOptions { PriceSteps = 60, MovesPerCustomer = 500, Rounds = 1 };
        var plans = Enumerable.Range(0, 3).Select(seed => new ContactAllocator(options with { Seed = (ulong)seed }).Allocate(problem)).ToArray();
        Assert.NotEqual(plans[0].Touches.ToArray(), plans[1].Touches.ToArray());
        Assert.All(plans, plan => Assert.Equal(plans[0].Bound, plan.Bound));
    }

    [Fact]
    public void Cancelled_planning_ends_or_gives_the_best_so_far()
    {
        var json = AllocationCases.Reference("200_seed11");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new ContactAllocator().Allocate(AllocationCases.Read(json), null, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => new ContactAllocator(new ContactAllocationOptions { MaxThreads = 2 }).Allocate(AllocationCases.Read(json), null, cancelled.Token));
        var plan = new ContactAllocator(new ContactAllocationOptions { BestSoFarOnCancel = true }).Allocate(AllocationCases.Read(json), null, cancelled.Token);
        Assert.True(plan.IsCutShort);
        Assert.Equal(new PlainProblem(json).ValueOf(AllocationCases.Rows(plan)), plan.Value);
        Assert.InRange(plan.Value, 500_000, plan.Bound);
    }

    [Fact]
    public void Progress_rises_to_one()
    {
        var told = new Told();
        new ContactAllocator(new ContactAllocationOptions { PriceSteps = 10, MovesPerCustomer = 10 }).Allocate(AllocationCases.Read(AllocationCases.Reference("200_seed11")), told);
        Assert.Equal(told.Parts.Order(), told.Parts);
        Assert.Equal(1, told.Parts[^1]);
    }

    private static void LiesBetween(Func<int, string> instance) => Law.Holds(
        Gen.Choose(0, int.MaxValue - 1),
        seed =>
        {
            var json = instance(seed);
            var plain = new PlainProblem(json);
            var plan = new ContactAllocator(new ContactAllocationOptions { PriceSteps = 60, MovesPerCustomer = 500 }).Allocate(AllocationCases.Read(json));
            Assert.Equal(plain.ValueOf(AllocationCases.Rows(plan)), plan.Value);
            Assert.Equal(PlainSearch.Bound(plain, plan.Prices), plan.Bound);
            Assert.InRange(PlainSearch.Optimum(plain), plan.Value, plan.Bound);
        },
        tests: 150);

    private sealed class Told : IProgress<double>
    {
        public List<double> Parts { get; } = [];

        public void Report(double value) => Parts.Add(value);
    }
}
