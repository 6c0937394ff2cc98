namespace CrmKit.LifetimeValue;

// The covariates of one process as a search sees them: less a centre and over their spreads, without the columns that say nothing of their own, that is constant ones and
// those that follow from others. Rows are weighted by the customers, or the time of customers, that they stand for.
internal sealed class CovariateDesign
{
    // A column is taken to follow from others where less than this share of its spread is left without them.
    private const double Own = 1e-5;

    // Below it a coefficient would leave the range of a double.
    private const double LeastSpread = 1e-290;

    // A mean within so many spreads of 0 leaves 0 as the centre, so that a parameter stays that of customers without the property.
    private const double NearZero = 3;

    private readonly double[] _means;
    private readonly double[] _centres;
    private readonly double[] _spreads;
    private readonly int[] _kept;

    public CovariateDesign(CovariateProcess process, ImmutableArray<string> names, IReadOnlyList<double[]> rows, IReadOnlyList<double> weights)
    {
        (Process, Names) = (process, names);
        (_means, _centres, _spreads) = (new double[names.Length], new double[names.Length], new double[names.Length]);
        var kept = new List<int>();
        var dependent = new SortedSet<int>();
        var basis = new List<(double[] Vector, double[] From)>();
        var total = weights.Sum();
        for (var c = 0; c < names.Length; c++)
        {
            Describe(c, rows, weights, total);
            if (_spreads[c] == 0)
            {
                dependent.Add(c);
                continue;
            }

            // What the columns kept so far explain is taken away, and remembered in terms of these columns.
            var vector = rows.Select((row, i) => ((row[c] / _spreads[c]) - (_means[c] / _spreads[c])) * Math.Sqrt(weights[i] / total)).ToArray();
            var from = new double[names.Length];
            from[c] = 1;
            for (var pass = 0; pass < 2; pass++)
            {
                foreach (var (other, otherFrom) in basis)
                {
                    var share = Dot(vector, other);
                    Subtract(vector, share, other);
                    Subtract(from, share, otherFrom);
                }
            }

            var left = Math.Sqrt(Dot(vector, vector));
            if (left < Own)
            {
                dependent.UnionWith(Enumerable.Range(0, names.Length).Where(j => Math.Abs(from[j]) > 1e-3));
                continue;
            }

            Subtract(vector, 1 - (1 / left), [.. vector]);
            Subtract(from, 1 - (1 / left), [.. from]);
            basis.Add((vector, from));
            kept.Add(c);
        }

        _kept = [.. kept];
        Dependent = [.. dependent.Select(c => ParameterName(names[c]))];
        Rows = [.. rows.Select(row => Standardised(row))];
        Reach = [.. Enumerable.Range(0, _kept.Length).Select(j => Rows.Select(row => Math.Abs(row[j])).DefaultIfEmpty(1).Max())];
    }

    public CovariateProcess Process { get; }

    public ImmutableArray<string> Names { get; }

    // By the names of their coefficients: the columns that cannot be told apart, or from a constant.
    public ImmutableArray<string> Dependent { get; }

    public int Count => _kept.Length;

    // The rows, only kept columns.
    public double[][] Rows { get; }

    // How far the rows go from 0, in each kept column.
    public double[] Reach { get; }

    public IEnumerable<string> ParameterNames => _kept.Select(c => ParameterName(Names[c]));

    public double Centre(int kept) => _centres[_kept[kept]];

    public double Spread(int kept) => _spreads[_kept[kept]];

    public double CentreOf(string name) => _centres[Names.IndexOf(name)];

    public string Name(int kept) => Names[_kept[kept]];

    public double[] Standardised(double[] row) => [.. _kept.Select(c => Standardised(row, c))];

    // Coefficients of the kept standardised columns as those of all columns as they came; 0 for those left out.
    public CovariateCoefficients Natural(ReadOnlySpan<double> standardised)
    {
        var values = new double[Names.Length];
        for (var j = 0; j < _kept.Length; j++)
        {
            values[_kept[j]] = standardised[j] / _spreads[_kept[j]];
        }

        return new CovariateCoefficients([.. Names.Select(ParameterName)], [.. _centres], [.. values]);
    }

    private string ParameterName(string column) => (Process == CovariateProcess.Purchase ? "purchase:" : "dropout:") + column;

    // Each term by itself, for a difference of the largest values would overflow.
    private double Standardised(double[] row, int column) => (row[column] / _spreads[column]) - (_centres[column] / _spreads[column]);

    // Mean and spread, taken in units of the largest value, which alone bounds the squares. Less than the rounding of the values is no spread.
    private void Describe(int column, IReadOnlyList<double[]> rows, IReadOnlyList<double> weights, double total)
    {
        var largest = rows.Select(row => Math.Abs(row[column])).DefaultIfEmpty(0).Max();
        if (largest == 0 || !(total > 0))
        {
            return;
        }

        double mean = 0, square = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            mean += weights[i] / total * (rows[i][column] / largest);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var distance = (rows[i][column] / largest) - mean;
            square += weights[i] / total * distance * distance;
        }

        var spread = Math.Sqrt(square);
        (_means[column], _spreads[column]) = (mean * largest, spread < 1e-12 || spread * largest < LeastSpread ? 0 : spread * largest);
        _centres[column] = Math.Abs(mean) <= NearZero * spread ? 0 : mean * largest;
    }

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private static void Subtract(double[] from, double share, double[] other)
    {
        for (var i = 0; i < from.Length; i++)
        {
            from[i] -= share * other[i];
        }
    }
}
