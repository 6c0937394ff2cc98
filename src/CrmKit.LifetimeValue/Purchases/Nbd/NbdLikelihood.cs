using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The NBD log-likelihood with its derivatives in ln r and ln alpha: sum of ln Gamma(r + x)/Gamma(r) - x ln alpha - (r + x) ln(1 + T/alpha). Customers and
// purchases are counted by age where ages repeat, so that an evaluation costs a logarithm for each distinct age.
internal sealed class NbdLikelihood : ISmoothObjective
{
    private readonly RisingSums _rising;
    private readonly double _totalPurchases;
    private readonly int _maxThreads;
    private readonly HistoryColumns _columns;
    private readonly double[] _ages;
    private readonly double[] _customers;
    private readonly double[] _purchases;

    // Where ages hardly repeat the rows are read as they are.
    private readonly HistoryPieces? _pieces;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public NbdLikelihood(HistoryRows rows, int maxThreads = 1)
    {
        (_columns, _rising, _totalPurchases, _maxThreads) = (rows.Columns, new RisingSums(rows.Columns), rows.Purchases, maxThreads);
        var index = new TimeIndex();
        _pieces = index.TryAdd(_columns.Age) ? null : new HistoryPieces(_columns.Groups);
        double[] times = _pieces is null ? index.Sort() : [];

        // Whole vectors, filled up with nobody.
        var count = (times.Length + 3) & ~3;
        (_ages, _customers, _purchases) = (new double[count], new double[count], new double[count]);
        times.CopyTo(_ages, 0);
        if (_pieces is not null)
        {
            return;
        }

        var age = _columns.Age;
        foreach (var (x, from, end) in _columns.Groups)
        {
            for (var i = from; i < end; i++)
            {
                var to = index[age[i]];
                _customers[to] += _columns.CustomersAt(i);
                _purchases[to] += (double)_columns.CustomersAt(i) * x;
            }
        }
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var (r, alpha) = (Math.Exp(point[0]), Math.Exp(point[1]));
        var (value, first, second) = _rising.At(r);
        value -= _totalPurchases * point[1];
        var shares = new AgeSums[_pieces?.Shares ?? 1];
        SharedWork.Run(shares.Length, _maxThreads, share => shares[share] = _pieces is null ? OfAges(r, alpha) : OfRows(share, r, alpha));
        double slope = 0, curve = 0, logs = 0, mixed = 0;
        foreach (var sums in shares)
        {
            value -= Vector256.Sum(sums.Fall);
            logs += r * Vector256.Sum(sums.Log);
            mixed += r * Vector256.Sum(sums.Past);
            slope += Vector256.Sum(sums.Slope);
            curve += Vector256.Sum(sums.Curve);
        }

        (gradient[0], gradient[1]) = (first - logs, slope - _totalPurchases);
        (hessian[0], hessian[1], hessian[2], hessian[3]) = (second - logs, mixed, mixed, -curve);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private AgeSums OfAges(double r, double alpha)
    {
        var (sums, shape, scale) = (default(AgeSums), Vector256.Create(r), Vector256.Create(alpha));
        for (var i = 0; i < _ages.Length; i += 4)
        {
            var customers = Vector256.Create(_customers, i);
            sums.Add(Vector256.Create(_ages, i), customers, (shape * customers) + Vector256.Create(_purchases, i), scale);
        }

        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private AgeSums OfRows(int share, double r, double alpha)
    {
        var (sums, scale) = (default(AgeSums), Vector256.Create(alpha));
        var (first, end) = _pieces!.Share(share);
        for (var piece = first; piece < end; piece++)
        {
            var (x, from, to) = _pieces[piece];
            var age = _columns.AgeOf(from, to);
            var customers = _columns.CustomersOf(from, to);
            var shape = Vector256.Create(r + x);
            var i = 0;
            for (; i <= age.Length - 4; i += 4)
            {
                var count = Vector256.ConvertToDouble(Vector256.Create(customers[i..]));
                sums.Add(Vector256.Create(age[i..]), count, shape * count, scale);
            }

            if (i < age.Length)
            {
                var count = Vector256.ConvertToDouble(FourRows.Rest(customers[i..]));
                sums.Add(FourRows.Rest(age[i..]), count, shape * count, scale);
            }
        }

        return sums;
    }

    private struct AgeSums
    {
        public Vector256<double> Log;
        public Vector256<double> Past;
        public Vector256<double> Fall;
        public Vector256<double> Slope;
        public Vector256<double> Curve;

        // shape: r and the purchases, of all customers of the row together.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector256<double> age, Vector256<double> customers, Vector256<double> shape, Vector256<double> scale)
        {
            var log = VectorFunctions.Log1p(age / scale);
            var past = age / (scale + age);
            var slope = shape * past;
            Log += customers * log;
            Past += customers * past;
            Fall += shape * log;
            Slope += slope;
            Curve += slope * (scale / (scale + age));
        }
    }
}
