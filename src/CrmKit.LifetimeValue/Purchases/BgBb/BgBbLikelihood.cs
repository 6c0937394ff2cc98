using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The log-likelihood of a table with its derivatives in ln alpha, ln beta, ln gamma, ln delta. A history's likelihood (eq. 5) is a sum of products of rising factorials, one for
// each opportunity at which the customer may have left and one for never:
//   e_m = (alpha)_x (beta)_(m - x)/(alpha + beta)_m  gamma (delta)_m/(gamma + delta)_(m + 1), m = t_x to n - 1, and the same with (delta)_n/(gamma + delta)_n for m = n.
// With w_m the share of e_m, the gradient is sum w g and the Hessian sum w (H + g gᵀ) less the product of the gradient with itself.
internal sealed partial class BgBbLikelihood : ISmoothObjective
{
    // More opportunities than a table of sums is worth its memory for: histories that go on longer are summed by themselves.
    private const int LongestTable = 1 << 14;

    private readonly OpportunityTable _data;
    private readonly ShapeSums _alpha;
    private readonly ShapeSums _beta;
    private readonly ShapeSums _both;
    private readonly ShapeSums _delta;
    private readonly ShapeSums _stay;

    public BgBbLikelihood(OpportunityTable data)
    {
        _data = data;
        var largest = 1;
        foreach (var history in data.Histories)
        {
            largest = Math.Max(largest, IsLong(history) ? 1 : history.Opportunities + 1);
        }

        (_alpha, _beta, _both, _delta, _stay) = (new(largest), new(largest), new(largest), new(largest), new(largest));
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        Span<double> shapes = stackalloc double[4];
        for (var i = 0; i < 4; i++)
        {
            shapes[i] = Math.Exp(point[i]);
        }

        _alpha.MoveTo(shapes[0]);
        _beta.MoveTo(shapes[1]);
        _both.MoveTo(shapes[0] + shapes[1]);
        _delta.MoveTo(shapes[3]);
        _stay.MoveTo(shapes[2] + shapes[3]);
        gradient.Clear();
        hessian.Clear();
        double value = 0;
        var histories = _data.Histories;
        var customers = _data.CustomersPerRow;
        for (var row = 0; row < histories.Length; row++)
        {
            value += IsLong(histories[row])
                ? AddLong(histories[row], customers[row], shapes, gradient, hessian)
                : Add(histories[row], customers[row], shapes[2], gradient, hessian);
        }

        // From derivatives in the shapes to those in their logarithms.
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                hessian[(i * 4) + j] = shapes[i] * ((shapes[j] * hessian[(i * 4) + j]) + (i == j ? gradient[i] : 0));
            }

            gradient[i] *= shapes[i];
        }

        return value;
    }

    private static bool IsLong(OpportunityHistory history) => history.Opportunities >= LongestTable;

    private double Add(OpportunityHistory history, double count, double gamma, Span<double> gradient, Span<double> hessian)
    {
        var (x, recency, n) = history;
        var highest = double.NegativeInfinity;
        for (var m = recency; m <= n; m++)
        {
            highest = Math.Max(highest, LogTerm(x, m, n, gamma));
        }

        Span<double> first = stackalloc double[4];
        Span<double> mean = stackalloc double[4];
        Span<double> curve = stackalloc double[16];
        mean.Clear();
        curve.Clear();
        double total = 0;
        for (var m = recency; m <= n; m++)
        {
            var weight = Math.Exp(LogTerm(x, m, n, gamma) - highest);
            total += weight;
            AddTerm(new(_alpha[x], _beta[m - x], _both[m], _delta[m], _stay[m < n ? m + 1 : m]), m < n, gamma, weight, first, mean, curve);
        }

        Finish(count, total, mean, curve, gradient, hessian);
        return count * (highest + Math.Log(total));
    }

    private static void Finish(double count, double total, Span<double> mean, Span<double> curve, Span<double> gradient, Span<double> hessian)
    {
        for (var i = 0; i < 4; i++)
        {
            mean[i] /= total;
        }

        for (var i = 0; i < 4; i++)
        {
            gradient[i] += count * mean[i];
            for (var j = 0; j < 4; j++)
            {
                hessian[(i * 4) + j] += count * ((curve[(i * 4) + j] / total) - (mean[i] * mean[j]));
            }
        }
    }

    private double LogTerm(int x, int m, int n, double gamma) => _alpha[x].Log + _beta[m - x].Log - _both[m].Log + _delta[m].Log
        + (m < n ? Math.Log(gamma) - _stay[m + 1].Log : -_stay[m].Log);

    private static void AddTerm(in BgBbSums sums, bool leaves, double gamma, double weight, Span<double> first, Span<double> mean, Span<double> curve)
    {
        var (_, alphaFirst, alphaSecond) = sums.Alpha;
        var (_, betaFirst, betaSecond) = sums.Beta;
        var (_, bothFirst, bothSecond) = sums.Both;
        var (_, deltaFirst, deltaSecond) = sums.Delta;
        var (_, stayFirst, staySecond) = sums.Stay;
        var inverse = leaves ? 1 / gamma : 0;
        (first[0], first[1]) = (alphaFirst - bothFirst, betaFirst - bothFirst);
        (first[2], first[3]) = (inverse - stayFirst, deltaFirst - stayFirst);
        for (var i = 0; i < 4; i++)
        {
            mean[i] += weight * first[i];
            for (var j = 0; j < 4; j++)
            {
                curve[(i * 4) + j] += weight * first[i] * first[j];
            }
        }

        curve[0] += weight * (alphaSecond - bothSecond);
        curve[5] += weight * (betaSecond - bothSecond);
        curve[1] -= weight * bothSecond;
        curve[4] -= weight * bothSecond;
        curve[10] -= weight * ((inverse * inverse) + staySecond);
        curve[15] += weight * (deltaSecond - staySecond);
        curve[11] -= weight * staySecond;
        curve[14] -= weight * staySecond;
    }
}
