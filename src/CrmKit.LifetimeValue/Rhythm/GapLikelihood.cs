using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The log-likelihood of gaps and silences over ln k, ln sigma, ln r, ln alpha, ln a, ln b. Of a customer with n gaps and a silence C:
//   B(a, b + n)/B(a, b) sum over k of w(k) m(k) (q + (1 - q) S(C | k)), q = a/(a + b + n),
// m the density of the gaps, S the chance of the silence. All derivatives are exact but those of the incomplete beta function in its parameters, which are differences.
internal sealed class GapLikelihood(ImmutableArray<GapRow> rows) : ISmoothObjective
{
    public const int Parameters = 6;

    // Outer products of first derivatives stand for the second ones where many customers differ. Of few different customers they know few directions, and a search
    // by them creeps: there the first derivatives are differenced.
    private const int FewRows = 30;
    private const double Step = 1e-4;

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var value = Sum(point, gradient, hessian);
        if (rows.Length > FewRows)
        {
            return value;
        }

        Span<double> there = stackalloc double[Parameters];
        Span<double> up = stackalloc double[Parameters];
        Span<double> down = stackalloc double[Parameters];
        hessian.Clear();
        for (var i = 0; i < Parameters; i++)
        {
            point.CopyTo(there);
            there[i] = point[i] + Step;
            Sum(there, up, []);
            there[i] = point[i] - Step;
            Sum(there, down, []);
            for (var j = 0; j < Parameters; j++)
            {
                var half = (up[j] - down[j]) / (4 * Step);
                hessian[(i * Parameters) + j] += half;
                hessian[(j * Parameters) + i] += half;
            }
        }

        return value;
    }

    private double Sum(ReadOnlySpan<double> point, Span<double> gradient, Span<double> outer)
    {
        gradient.Clear();
        outer.Clear();
        double total = 0;
        Span<double> slope = stackalloc double[Parameters];
        GapPoint? at = null;
        foreach (var row in rows)
        {
            // Rows come in the order of their gaps, so that equally many gaps share what depends on their number alone.
            at = at?.Gaps == row.Gaps ? at : new GapPoint(point, row.Gaps);
            total += row.Customers * at.Row(row, slope);
            for (var i = 0; i < Parameters; i++)
            {
                gradient[i] += row.Customers * slope[i];
                for (var j = 0; j < Parameters && !outer.IsEmpty; j++)
                {
                    outer[(i * Parameters) + j] -= row.Customers * slope[i] * slope[j];
                }
            }
        }

        return total;
    }
}
