using CrmKit.Numerics;

namespace CrmKit.Churn;

// What follows from the coefficients in one more walk over the event times: hazards, their variance, score residuals and the test for drifts.
internal sealed class CoxReport
{
    // Above it the products of risks and hazards may leave the range of a double.
    private const double LargestPlainLogRisk = 300;

    private readonly CoxProblem _problem;
    private readonly bool _isRobust;
    private double[] _drifts;
    private readonly double[] _information;
    private double[] _crossed;
    private double[] _squared;

    // Those who left count in part at their own time: hazard and mean times hazard with the share of each step, and the mean over the steps.
    private readonly double[] _ownHazards;
    private readonly double[] _ownMeans;
    private readonly double[] _leftMeans;

    // What the cumulative sums had no room for: the hazard between two times is exact even where that before them is larger by far.
    private readonly double[] _hazardsLow;
    private readonly double[] _meanHazardsLow;

    // With risks beyond the range of a double, hazards and means times hazards of each time by itself in units of exp(-shift): those of one row are of its own size.
    private readonly double[]? _shifts;
    private readonly double[] _shiftedHazards;
    private readonly double[] _shiftedMeans;

    private CoxReport(CoxProblem problem, bool isRobust, bool isFar)
    {
        (_problem, _isRobust) = (problem, isRobust);
        var (n, times) = (problem.Columns.Length, problem.Layout.Times.Length);
        (Hazards, Variances, MeanHazards) = (new double[times], new double[times], new double[times * n]);
        (_drifts, _information, _crossed, _squared) = (new double[n], new double[n * n], new double[n * n], new double[n * n]);
        _ownHazards = isRobust ? new double[times] : [];
        _ownMeans = isRobust ? new double[times * n] : [];
        _leftMeans = isRobust ? new double[times * n] : [];
        _hazardsLow = isRobust ? new double[times] : [];
        _meanHazardsLow = isRobust ? new double[times * n] : [];
        _shifts = isRobust && isFar ? new double[times] : null;
        _shiftedHazards = new double[_shifts is null ? 0 : 2 * times];
        _shiftedMeans = new double[_shiftedHazards.Length * n];
    }

    // At each event time and summed from the stratum's first: the hazard, its variance at known coefficients, and the hazard times the mean of x at risk.
    public double[] Hazards { get; }

    public double[] Variances { get; }

    public double[] MeanHazards { get; }

    public static CoxReport Of(CoxProblem problem, double[] beta, bool isRobust, CoxSums? sums, CancellationToken cancellation)
    {
        var report = new CoxReport(problem, isRobust, problem.LargestLogRisk(beta) > LargestPlainLogRisk);
        (sums ?? new CoxSums(problem)).Visit(beta, report.Begin, report.Visit, cancellation);
        for (var k = 0; k < beta.Length; k++)
        {
            report._drifts[k] += problem.Columns[k].EventTrendSum;
        }

        RiskMoments.Mirror(report._information, beta.Length);
        RiskMoments.Mirror(report._crossed, beta.Length);
        RiskMoments.Mirror(report._squared, beta.Length);
        report.Accumulate();
        return report;
    }

    // What the tests for drifts of single columns ask for, where the columns of the problem stand for others: the columns tested are those as given.
    public CoxReport Given(ColumnRemainders remainders)
    {
        var given = (CoxReport)MemberwiseClone();
        (given._drifts, given._crossed, given._squared) = (remainders.Sums(_drifts), remainders.Sums(_crossed), remainders.Products(_squared));
        return given;
    }

    // The test of the columns asked for, given those that share the information with them.
    public CoxTest? Drift(int[] tested, int[] kept)
    {
        var n = _problem.Columns.Length;
        var variance = CoxIdentification.Part(_squared, n, tested);
        if (kept.Length > 0 && Cholesky.TryFactor(CoxIdentification.Part(_information, n, kept), kept.Length) is { } factor)
        {
            for (var i = 0; i < tested.Length; i++)
            {
                var solved = new double[kept.Length];
                for (var k = 0; k < kept.Length; k++)
                {
                    solved[k] = _crossed[(kept[k] * n) + tested[i]];
                }

                factor.Solve(solved);
                for (var j = 0; j < tested.Length; j++)
                {
                    for (var k = 0; k < kept.Length; k++)
                    {
                        variance[(j * tested.Length) + i] -= _crossed[(kept[k] * n) + tested[j]] * solved[k];
                    }
                }
            }
        }

        // What rounding leaves of a variance that is none has no meaning.
        var shown = Enumerable.Range(0, tested.Length).Where(i => variance[(i * tested.Length) + i] > 1e-10 * _squared[(tested[i] * n) + tested[i]]).ToArray();
        shown = CoxIdentification.Keep(variance, tested.Length, 0, shown);
        if (shown.Length == 0 || Cholesky.TryFactor(CoxIdentification.Part(variance, tested.Length, shown), shown.Length) is not { } all)
        {
            return null;
        }

        var drift = CoxIdentification.Part(CoxIdentification.Part(_drifts, tested), shown);
        var step = (double[])drift.Clone();
        all.Solve(step);
        return CoxTest.Of(step.Zip(drift, (a, b) => a * b).Sum(), shown.Length);
    }

    // The sum over clusters of the outer product of a cluster's score residuals; without clusters each customer is one.
    public double[] ScoreProducts(double[] beta, GroupColumn? clusters, WeightKind kind)
    {
        var n = beta.Length;
        var products = new double[n * n];
        var sums = new double[(clusters?.Labels.Length ?? 0) * n];
        var residual = new double[n];
        var z = _problem.RoomForValues();
        Span<double> logRisk = stackalloc double[CoxProblem.Chunk];
        var exit = _problem.Layout.Exit;
        for (var from = 0; from < exit.Length; from += CoxProblem.Chunk)
        {
            var count = Math.Min(CoxProblem.Chunk, exit.Length - from);
            _problem.Read([], from, count, beta, logRisk, z);
            for (var i = 0; i < count; i++)
            {
                if (exit[from + i] < 0)
                {
                    continue;
                }

                var x = z.AsSpan((i * _problem.Shape.Width) + 1, n);
                if (_shifts is null)
                {
                    Residual(from + i, Math.Exp(logRisk[i]), x, residual);
                }
                else
                {
                    FarResidual(from + i, logRisk[i], x, residual);
                }

                var weight = _problem.Rows.Weight.IsEmpty ? 1 : _problem.Rows.Weight.Span[from + i];
                if (clusters is null)
                {
                    AddProduct(products, residual, kind == WeightKind.Frequency ? weight : weight * weight);
                    continue;
                }

                for (var k = 0; k < n; k++)
                {
                    sums[(clusters.Codes[from + i] * n) + k] += weight * residual[k];
                }
            }
        }

        for (var c = 0; c < sums.Length; c += n)
        {
            AddProduct(products, sums.AsSpan(c, n), 1);
        }

        return products;
    }

    private static void AddProduct(double[] products, ReadOnlySpan<double> residual, double weight)
    {
        for (var a = 0; a < residual.Length; a++)
        {
            for (var b = 0; b < residual.Length; b++)
            {
                products[(a * residual.Length) + b] += weight * residual[a] * residual[b];
            }
        }
    }

    private void Begin()
    {
        foreach (var sums in (ReadOnlySpan<double[]>)[_drifts, _information, _crossed, _squared, MeanHazards, _ownMeans, _leftMeans])
        {
            Array.Clear(sums);
        }
    }

    private void Visit(int j, ReadOnlySpan<double> atRisk, ReadOnlySpan<double> left, double shift)
    {
        var layout = _problem.Layout;
        var steps = TieSteps.Of(atRisk[0], left[0], layout.Tied[j], layout.Weights[j], _problem.Options);
        var n = _problem.Columns.Length;
        var trend = _problem.Rows.Trend(j);
        RiskMoments.AddMeans(_problem.Shape, steps, atRisk, left, -trend, _drifts);
        RiskMoments.AddCovariances(_problem.Shape, steps, atRisk, left, 1, _information);
        RiskMoments.AddCovariances(_problem.Shape, steps, atRisk, left, trend, _crossed);
        RiskMoments.AddCovariances(_problem.Shape, steps, atRisk, left, trend * trend, _squared);

        var scale = Math.Exp(-shift);
        Hazards[j] = Finite(steps.A0 * scale);
        Variances[j] = Finite(steps.B0 * scale * scale);
        for (var k = 0; k < n; k++)
        {
            MeanHazards[(j * n) + k] = Finite(((atRisk[k + 1] * steps.B0) - (left[k + 1] * steps.B1)) * scale);
        }

        if (!_isRobust)
        {
            return;
        }

        _ownHazards[j] = Finite((steps.A0 - steps.A1) * scale);
        for (var k = 0; k < n; k++)
        {
            _ownMeans[(j * n) + k] = Finite(((atRisk[k + 1] * (steps.B0 - steps.B1)) - (left[k + 1] * (steps.B1 - steps.B2))) * scale);
        }

        RiskMoments.AddMeans(_problem.Shape, steps, atRisk, left, 1 / layout.Weights[j], _leftMeans.AsSpan(j * n, n));
        if (_shifts is not null)
        {
            // In full, and as one who left counts at its own time.
            _shifts[j] = shift;
            (_shiftedHazards[2 * j], _shiftedHazards[(2 * j) + 1]) = (steps.A0, steps.A0 - steps.A1);
            for (var k = 0; k < n; k++)
            {
                _shiftedMeans[(2 * j * n) + k] = (atRisk[k + 1] * steps.B0) - (left[k + 1] * steps.B1);
                _shiftedMeans[(((2 * j) + 1) * n) + k] = (atRisk[k + 1] * (steps.B0 - steps.B1)) - (left[k + 1] * (steps.B1 - steps.B2));
            }
        }
    }

    // Risks beyond the range of a double are cut, so that no product with them is undefined.
    private static double Finite(double value) => Math.Clamp(value, -1e150, 1e150);

    private void Accumulate()
    {
        var layout = _problem.Layout;
        for (var s = 0; s < layout.Strata; s++)
        {
            for (var j = layout.Starts[s] + 1; j < layout.Starts[s + 1]; j++)
            {
                Variances[j] += Variances[j - 1];
                Accumulate(Hazards, _hazardsLow, 1, j);
                Accumulate(MeanHazards, _meanHazardsLow, _problem.Columns.Length, j);
            }
        }
    }

    private void Accumulate(double[] high, double[] low, int stride, int j)
    {
        for (var place = j * stride; place < (j + 1) * stride; place++)
        {
            var (before, own) = (high[place - stride], high[place]);
            var sum = before + own;
            high[place] = sum;
            if (_isRobust)
            {
                var part = sum - before;
                low[place] = low[place - stride] + ((before - (sum - part)) + (own - part));
            }
        }
    }

    // Of cumulative sums, what was added after the place before up to the place last.
    private static double Between(double[] high, double[] low, int before, int last) =>
        before < 0 ? high[last] + low[last] : high[last] - high[before] + (low[last] - low[before]);

    // The same time by time.
    private void FarResidual(int row, double logRisk, ReadOnlySpan<double> x, Span<double> residual)
    {
        var layout = _problem.Layout;
        var n = x.Length;
        var last = layout.Exit[row];
        var isEvent = _problem.Rows.IsEvent.Span[row];
        var strata = _problem.Rows.Strata.Span;
        var first = layout.Enter is null || layout.Enter[row] < 0 ? layout.Starts[strata.IsEmpty ? 0 : strata[row]] : layout.Enter[row];
        for (var k = 0; k < n; k++)
        {
            residual[k] = isEvent ? x[k] - _leftMeans[(last * n) + k] : 0;
        }

        for (var j = first; j <= last; j++)
        {
            var place = (2 * j) + (isEvent && j == last ? 1 : 0);
            var risk = Math.Exp(logRisk - _shifts![j]);
            for (var k = 0; k < n; k++)
            {
                residual[k] -= risk * ((x[k] * _shiftedHazards[place]) - _shiftedMeans[(place * n) + k]);
            }
        }
    }

    // Therneau and Grambsch (2000), section 4.6: what the row adds to the derivative of the log-likelihood over all the times it was at risk.
    private void Residual(int row, double risk, ReadOnlySpan<double> x, Span<double> residual)
    {
        var layout = _problem.Layout;
        var n = x.Length;
        var last = layout.Exit[row];
        var before = layout.Enter is null || layout.Enter[row] < 0 ? -1 : layout.Enter[row] - 1;
        var isEvent = _problem.Rows.IsEvent.Span[row];
        var strata = _problem.Rows.Strata.Span;

        // One who left counts in part at its own time, and in full up to the time before.
        var full = isEvent ? last - 1 : last;
        var hasFull = full >= layout.Starts[strata.IsEmpty ? 0 : strata[row]];
        var hazard = (hasFull ? Between(Hazards, _hazardsLow, before, full) : 0) + (isEvent ? _ownHazards[last] : 0);
        for (var k = 0; k < n; k++)
        {
            var place = (last * n) + k;
            var mean = (hasFull ? Between(MeanHazards, _meanHazardsLow, before < 0 ? -1 : (before * n) + k, (full * n) + k) : 0) + (isEvent ? _ownMeans[place] : 0);
            residual[k] = (isEvent ? x[k] - _leftMeans[place] : 0) - (risk * ((x[k] * hazard) - mean));
        }
    }
}
