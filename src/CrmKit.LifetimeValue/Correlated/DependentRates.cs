using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Draws the two rates exactly. The joint density is a mixture over the corners of the unit square of u = e^-lambda and v = e^-mu: a corner (i, j) has the weight k_ij times the
// chances of its sides; on the side u the rate is Gamma(r, alpha + 1), on the side 1 - u it has the density (1 - e^-lambda) Gamma(r, alpha)/(1 - c1). Because
// 1 - e^-lambda is the integral of lambda e^(-lambda t) over t from 0 to 1, the latter is Gamma(r + 1, alpha + t) with t drawn by inversion: nothing is rejected.
internal readonly struct DependentRates(double r, double alpha, double s, double beta, SarmanovTilt tilt)
{
    public IEnumerable<double> Times(SeededRandom random, double age)
    {
        var (purchase, dropout) = Draw(random);
        var end = Math.Min(age, random.NextExponential() / dropout);
        for (var time = random.NextExponential() / purchase; time <= end; time += random.NextExponential() / purchase)
        {
            yield return time;
        }
    }

    public (double Purchase, double Dropout) Draw(SeededRandom random)
    {
        var (logC1, logC2) = (SarmanovTilt.LogMean(r, alpha), SarmanovTilt.LogMean(s, beta));
        var (c1, c2) = (Math.Exp(logC1), Math.Exp(logC2));
        var (not1, not2) = (-SpecialFunctions.Expm1(logC1), -SpecialFunctions.Expm1(logC2));
        var (both, first, second) = (tilt.Corner(1, 1) * c1 * c2, tilt.Corner(1, 0) * c1 * not2, tilt.Corner(0, 1) * not1 * c2);
        var at = random.NextUniform() * (both + first + second + (tilt.Corner(0, 0) * not1 * not2));
        var slowBuyer = at < both + first;
        var slowLeaver = at < both || (at >= both + first && at < both + first + second);
        return (Rate(random, r, alpha, not1, slowBuyer), Rate(random, s, beta, not2, slowLeaver));
    }

    private static double Rate(SeededRandom random, double shape, double scale, double notC, bool slow)
    {
        if (slow)
        {
            return random.NextGamma(shape) / (scale + 1);
        }

        // P(at most t) = (1 - (scale/(scale + t))^shape)/(1 - c).
        var t = scale * SpecialFunctions.Expm1(-SpecialFunctions.Log1p(-random.NextUniform() * notC) / shape);
        return random.NextGamma(shape + 1) / (scale + Math.Min(1, t));
    }
}
