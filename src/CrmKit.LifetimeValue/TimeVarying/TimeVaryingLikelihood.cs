using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The log-likelihood of Pareto/NBD with covariates that change in time (Bachmann, Meierer and Naef 2021), in ln r, ln alpha, ln s, ln beta at the centre and the coefficients of
// standardised covariates, with derivatives. With Lambda and M the integrals of the two effects since the first purchase (RateCurve) and n = r + x:
//
// ln L = ln Gamma(r + x)/Gamma(r) - x ln alpha + sum over purchases of their effects
//        + ln( e^F(T) + integral from t_x to T of e^F s M'/(beta + M) ),  F = -n ln(1 + Lambda/alpha) - s ln(1 + M/beta).
//
// The paper writes the integral as a sum of differences of 2F1, which cancel; here every term is positive. Of the last logarithm the gradient is the mean of the terms' own
// gradients by their shares and the Hessian the mean of H + g gᵀ less the product of the gradient with itself.
internal sealed class TimeVaryingLikelihood : ISmoothObjective
{
    private readonly List<TimeVaryingGroup> _groups;
    private readonly List<(RateCurve Purchase, RateCurve Dropout)> _curves = [];
    private readonly List<double[]> _effects = [];
    private readonly RisingSums _rising;
    private readonly CovariateDesign _purchase;
    private readonly CovariateDesign _dropout;
    private readonly double _purchases;
    private readonly CancellationToken _cancellationToken;

    public TimeVaryingLikelihood(List<TimeVaryingGroup> groups, HistoryRows rows, CovariateDesign purchase, CovariateDesign dropout, CancellationToken cancellationToken = default)
    {
        _cancellationToken = cancellationToken;
        (_groups, _purchase, _dropout, _purchases) = (groups, purchase, dropout, rows.Purchases);
        _rising = new RisingSums(rows.Columns);
        foreach (var group in groups)
        {
            var starts = group.Pieces.Starts;
            _curves.Add((
                new RateCurve(starts, [.. starts.Select((_, k) => purchase.Standardised(group.PurchaseRow(k)))], purchase.Count),
                new RateCurve(starts, [.. starts.Select((_, k) => dropout.Standardised(group.DropoutRow(k)))], dropout.Count)));
            _effects.Add(EffectsOfPurchases(group));
        }
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        gradient.Clear();
        hessian.Clear();
        var (r, size, p) = (Math.Exp(point[0]), point.Length, _purchase.Count);
        var (value, first, second) = _rising.At(r);
        value -= _purchases * point[1];
        gradient[0] = first;
        gradient[1] = -_purchases;
        hessian[0] = second;
        var terms = new SilentTerms(p, _dropout.Count, _cancellationToken);
        for (var g = 0; g < _groups.Count; g++)
        {
            var (purchase, dropout) = _curves[g];
            if (!purchase.TryMoveTo(point.Slice(4, p)) || !dropout.TryMoveTo(point[(4 + p)..]))
            {
                return double.NegativeInfinity;
            }

            for (var j = 0; j < p; j++)
            {
                value += point[4 + j] * _effects[g][j];
                gradient[4 + j] += _effects[g][j];
            }

            terms.MoveTo(_groups[g].Pieces, purchase, dropout, r, Math.Exp(point[1]), Math.Exp(point[2]), Math.Exp(point[3]));
            foreach (var member in _groups[g].Members)
            {
                value += terms.Add(member.History, gradient, hessian);
            }
        }

        // Only the upper triangle was summed.
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                hessian[(i * size) + j] = hessian[(j * size) + i];
            }
        }

        return value;
    }

    // Sum over all repeat purchases of the group of the covariates at their times.
    private double[] EffectsOfPurchases(TimeVaryingGroup group)
    {
        var sum = new double[_purchase.Count];
        foreach (var member in group.Members)
        {
            foreach (var time in member.RepeatTimes)
            {
                var path = member.PurchaseCovariates;
                var row = _purchase.Standardised(path.Rows[path.RowAt(member.Arrival + time)]);
                for (var j = 0; j < sum.Length; j++)
                {
                    sum[j] += row[j];
                }
            }
        }

        return sum;
    }
}
