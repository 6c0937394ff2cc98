using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The NBD log-likelihood with its derivatives in ln r and ln alpha: sum of ln Gamma(r + x)/Gamma(r) - x ln alpha - (r + x) ln(1 + T/alpha). Customers and
// purchases are counted by age, so that an evaluation costs a logarithm for each distinct age.
internal sealed class NbdLikelihood : ISmoothObjective
{
    private readonly RisingSums _rising;
    private readonly double _purchases;
    private readonly (double Age, double Customers, double Purchases)[] _ages;

    public NbdLikelihood(HistoryRows rows)
    {
        _rising = new RisingSums(rows.X, rows.Customers);
        _purchases = rows.Purchases;
        var byAge = new SortedDictionary<double, (double Customers, double Purchases)>();
        for (var i = 0; i < rows.X.Length; i++)
        {
            var (customers, purchases) = byAge.GetValueOrDefault(rows.Age[i]);
            byAge[rows.Age[i]] = (customers + rows.Customers[i], purchases + (rows.Customers[i] * rows.X[i]));
        }

        _ages = [.. byAge.Select(pair => (pair.Key, pair.Value.Customers, pair.Value.Purchases))];
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var (r, alpha) = (Math.Exp(point[0]), Math.Exp(point[1]));
        var (value, first, second) = _rising.At(r);
        value -= _purchases * point[1];
        double slope = 0, curve = 0, logs = 0, mixed = 0;
        foreach (var (age, customers, purchases) in _ages)
        {
            var log = SpecialFunctions.Log1p(age / alpha);
            var past = age / (alpha + age);
            var shape = (r * customers) + purchases;
            value -= shape * log;
            logs += r * customers * log;
            mixed += r * customers * past;
            slope += shape * past;
            curve += shape * past * (alpha / (alpha + age));
        }

        (gradient[0], gradient[1]) = (first - logs, slope - _purchases);
        (hessian[0], hessian[1], hessian[2], hessian[3]) = (second - logs, mixed, mixed, -curve);
        return value;
    }
}
