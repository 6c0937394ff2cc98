namespace CrmKit.Scheduling;

/// <summary>All that the customers of one <see cref="ContactProblem"/> share: horizon, channels, reasons, caps and capacities. Money is in minor units, every limit an integer of at least 0.</summary>
public sealed record ContactTerms
{
    /// <summary>The channel whose contacts take staff minutes.</summary>
    public const string CallChannel = "call";

    /// <summary>Days of the horizon, 1 to <see cref="ContactProblem.MostDays"/>.</summary>
    public required int Days { get; init; }

    /// <summary>The weekday of day 0; 0 is Monday, 6 Sunday.</summary>
    public required int FirstDayOfWeek { get; init; }

    /// <summary>Names of the channels, 1 to 8. Contacts through <see cref="CallChannel"/> take staff minutes.</summary>
    public required ImmutableArray<string> Channels { get; init; }

    /// <summary>Cost of one contact through each channel.</summary>
    public required ImmutableArray<long> ChannelCosts { get; init; }

    /// <summary>The reasons, at most 1,000. Those of one name share a cap on it.</summary>
    public required ImmutableArray<TouchReason> Reasons { get; init; }

    /// <summary>For each channel the days on which it is closed.</summary>
    public required ImmutableArray<ImmutableArray<int>> ClosedDays { get; init; }

    /// <summary>The rolling caps, which every customer has; at most 255.</summary>
    public required ImmutableArray<RollingCap> Caps { get; init; }

    /// <summary>Contacts of channel c on day t, promised ones included.</summary>
    public required ImmutableArray<ImmutableArray<long>> ChannelCapacity { get; init; }

    /// <summary>Contacts on day t through all channels together, promised ones included; empty, the default, where no limit stands over all of them.</summary>
    public ImmutableArray<long> DayCapacity
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Minutes that staff member s has for calls on day t, net of promised ones.</summary>
    public required ImmutableArray<ImmutableArray<long>> StaffMinutes { get; init; }

    /// <summary>Money for all contacts, net of promised ones.</summary>
    public required long TotalBudget { get; init; }

    /// <summary>Money of each campaign.</summary>
    public required ImmutableArray<long> CampaignBudgets { get; init; }

    /// <summary>Minutes of induced work that week w takes without overload.</summary>
    public required ImmutableArray<long> WeeklyWork { get; init; }

    /// <summary>What one minute of work above that costs.</summary>
    public required long OverloadPrice { get; init; }
}
