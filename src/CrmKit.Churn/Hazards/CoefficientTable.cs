namespace CrmKit.Churn;

// Coefficients of scaled columns told in the units of the columns, with those left out in their places.
internal sealed class CoefficientTable(ImmutableArray<string> names, ColumnScale scale, double[] beta, double[] covariance)
{
    public const string Intercept = "intercept";

    public CoefficientStatus InterceptStatus { get; init; } = CoefficientStatus.Estimated;

    public ImmutableArray<Coefficient> Raw()
    {
        var weights = scale.InterceptWeights();
        return [Line(Intercept, weights, InterceptStatus), .. names.Select((name, j) => Line(name, Weights(j, isRaw: true), StatusOf(j)))];
    }

    public ImmutableArray<Coefficient> Standardised()
    {
        var weights = new double[scale.Count];
        weights[0] = 1;
        return [Line(Intercept, weights, InterceptStatus), .. names.Select((name, j) => Line(name, Weights(j, isRaw: false), StatusOf(j)))];
    }

    // Of the coefficients estimated, in the units of the columns.
    public ParameterCovariance? Covariance()
    {
        var lines = new List<(string Name, double[] Weights)>();
        if (InterceptStatus == CoefficientStatus.Estimated)
        {
            lines.Add((Intercept, scale.InterceptWeights()));
        }

        for (var j = 0; j < names.Length; j++)
        {
            if (StatusOf(j) == CoefficientStatus.Estimated)
            {
                lines.Add((names[j], Weights(j, isRaw: true)));
            }
        }

        return lines.Count == 0
            ? null
            : new ParameterCovariance([.. lines.Select(line => line.Name)], [.. lines.SelectMany(a => lines.Select(b => Entry(a.Weights, b.Weights)))]);
    }

    // A variance of 0 stays one, give or take its rounding.
    private double Entry(double[] a, double[] b) => ReferenceEquals(a, b) ? Math.Max(0, Product(a, b)) : Product(a, b);

    public double Product(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
            {
                sum += a[i] * covariance[(i * scale.Count) + j] * b[j];
            }
        }

        return sum;
    }

    private CoefficientStatus StatusOf(int column) => scale.Kept.Contains(column) ? CoefficientStatus.Estimated : CoefficientStatus.Aliased;

    private double[] Weights(int column, bool isRaw)
    {
        var weights = new double[scale.Count];
        var place = Array.IndexOf(scale.Kept, column);
        if (place >= 0)
        {
            weights[place + 1] = isRaw ? scale.Factor[place] : 1;
        }

        return weights;
    }

    private Coefficient Line(string name, double[] weights, CoefficientStatus status)
    {
        double estimate = 0;
        for (var k = 0; k < weights.Length; k++)
        {
            estimate += weights[k] * beta[k];
        }

        return new Coefficient(name, estimate, status == CoefficientStatus.Estimated ? Math.Sqrt(Math.Max(Product(weights, weights), 0)) : null, status);
    }
}
