using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The NBD log-likelihood with its derivatives in ln r and ln alpha: sum of ln Gamma(r + x)/Gamma(r) - x ln alpha - (r + x) ln(1 + T/alpha). Customers and
// purchases are counted by age where ages repeat, so that an evaluation costs a logarithm for each distinct age.
internal sealed class NbdLikelihood : ISmoothObjective
{
    private const int RowsPerShare = 1 << 14;
    private readonly RisingSums _rising;
    private readonly double _totalPurchases;
    private readonly int _maxThreads;
    private readonly double[] _ages;
    private readonly double[] _customers;
    private readonly double[] _purchases;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public NbdLikelihood(HistoryRows rows, int maxThreads = 1)
    {
        (_rising, _totalPurchases, _maxThreads) = (new RisingSums(rows.X, rows.Customers), rows.Purchases, maxThreads);
        var index = new TimeIndex();
        var few = index.TryAdd(rows.Age);
        double[] times = few ? index.Sort() : [];

        // Whole vectors, filled up with nobody.
        var count = ((few ? times.Length : rows.X.Length) + 3) & ~3;
        (_ages, _customers, _purchases) = (new double[count], new double[count], new double[count]);
        times.CopyTo(_ages, 0);
        for (var i = 0; i < rows.X.Length; i++)
        {
            var to = few ? index[rows.Age[i]] : i;
            _ages[to] = rows.Age[i];
            _customers[to] += rows.Customers[i];
            _purchases[to] += rows.Customers[i] * rows.X[i];
        }
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var (r, alpha) = (Math.Exp(point[0]), Math.Exp(point[1]));
        var (value, first, second) = _rising.At(r);
        value -= _totalPurchases * point[1];
        var shares = new AgeSums[(_ages.Length + RowsPerShare - 1) / RowsPerShare];
        SharedWork.Run(shares.Length, _maxThreads, share => shares[share] = Sums(share * RowsPerShare, Math.Min(_ages.Length, (share + 1) * RowsPerShare), r, alpha));
        double slope = 0, curve = 0, logs = 0, mixed = 0;
        foreach (var sums in shares)
        {
            value -= sums.Fall;
            logs += r * sums.Log;
            mixed += r * sums.Past;
            slope += sums.Slope;
            curve += sums.Curve;
        }

        (gradient[0], gradient[1]) = (first - logs, slope - _totalPurchases);
        (hessian[0], hessian[1], hessian[2], hessian[3]) = (second - logs, mixed, mixed, -curve);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private AgeSums Sums(int from, int to, double r, double alpha)
    {
        var (shapeEach, scale) = (Vector256.Create(r), Vector256.Create(alpha));
        var (logs, pasts, falls, slopes, curves) =
            (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = from; i < to; i += 4)
        {
            var (age, customers) = (Vector256.Create(_ages, i), Vector256.Create(_customers, i));
            var shape = (shapeEach * customers) + Vector256.Create(_purchases, i);
            var log = VectorFunctions.Log1p(age / scale);
            var past = age / (scale + age);
            var slope = shape * past;
            logs += customers * log;
            pasts += customers * past;
            falls += shape * log;
            slopes += slope;
            curves += slope * (scale / (scale + age));
        }

        return new AgeSums(Vector256.Sum(logs), Vector256.Sum(pasts), Vector256.Sum(falls), Vector256.Sum(slopes), Vector256.Sum(curves));
    }

    private readonly record struct AgeSums(double Log, double Past, double Fall, double Slope, double Curve);
}
