using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrmKit.Churn;

// A covariate where it lies, with the shift and scale under which it is read: less the middle of its stratum, over the standard deviation within strata.
// The partial likelihood knows no shift within a stratum, so that years like 2011 or a level of 1e8 cost no digits. The middle is a median of some rows rather than the mean,
// which one outlier could move so far from all others that their differences drowned.
internal sealed class CoxColumn
{
    private const int Sampled = 255;

    private CoxColumn(ImmutableArray<double> values, double[] centres) => (Values, Centres) = (values, centres);

    public ImmutableArray<double> Values { get; }

    public double[] Centres { get; }

    // 1 over the scale; 0 for a column that is constant within each stratum.
    public double InverseScale { get; private set; }

    // The largest scaled value in absolute terms.
    public double Largest { get; private set; }

    // The sum of weight times scaled value over those who left, and the same times the trend of their time. The likelihood at zero gives them by the way.
    public double EventSum { get; set; }

    public double EventTrendSum { get; set; }

    public static CoxColumn Of(ImmutableArray<double> values, CoxRows rows, double? inverseScale)
    {
        var column = new CoxColumn(values, new double[rows.Layout.Strata]);
        if (rows.Strata.IsEmpty && rows.Weight.IsEmpty)
        {
            column.CentreAndScale(inverseScale);
        }
        else
        {
            column.Scale(rows, column.Centre(rows), inverseScale);
        }

        return column;
    }

    // The same column, to stand for what is left of it: with sums and a largest value of its own.
    public CoxColumn Replaced(double largest) => new(Values, Centres) { InverseScale = InverseScale, Largest = largest };

    // Some rows of each stratum, spread over it, have their median taken.
    private bool Centre(CoxRows rows)
    {
        var strata = rows.Strata.Span;
        var exit = rows.Layout.Exit;
        var values = Values.AsSpan();
        var counts = new int[Centres.Length];
        for (var i = 0; i < exit.Length; i++)
        {
            counts[strata.IsEmpty ? 0 : Math.Max(0, strata[i])] += exit[i] < 0 ? 0 : 1;
        }

        var starts = new int[Centres.Length + 1];
        for (var s = 0; s < counts.Length; s++)
        {
            starts[s + 1] = starts[s] + Math.Min(counts[s], Sampled);
        }

        var sample = new double[starts[^1]];
        var taken = new int[Centres.Length];
        var seen = new int[Centres.Length];
        var isVarying = false;
        for (var i = 0; i < exit.Length; i++)
        {
            if (exit[i] < 0)
            {
                continue;
            }

            var s = strata.IsEmpty ? 0 : strata[i];
            var size = starts[s + 1] - starts[s];
            if ((long)seen[s]++ * size >= (long)taken[s] * counts[s])
            {
                sample[starts[s] + taken[s]++] = values[i];
            }

            isVarying |= values[i] != sample[starts[s]];
        }

        for (var s = 0; s < counts.Length; s++)
        {
            Centres[s] = Middle(sample.AsSpan(starts[s], taken[s]));
        }

        return isVarying;
    }

    private static double Middle(Span<double> sample)
    {
        sample.Sort();
        return sample.IsEmpty ? 0 : sample[sample.Length / 2];
    }

    // Values so large that their distance from the middle is no number are taken from 0 instead.
    private void Scale(CoxRows rows, bool isVarying, double? inverseScale)
    {
        var strata = rows.Strata.Span;
        var weight = rows.Weight.Span;
        var exit = rows.Layout.Exit;
        var values = Values.AsSpan();
        double total = 0, squares = 0, largest = 0;
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
        }

        if (double.IsInfinity(largest) && Array.Exists(Centres, centre => centre != 0))
        {
            Array.Clear(Centres);
            Scale(rows, isVarying, inverseScale);
            return;
        }

        SetScale(squares / total, largest, isVarying, inverseScale);
    }

    // One stratum without weights. Those never at risk are looked at too: shift and scale are free to choose.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CentreAndScale(double? inverseScale)
    {
        var values = Values.AsSpan();
        if (values.IsEmpty)
        {
            return;
        }

        Span<double> sample = stackalloc double[Math.Min(Sampled, values.Length)];
        for (var k = 0; k < sample.Length; k++)
        {
            sample[k] = values[(int)((long)k * values.Length / sample.Length)];
        }

        var middle = Middle(sample);
        ref var x = ref MemoryMarshal.GetReference(values);
        var first = Vector256.Create(values[0]);
        var i = 0;
        var centre = Vector256.Create(middle);
        var squares = Vector256<double>.Zero;
        var least = first;
        var greatest = first;
        for (i = 0; i + 4 <= values.Length; i += 4)
        {
            var value = Vector256.LoadUnsafe(ref x, (nuint)i);
            squares += (value - centre) * (value - centre);
            least = Vector256.Min(least, value);
            greatest = Vector256.Max(greatest, value);
        }

        var (low, high, square) = (values[0], values[0], Vector256.Sum(squares));
        for (var k = 0; k < 4; k++)
        {
            (low, high) = (Math.Min(low, least[k]), Math.Max(high, greatest[k]));
        }

        for (; i < values.Length; i++)
        {
            square += (values[i] - middle) * (values[i] - middle);
            (low, high) = (Math.Min(low, values[i]), Math.Max(high, values[i]));
        }

        var isNear = double.IsFinite(high - middle) && double.IsFinite(middle - low);
        Centres[0] = isNear ? middle : 0;
        SetScale(square / values.Length, Math.Max(high - Centres[0], Centres[0] - low), low < high, inverseScale);
    }

    private void SetScale(double variance, double largest, bool isVarying, double? inverseScale)
    {
        var deviation = Math.Sqrt(variance);
        var inverse = inverseScale ?? 1 / (deviation > 0 && double.IsFinite(deviation) ? deviation : largest);
        InverseScale = isVarying && double.IsFinite(inverse) && double.IsFinite(largest) ? inverse : 0;
        Largest = InverseScale == 0 ? 0 : largest * inverse;
    }
}
