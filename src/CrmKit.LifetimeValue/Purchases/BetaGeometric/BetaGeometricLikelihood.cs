using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The log-likelihood of a table under a model of the beta-geometric family, with its derivatives in ln r, ln alpha, ln a, ln b. d is 1 where a customer may
// leave right after the first purchase, else 0:
//
// ln L = sum_{i < k x} ln(r + i) - sum_{i < x + d} ln(1 + a/(b + i)) - k x ln alpha + ln(e^A + [x + d > 0] e^B) + (k - 1) sum ln(gap) - x ln Gamma(k)
//   A = -(r + k x) ln(1 + T/alpha) + ln H,  B = ln a - ln(b + x + d - 1) - (r + k x) ln(1 + t_x/alpha)
//
// The gamma quotients of FHL (2005, eq. 6) are finite sums; over all customers each i counts those that reach it, so that one pass over i does. H is the sum over
// the stages j < k that may be done since t_x (OpenStages). Of the last logarithm the gradient is wA gA + wB gB and the Hessian wA HA + wB HB + wA wB
// (gA - gB)(gA - gB)ᵀ, w the shares of e^A and e^B.
internal sealed class BetaGeometricLikelihood : ISmoothObjective
{
    private readonly RecencyFrequencyTable _data;
    private readonly FrequencySegments _rates;
    private readonly FrequencySegments _dropouts;
    private readonly ScaledTimes _ages;
    private readonly ScaledTimes _recencies;
    private readonly OpenStages? _stages;
    private readonly int _k;
    private readonly int _extraChance;
    private readonly double _constant;

    public BetaGeometricLikelihood(RecencyFrequencyTable data, int k, bool leavesAtOnce)
    {
        _data = data;
        _k = k;
        _extraChance = leavesAtOnce ? 1 : 0;
        _rates = new FrequencySegments(data, k, 0);
        _dropouts = new FrequencySegments(data, 1, _extraChance);
        _ages = new ScaledTimes(data.Age);
        _recencies = new ScaledTimes(data.Recency);
        _stages = k == 1 ? null : new OpenStages(k);
        var x = data.X;
        var age = data.Age;
        var customers = data.CustomersPerRow;
        for (var i = 0; i < x.Length; i++)
        {
            RepeatPurchases += (double)x[i] * customers[i];
            TotalAge += age[i] * customers[i];
        }

        _constant = k == 1 ? 0 : ((k - 1) * data.SumLogGaps!.Value) - (RepeatPurchases * SpecialFunctions.LogGamma(k));
    }

    public double RepeatPurchases { get; }

    public double TotalAge { get; }

    public double MeanAge => TotalAge / _data.Customers;

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var (r, alpha, a, b) = (Math.Exp(point[0]), Math.Exp(point[1]), Math.Exp(point[2]), Math.Exp(point[3]));
        _ages.ScaleBy(alpha);
        _recencies.ScaleBy(alpha);
        var sum = new BetaGeometricDerivatives();
        sum.Value += _constant - (_k * RepeatPurchases * point[1]);
        sum.Gradient1 -= _k * RepeatPurchases;
        _rates.AddRates(ref sum, r);
        _dropouts.AddDropouts(ref sum, a, b);
        AddRows(ref sum, r, alpha, a, b);
        return sum.Store(gradient, hessian);
    }

    private void AddRows(ref BetaGeometricDerivatives sum, double r, double alpha, double a, double b)
    {
        var x = _data.X;
        var recency = _data.Recency;
        var age = _data.Age;
        var customers = _data.CustomersPerRow;
        var lastX = -1;
        double logHazard = 0, share = 0, shareSlope = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (count, purchases) = ((double)customers[i], x[i]);
            var shape = r + ((double)_k * purchases);
            var open = _stages is null ? default : _stages.At(r, shape, alpha, recency[i], age[i]);
            if (purchases + _extraChance == 0)
            {
                sum.AddSurvivor(count, r, _ages[i], open);
                continue;
            }

            if (purchases != lastX)
            {
                // Rows are sorted by x, so that this runs once for each x.
                lastX = purchases;
                var passed = purchases - (1 - _extraChance);
                var rest = b + passed;
                logHazard = Math.Log(a) - Math.Log(rest);
                share = b / rest;
                shareSlope = share * (passed / rest);
            }

            sum.AddRepeater(count, r, shape, _ages[i], _recencies[i], open, logHazard, share, shareSlope);
        }
    }
}
