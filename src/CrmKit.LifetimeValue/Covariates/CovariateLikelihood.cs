using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// A log-likelihood in the logarithms of a model's parameters at the centre and in the coefficients of standardised covariates. Customers with the same covariates have one model:
// the model's own likelihood of these customers is asked at its parameters, and since these are linear in the coefficients, its derivatives carry over exactly.
internal sealed class CovariateLikelihood : ISmoothObjective
{
    // Beyond it a parameter is outside of everything that a likelihood is computed for.
    private const double Farthest = 200;

    private readonly IReadOnlyList<ISmoothObjective> _likelihoods;
    private readonly ImmutableArray<CovariateShift> _shifts;
    private readonly CovariateDesign _purchase;
    private readonly CovariateDesign _dropout;
    private readonly int _own;

    public CovariateLikelihood(
        IReadOnlyList<ISmoothObjective> likelihoods, int own, ImmutableArray<CovariateShift> shifts, CovariateDesign purchase, CovariateDesign dropout)
    {
        (_likelihoods, _own, _shifts, _purchase, _dropout) = (likelihoods, own, shifts, purchase, dropout);
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        gradient.Clear();
        hessian.Clear();
        var n = point.Length;
        var local = new double[_own];
        var slope = new double[_own];
        var curve = new double[_own * _own];

        // One row a parameter of the group's model: its derivatives in all coordinates.
        var jacobian = new double[_own * n];
        double value = 0;
        for (var g = 0; g < _likelihoods.Count; g++)
        {
            Describe(g, n, jacobian);
            for (var i = 0; i < _own; i++)
            {
                local[i] = Dot(jacobian.AsSpan(i * n, n), point);
                if (!(Math.Abs(local[i]) < Farthest))
                {
                    return double.NegativeInfinity;
                }
            }

            value += _likelihoods[g].Evaluate(local, slope, curve);
            Add(jacobian, slope, curve, gradient, hessian);
        }

        return value;
    }

    private void Describe(int group, int n, double[] jacobian)
    {
        Array.Clear(jacobian);
        for (var i = 0; i < _own; i++)
        {
            jacobian[(i * n) + i] = 1;
        }

        foreach (var shift in _shifts)
        {
            var isPurchase = shift.Process == CovariateProcess.Purchase;
            var row = (isPurchase ? _purchase : _dropout).Rows[group];
            var first = _own + (isPurchase ? 0 : _purchase.Count);
            for (var j = 0; j < row.Length; j++)
            {
                jacobian[(shift.Parameter * n) + first + j] = shift.Sign * row[j];
            }
        }
    }

    // gradient += Jᵀ g, hessian += Jᵀ H J.
    private void Add(double[] jacobian, double[] slope, double[] curve, Span<double> gradient, Span<double> hessian)
    {
        var n = gradient.Length;
        var half = new double[n];
        for (var i = 0; i < _own; i++)
        {
            Array.Clear(half);
            for (var k = 0; k < _own; k++)
            {
                var weight = curve[(i * _own) + k];
                for (var j = 0; j < n; j++)
                {
                    half[j] += weight * jacobian[(k * n) + j];
                }
            }

            for (var a = 0; a < n; a++)
            {
                var weight = jacobian[(i * n) + a];
                if (weight == 0)
                {
                    continue;
                }

                gradient[a] += weight * slope[i];
                for (var b = 0; b < n; b++)
                {
                    hessian[(a * n) + b] += weight * half[b];
                }
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
