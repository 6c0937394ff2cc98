using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrmKit.LifetimeValue;

// Sums over customers with one x: of 1, ln(gamma + s), s/(gamma + s), that times gamma/(gamma + s), and of ln m where gamma is 0. Four rows at a time.
internal readonly record struct SpendSums(double Customers, double Logs, double Shares, double Curves, double LogMeans)
{
    // Spend beyond this would overflow on its way into the sums.
    private const double LargestSpend = double.MaxValue / 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SpendSums Of(ReadOnlySpan<double> mean, ReadOnlySpan<double> customers, int x, double gamma)
    {
        var sums = new Vectors(x, gamma);
        var i = 0;
        for (; i <= mean.Length - 4; i += 4)
        {
            sums.Add(Vector256.Create(mean[i..]), Vector256.Create(customers[i..]));
        }

        if (i < mean.Length)
        {
            // The last rows, filled up with nobody.
            Span<double> lastMean = [1, 1, 1, 1];
            Span<double> lastCustomers = [0, 0, 0, 0];
            mean[i..].CopyTo(lastMean);
            customers[i..].CopyTo(lastCustomers);
            sums.Add(Vector256.Create<double>(lastMean), Vector256.Create<double>(lastCustomers));
        }

        return sums.ToSums();
    }

    private struct Vectors(int x, double gamma)
    {
        private readonly bool _logsOfMeans = gamma == 0;
        private readonly Vector256<double> _x = Vector256.Create((double)x);
        private readonly Vector256<double> _gamma = Vector256.Create(gamma);
        private Vector256<double> _customers;
        private Vector256<double> _logs;
        private Vector256<double> _shares;
        private Vector256<double> _curves;
        private Vector256<double> _logMeans;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector256<double> mean, Vector256<double> customers)
        {
            var spend = Vector256.Min(mean * _x, Vector256.Create(LargestSpend));
            var all = _gamma + spend;
            var share = spend / all;
            _customers += customers;
            _logs += customers * Vector256.Log(all);
            _shares += customers * share;
            _curves += customers * share * (_gamma / all);
            if (_logsOfMeans)
            {
                _logMeans += customers * Vector256.Log(mean);
            }
        }

        public readonly SpendSums ToSums() =>
            new(Vector256.Sum(_customers), Vector256.Sum(_logs), Vector256.Sum(_shares), Vector256.Sum(_curves), Vector256.Sum(_logMeans));
    }
}
