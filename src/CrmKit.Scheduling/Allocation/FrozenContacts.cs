namespace CrmKit.Scheduling;

/// <summary>Puts what was published into a model: frozen days keep it, later days prefer it.</summary>
internal static class FrozenContacts
{
    /// <summary>Locks what stays and tells what cannot.</summary>
    public static ImmutableArray<AllocationAlert> Apply(AllocationModel model, ContactAllocationOptions options)
    {
        if (options.FrozenDays == 0 && (options.Published.IsEmpty || options.KeepBonus == 0))
        {
            return [];
        }

        var alerts = ImmutableArray.CreateBuilder<AllocationAlert>();
        var published = Find(model, options, alerts);
        Lock(model, options, published.Where(each => each.Placement.Day < options.FrozenDays), alerts);
        ForbidNew(model, options.FrozenDays);
        if (options.KeepBonus > 0)
        {
            var kept = new short[model.Problem.TouchCount];
            Array.Fill(kept, (short)-1);
            foreach (var (customer, placement, _) in published)
            {
                kept[model.Problem.Columns.TouchStart[customer] + placement.Touch] = (short)((placement.Channel << 6) | placement.Day);
            }

            model.Reward(kept, options.KeepBonus);
        }

        return alerts.ToImmutable();
    }

    private static List<(int Customer, Placement Placement, AllocatedTouch Touch)> Find(AllocationModel model, ContactAllocationOptions options, ImmutableArray<AllocationAlert>.Builder alerts)
    {
        var (problem, found) = (model.Problem, new List<(int, Placement, AllocatedTouch)>());
        var ids = new Dictionary<long, int>(problem.CustomerCount);
        for (var i = 0; i < problem.CustomerCount; i++)
        {
            ids.Add(problem.Columns.Ids[i], i);
        }

        foreach (var touch in options.Published.Distinct().OrderBy(touch => touch.CustomerId).ThenBy(touch => touch.Day).ThenBy(touch => touch.Touch).ThenBy(touch => touch.Channel))
        {
            if (ids.TryGetValue(touch.CustomerId, out var customer) && IsAdmissible(model, customer, touch))
            {
                found.Add((customer, new Placement((byte)touch.Touch, (byte)touch.Channel, (byte)touch.Day), touch));
            }
            else if (touch.Day < options.FrozenDays)
            {
                alerts.Add(new AllocationAlert(AllocationAlertKind.FrozenContactImpossible, touch.Channel, touch.Day, 1, touch));
            }
        }

        return found;
    }

    private static bool IsAdmissible(AllocationModel model, int customer, AllocatedTouch touch) =>
        touch.Touch >= 0 && touch.Touch < model.Problem.TouchesOf(customer).Length && touch.Channel >= 0 && touch.Channel < model.Channels && touch.Day >= 0 && touch.Day < model.Days
        && (model.Masks[((model.Problem.Columns.TouchStart[customer] + touch.Touch) * model.Channels) + touch.Channel] >> touch.Day & 1) != 0;

    private static void Lock(
        AllocationModel model, ContactAllocationOptions options, IEnumerable<(int Customer, Placement Placement, AllocatedTouch Touch)> frozen, ImmutableArray<AllocationAlert>.Builder alerts)
    {
        // Where not all fit any more, the most valuable stay.
        var ordered = frozen.OrderByDescending(each => model.Problem.NetValue(each.Customer, each.Placement.Touch, each.Placement.Channel, each.Placement.Day))
            .ThenBy(each => TieOrder.Rank(options.Seed, each.Touch.CustomerId)).ThenBy(each => each.Placement.Touch);
        var (contacts, masks) = (new ContactDays(model), new DayMasks(model));
        foreach (var (customer, placement, touch) in ordered)
        {
            if (Fits(model, contacts, customer, placement))
            {
                model.Locked[customer] = [.. model.LockedOf(customer), placement];
                CustomerPlans.Take(model, customer, [placement], model.Capacity, -1);
            }
            else
            {
                alerts.Add(new AllocationAlert(AllocationAlertKind.FrozenContactImpossible, placement.Channel, placement.Day, 1, touch));
            }
        }

        foreach (var (customer, locked) in model.Locked)
        {
            masks.Fill(customer);
            foreach (var placement in locked)
            {
                model.Masks.AsSpan((model.Problem.Columns.TouchStart[customer] + placement.Touch) * model.Channels, model.Channels).Clear();
            }
        }

        model.SettleLockedWork();
    }

    private static bool Fits(AllocationModel model, ContactDays contacts, int customer, Placement placement)
    {
        contacts.Load(customer);
        var contact = model.AsFixed(customer, placement);
        var fits = (contacts.ForbiddenTo(placement.Channel, model.Groups.GroupsOf(contact)) >> placement.Day & 1) == 0
            && !model.LockedOf(customer).ToArray().Any(other => other.Touch == placement.Touch);
        var needs = new Needs(model, customer, placement);
        for (var i = 0; i < needs.Count; i++)
        {
            // Work beyond what a week takes is paid for.
            fits &= needs[i].Resource >= model.WorkAt || model.Capacity[needs[i].Resource] >= needs[i].Units;
        }

        return fits;
    }

    private static void ForbidNew(AllocationModel model, int days)
    {
        var open = ~ContactDays.Span(0, days - 1);
        for (var at = 0; at < model.Masks.Length; at++)
        {
            model.Masks[at] &= open;
        }
    }
}
