namespace CrmKit.Scheduling;

/// <summary>The prices of an earlier plan on the days of a later one.</summary>
internal static class WarmPrices
{
    /// <summary>The prices moved by the days that have gone by, the last day's for days that are new; <c>null</c> where the plans have nothing in common.</summary>
    public static ContactPrices? Of(HorizonPrices prices, HorizonProblem problem, HorizonChannels channels, LocalDate today)
    {
        var gone = Period.DaysBetween(prices.First, today);
        var days = problem.Problem.Terms.Days;
        if (prices.Warm is not { } warm || gone < 0 || gone >= days || !prices.Channels.Keys.SequenceEqual(channels.Used.ToArray()) || warm.ChannelDays[0].Length != days
            || warm.DayTotals.Length != problem.Problem.Terms.DayCapacity.Length)
        {
            return null;
        }

        ImmutableArray<long> Moved(ImmutableArray<long> row) => row.IsEmpty ? row : [.. Enumerable.Range(0, days).Select(day => Scaled(row[Math.Min(days - 1, day + gone)]))];
        long Scaled(long price) => (long)Math.Min(PriceTable.Highest, price * (double)problem.Scale / prices.Scale);
        return warm with
        {
            ChannelDays = [.. warm.ChannelDays.Select(Moved)],
            DayTotals = Moved(warm.DayTotals),
        };
    }
}
