using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The log-likelihood of gaps and silences over ln k, ln sigma, ln r, ln alpha, ln a, ln b. Of a customer with n gaps and a silence C:
//   B(a, b + n)/B(a, b) sum over k of w(k) m(k) (q + (1 - q) S(C | k)), q = a/(a + b + n),
// m the density of the gaps, S the chance of the silence. Derivatives in alpha, a and b are exact; those in k and r are central differences of m and S.
internal sealed class GapLikelihood(ImmutableArray<GapRow> rows) : ISmoothObjective
{
    public const int Parameters = 6;
    private const double Step = 1e-5;

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        gradient.Clear();
        hessian.Clear();
        double total = 0;
        Span<double> slope = stackalloc double[Parameters];
        var at = new GapPoint(point);
        foreach (var row in rows)
        {
            total += row.Customers * at.Row(row, slope);
            for (var i = 0; i < Parameters; i++)
            {
                gradient[i] += row.Customers * slope[i];
                for (var j = 0; j < Parameters; j++)
                {
                    hessian[(i * Parameters) + j] -= row.Customers * slope[i] * slope[j];
                }
            }
        }

        return total;
    }

    // One point of the search: what does not depend on the customer is computed once.
    private sealed class GapPoint
    {
        private readonly double _sigma;
        private readonly double _r;
        private readonly double _alpha;
        private readonly double _a;
        private readonly double _b;
        private readonly double[] _k = new double[RegularityGrid.Count];

        public GapPoint(ReadOnlySpan<double> point)
        {
            (_sigma, _r, _alpha) = (Math.Exp(point[1]), Math.Exp(point[2]), Math.Exp(point[3]));
            (_a, _b) = (Math.Exp(point[4]), Math.Exp(point[5]));
            for (var j = 0; j < _k.Length; j++)
            {
                _k[j] = Math.Exp(point[0] + (_sigma * RegularityGrid.Points[j]));
            }
        }

        public double Row(GapRow row, Span<double> slope)
        {
            slope.Clear();
            var q = _a / (_a + _b + row.Gaps);
            Span<double> terms = stackalloc double[RegularityGrid.Count];
            Span<double> silences = stackalloc double[RegularityGrid.Count];
            var most = double.NegativeInfinity;
            for (var j = 0; j < terms.Length; j++)
            {
                var (gaps, silence) = Logs(row, _k[j], _r);
                silences[j] = Math.Exp(silence);
                terms[j] = Math.Log(RegularityGrid.Weights[j] * (q + ((1 - q) * silences[j]))) + gaps;
                most = Math.Max(most, terms[j]);
            }

            double sum = 0;
            for (var j = 0; j < terms.Length; j++)
            {
                sum += Math.Exp(terms[j] - most);
            }

            double gone = 0;
            for (var j = 0; j < terms.Length; j++)
            {
                var share = Math.Exp(terms[j] - most) / sum;
                if (share > 1e-18)
                {
                    var seen = q + ((1 - q) * silences[j]);
                    gone += share * (1 - silences[j]) / seen;
                    AddSlopes(row, j, share, (1 - q) * silences[j] / seen, slope);
                }
            }

            return most + Math.Log(sum) - Leave(row.Gaps, q, gone, slope);
        }

        private (double Gaps, double Silence) Logs(GapRow row, double k, double r) => (
            GapLaw.LogLikelihood(k, r, _alpha, row.Gaps, row.Sum, row.SumLog),
            row.Elapsed == 0 ? 0 : GapLaw.Of(k, r, _alpha, row.Gaps, row.Sum).LogSurvival(row.Elapsed));

        // The part of regularity j in the derivatives in k, sigma, r and alpha; staying: the share of its silence that is one of a customer who is still one.
        private void AddSlopes(GapRow row, int j, double share, double staying, Span<double> slope)
        {
            var (k, law) = (_k[j], GapLaw.Of(_k[j], _r, _alpha, row.Gaps, row.Sum));
            var up = Math.Exp(Step);
            var ink = Difference(Logs(row, k * up, _r), Logs(row, k / up, _r));
            var inr = Difference(Logs(row, k, _r * up), Logs(row, k, _r / up));
            slope[0] += share * ink;
            slope[1] += share * ink * _sigma * RegularityGrid.Points[j];
            slope[2] += share * inr;

            // Of the rate's prior, a share of the scale: z (1 - z) times the density of z over the survival, times that share.
            var ofScale = _alpha / (_alpha + (k * row.Sum));
            var inAlpha = row.Gaps == 0 ? 0 : _r - (law.Shape * ofScale);
            var hazard = row.Elapsed == 0 ? 0 : Math.Exp(law.LogDensityTimes(row.Elapsed) - law.LogSurvival(row.Elapsed));
            slope[3] += share * (inAlpha + (staying * hazard * ofScale));

            double Difference((double Gaps, double Silence) above, (double Gaps, double Silence) below) =>
                (above.Gaps - below.Gaps + (staying * (above.Silence - below.Silence))) / (2 * Step);
        }

        // ln of B(a, b)/B(a, b + n), and the derivatives in a and b.
        private double Leave(int n, double q, double gone, Span<double> slope)
        {
            var all = SpecialFunctions.Digamma(_a + _b + n) - SpecialFunctions.Digamma(_a + _b);
            var stayed = SpecialFunctions.Digamma(_b + n) - SpecialFunctions.Digamma(_b);
            slope[4] = (-_a * all) + (gone * q * (1 - q));
            slope[5] = (_b * (stayed - all)) - (gone * q * _b / (_a + _b + n));
            return SpecialFunctions.LogBetaQuotient(_a, _b, n);
        }
    }
}
