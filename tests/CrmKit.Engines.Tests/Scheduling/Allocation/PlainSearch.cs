using CrmKit.Scheduling;

namespace CrmKit.Engines.Tests;

/// <summary>Optimum and bound by looking at everything, for problems that are small enough.</summary>
internal static class PlainSearch
{
    /// <summary>Every set of contacts that one customer may get.</summary>
    public static List<List<PlainProblem.Choice>> SetsOf(PlainProblem problem, PlainProblem.Customer customer)
    {
        var sets = new List<List<PlainProblem.Choice>> { new() };
        for (var k = 0; k < customer.Touches.Length; k++)
        {
            var touch = customer.Touches[k];
            var grown = new List<List<PlainProblem.Choice>>();
            for (var c = 0; c < problem.Channels.Length; c++)
            {
                for (var t = 0; t < problem.Days; t++)
                {
                    if (problem.IsOpen(customer, touch, c, t) && problem.Net(touch, c, t) > 0)
                    {
                        grown.AddRange(sets.Select(set => set.Append(new PlainProblem.Choice(k, c, t)).ToList()).Where(set => problem.HoldsCaps(customer, set)));
                    }
                }
            }

            sets.AddRange(grown);
        }

        return sets;
    }

    /// <summary>The best plan's value.</summary>
    public static long Optimum(PlainProblem problem)
    {
        var sets = problem.Customers.Select(customer => SetsOf(problem, customer)).ToArray();
        var load = new PlainProblem.Load(problem);
        return Best(0, 0);

        long Best(int i, long value)
        {
            if (!load.Fits)
            {
                return long.MinValue;
            }

            if (i == sets.Length)
            {
                return value - load.Overload;
            }

            var best = long.MinValue;
            var customer = problem.Customers[i];
            foreach (var set in sets[i])
            {
                set.ForEach(choice => load.Add(customer, choice, 1));
                best = Math.Max(best, Best(i + 1, value + set.Sum(choice => problem.Net(customer.Touches[choice.Touch], choice.Channel, choice.Day))));
                set.ForEach(choice => load.Add(customer, choice, -1));
            }

            return best;
        }
    }

    /// <summary>The bound that prices prove, rounded down to minor units: every customer's best set net of prices, plus what the capacities would fetch.</summary>
    public static long Bound(PlainProblem problem, ContactPrices prices)
    {
        Assert.All(prices.ChannelDays.Append(prices.DayTotals).Concat(prices.StaffMinutes).SelectMany(row => row).Concat(prices.CampaignBudgets).Concat(prices.WeeklyWork).Append(prices.TotalBudget), price => Assert.True(price >= 0));
        Assert.All(prices.WeeklyWork, price => Assert.True(price <= problem.OverloadPrice * ContactPrices.Scale));
        var total = (System.Numerics.BigInteger)problem.Budget * prices.TotalBudget;
        total += Fetch(problem.NetCapacity(), prices.ChannelDays) + Fetch(problem.Staff, prices.StaffMinutes) + Fetch([problem.NetDayCapacity()], [prices.DayTotals]) + Fetch([problem.Campaigns], [prices.CampaignBudgets]) + Fetch([problem.SoftWork], [prices.WeeklyWork]);
        foreach (var customer in problem.Customers)
        {
            total += BestNet(problem, customer, prices);
        }

        return (long)(total / ContactPrices.Scale);
    }

    private static System.Numerics.BigInteger Fetch(long[][] capacity, ImmutableArray<ImmutableArray<long>> prices) =>
        capacity.Select((row, r) => row.Select((units, t) => (System.Numerics.BigInteger)units * prices[r][t]).Aggregate(System.Numerics.BigInteger.Zero, (sum, each) => sum + each))
            .Aggregate(System.Numerics.BigInteger.Zero, (sum, each) => sum + each);

    // All sets whose touches are each worth their price: a touch that is not can be left out of any set without breaking a cap.
    private static System.Numerics.BigInteger BestNet(PlainProblem problem, PlainProblem.Customer customer, ContactPrices prices)
    {
        var options = customer.Touches.Select((touch, k) =>
            (from c in Enumerable.Range(0, problem.Channels.Length)
             from t in Enumerable.Range(0, problem.Days)
             where problem.IsOpen(customer, touch, c, t) && problem.Net(touch, c, t) > 0
             let net = Net(problem, customer, touch, c, t, prices)
             where net > 0
             orderby net descending
             select (Choice: new PlainProblem.Choice(k, c, t), Net: net)).ToArray()).Where(list => list.Length > 0).ToArray();
        var chosen = new List<PlainProblem.Choice>();
        var best = System.Numerics.BigInteger.Zero;
        Dive(0, 0);
        return best;

        void Dive(int k, System.Numerics.BigInteger net)
        {
            best = System.Numerics.BigInteger.Max(best, net);
            if (k == options.Length || options.Skip(k).Aggregate(net, (sum, list) => sum + list[0].Net) <= best)
            {
                return;
            }

            foreach (var (choice, worth) in options[k])
            {
                chosen.Add(choice);
                if (problem.HoldsCaps(customer, chosen))
                {
                    Dive(k + 1, net + worth);
                }

                chosen.RemoveAt(chosen.Count - 1);
            }

            Dive(k + 1, net);
        }
    }

    public static System.Numerics.BigInteger Net(PlainProblem problem, PlainProblem.Customer customer, PlainProblem.Touch touch, int c, int t, ContactPrices prices)
    {
        var campaign = problem.Reasons[touch.Reason].Campaign;
        var money = (System.Numerics.BigInteger)prices.TotalBudget + (campaign < 0 ? 0 : prices.CampaignBudgets[campaign]);
        return (problem.Net(touch, c, t) * ContactPrices.Scale) - prices.ChannelDays[c][t] - (prices.DayTotals.IsEmpty ? 0 : prices.DayTotals[t]) - (money * problem.Cost(touch, c)) - (prices.WeeklyWork[problem.Week(touch, t)] * touch.Work)
            - (problem.IsCall(c) && problem.Staff.Length > 0 ? prices.StaffMinutes[customer.Staff][t] * touch.Minutes : 0);
    }
}
