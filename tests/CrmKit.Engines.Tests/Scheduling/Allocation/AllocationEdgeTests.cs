using System.Text.Json.Nodes;
using CrmKit.Scheduling;

namespace CrmKit.Engines.Tests;

public sealed class AllocationEdgeTests
{
    private static readonly Lazy<string> Text = new(() => Few(AllocationCases.Reference("200_seed11"), 40));

    [Fact]
    public void No_capacity_no_plan()
    {
        Assert.Equal((0L, 0L), ValueAndBound(root => root["channel_capacity"] = Fill(root["channel_capacity"]!, 0)));
        Assert.Equal((0L, 0L), ValueAndBound(root => root["budget_total"] = 0));
        Assert.Equal((0L, 0L), ValueAndBound(root => root["caps"] = new JsonArray(new JsonObject { ["group"] = "all", ["window"] = 1, ["max"] = 0 })));
        Assert.Equal((0L, 0L), ValueAndBound(root => root["closed_days"] = new JsonObject(root["channels"]!.AsArray().Select(name => KeyValuePair.Create((string)name!, (JsonNode?)Days(30))))));
        Assert.Equal((0L, 0L), ValueAndBound(root => root["customers"] = new JsonArray()));
        Assert.Equal((0L, 0L), ValueAndBound(root => Each(root, customer => customer["touches"] = new JsonArray())));
        Assert.Equal((0L, 0L), ValueAndBound(root => Each(root, customer => customer["blocked"] = new JsonArray(0, 1_000))));
    }

    [Fact]
    public void Staff_without_minutes_makes_no_calls()
    {
        var plan = Plan(root => root["staff_minutes"] = Fill(root["staff_minutes"]!, 0), out _);
        Assert.True(plan.Value > 0);
        Assert.DoesNotContain(plan.Touches, touch => touch.Channel == 2);
    }

    [Fact]
    public void Single_customer_is_planned_exactly() => Exact(root => root["customers"] = new JsonArray(root["customers"]![13]!.DeepClone()));

    [Fact]
    public void Single_day_is_planned() => Exact(root =>
    {
        root["days"] = 1;
        root["customers"] = new JsonArray([.. root["customers"]!.AsArray().Where(customer => customer!["commit"]!.AsArray().Count == 0).Take(7).Select(customer => customer!.DeepClone())]);
        root["channel_capacity"] = new JsonArray(new JsonArray(2), new JsonArray(1), new JsonArray(9));
        root["staff_minutes"] = new JsonArray(new JsonArray(30), new JsonArray(15));
        root["closed_days"] = new JsonObject { ["email"] = new JsonArray(), ["sms"] = new JsonArray(), ["call"] = new JsonArray() };
        Each(root, customer => customer["touches"]!.AsArray().ToList().ForEach(touch => touch![1] = 0));
    });

    [Fact]
    public void Window_longer_than_the_horizon_counts_the_past()
    {
        JsonArray Long(int max) => new(new JsonObject { ["group"] = "all", ["window"] = 10_000, ["max"] = max });
        var free = Plan(root => root["caps"] = Long(10_000), out _);
        var once = Plan(root => root["caps"] = Long(1), out var plain);
        Assert.True(once.Value < free.Value);
        Assert.All(once.Touches.GroupBy(touch => touch.CustomerId), contacts => Assert.Single(contacts));
        var past = plain.Customers.Where(customer => customer.Fixed.Length > 0).Select(customer => customer.Id).ToHashSet();
        Assert.NotEmpty(past);
        Assert.DoesNotContain(once.Touches, touch => past.Contains(touch.CustomerId));
    }

    [Fact]
    public void Commitments_beyond_capacity_are_alerts_and_leave_nothing()
    {
        var plan = Plan(
            root =>
            {
                root["channel_capacity"]![0]![5] = 1;
                Each(root, customer => customer["commit"] = (int)customer["id"]! < 4 ? new JsonArray(new JsonArray(5, 0, "value")) : new JsonArray());
            },
            out _);
        Assert.Equal([new AllocationAlert(AllocationAlertKind.CommitmentsBeyondCapacity, 0, 5, 3)], plan.Alerts.ToArray());
        Assert.DoesNotContain(plan.Touches, touch => (touch.Channel, touch.Day) == (0, 5));
    }

    [Fact]
    public void Overload_is_paid_only_where_it_earns()
    {
        var free = Plan(root => root["work_overload_price"] = 0, out _);
        var dear = Plan(
            root =>
            {
                root["work_overload_price"] = 1_000_000;
                root["work_week_soft_cap"] = new JsonArray([.. Enumerable.Repeat(0, 6).Select(zero => (JsonNode)zero)]);
            },
            out var plain);
        Assert.True(dear.Value < free.Value);
        Assert.All(dear.Touches, touch => Assert.Equal(0, plain.Customers.Single(customer => customer.Id == touch.CustomerId).Touches[touch.Touch].Work));
    }

    [Fact]
    public void Huge_money_stays_exact()
    {
        var plan = Plan(root => Each(root, customer => customer["touches"]!.AsArray().ToList().ForEach(touch =>
        {
            touch![4] = 1_000_000_000;
            touch[6] = new JsonArray(100_000, 100_000, 100_000);
        })), out _);
        Assert.InRange(plan.Value, 1_000_000_000_000, plan.Bound);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContactAllocator(new ContactAllocationOptions { MaxThreads = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContactAllocator(new ContactAllocationOptions { PriceSteps = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContactAllocator(new ContactAllocationOptions { Rounds = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContactAllocator(new ContactAllocationOptions { FrozenDays = 65 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContactAllocator(new ContactAllocationOptions { Published = default }));
    }

    private static void Exact(Action<JsonObject> change)
    {
        var plan = Plan(change, out var plain);
        Assert.True(plan.Value > 0);
        Assert.Equal(PlainSearch.Optimum(plain), plan.Value);
    }

    private static (long Value, long Bound) ValueAndBound(Action<JsonObject> change)
    {
        var plan = Plan(change, out _);
        Assert.Equal(plan.Value == plan.Bound ? 0 : plan.Gap, plan.Gap);
        return (plan.Value, plan.Bound);
    }

    private static ContactAllocation Plan(Action<JsonObject> change, out PlainProblem plain)
    {
        var root = JsonNode.Parse(Text.Value)!.AsObject();
        change(root);
        var json = root.ToJsonString();
        plain = new PlainProblem(json);
        var plan = new ContactAllocator(new ContactAllocationOptions { PriceSteps = 120, MovesPerCustomer = 2_000, Rounds = 2 }).Allocate(AllocationCases.Read(json));
        Assert.Equal(plain.ValueOf(AllocationCases.Rows(plan)), plan.Value);
        Assert.Equal(PlainSearch.Bound(plain, plan.Prices), plan.Bound);
        return plan;
    }

    private static string Few(string json, int customers)
    {
        var root = JsonNode.Parse(json)!;
        root["customers"] = new JsonArray([.. root["customers"]!.AsArray().Take(customers).Select(customer => customer!.DeepClone())]);
        return root.ToJsonString();
    }

    private static void Each(JsonObject root, Action<JsonObject> change) => root["customers"]!.AsArray().ToList().ForEach(customer => change(customer!.AsObject()));

    private static JsonArray Fill(JsonNode table, int value) => new([.. table.AsArray().Select(row => new JsonArray([.. row!.AsArray().Select(_ => (JsonNode)value)]))]);

    private static JsonArray Days(int count) => new([.. Enumerable.Range(0, count).Select(day => (JsonNode)day)]);
}
