namespace CrmKit.Engines.Tests;

/// <summary>What simple planners would do: take options one after another as long as they fit.</summary>
internal static class PlainGreedy
{
    public static readonly string[] Orders = ["value", "density", "day", "customer"];

    public static long Value(PlainProblem problem, string order)
    {
        var options =
            from customer in problem.Customers
            from k in Enumerable.Range(0, customer.Touches.Length)
            from c in Enumerable.Range(0, problem.Channels.Length)
            from t in Enumerable.Range(0, problem.Days)
            let touch = customer.Touches[k]
            where problem.IsOpen(customer, touch, c, t)
            let net = problem.Net(touch, c, t)
            where net > 0
            select (Customer: customer, Choice: new PlainProblem.Choice(k, c, t), Net: net, Cost: problem.Cost(touch, c));
        var ordered = order switch
        {
            "value" => options.OrderByDescending(each => each.Net),
            "density" => options.OrderByDescending(each => (double)each.Net / each.Cost),
            "day" => options.OrderBy(each => each.Choice.Day).ThenByDescending(each => each.Net),
            _ => options.OrderBy(each => each.Customer.Id).ThenByDescending(each => each.Net),
        };
        var load = new PlainProblem.Load(problem);
        var plan = problem.Customers.ToDictionary(customer => customer.Id, _ => new List<PlainProblem.Choice>());
        var value = 0L;
        foreach (var (customer, choice, net, _) in ordered)
        {
            var mine = plan[customer.Id];
            if (mine.Exists(each => each.Touch == choice.Touch))
            {
                continue;
            }

            var before = load.Overload;
            load.Add(customer, choice, 1);
            mine.Add(choice);
            if (load.Fits && net > load.Overload - before && problem.HoldsCaps(customer, mine))
            {
                value += net;
            }
            else
            {
                load.Add(customer, choice, -1);
                mine.RemoveAt(mine.Count - 1);
            }
        }

        return value - load.Overload;
    }
}
