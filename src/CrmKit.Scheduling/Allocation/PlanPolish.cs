namespace CrmKit.Scheduling;

/// <summary>Searches each customer's best set of contacts within what all others leave, one after another, until nobody gains.</summary>
internal static class PlanPolish
{
    public static long Run(AllocationModel model, CustomerPlans plans, ReadOnlySpan<int> order, int passes)
    {
        var (search, prices) = (new CustomerSearch(model), new PriceTable(model));
        var left = plans.Use();
        for (var r = 0; r < left.Length; r++)
        {
            left[r] = model.Capacity[r] - left[r];
        }

        search.Left = left;
        var searches = 0L;
        var isBetter = true;
        for (var pass = 0; pass < passes && isBetter; pass++)
        {
            isBetter = false;
            foreach (var customer in order)
            {
                isBetter |= Improve(model, plans, customer, search, prices, left);
            }

            searches += order.Length;
        }

        return searches;
    }

    private static bool Improve(AllocationModel model, CustomerPlans plans, int customer, CustomerSearch search, PriceTable prices, long[] left)
    {
        var now = plans.Of(customer);
        CustomerPlans.Take(model, customer, now, left, 1);
        var before = Worth(model, customer, now, left);
        MarkOverload(model, prices, left);
        search.Solve(customer, prices);
        var found = search.Best;
        if (Fits(model, customer, found, left) && Worth(model, customer, found, left) > before)
        {
            CustomerPlans.Take(model, customer, found, left, -1);
            plans.Set(customer, found);
            return true;
        }

        CustomerPlans.Take(model, customer, now, left, -1);
        return false;
    }

    /// <summary>Work in a week that is full costs the overload; the tables are only written where a week changes sides.</summary>
    private static void MarkOverload(AllocationModel model, PriceTable prices, long[] left)
    {
        var (price, changed) = (model.Problem.Terms.OverloadPrice * PriceTable.Scale, false);
        for (var r = model.WorkAt; r < left.Length; r++)
        {
            var now = left[r] <= 0 ? price : 0;
            changed |= prices.Price[r] != now;
            prices.Price[r] = now;
        }

        if (changed)
        {
            prices.Derive();
        }
    }

    private static Int128 Worth(AllocationModel model, int customer, ReadOnlySpan<Placement> placements, long[] left)
    {
        Int128 worth = CustomerPlans.Value(model, customer, placements);
        foreach (var placement in placements)
        {
            worth += model.IsPublished(customer, placement) ? model.KeepBonus : 0;
        }

        CustomerPlans.Take(model, customer, placements, left, -1);
        for (var r = model.WorkAt; r < left.Length; r++)
        {
            worth -= (Int128)model.Problem.Terms.OverloadPrice * Math.Max(0, -left[r]);
        }

        CustomerPlans.Take(model, customer, placements, left, 1);
        return worth;
    }

    private static bool Fits(AllocationModel model, int customer, ReadOnlySpan<Placement> placements, long[] left)
    {
        CustomerPlans.Take(model, customer, placements, left, -1);
        var fits = true;
        foreach (var placement in placements)
        {
            var needs = new Needs(model, customer, placement);
            for (var i = 0; i < needs.Count; i++)
            {
                fits &= needs[i].Resource >= model.WorkAt || left[needs[i].Resource] >= 0;
            }
        }

        CustomerPlans.Take(model, customer, placements, left, 1);
        return fits;
    }
}
