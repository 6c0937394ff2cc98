using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Sums over customers and i < n of ln(r + i), or of -ln(1 + a/(b + i)), with derivatives in ln r, or ln a and ln b; n is a multiple of x plus an offset. i runs
// through segments between the distinct n, in each of which the number of customers with n > i is constant. Long segments are summed by gamma functions, so that
// a customer with a billion purchases costs nothing.
internal sealed class FrequencySegments
{
    private const int PlainLength = 512;

    private readonly List<(long From, long To, double Customers)> _segments = [];

    public FrequencySegments(RecencyFrequencyTable data, int multiple, int offset)
    {
        var levels = data.Columns.Levels();
        double beyond = 0;
        for (var level = levels.Length - 1; level >= 0 && Reach(levels[level].X) is > 0 and var reach; level--)
        {
            beyond += levels[level].Customers;
            _segments.Add((level > 0 ? Reach(levels[level - 1].X) : 0, reach, beyond));
        }

        _segments.Reverse();

        long Reach(int purchases) => ((long)multiple * purchases) + offset;
    }

    public void AddRates(ref BetaGeometricDerivatives sum, double r)
    {
        foreach (var (from, to, customers) in _segments)
        {
            var plain = Math.Min(to, from + PlainLength);
            for (var i = from; i < plain; i++)
            {
                var rate = r + i;
                var part = r / rate;
                sum.Value += customers * Math.Log(rate);
                sum.Gradient0 += customers * part;
                sum.Hessian00 += customers * part * (i / rate);
            }

            if (plain < to)
            {
                var (start, count) = (r + plain, to - plain);
                sum.Value += customers * SpecialFunctions.LogRisingOver(start, count, 1);
                var (rates, rateSquares) = Inverses(start, count);
                sum.Gradient0 += customers * r * rates;
                sum.Hessian00 += customers * ((r * rates) - (r * r * rateSquares));
            }
        }
    }

    public void AddDropouts(ref BetaGeometricDerivatives sum, double a, double b)
    {
        foreach (var (from, to, customers) in _segments)
        {
            var plain = Math.Min(to, from + PlainLength);
            for (var i = from; i < plain; i++)
            {
                AddDropout(ref sum, a, b, i, customers);
            }

            if (plain < to)
            {
                AddDropouts(ref sum, a, b, plain, to - plain, customers);
            }
        }
    }

    private static void AddDropout(ref BetaGeometricDerivatives sum, double a, double b, long i, double customers)
    {
        var rest = b + i;
        var total = a + rest;
        var (leave, stay) = (a / total, b / rest);
        sum.Value -= customers * SpecialFunctions.Log1p(a / rest);
        sum.Gradient2 -= customers * leave;
        sum.Gradient3 += customers * leave * stay;
        sum.Hessian22 -= customers * leave * (rest / total);
        sum.Hessian23 += customers * leave * (b / total);
        sum.Hessian33 += customers * leave * stay * ((i / rest) - (b / total));
    }

    private static void AddDropouts(ref BetaGeometricDerivatives sum, double a, double b, long from, long count, double customers)
    {
        var (b0, t0) = (b + from, a + b + from);
        sum.Value -= customers * SpecialFunctions.LogBetaQuotient(a, b0, count);
        var (rests, restSquares) = Inverses(b0, count);
        var (totals, totalSquares) = Inverses(t0, count);
        var slope = b * (rests - totals);
        sum.Gradient2 -= customers * a * totals;
        sum.Gradient3 += customers * slope;
        sum.Hessian22 -= customers * ((a * totals) - (a * a * totalSquares));
        sum.Hessian23 += customers * a * b * totalSquares;
        sum.Hessian33 += customers * (slope - (b * b * (restSquares - totalSquares)));
    }

    // Sums over i < count of 1/(z + i) and 1/(z + i)².
    private static (double First, double Second) Inverses(double z, long count) =>
        (SpecialFunctions.Digamma(z + count) - SpecialFunctions.Digamma(z), SpecialFunctions.Trigamma(z) - SpecialFunctions.Trigamma(z + count));
}
