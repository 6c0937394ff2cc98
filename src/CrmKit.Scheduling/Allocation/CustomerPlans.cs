namespace CrmKit.Scheduling;

/// <summary>What every customer gets, and what that takes of the resources.</summary>
internal sealed class CustomerPlans(AllocationModel model)
{
    private readonly Placement[][] _chosen = [.. Enumerable.Repeat(Array.Empty<Placement>(), model.Problem.CustomerCount)];

    public ReadOnlySpan<Placement> Of(int customer) => _chosen[customer];

    public void Set(int customer, ReadOnlySpan<Placement> placements) => _chosen[customer] = placements.IsEmpty ? [] : placements.ToArray();

    /// <summary>Adds what a set of contacts takes to a vector over resources, times a factor.</summary>
    public static void Take(AllocationModel model, int customer, ReadOnlySpan<Placement> placements, long[] use, int factor)
    {
        foreach (var placement in placements)
        {
            var needs = new Needs(model, customer, placement);
            for (var i = 0; i < needs.Count; i++)
            {
                use[needs[i].Resource] += factor * needs[i].Units;
            }
        }
    }

    /// <summary>Sum of net values.</summary>
    public static long Value(AllocationModel model, int customer, ReadOnlySpan<Placement> placements)
    {
        var value = 0L;
        foreach (var placement in placements)
        {
            value += model.Problem.NetValue(customer, placement.Touch, placement.Channel, placement.Day);
        }

        return value;
    }

    /// <summary>What all plans take, locked contacts aside.</summary>
    public long[] Use()
    {
        var use = new long[model.ResourceCount];
        for (var i = 0; i < _chosen.Length; i++)
        {
            Take(model, i, _chosen[i], use, 1);
        }

        return use;
    }

    /// <summary>The bonus for what is kept of the published plan.</summary>
    public Int128 Bonus()
    {
        Int128 bonus = 0;
        for (var i = 0; i < _chosen.Length && model.KeepBonus > 0; i++)
        {
            foreach (var placement in _chosen[i])
            {
                bonus += model.IsPublished(i, placement) ? model.KeepBonus : 0;
            }
        }

        return bonus;
    }

    /// <summary>The objective.</summary>
    public Int128 Objective(long[] use)
    {
        Int128 value = 0;
        for (var i = 0; i < _chosen.Length; i++)
        {
            value += Value(model, i, _chosen[i]);
        }

        for (var r = model.WorkAt; r < use.Length; r++)
        {
            value -= (Int128)model.Problem.Terms.OverloadPrice * Math.Max(0, use[r] - model.Capacity[r]);
        }

        return value;
    }
}
