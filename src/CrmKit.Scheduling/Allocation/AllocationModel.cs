namespace CrmKit.Scheduling;

/// <summary>A problem prepared for search: where each shared resource stands in one vector, its capacity net of commitments, and for every touch and channel the days on which it is admissible at all.</summary>
internal sealed class AllocationModel
{
    private readonly int _channels;

    public AllocationModel(ContactProblem problem, int maxThreads)
    {
        Problem = problem;
        var terms = problem.Terms;
        (Days, _channels) = (terms.Days, terms.Channels.Length);
        Call = terms.Channels.IndexOf(ContactTerms.CallChannel);
        DayTotalAt = _channels * Days;
        StaffAt = DayTotalAt + terms.DayCapacity.Length;
        BudgetAt = StaffAt + (terms.StaffMinutes.Length * Days);
        CampaignAt = BudgetAt + 1;
        WorkAt = CampaignAt + terms.CampaignBudgets.Length;
        ResourceCount = WorkAt + terms.WeeklyWork.Length;
        Capacity = Capacities(problem);
        Groups = new CapGroups(terms);
        CapsOfGroup = [.. Enumerable.Range(0, Groups.Count).Select(group => Groups.Rules.Where(cap => cap.Group == group).ToArray())];
        Masks = new ulong[problem.TouchCount * _channels];
        AllocationParallel.For(problem.CustomerCount, maxThreads, () => new DayMasks(this), static (masks, customer) => masks.Fill(customer), CancellationToken.None);
    }

    public ContactProblem Problem { get; }

    public int Days { get; }

    public int Channels => _channels;

    /// <summary>The channel that takes staff minutes, or -1.</summary>
    public int Call { get; }

    /// <summary>Channel-days come first, then days in all, staff-days, the total budget, the campaigns and the weeks of work.</summary>
    public int DayTotalAt { get; }

    public bool HasDayTotals => StaffAt > DayTotalAt;

    public int StaffAt { get; }

    public bool HasStaff => BudgetAt > StaffAt;

    public int BudgetAt { get; }

    public int CampaignAt { get; }

    public int WorkAt { get; }

    public int ResourceCount { get; }

    /// <summary>By resource; of a week of work what it takes without overload.</summary>
    public long[] Capacity { get; }

    /// <summary>What the caps count.</summary>
    public CapGroups Groups { get; }

    public CapRule[][] CapsOfGroup { get; }

    /// <summary>By touch, then channel: the days inside the window on which the option has a positive net value and neither closure, block, history nor commitment forbids it.</summary>
    public ulong[] Masks { get; }

    /// <summary>By touch the published option, channel times 64 plus day, that earns the bonus; empty where there is none to earn.</summary>
    public short[] Published { get; private set; } = [];

    /// <summary>What keeping a published option is worth beside its value, minor units.</summary>
    public long KeepBonus { get; private set; }

    /// <summary>Contacts that stay as published.</summary>
    public Dictionary<int, Placement[]> Locked { get; } = [];

    /// <summary>What locked contacts cost by work beyond what a week takes, minor units.</summary>
    public long LockedOverload { get; private set; }

    /// <summary>A contact as the caps count it.</summary>
    public FixedContact AsFixed(int customer, Placement placement)
    {
        var reason = Problem.Columns.Touches[Problem.Columns.TouchStart[customer] + placement.Touch].Reason;
        return new FixedContact(placement.Day, placement.Channel, Problem.Terms.Reasons[reason].Kind, reason);
    }

    public ReadOnlySpan<Placement> LockedOf(int customer) => Locked.Count > 0 && Locked.TryGetValue(customer, out var placements) ? placements : [];

    /// <summary>What locked contacts overload is paid for; the week takes nothing more.</summary>
    public void SettleLockedWork()
    {
        for (var r = WorkAt; r < Capacity.Length; r++)
        {
            LockedOverload += Problem.Terms.OverloadPrice * Math.Max(0, -Capacity[r]);
            Capacity[r] = Math.Max(0, Capacity[r]);
        }
    }

    /// <summary>Makes published options worth a bonus.</summary>
    public void Reward(short[] published, long bonus) => (Published, KeepBonus) = (published, bonus);

    /// <summary>Takes the bonus away again, as a proof needs.</summary>
    public void RewardNothing() => (Published, KeepBonus) = ([], 0);

    /// <summary>Whether a published option is this one, and earns the bonus.</summary>
    public bool IsPublished(int customer, Placement placement) =>
        Published.Length > 0 && Published[Problem.Columns.TouchStart[customer] + placement.Touch] == ((placement.Channel << 6) | placement.Day);

    public int WeekOf(int reason, int day) => (day + Problem.Terms.Reasons[reason].Lag) / 7;

    private long[] Capacities(ContactProblem problem)
    {
        var terms = problem.Terms;
        var capacity = new long[ResourceCount];
        var at = 0;
        foreach (var row in terms.ChannelCapacity.AsSpan())
        {
            row.CopyTo(capacity, at);
            at += Days;
        }

        terms.DayCapacity.CopyTo(capacity, at);
        at = StaffAt;
        foreach (var row in terms.StaffMinutes.AsSpan())
        {
            row.CopyTo(capacity, at);
            at += Days;
        }

        capacity[BudgetAt] = terms.TotalBudget;
        terms.CampaignBudgets.CopyTo(capacity, CampaignAt);
        terms.WeeklyWork.CopyTo(capacity, WorkAt);
        var columns = problem.Columns;
        for (var i = 0; i < problem.CustomerCount; i++)
        {
            for (var f = columns.CommitStart[i]; f < columns.FixedStart[i + 1]; f++)
            {
                capacity[(columns.Fixed[f].Channel * Days) + columns.Fixed[f].Day]--;
                if (HasDayTotals)
                {
                    capacity[DayTotalAt + columns.Fixed[f].Day]--;
                }
            }
        }

        Shortfalls = [.. Enumerable.Range(0, StaffAt).Where(r => capacity[r] < 0).Select(r => (r < DayTotalAt ? r / Days : -1, r % Days, -capacity[r]))];
        for (var r = 0; r < StaffAt; r++)
        {
            capacity[r] = Math.Max(0, capacity[r]);
        }

        return capacity;
    }

    /// <summary>Channel-days, and days in all under the channel -1, whose commitments exceed the capacity, and by how many contacts.</summary>
    public ImmutableArray<(int Channel, int Day, long Missing)> Shortfalls { get; private set; }
}
