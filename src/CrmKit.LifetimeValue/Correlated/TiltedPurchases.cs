using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// What a customer does from an instant at which the rates are Gamma(r, alpha) and Gamma(s, beta) times the weight of the dependence. The form is its own posterior: alive
// after x purchases at time t makes it r + x, alpha + t, s, beta + t under the same weight. Answers are not yet divided by Weight, the weight's mean now.
internal readonly struct TiltedPurchases(double r, double alpha, double s, double beta, SarmanovTilt tilt)
{
    private const double Negligible = 1e-18;

    public double Weight => Tilt(0, 0);

    public double LogWeight => tilt.LogAt(SarmanovTilt.LogMean(r, alpha), SarmanovTilt.LogMean(s, beta));

    public TiltedPurchases Known(int x, double time) => new(r + x, alpha + time, s, beta + time, tilt);

    // ln of the density of a history of a new customer, for whom Weight is 1.
    public double LogLikelihood(in PurchaseHistory history)
    {
        var (x, recency, age) = history;
        var left = Known(x, recency);
        var ahead = age - recency;
        var (death, logNeither) = (left.Death(ahead), left.LogNeither(ahead));
        var (neither, weight) = (Math.Exp(logNeither), left.Weight);

        // The rest of the chance is that of a purchase; where it is small, 1 minus it keeps the digits.
        if (neither + death > 0.5 * weight)
        {
            return Until(x, recency) + left.LogWeight + SpecialFunctions.Log1p(-left.Purchase(ahead) / weight);
        }

        return death > neither
            ? Until(x, recency) + Math.Log(death) + SpecialFunctions.Log1p(neither / death)
            : Until(x, recency) + logNeither + SpecialFunctions.Log1p(death / neither);
    }

    public double LogOddsOfDeath(in PurchaseHistory history)
    {
        var (x, recency, age) = history;
        var left = Known(x, recency);
        return Math.Log(left.Death(age - recency)) - left.LogNeither(age - recency);
    }

    // Leaves before it buys, before an end.
    public double Death(double end) => Integrate(TiltedRate.Death, 0, end);

    // Buys before it leaves, before an end.
    public double Purchase(double end) => Integrate(TiltedRate.Purchase, 0, end);

    // Still there at a time, whatever it buys until then.
    public double Survival(double time) => Math.Exp(-s * SpecialFunctions.Log1p(time / beta)) * tilt.At(SarmanovTilt.LogMean(r, alpha), SarmanovTilt.LogMean(s, beta + time));

    // Expected purchases, each at its present value; the end may be infinite where the discount is above 0.
    public double Expected(double discount, double end) => r / alpha * Integrate(TiltedRate.Presence, discount, end);

    // Still there at t after n purchases, or gone before t after n purchases.
    public double Probability(double time, int purchases)
    {
        if (time == 0)
        {
            return purchases == 0 ? Weight : 0;
        }

        var there = Math.Exp(NegativeBinomial.LogProbability(r, alpha, time, purchases) - (s * SpecialFunctions.Log1p(time / beta))) * Tilt(purchases, 0, time);
        return there + (purchases == 0 ? Death(time) : new TiltedCount(r, alpha, s, beta, tilt, purchases).Compute(time));
    }

    private double Until(int x, double time) => SpecialFunctions.LogRisingOver(r, x, alpha + time)
        - (r * SpecialFunctions.Log1p(time / alpha)) - (s * SpecialFunctions.Log1p(time / beta));

    private double LogNeither(double elapsed) =>
        tilt.LogAt(SarmanovTilt.LogMean(r, alpha + elapsed), SarmanovTilt.LogMean(s, beta + elapsed)) - Silence(elapsed);

    private double Silence(double elapsed) => (r * SpecialFunctions.Log1p(elapsed / alpha)) + (s * SpecialFunctions.Log1p(elapsed / beta));

    private double Tilt(int purchases, int departures, double elapsed = 0) =>
        tilt.At(SarmanovTilt.LogMean(r + purchases, alpha + elapsed), SarmanovTilt.LogMean(s + departures, beta + elapsed));

    // Panels as for independent rates; the weight at most doubles the slope of the logarithm and moves no singularity nearer.
    private double Integrate(TiltedRate rate, double discount, double end)
    {
        var steep = new ParetoLifetime(2 * (s + 1), beta);
        var (shape, scale) = rate == TiltedRate.Presence ? (0, double.PositiveInfinity) : (2 * (r + 1), alpha);
        double sum = 0, at = 0;
        while (at < end)
        {
            var length = PanelRule.Length(steep, shape, scale, at, end, out var rule, discount);
            var to = length >= end - at ? end : at + length;
            var half = 0.5 * (to - at);
            double part = 0;
            for (var k = 0; k < rule.Nodes.Length; k++)
            {
                part += rule.Weights[k] * Integrand(rate, discount, at + half + (half * rule.Nodes[k]));
            }

            sum += half * part;
            at = to;
            if (Remainder(rate, discount, at, end) <= Negligible * sum)
            {
                break;
            }
        }

        return sum;
    }

    private double Integrand(TiltedRate rate, double discount, double elapsed) => rate switch
    {
        TiltedRate.Death => Math.Exp(-Silence(elapsed)) * s / (beta + elapsed) * Tilt(0, 1, elapsed),
        TiltedRate.Purchase => Math.Exp(-Silence(elapsed)) * r / (alpha + elapsed) * Tilt(1, 0, elapsed),
        _ => Math.Exp(-(s * SpecialFunctions.Log1p(elapsed / beta)) - (discount * elapsed))
            * tilt.At(SarmanovTilt.LogMean(r + 1, alpha), SarmanovTilt.LogMean(s, beta + elapsed)),
    };

    // A bound of what is still to come: the weight is at most its largest corner.
    private double Remainder(TiltedRate rate, double discount, double at, double end)
    {
        var length = discount > 0 ? Math.Min(end - at, 1 / discount) : end - at;
        var largest = Math.Max(Math.Max(tilt.Corner(0, 0), tilt.Corner(1, 1)), Math.Max(tilt.Corner(0, 1), tilt.Corner(1, 0)));
        return largest * (rate == TiltedRate.Presence
            ? Math.Exp(-(s * SpecialFunctions.Log1p(at / beta)) - (discount * at)) * length
            : Math.Exp(-Silence(at)) * Math.Min(1, length * (rate == TiltedRate.Death ? s / (beta + at) : r / (alpha + at))));
    }
}
