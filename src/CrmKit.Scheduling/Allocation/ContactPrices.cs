namespace CrmKit.Scheduling;

/// <summary>What one unit of each shared resource is worth at the margin, in thousandths of a minor unit: with one more of it the plan would earn about this more.</summary>
/// <remarks>
/// Any prices that are not negative, and none of work above the overload price, prove a bound: the sum over customers of their best set of contacts net of prices, plus capacities times prices
/// (Geoffrion 1974, Lagrangean relaxation for integer programming).
/// </remarks>
public sealed record ContactPrices
{
    /// <summary>Parts of a minor unit in which prices are counted.</summary>
    public const long Scale = PriceTable.Scale;

    /// <summary>One contact of channel c on day t.</summary>
    public required ImmutableArray<ImmutableArray<long>> ChannelDays { get; init; }

    /// <summary>One contact on day t through whichever channel, beside that channel's own price; empty where no limit stands over all channels.</summary>
    public ImmutableArray<long> DayTotals
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>One minute of staff member s on day t.</summary>
    public required ImmutableArray<ImmutableArray<long>> StaffMinutes { get; init; }

    /// <summary>One minor unit of the total budget, beyond itself.</summary>
    public required long TotalBudget { get; init; }

    /// <summary>One minor unit of each campaign's budget, beyond itself.</summary>
    public required ImmutableArray<long> CampaignBudgets { get; init; }

    /// <summary>One minute of the work that week w takes without overload.</summary>
    public required ImmutableArray<long> WeeklyWork { get; init; }

    internal static ContactPrices Of(AllocationModel model, long[] prices)
    {
        var terms = model.Problem.Terms;
        return new ContactPrices
        {
            ChannelDays = Rows(prices, 0, model.Channels, model.Days),
            DayTotals = [.. prices.AsSpan(model.DayTotalAt, terms.DayCapacity.Length)],
            StaffMinutes = Rows(prices, model.StaffAt, terms.StaffMinutes.Length, model.Days),
            TotalBudget = prices[model.BudgetAt],
            CampaignBudgets = [.. prices.AsSpan(model.CampaignAt, terms.CampaignBudgets.Length)],
            WeeklyWork = [.. prices.AsSpan(model.WorkAt, terms.WeeklyWork.Length)],
        };
    }

    /// <summary>The prices as one vector.</summary>
    /// <exception cref="ArgumentException">They are prices of other resources.</exception>
    internal long[] For(AllocationModel model)
    {
        var vector = new List<long>(model.ResourceCount);
        foreach (var row in ChannelDays.Append(DayTotals).Concat(StaffMinutes))
        {
            vector.AddRange(row);
        }

        vector.Add(TotalBudget);
        vector.AddRange(CampaignBudgets);
        vector.AddRange(WeeklyWork);
        var rows = (ChannelDays.Length, DayTotals.Length, StaffMinutes.Length, CampaignBudgets.Length, WeeklyWork.Length);
        var terms = model.Problem.Terms;
        if (vector.Count != model.ResourceCount || rows != (model.Channels, terms.DayCapacity.Length, terms.StaffMinutes.Length, terms.CampaignBudgets.Length, terms.WeeklyWork.Length))
        {
            throw new ArgumentException("Prices of as many channels, staff members, days, campaigns and weeks as the problem has were expected.", nameof(model));
        }

        var most = terms.OverloadPrice * Scale;
        return [.. vector.Select((price, r) => Math.Clamp(price, 0, r >= model.WorkAt ? most : PriceTable.Highest))];
    }

    private static ImmutableArray<ImmutableArray<long>> Rows(long[] prices, int first, int rows, int days) =>
        [.. Enumerable.Range(0, rows).Select(row => ImmutableArray.Create(prices.AsSpan(first + (row * days), days)))];
}
