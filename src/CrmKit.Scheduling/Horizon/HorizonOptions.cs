namespace CrmKit.Scheduling;

/// <summary>What plans of many days need to know beside the gates. Money is in minor units of the business's currency.</summary>
public sealed record HorizonOptions
{
    /// <summary>The zone whose midnight bounds the days that capacities count in.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>Days to plan, today included. 1 to <see cref="ContactProblem.MostDays"/>, default 28.</summary>
    public int Days { get; init; } = 28;

    /// <summary>Most contacts of a channel on one day, those promised for it included. Default none.</summary>
    public ImmutableDictionary<Channel, DayLimit> ChannelLimits
    {
        get;
        init => field = value ?? ImmutableDictionary<Channel, DayLimit>.Empty;
    } = ImmutableDictionary<Channel, DayLimit>.Empty;

    /// <summary>Most contacts on one day through all channels together, those made or promised for it included. Default none.</summary>
    public DayLimit DayLimit { get; init; }

    /// <summary>What one contact through a channel costs; a channel that is not named costs nothing.</summary>
    public ImmutableDictionary<Channel, long> ChannelCosts
    {
        get;
        init => field = value ?? ImmutableDictionary<Channel, long>.Empty;
    } = ImmutableDictionary<Channel, long>.Empty;

    /// <summary>Money for all contacts of the horizon; <c>null</c>, the default, for no limit.</summary>
    public long? Budget { get; init; }

    /// <summary>The part of its value that a contact loses on every day that it waits, where its own curve says nothing. 0 to 1, default 0.01.</summary>
    public double LossPerDay { get; init; } = 0.01;

    /// <summary>What is gained at least by moving or dropping a contact that an earlier plan named; default 0.</summary>
    public long KeepBonus { get; init; }

    /// <summary>Days from today on which an earlier plan changes only where it must. Default 0.</summary>
    public int FrozenDays { get; init; }

    /// <summary>How the instants of today are settled; <c>null</c>, the default, for the first instant of each contact.</summary>
    public SlotOptions? Slots { get; init; }

    /// <summary>Kept with every decision. Default <c>1</c>.</summary>
    public string PolicyVersion { get; init; } = "1";

    /// <summary>Decides between equals, the same way in every run. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Most threads; the plan does not depend on it. Default 1.</summary>
    public int MaxThreads { get; init; } = 1;

    internal void Check()
    {
        Within(MaxThreads, 1, 1024, nameof(MaxThreads));
        Within(Days, 1, ContactProblem.MostDays, nameof(Days));
        Within(KeepBonus, 0, 1_000_000_000, nameof(KeepBonus));
        Within(FrozenDays, 0, ContactProblem.MostDays, nameof(FrozenDays));
        Within(Budget ?? 0, 0, long.MaxValue, nameof(Budget));
        foreach (var cost in ChannelCosts.Values)
        {
            Within(cost, 0, 1_000_000_000, nameof(ChannelCosts));
        }

        Within(LossPerDay is >= 0 and <= 1 ? 0 : -1, 0, 1, nameof(LossPerDay));
    }

    private static void Within(long value, long least, long most, string option)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(option, value, string.Create(CultureInfo.InvariantCulture, $"Expected {least} to {most}."));
        }
    }
}
