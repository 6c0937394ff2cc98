namespace SeasonalWorkshop;

/// <summary>What the workshop knows of a customer whose yearly service comes up.</summary>
/// <param name="Id">Number of the customer.</param>
/// <param name="CalendarDay">Day on which a fixed interval has the offer sent: two weeks before the anniversary of the last service. Day 0 is the first of the year.</param>
/// <param name="First">First day on which the offer still makes sense.</param>
/// <param name="Last">Last day on which it does.</param>
/// <param name="Chance">Share of such customers who come, as earlier years showed.</param>
internal sealed record ServiceCustomer(int Id, int CalendarDay, int First, int Last, double Chance)
{
    /// <summary>Minutes of work that an offer brings on average.</summary>
    public int ExpectedMinutes => (int)Math.Round(Chance * Season.MeanServiceMinutes);
}
