using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// sum over customers and k < x of ln(r + k) - ln(1 + a/(b + k)), with derivatives in ln r, ln a, ln b: k runs through segments between the distinct x,
// in each of which the number of customers with x > k is constant. Long segments are summed by gamma functions, so that a customer with a billion purchases costs nothing.
internal sealed class FrequencySegments
{
    private const int PlainLength = 512;

    private readonly List<(int From, int To, double Customers)> _segments = [];

    public FrequencySegments(RecencyFrequencyTable data)
    {
        var x = data.X;
        var customers = data.CustomersPerRow;
        double beyond = 0;
        for (var i = x.Length - 1; i >= 0; i--)
        {
            if (x[i] == 0)
            {
                break;
            }

            beyond += customers[i];
            var below = i > 0 ? x[i - 1] : 0;
            if (below < x[i])
            {
                _segments.Add((below, x[i], beyond));
            }
        }

        _segments.Reverse();
    }

    public void AddTo(ref BgNbdDerivatives sum, double r, double a, double b)
    {
        foreach (var (from, to, customers) in _segments)
        {
            var plain = Math.Min(to, from + PlainLength);
            for (var k = from; k < plain; k++)
            {
                AddOne(ref sum, r, a, b, k, customers);
            }

            if (plain < to)
            {
                AddMany(ref sum, r, a, b, plain, to - plain, customers);
            }
        }
    }

    private static void AddOne(ref BgNbdDerivatives sum, double r, double a, double b, int k, double customers)
    {
        var rate = r + k;
        var rest = b + k;
        var total = a + rest;
        sum.Value += customers * (Math.Log(rate) - SpecialFunctions.Log1p(a / rest));
        var part = r / rate;
        sum.Gradient0 += customers * part;
        sum.Hessian00 += customers * part * (k / rate);
        var (leave, stay) = (a / total, b / rest);
        sum.Gradient2 -= customers * leave;
        sum.Gradient3 += customers * leave * stay;
        sum.Hessian22 -= customers * leave * (rest / total);
        sum.Hessian23 += customers * leave * (b / total);
        sum.Hessian33 += customers * leave * stay * ((k / rest) - (b / total));
    }

    private static void AddMany(ref BgNbdDerivatives sum, double r, double a, double b, int from, int count, double customers)
    {
        var (r0, b0, t0) = (r + from, b + from, a + b + from);
        sum.Value += customers * (SpecialFunctions.LogRisingOver(r0, count, 1) - SpecialFunctions.LogBetaQuotient(a, b0, count));
        var (rates, rateSquares) = Inverses(r0, count);
        sum.Gradient0 += customers * r * rates;
        sum.Hessian00 += customers * ((r * rates) - (r * r * rateSquares));
        var (rests, restSquares) = Inverses(b0, count);
        var (totals, totalSquares) = Inverses(t0, count);
        var slope = b * (rests - totals);
        sum.Gradient2 -= customers * a * totals;
        sum.Gradient3 += customers * slope;
        sum.Hessian22 -= customers * ((a * totals) - (a * a * totalSquares));
        sum.Hessian23 += customers * a * b * totalSquares;
        sum.Hessian33 += customers * (slope - (b * b * (restSquares - totalSquares)));
    }

    // Sums over k < count of 1/(z + k) and 1/(z + k)².
    private static (double First, double Second) Inverses(double z, int count) =>
        (SpecialFunctions.Digamma(z + count) - SpecialFunctions.Digamma(z), SpecialFunctions.Trigamma(z) - SpecialFunctions.Trigamma(z + count));
}
