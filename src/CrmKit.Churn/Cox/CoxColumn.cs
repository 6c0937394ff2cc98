namespace CrmKit.Churn;

// A covariate where it lies, with the shift and scale under which it is read: less the mean of its stratum, over the standard deviation within strata.
// The partial likelihood knows no shift within a stratum, so that years like 2011 or a level of 1e8 cost no digits.
internal sealed class CoxColumn
{
    private CoxColumn(ImmutableArray<double> values, double[] centres) => (Values, Centres) = (values, centres);

    public ImmutableArray<double> Values { get; }

    public double[] Centres { get; }

    // 1 over the scale; 0 for a column that is constant within each stratum.
    public double InverseScale { get; private set; }

    // The largest scaled value in absolute terms.
    public double Largest { get; private set; }

    // The sum of weight times scaled value over those who left, and the same times the trend of their time.
    public double EventSum { get; private set; }

    public double EventTrendSum { get; private set; }

    public static CoxColumn Of(ImmutableArray<double> values, CoxRows rows, double? inverseScale)
    {
        var column = new CoxColumn(values, new double[rows.Layout.Strata]);
        var isVarying = column.Centre(rows);
        column.Scale(rows, isVarying, inverseScale);
        return column;
    }

    // Sums are of differences from the first value met, so that a constant is met exactly.
    private bool Centre(CoxRows rows)
    {
        var strata = rows.Strata.Span;
        var weight = rows.Weight.Span;
        var exit = rows.Layout.Exit;
        var values = Values.AsSpan();
        var first = new double[Centres.Length];
        var total = new double[Centres.Length];
        var isVarying = false;
        for (var i = 0; i < exit.Length; i++)
        {
            if (exit[i] < 0)
            {
                continue;
            }

            var s = strata.IsEmpty ? 0 : strata[i];
            var w = weight.IsEmpty ? 1 : weight[i];
            if (total[s] == 0)
            {
                first[s] = values[i];
            }

            var difference = values[i] - first[s];
            isVarying |= difference != 0;
            Centres[s] += w * difference;
            total[s] += w;
        }

        for (var s = 0; s < Centres.Length; s++)
        {
            var mean = total[s] == 0 ? 0 : Centres[s] / total[s];
            Centres[s] = first[s] + (double.IsFinite(mean) ? mean : 0);
        }

        return isVarying;
    }

    private void Scale(CoxRows rows, bool isVarying, double? inverseScale)
    {
        var strata = rows.Strata.Span;
        var weight = rows.Weight.Span;
        var isEvent = rows.IsEvent.Span;
        var exit = rows.Layout.Exit;
        var values = Values.AsSpan();
        double total = 0, squares = 0, largest = 0, events = 0, trends = 0;
        for (var i = 0; i < exit.Length; i++)
        {
            if (exit[i] < 0)
            {
                continue;
            }

            var w = weight.IsEmpty ? 1 : weight[i];
            var x = values[i] - Centres[strata.IsEmpty ? 0 : strata[i]];
            total += w;
            squares += w * x * x;
            largest = Math.Max(largest, Math.Abs(x));
            if (isEvent[i])
            {
                events += w * x;
                trends += w * x * rows.Trend(exit[i]);
            }
        }

        var deviation = Math.Sqrt(squares / total);
        var inverse = inverseScale ?? 1 / (deviation > 0 && double.IsFinite(deviation) ? deviation : largest);
        InverseScale = isVarying && double.IsFinite(inverse) && double.IsFinite(largest) ? inverse : 0;
        (Largest, EventSum, EventTrendSum) = InverseScale == 0 ? (0, 0, 0) : (largest * inverse, events * inverse, trends * inverse);
    }
}
