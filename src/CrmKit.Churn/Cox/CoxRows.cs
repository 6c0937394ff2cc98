namespace CrmKit.Churn;

// The records as a fit reads them: which are events, their weights, strata and the event times at which each is at risk.
internal sealed class CoxRows
{
    private readonly SurvivalRecords _records;
    private readonly double _meanTime;
    private readonly double _timeScale;

    private CoxRows(SurvivalRecords records, ReadOnlyMemory<bool> isEvent, ReadOnlyMemory<int> strata, CoxLayout layout)
    {
        (_records, IsEvent, Strata, Layout) = (records, isEvent, strata, layout);
        long count = 0;
        double sum = 0;
        double greatest = 0;
        for (var j = 0; j < layout.Times.Length; j++)
        {
            count += layout.Tied[j];
            sum += layout.Tied[j] * layout.Times[j];
            greatest = Math.Max(greatest, layout.Times[j]);
        }

        Events = count;
        (_meanTime, _timeScale) = count > 0 && double.IsFinite(sum) && greatest > 0 ? (sum / count, 1 / greatest) : (0, 0);
    }

    public ReadOnlyMemory<bool> IsEvent { get; }

    // Empty where each record counts once.
    public ReadOnlyMemory<double> Weight => _records.Weight;

    // Empty where there is one stratum; below 0 for a record that is left out.
    public ReadOnlyMemory<int> Strata { get; }

    public CoxLayout Layout { get; }

    // Records that left while at risk.
    public long Events { get; }

    public static CoxRows Of(SurvivalRecords records, ReadOnlyMemory<bool> isEvent, ReadOnlyMemory<int> strata, int strataCount) =>
        new(records, isEvent, strata, CoxLayout.Of(records, isEvent.Span, strata.Span, strataCount));

    public CoxRows Restricted(ReadOnlyMemory<bool> isEvent, ReadOnlyMemory<int> strata, int strataCount) => Of(_records, isEvent, strata, strataCount);

    // An event time less the mean, in a scale of about 1: what a coefficient may drift with.
    public double Trend(int j) => (Layout.Times[j] - _meanTime) * _timeScale;
}
