using CrmKit.Scheduling;
using FsCheck.Fluent;
using Choice = CrmKit.Engines.Tests.PlainProblem.Choice;

namespace CrmKit.Engines.Tests;

/// <summary>Every reason of small plans derived once more from the rules as they are stated.</summary>
public sealed class AllocationReasonLawTests
{
    [Fact]
    public void Every_reason_of_a_small_plan_is_true_by_the_rules() => Law.Holds(Gen.Choose(0, int.MaxValue - 1), seed =>
    {
        var json = AllocationCases.SmallWithMore(seed);
        var (plain, problem) = (new PlainProblem(json), AllocationCases.Read(json));
        var plan = new ContactAllocator(new ContactAllocationOptions { PriceSteps = 40, MovesPerCustomer = 200, Rounds = 1 }).Allocate(problem);
        var reasons = new AllocationReasons(problem, plan);
        var load = new PlainProblem.Load(plain);
        foreach (var touch in plan.Touches)
        {
            load.Add(plain.Customers.Single(customer => customer.Id == touch.CustomerId), new Choice(touch.Touch, touch.Channel, touch.Day), 1);
        }

        for (var i = 0; i < plain.Customers.Length; i++)
        {
            var customer = plain.Customers[i];
            Choice[] chosen = [.. plan.Touches.Where(touch => touch.CustomerId == customer.Id).Select(touch => new Choice(touch.Touch, touch.Channel, touch.Day))];
            foreach (var why in reasons.Explain(i))
            {
                IsTrue(plain, customer, chosen, load, plan.Prices, why);
            }
        }
    }, tests: 300);

    private static void IsTrue(PlainProblem plain, PlainProblem.Customer customer, Choice[] chosen, PlainProblem.Load load, ContactPrices prices, TouchReasoning why)
    {
        var touch = customer.Touches[why.Touch];
        Choice[] open = [.. from c in Enumerable.Range(0, plain.Channels.Length) from t in Enumerable.Range(0, plain.Days) where plain.IsOpen(customer, touch, c, t) select new Choice(why.Touch, c, t)];
        Choice[] worth = [.. open.Where(choice => plain.Net(touch, choice.Channel, choice.Day) > 0)];
        Choice[] admissible = [.. worth.Where(choice => plain.HoldsCaps(customer, [choice]))];
        var option = why.Option is { } named ? new Choice(named.Touch, named.Channel, named.Day) : default;
        switch (why.Outcome)
        {
            case TouchOutcome.Planned:
                Assert.Contains(option, chosen);
                break;
            case TouchOutcome.NoChannel:
                Assert.All(touch.Rates, rate => Assert.Equal(0, rate));
                break;
            case TouchOutcome.ClosedOrBlocked:
                Assert.Empty(open);
                Assert.Contains(touch.Rates, rate => rate > 0);
                break;
            case TouchOutcome.Worthless:
                Assert.NotEmpty(open);
                Assert.Empty(worth);
                break;
            case TouchOutcome.CapFull:
                Assert.NotEmpty(worth);
                Assert.Empty(admissible);
                IsFilled(plain, customer, [], option, why);
                break;
            case TouchOutcome.Outpriced:
                Assert.All(admissible, choice => Assert.True(PlainSearch.Net(plain, customer, touch, choice.Channel, choice.Day, prices) <= 0));
                Assert.Equal(PlainSearch.Net(plain, customer, touch, option.Channel, option.Day, prices), why.Worth);
                break;
            case TouchOutcome.Displaced:
                Assert.Contains(option, admissible);
                Assert.NotEmpty(why.DisplacedBy);
                IsFilled(plain, customer, chosen, option, why);
                break;
            case TouchOutcome.ResourceFull:
                Assert.True(plain.HoldsCaps(customer, [.. chosen, option]));
                Assert.False(Fits(customer, load, option));
                break;
            default:
                Assert.True(plain.HoldsCaps(customer, [.. chosen, option]));
                Assert.True(Fits(customer, load, option));
                Assert.True(why.Worth > 0);
                break;
        }
    }

    // The cap that is named, and it alone, is broken by the contact; every contact that is said to fill it lies in a window that is full; it frees on the day that is named and on none between.
    private static void IsFilled(PlainProblem plain, PlainProblem.Customer customer, Choice[] chosen, Choice option, TouchReasoning why)
    {
        var cap = why.Cap!;
        var (name, kind) = (plain.Reasons[customer.Touches[option.Touch].Reason].Name, plain.Reasons[customer.Touches[option.Touch].Reason].Kind);
        Assert.True(cap.Group == "all" || cap.Group == plain.Channels[option.Channel] || cap.Group == kind || cap.Group == $"reason:{name}");
        Assert.True(why.FilledBy.Length >= cap.Max);
        Assert.All(why.FilledBy, contact => Assert.Contains(Enumerable.Range(option.Day - cap.Window + 1, cap.Window), start =>
            contact.Day >= start && contact.Day < start + cap.Window && why.FilledBy.Count(other => other.Day >= start && other.Day < start + cap.Window) >= cap.Max));
        Assert.False(plain.HoldsCaps(customer, [.. chosen, option]));
        for (var t = option.Day + 1; t < plain.Days; t++)
        {
            Assert.Equal(t < (why.FreesOn ?? plain.Days), !plain.HoldsCaps(customer, [.. chosen, option with { Day = t }]) && t <= (why.FreesOn ?? plain.Days));
            if (t == why.FreesOn)
            {
                break;
            }
        }
    }

    private static bool Fits(PlainProblem.Customer customer, PlainProblem.Load load, Choice option)
    {
        load.Add(customer, option, 1);
        var fits = load.Fits;
        load.Add(customer, option, -1);
        return fits;
    }
}
