namespace CrmKit.Desk;

/// <summary>How far a forecast looks, and what it takes for granted.</summary>
public sealed record ForecastOptions
{
    /// <summary>Days to look ahead, today included. 1 to 3,660, default 90.</summary>
    public int Days { get; init; } = 90;

    /// <summary>When the business plans its day, on its own clock; today's planning is at once where that is past. Default 06:00.</summary>
    public LocalTime PlanAt { get; init; } = new(6, 0);

    /// <summary>What is to happen. Those of the past happen at once. Default nothing: nobody buys, replies or refuses.</summary>
    public ImmutableArray<AssumedChange> Assumed
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
