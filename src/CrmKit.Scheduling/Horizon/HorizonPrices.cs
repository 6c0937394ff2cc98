namespace CrmKit.Scheduling;

/// <summary>What one more unit of a capacity would earn, in minor units; 0 where there is room.</summary>
/// <param name="First">The business-local day that the prices begin with.</param>
/// <param name="Channels">By channel, one price a day of the horizon.</param>
/// <param name="Budget">One more minor unit of money, beyond itself.</param>
public sealed record HorizonPrices(LocalDate First, ImmutableSortedDictionary<Channel, ImmutableArray<double>> Channels, double Budget)
{
    /// <summary>One more contact through whichever channel, one price a day of the horizon; empty where no limit stands over all channels.</summary>
    public ImmutableArray<double> DayTotals
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    // The prices as the allocator wants them back, at the scale of the values that they belong to.
    internal ContactPrices? Warm { get; init; }

    internal long Scale { get; init; } = 1;
}
