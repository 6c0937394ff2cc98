using CrmKit.Numerics;

namespace CrmKit.Churn;

// What the columns are like over the rows that count: totals, ranges, means, deviations, and which columns follow from those before them.
internal sealed class ColumnSurvey
{
    // Share of a column's variance that must be its own; below it the remainder is rounding.
    private const double OwnShare = 1e-13;

    private readonly int _columns;
    private readonly double[] _mean;
    private readonly double[] _deviation;
    private readonly double[] _lowest;
    private readonly double[] _highest;
    private double[] _correlation = [];

    private ColumnSurvey(int columns)
    {
        _columns = columns;
        _mean = new double[columns];
        _deviation = new double[columns];
        _lowest = [.. Enumerable.Repeat(double.PositiveInfinity, columns)];
        _highest = [.. Enumerable.Repeat(double.NegativeInfinity, columns)];
    }

    public double Successes { get; private set; }

    public double Failures { get; private set; }

    public double Total => Successes + Failures;

    public static ColumnSurvey Of(BinaryRows rows, byte[][]? dropped, int maxThreads)
    {
        var survey = new ColumnSurvey(rows.Names.Length);
        survey.Range(rows, dropped, maxThreads);
        survey.Moments(rows, dropped, maxThreads);
        return survey;
    }

    // The scale of the columns that vary: those that follow from others are left out too, unless a penalty tells them apart.
    public ColumnScale Scale(bool keepCollinear, int[]? among)
    {
        int[] candidates = [.. (among ?? Enumerable.Range(0, _columns)).Where(Varies)];
        var kept = keepCollinear ? candidates : Independent(candidates);
        double[] factor = [.. kept.Select(j => 1 / _deviation[j])];
        return new ColumnScale(
            kept,
            [.. kept.Select(j => _mean[j])],
            factor,
            [1, .. kept.Select((j, k) => Math.Max(_highest[j] - _mean[j], _mean[j] - _lowest[j]) * factor[k])]);
    }

    private bool Varies(int j) => _deviation[j] > 0;

    private void Range(BinaryRows rows, byte[][]? dropped, int maxThreads)
    {
        var raw = ColumnScale.Raw(_columns);
        var partial = new double[rows.Parts][];
        SharedWork.Run(rows.Parts, maxThreads, part =>
        {
            var sums = new double[2 + (3 * _columns)];
            sums.AsSpan(2 + _columns, _columns).Fill(double.PositiveInfinity);
            sums.AsSpan(2 + (2 * _columns)).Fill(double.NegativeInfinity);
            var block = new RowBlock(raw.Count);
            var first = 0;
            for (var cursor = rows.Begin(part); rows.Next(ref cursor, block, raw); first += block.Count)
            {
                block.Drop(dropped?[part], first);
                AddRange(block, sums);
            }

            partial[part] = sums;
        });
        foreach (var sums in partial)
        {
            Successes += sums[0];
            Failures += sums[1];
            for (var j = 0; j < _columns; j++)
            {
                _mean[j] += sums[2 + j];
                _lowest[j] = Math.Min(_lowest[j], sums[2 + _columns + j]);
                _highest[j] = Math.Max(_highest[j], sums[2 + (2 * _columns) + j]);
            }
        }

        for (var j = 0; j < _columns && Total > 0; j++)
        {
            // A sum beyond the largest number leaves the middle of the range to shift by, which does as well.
            _mean[j] = double.IsFinite(_mean[j]) ? Math.Clamp(_mean[j] / Total, _lowest[j], _highest[j]) : (_lowest[j] / 2) + (_highest[j] / 2);
        }
    }

    private void AddRange(RowBlock block, double[] sums)
    {
        var weight = block.Scratch;
        for (var i = 0; i < block.Count; i++)
        {
            weight[i] = block.Success[i] + block.Failure[i];
            sums[0] += block.Success[i];
            sums[1] += block.Failure[i];
        }

        for (var j = 0; j < _columns; j++)
        {
            var column = block.Column(j + 1);
            double sum = 0;
            var (lowest, highest) = (sums[2 + _columns + j], sums[2 + (2 * _columns) + j]);
            for (var i = 0; i < block.Count; i++)
            {
                sum += weight[i] * column[i];
                lowest = weight[i] > 0 && column[i] < lowest ? column[i] : lowest;
                highest = weight[i] > 0 && column[i] > highest ? column[i] : highest;
            }

            sums[2 + j] += sum;
            sums[2 + _columns + j] = lowest;
            sums[2 + (2 * _columns) + j] = highest;
        }
    }

    // Second moments about the means, each column in half ranges, so that no square overflows or vanishes.
    private void Moments(BinaryRows rows, byte[][]? dropped, int maxThreads)
    {
        var p = _columns + 1;
        var half = new double[_columns];
        for (var j = 0; j < _columns; j++)
        {
            var reach = Math.Max(_highest[j] - _mean[j], _mean[j] - _lowest[j]);
            half[j] = _highest[j] > _lowest[j] && reach > 1e-290 && double.IsFinite(reach) ? reach : 0;
        }

        var scale = new ColumnScale([.. Enumerable.Range(0, _columns)], _mean, [.. half.Select(h => h > 0 ? 1 / h : 0)], new double[p]);
        var partial = new double[rows.Parts][];
        SharedWork.Run(rows.Parts, maxThreads, part =>
        {
            var sums = new double[p * p];
            var block = new RowBlock(p);
            var first = 0;
            for (var cursor = rows.Begin(part); rows.Next(ref cursor, block, scale); first += block.Count)
            {
                block.Drop(dropped?[part], first);
                for (var i = 0; i < block.Padded; i++)
                {
                    block.Curvature[i] = block.Success[i] + block.Failure[i];
                }

                BinaryPass.AddInformation(block, sums, p);
            }

            partial[part] = sums;
        });
        var total = new double[p * p];
        foreach (var sums in partial)
        {
            for (var i = 0; i < total.Length; i++)
            {
                total[i] += sums[i];
            }
        }

        Settle(BinaryPass.Symmetric(total, p), half, p);
    }

    private void Settle(double[] moments, double[] half, int p)
    {
        _correlation = new double[_columns * _columns];
        for (var j = 0; j < _columns; j++)
        {
            for (var k = 0; k < _columns; k++)
            {
                _correlation[(j * _columns) + k] = (moments[((j + 1) * p) + k + 1] / Total) - (moments[(j + 1) * p] / Total * (moments[(k + 1) * p] / Total));
            }
        }

        for (var j = 0; j < _columns; j++)
        {
            var spread = Math.Sqrt(Math.Max(_correlation[(j * _columns) + j], 0)) * half[j];
            var size = Math.Max(Math.Abs(_lowest[j]), Math.Abs(_highest[j]));

            // What varies by rounding alone is constant.
            _deviation[j] = spread > 1e-14 * size && double.IsFinite(1 / spread) ? spread : 0;
            _mean[j] += Total > 0 ? moments[(j + 1) * p] / Total * half[j] : 0;
        }
    }

    // Cholesky's factorisation of the correlations in the order of the columns: a pivot is the share of a column that those before it leave unexplained.
    private int[] Independent(int[] candidates)
    {
        var kept = new List<int>();
        var rows = new List<double[]>();
        double roughness = 0;
        foreach (var j in candidates)
        {
            var row = new double[kept.Count + 1];
            var own = 1.0;
            for (var k = 0; k < kept.Count; k++)
            {
                var sum = Correlation(j, kept[k]);
                for (var i = 0; i < k; i++)
                {
                    sum -= row[i] * rows[k][i];
                }

                row[k] = sum / rows[k][k];
                own -= row[k] * row[k];
            }

            // The remainder must be more than the rounding of the values can make, its own and that of the columns before.
            roughness = Math.Max(roughness, Roughness(j));
            if (own > Math.Max(OwnShare, 100 * roughness))
            {
                row[^1] = Math.Sqrt(own);
                kept.Add(j);
                rows.Add(row);
            }
        }

        return [.. kept];
    }

    // The share of a column's variance that the rounding of its values may be.
    private double Roughness(int j)
    {
        var noise = Math.Max(Math.Abs(_lowest[j]), Math.Abs(_highest[j])) / _deviation[j] * 2.2e-16;
        return noise * noise;
    }

    private double Correlation(int j, int k) =>
        _correlation[(j * _columns) + k] / Math.Sqrt(_correlation[(j * _columns) + j] * _correlation[(k * _columns) + k]);
}
