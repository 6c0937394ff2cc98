using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// One customer's curves: what its silence says, and what is ahead. Parameters are those at the centre.
internal readonly struct TimeVaryingLife(
    PurchaseHistory history, CovariatePieces pieces, RateCurve purchase, RateCurve dropout, (double R, double Alpha, double S, double Beta) parameters)
{
    private double N => parameters.R + history.X;

    public double LogOddsOfDeath()
    {
        var (logDeath, logNeither) = Silence();
        return logDeath - logNeither;
    }

    // ln of the chances to be silent and gone before T, and to be silent and there.
    public (double LogDeath, double LogNeither) Silence()
    {
        var (recency, age) = (history.Recency, history.Age);
        var piece = pieces.At(recency);
        var start = LogSilence(piece, recency);
        double sum = 0;
        for (var at = recency; at < age && !SilentPanel.IsSpent(LogSilence(piece, at) - start, sum);)
        {
            var end = pieces.End(piece, age);
            var (purchaseReach, dropoutReach) = (
                (parameters.Alpha + purchase.At(piece, at)) / purchase.Slope(piece), (parameters.Beta + dropout.At(piece, at)) / dropout.Slope(piece));
            var length = SilentPanel.Length(N, parameters.S, purchaseReach, dropoutReach, end - at, out var rule);
            var to = PanelRule.End(at, length, end);
            var (centre, half) = (0.5 * (at + to), 0.5 * Math.Min(length, to - at));
            for (var k = 0; k < rule.Nodes.Length; k++)
            {
                var time = centre + (half * rule.Nodes[k]);
                sum += half * rule.Weights[k] * Math.Exp(LogSilence(piece, time) - start)
                    * (parameters.S * dropout.Slope(piece) / (parameters.Beta + dropout.At(piece, time)));
            }

            at = to;
            piece += at >= end && at < age ? 1 : 0;
        }

        return (start + Math.Log(sum), LogSilence(pieces.At(age), age));
    }

    // (r + x)/(alpha + Lambda(T)) times the integral of e^(effect) P(there) e^(-discount (t - T)), piece by piece: in each the lifetime is that of a Pareto/NBD
    // whose scale is (beta + M)/M'.
    public double PurchasesIfAlive(double discount, double end)
    {
        var age = history.Age;
        var piece = pieces.At(age);
        var rate = N / (parameters.Alpha + purchase.At(piece, age));
        var known = parameters.Beta + dropout.At(piece, age);
        double sum = 0;
        for (var at = age; at < end; piece++)
        {
            var to = pieces.End(piece, end);
            var scale = parameters.Beta + dropout.At(piece, at);
            var there = Math.Exp(-(parameters.S * SpecialFunctions.Log1p((scale - known) / known)) - (discount * (at - age)));
            var lifetime = new ParetoLifetime(parameters.S, scale / dropout.Slope(piece));
            sum += purchase.Slope(piece) * there * CompetingIntegral.Presence(lifetime, discount, to - at);
            at = to;
        }

        return rate * sum;
    }

    private double LogSilence(int piece, double time) =>
        -(N * SpecialFunctions.Log1p(purchase.At(piece, time) / parameters.Alpha)) - (parameters.S * SpecialFunctions.Log1p(dropout.At(piece, time) / parameters.Beta));
}
