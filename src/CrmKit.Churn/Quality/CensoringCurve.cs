namespace CrmKit.Churn;

// G: the Kaplan-Meier curve of being lost from sight. Those who leave at a time leave first, so that they are not at risk of being lost at it.
internal sealed class CensoringCurve
{
    private readonly double[] _times;
    private readonly double[] _after;

    public CensoringCurve(SurvivalRecords records)
    {
        var time = records.Time.Span;
        Rising = PredictionOrder.Rising(time);
        Before = new double[records.Count];
        At = new double[records.Count];
        var weights = records.Weight.Span;
        var times = new List<double>();
        var after = new List<double>();
        double atRisk = 0;
        foreach (var row in Rising)
        {
            atRisk += weights.IsEmpty ? 1 : weights[row];
        }

        Total = atRisk;
        double share = 1;
        for (var from = 0; from < Rising.Length;)
        {
            var (left, lost, to) = (0.0, 0.0, from);
            for (; to < Rising.Length && time[Rising[to]] == time[Rising[from]]; to++)
            {
                var weight = weights.IsEmpty ? 1 : weights[Rising[to]];
                left += records.IsEvent.Span[Rising[to]] ? weight : 0;
                lost += records.IsEvent.Span[Rising[to]] ? 0 : weight;
                Before[Rising[to]] = share;
            }

            // The last are the whole of the rest whatever rounding has left of it.
            var staying = to == Rising.Length ? lost : Math.Max(atRisk - left, lost);
            share = lost > 0 ? share * ((staying - lost) / staying) : share;
            for (var i = from; i < to; i++)
            {
                At[Rising[i]] = share;
            }

            times.Add(time[Rising[from]]);
            after.Add(share);
            atRisk -= left + lost;
            from = to;
        }

        (_times, _after) = ([.. times], [.. after]);
    }

    // The records in rising order of time.
    public int[] Rising { get; }

    // G just before and at the time of each record.
    public double[] Before { get; }

    public double[] At { get; }

    public double Total { get; }

    public double Of(double time)
    {
        var place = Array.BinarySearch(_times, time);
        place = place >= 0 ? place : ~place - 1;
        return place < 0 ? 1 : _after[place];
    }
}
