using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The BG/NBD log-likelihood of a table with its derivatives in ln r, ln alpha, ln a, ln b.
//
// ln L = sum_{k < x} [ln(r + k) - ln(1 + a/(b + k))] - x ln alpha + ln(e^A + [x > 0] e^B)
//   A = -(r + x) ln(1 + T/alpha),  B = ln a - ln(b + x - 1) - (r + x) ln(1 + t_x/alpha)
//
// The gamma quotients of FHL (2005, eq. 6) are finite sums; over all customers each k counts those with x > k, so that one pass over k does.
// Of the last term the gradient is wA gA + wB gB and the Hessian wA HA + wB HB + wA wB (gA - gB)(gA - gB)ᵀ, w the shares of e^A and e^B.
internal sealed class BgNbdLikelihood : ISmoothObjective
{
    private readonly RecencyFrequencyTable _data;
    private readonly FrequencySegments _segments;
    private readonly ScaledTimes _ages;
    private readonly ScaledTimes _recencies;

    public BgNbdLikelihood(RecencyFrequencyTable data)
    {
        _data = data;
        _segments = new FrequencySegments(data);
        _ages = new ScaledTimes(data.Age);
        _recencies = new ScaledTimes(data.Recency);
        var x = data.X;
        var age = data.Age;
        var customers = data.CustomersPerRow;
        for (var i = 0; i < x.Length; i++)
        {
            RepeatPurchases += (double)x[i] * customers[i];
            TotalAge += age[i] * customers[i];
        }
    }

    public double RepeatPurchases { get; }

    public double TotalAge { get; }

    public double MeanAge => TotalAge / _data.Customers;

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var (r, alpha, a, b) = (Math.Exp(point[0]), Math.Exp(point[1]), Math.Exp(point[2]), Math.Exp(point[3]));
        _ages.ScaleBy(alpha);
        _recencies.ScaleBy(alpha);
        var sum = new BgNbdDerivatives();
        sum.Value -= RepeatPurchases * point[1];
        sum.Gradient1 -= RepeatPurchases;
        _segments.AddTo(ref sum, r, a, b);
        AddRows(ref sum, r, a, b);
        return sum.Store(gradient, hessian);
    }

    private void AddRows(ref BgNbdDerivatives sum, double r, double a, double b)
    {
        var x = _data.X;
        var customers = _data.CustomersPerRow;
        var lastX = 0;
        double logHazard = 0, share = 0, shareSlope = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (count, purchases) = ((double)customers[i], x[i]);
            var shape = r + purchases;
            var (logAge, pastAge) = _ages[i];
            if (purchases == 0)
            {
                sum.AddSurvivor(count, r, logAge, pastAge);
                continue;
            }

            if (purchases != lastX)
            {
                // Rows are sorted by x, so that this runs once for each x.
                lastX = purchases;
                var rest = b + (purchases - 1);
                logHazard = Math.Log(a) - Math.Log(rest);
                share = b / rest;
                shareSlope = share * ((purchases - 1) / rest);
            }

            sum.AddRepeater(count, r, shape, (logAge, pastAge), _recencies[i], logHazard, share, shareSlope);
        }
    }
}
