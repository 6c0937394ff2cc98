using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

internal sealed partial class BgBbLikelihood
{
    // A history of any length: there through t_x, then e_m relative to that with m = t_x + i,
    //   e_m = (b)_i/(a + b)_i (d)_i/(g + d)_i g/(g + d + i), a = alpha + x, b = beta + t_x - x, g = gamma, d = delta + t_x,
    // summed one by one while they fall fast and then by SmoothSum.
    private static double AddLong(OpportunityHistory history, double count, ReadOnlySpan<double> shapes, Span<double> gradient, Span<double> hessian)
    {
        var (x, recency, n) = history;
        var terms = new LongTerms(x, recency, shapes[0], shapes[1], shapes[2], shapes[3]);
        var quiet = n - recency;
        double total = 0;
        for (var i = 0; i < quiet; i++)
        {
            if (SmoothSum.IsGentle(i, terms.Slope(i)))
            {
                total += SmoothSum.Of((at, weight) => terms.AddLeaving(at, weight), terms.Slope, i, quiet, total);
                break;
            }

            var term = terms.AddNext();
            total += term;
            if (term * (quiet - i) <= 1e-20 * total)
            {
                break;
            }
        }

        total += terms.AddStaying(quiet);
        Finish(count, total, terms.Mean, terms.Curve, gradient, hessian);
        return count * (terms.LogUntilRecency + Math.Log(total));
    }

    private sealed class LongTerms(int x, int recency, double alpha, double beta, double gamma, double delta)
    {
        // Products and sums are set anew after so many steps, before their rounding adds up.
        private const int Stretch = 512;
        private readonly double[] _first = new double[4];
        private int _next;
        private double _silence;
        private BgBbSums _sums;

        public double[] Mean { get; } = new double[4];

        public double[] Curve { get; } = new double[16];

        public double LogUntilRecency =>
            -SpecialFunctions.LogBetaQuotient(beta, alpha, x)
            - SpecialFunctions.LogBetaQuotient(alpha + x, beta, recency - x)
            - SpecialFunctions.LogBetaQuotient(gamma, delta, recency);

        public double Slope(double at) => ((alpha + x) / (alpha + beta + recency + at)) + (gamma / (gamma + delta + recency + at));

        public double AddLeaving(double at, double weight)
        {
            var term = Silence(at) * (gamma / (gamma + delta + recency + at));
            AddTerm(Sums(at, 1), leaves: true, gamma, weight * term, _first, Mean, Curve);
            return term;
        }

        // The terms one after the other from the first on: each follows from the one before by quotients.
        public double AddNext()
        {
            if (_next % Stretch == 0)
            {
                (_silence, _sums) = (Silence(_next), Sums(_next, 1));
            }

            var (idle, there) = (beta + (recency - x) + _next, delta + recency + _next);
            var term = _silence * (gamma / (gamma + there));
            AddTerm(_sums, leaves: true, gamma, term, _first, Mean, Curve);
            _silence *= idle / (alpha + x + idle) * (there / (gamma + there));
            _sums = new BgBbSums(_sums.Alpha, After(_sums.Beta, idle), After(_sums.Both, alpha + x + idle), After(_sums.Delta, there), After(_sums.Stay, gamma + there + 1));
            _next++;
            return term;
        }

        public double AddStaying(double at)
        {
            var term = Silence(at);
            AddTerm(Sums(at, 0), leaves: false, gamma, term, _first, Mean, Curve);
            return term;
        }

        private double Silence(double at) => Math.Exp(
            -SpecialFunctions.LogBetaQuotient(alpha + x, beta + (recency - x), at) - SpecialFunctions.LogBetaQuotient(gamma, delta + recency, at));

        private BgBbSums Sums(double at, int leaving) => new(
            Rising(alpha, x), Rising(beta, recency - x + at), Rising(alpha + beta, recency + at), Rising(delta, recency + at), Rising(gamma + delta, recency + at + leaving));

        private static (double Log, double First, double Second) After((double Log, double First, double Second) sums, double factor) =>
            (0, sums.First + (1 / factor), sums.Second - (1 / factor / factor));

        // The logarithms themselves are in Silence.
        private static (double Log, double First, double Second) Rising(double shape, double n) => n == 0
            ? default
            : (0, SpecialFunctions.Digamma(shape + n) - SpecialFunctions.Digamma(shape), SpecialFunctions.Trigamma(shape + n) - SpecialFunctions.Trigamma(shape));
    }
}
