namespace CrmKit.Churn;

/// <summary>The expansion of survival records into one row for each customer and period at risk, row by row, never held together.</summary>
/// <remarks>
/// Period k covers the times above k - 1 up to k. A customer under observation from e to t has the periods from ⌊e⌋ + 1 to ⌈t⌉ if they left at t, to ⌊t⌋ if they
/// did not: a period whose end was not seen says nothing. Whoever left at time 0 has none. <see cref="DiscreteHazardEstimator"/> gives the estimates of a regression on these
/// rows without making them.
/// </remarks>
public static class PersonPeriods
{
    /// <summary>The rows, record by record and in the order of time.</summary>
    /// <param name="records">The records.</param>
    /// <param name="bands">The bands.</param>
    public static IEnumerable<PersonPeriod> Of(SurvivalRecords records, TenureBands bands)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(bands);
        return Enumerate(records, bands);
    }

    private static IEnumerable<PersonPeriod> Enumerate(SurvivalRecords records, TenureBands bands)
    {
        for (var record = 0; record < records.Count; record++)
        {
            var observed = ObservedPeriods.Of(records, record);
            for (var period = observed.First; period <= observed.Last; period++)
            {
                yield return new PersonPeriod(record, period, bands.BandOf(period), observed.IsEvent && period == observed.Last);
            }
        }
    }
}
