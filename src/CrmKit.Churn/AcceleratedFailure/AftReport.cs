using CrmKit.Numerics;

namespace CrmKit.Churn;

// Turns an optimum in scaled columns and log times into the fit that is handed out.
internal sealed class AftReport(AftFamily family, IReadOnlyList<CovariateColumn> covariates, AftRows rows)
{
    private const string Intercept = CoefficientTable.Intercept;
    public const string LogScale = "log_scale";

    // Standardised log times below this leave a chance to have left of 4e-18 at most.
    private const double OutOfReach = 40;

    // The largest gradient times standard error of a fit that has converged, and the share of a drift above which a coefficient takes part in it.
    private const double WellConverged = 1e-8;
    private const double Material = 1e-3;

    // Squares below this have lost digits.
    private const double SmallestSquare = 1e-300;

    private ImmutableArray<string> Names => [.. covariates.Select(column => column.Name)];

    public AftFit NothingKnown() => Plain(0, CoefficientStatus.Aliased, ConvergenceStatus.NotIdentified);

    public AftFit NobodyLeft()
    {
        var longest = double.NegativeInfinity;
        for (var i = 0; i < rows.Records.Count; i++)
        {
            longest = rows.Counts(i) ? Math.Max(longest, Math.Log(rows.TimeOf(i))) : longest;
        }

        return Plain(longest + OutOfReach, CoefficientStatus.PlusInfinity, ConvergenceStatus.AtBoundary);
    }

    public AftFit Of(AftOptimum optimum, List<AftRecession> recessions)
    {
        var (design, rest) = (optimum.Design, optimum.Rows);
        var scale = family == AftFamily.Exponential ? 1 : rest.Spread * Math.Exp(optimum.LogScale);
        var coefficients = new double[covariates.Count + 1];
        var kept = design.ToOriginal([.. optimum.End.Point.Take(design.Count + 1)]);
        coefficients[0] = rest.Centre + (rest.Spread * kept[0]);
        for (var k = 0; k < design.Count; k++)
        {
            coefficients[design.Kept[k] + 1] = rest.Spread * kept[k + 1];
        }

        var (covariance, errors, names, gradient) = Covariance(optimum);
        var statuses = Statuses(optimum, recessions);

        // A scale at its bound has a gradient of its rounding only. Without delayed entry nothing rises for ever but along a direction that was proved.
        var isScaleAdrift = rest.Records.HasEntry && gradient > WellConverged && !IsScaleOut(optimum) && AftDrift.Of(optimum.End) is { } drift && MarkDrift(drift, optimum.End, design, statuses);
        ImmutableArray<string> outside = [.. Enumerable.Range(0, statuses.Length).Where(j => statuses[j] is CoefficientStatus.PlusInfinity or CoefficientStatus.MinusInfinity).Select(NameOf)];
        MoveOut(coefficients, scale, recessions);
        var sums = optimum.Likelihood.Derivatives(optimum.FullPoint);
        var model = new AftModel(family, coefficients[0], Names, [.. coefficients.Skip(1)], scale);
        outside = isScaleAdrift ? outside.Add("scale") : outside;
        var isKept = names.Select((name, i) => name == LogScale ? !isScaleAdrift : StandardError(i == 0 ? 0 : design.Kept[i - 1] + 1) is not null).ToArray();
        return new AftFit(model, LogLikelihood(sums.Value, scale, rest), Verdict(optimum, errors.Length > 0, outside, gradient))
        {
            Coefficients = [.. Enumerable.Range(0, statuses.Length).Select(j => new Coefficient(NameOf(j), coefficients[j], StandardError(j), statuses[j]))],
            Covariance = covariance is null || !isKept.Contains(true) ? null : new ParameterCovariance(
                [.. names.Where((_, i) => isKept[i])], [.. covariance.Where((_, at) => isKept[at / names.Length] && isKept[at % names.Length])]),
            Records = rows.Used,
            ZeroTenures = rows.ZeroTenures,
            Events = rows.Events,
        };

        double? StandardError(int j)
        {
            var at = names.IndexOf(NameOf(j));
            return at >= 0 && at < errors.Length && statuses[j] == CoefficientStatus.Estimated ? errors[at] : null;
        }
    }

    // Marks what drifts by its direction; whether the scale is among it.
    private static bool MarkDrift(double[] drift, MaximiserResult end, RegressionDesign design, CoefficientStatus[] statuses)
    {
        var original = design.ToOriginal(drift);
        var plain = design.Uncombined(drift);
        var largest = Math.Max(plain.Max(Math.Abs), Math.Abs(drift[^1]));
        for (var k = 0; k < design.Count; k++)
        {
            Mark(design.Kept[k] + 1, plain[k + 1], largest);
        }

        // An intercept that only undoes the centring of the columns stands still.
        Mark(0, original[0], Math.Max(Math.Abs(plain[0]), Math.Abs(original[0] - plain[0])));

        // The location goes with the scale, as a multiple of it or of its square: beside so long a way that of ln scale is short, and none the less one to infinity.
        var reach = Math.Max(1, end.Point.Take(design.Count + 1).Max(Math.Abs));
        return drift.Length > design.Count + 1 && Math.Abs(drift[^1]) * reach > Material * largest;

        void Mark(int coefficient, double by, double against)
        {
            if (Math.Abs(by) > Material * against)
            {
                statuses[coefficient] = by > 0 ? CoefficientStatus.PlusInfinity : CoefficientStatus.MinusInfinity;
            }
        }
    }

    private string NameOf(int coefficient) => coefficient == 0 ? Intercept : covariates[coefficient - 1].Name;

    private double LogLikelihood(double value, double scale, AftRows rest)
    {
        var constant = family == AftFamily.LogNormal ? NormalLaw.HalfLogTwoPi : 0;
        return value - (rest.EventWeight * (Math.Log(scale) + constant)) - rest.EventLogTime;
    }

    private CoefficientStatus[] Statuses(AftOptimum optimum, List<AftRecession> recessions)
    {
        var statuses = new CoefficientStatus[covariates.Count + 1];
        Array.Fill(statuses, CoefficientStatus.Aliased);

        // Where the events leave nothing to the scale the likelihood is beyond all bounds, with no curve from which errors could be had.
        var free = IsScaleLost(optimum) ? CoefficientStatus.NotIdentified : CoefficientStatus.Estimated;
        statuses[0] = free;
        foreach (var k in optimum.Design.Kept)
        {
            statuses[k + 1] = free;
        }

        foreach (var recession in recessions)
        {
            for (var j = 0; j < statuses.Length; j++)
            {
                statuses[j] = !recession.Moves[j] ? statuses[j] : recession.Direction[j] > 0 ? CoefficientStatus.PlusInfinity : CoefficientStatus.MinusInfinity;
            }
        }

        return statuses;
    }

    // Moves the coefficients along each direction until the records that it leaves out add nothing to the log-likelihood, beginning with the direction found last.
    private void MoveOut(double[] coefficients, double scale, List<AftRecession> recessions)
    {
        for (var r = recessions.Count - 1; r >= 0; r--)
        {
            var (direction, far) = (recessions[r].Direction, 0d);
            for (var i = 0; i < recessions[r].Dropped.Length; i++)
            {
                if (recessions[r].Dropped[i])
                {
                    var (location, speed) = (coefficients[0], direction[0]);
                    for (var k = 0; k < covariates.Count; k++)
                    {
                        location += coefficients[k + 1] * covariates[k].Values[i];
                        speed += direction[k + 1] * covariates[k].Values[i];
                    }

                    far = speed > 0 ? Math.Max(far, (Math.Log(rows.TimeOf(i)) - location + (OutOfReach * scale)) / speed) : far;
                }
            }

            for (var j = 0; j < coefficients.Length; j++)
            {
                coefficients[j] += far * direction[j];
            }
        }
    }

    // The covariance of the coefficients kept and ln scale, the coefficients' standard errors, which may be numbers where squares are none, and the largest gradient times
    // standard error.
    private (double[]? Covariance, double[] Errors, ImmutableArray<string> Names, double Gradient) Covariance(AftOptimum optimum)
    {
        var (end, design, rest) = (optimum.End, optimum.Design, optimum.Rows);
        var all = end.Point.Length;

        // A scale at its bound is no estimate; the coefficients are, at that scale.
        var n = optimum.HeldLogScale is null && !IsScaleOut(optimum) ? all : design.Count + 1;
        ImmutableArray<string> names = [Intercept, .. design.Kept.Select(k => covariates[k].Name)];
        names = n > names.Length ? names.Add(LogScale) : names;
        var information = new double[n * n];
        for (var i = 0; i < n * n; i++)
        {
            information[i] = -end.Hessian[(i / n * all) + (i % n)] * rest.Weight;
        }

        if (Cholesky.TryFactor(information, n) is not { } factor)
        {
            return (null, [], names, end.GradientNorm);
        }

        var inverse = factor.Inverse();
        var gradient = Enumerable.Range(0, n).Max(i => Math.Abs(end.Gradient[i]) * rest.Weight * Math.Sqrt(inverse[(i * n) + i]));
        var scaled = rest.Records is { IsWeighted: true, WeightKind: WeightKind.Sampling }
            ? Sandwich(inverse, optimum.Likelihood.ScoreProducts(optimum.FullPoint).Square(n), n)
            : inverse;
        for (var i = 0; i < n * n; i++)
        {
            scaled[i] *= (i / n <= design.Count ? rest.Spread : 1) * (i % n <= design.Count ? rest.Spread : 1);
        }

        var covariance = design.ToOriginal(scaled, n);
        var errors = design.StandardErrors(scaled, n, covariance);
        var isTold = Array.TrueForAll(covariance, double.IsFinite) && Enumerable.Range(0, errors.Length).All(k => covariance[(k * n) + k] > SmallestSquare);
        return (isTold ? covariance : null, Array.TrueForAll(errors, double.IsFinite) ? errors : [], names, gradient);
    }

    // Huber's estimate: the inverse information on both sides of the products of the scores.
    private static double[] Sandwich(double[] inverse, double[] scores, int n)
    {
        var product = new double[n * n];
        var sandwich = new double[n * n];
        Multiply(inverse, scores, product);
        Multiply(product, inverse, sandwich);
        return sandwich;

        void Multiply(double[] left, double[] right, double[] result)
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    for (var k = 0; k < n; k++)
                    {
                        result[(i * n) + j] += left[(i * n) + k] * right[(k * n) + j];
                    }
                }
            }
        }
    }

    private static bool IsScaleOut(AftOptimum optimum) => optimum.HeldLogScale is null && optimum.End.Bounds[^1] != 0;

    // All events on one line, or at one time.
    private static bool IsScaleLost(AftOptimum optimum) => IsScaleOut(optimum) && optimum.End.Bounds[^1] < 0;

    private static Convergence Verdict(AftOptimum optimum, bool hasErrors, ImmutableArray<string> outside, double gradient)
    {
        var end = optimum.End;
        var isScaleOut = IsScaleOut(optimum);
        ImmutableArray<string> names = isScaleOut && !outside.Contains("scale", StringComparer.Ordinal) ? outside.Add("scale") : outside;

        // A search that was still on its way to infinity had no end to reach.
        var status = end.Reason == StopReason.IterationLimit && !names.Contains("scale", StringComparer.Ordinal) ? ConvergenceStatus.IterationLimit
            : !names.IsEmpty ? ConvergenceStatus.AtBoundary
            : !hasErrors ? ConvergenceStatus.NotIdentified
            : ConvergenceStatus.Converged;
        return new Convergence(status, optimum.Iterations, gradient) { Parameters = status == ConvergenceStatus.NotIdentified ? [Intercept, "scale"] : names };
    }

    private AftFit Plain(double intercept, CoefficientStatus status, ConvergenceStatus convergence)
    {
        var model = new AftModel(family, intercept, Names, [.. covariates.Select(_ => 0d)], 1);
        return new AftFit(model, 0, new Convergence(convergence, 0, 0) { Parameters = [Intercept] })
        {
            Coefficients = [new Coefficient(Intercept, intercept, null, status), .. Names.Select(name => new Coefficient(name, 0, null, CoefficientStatus.Aliased))],
            Records = rows.Used,
            ZeroTenures = rows.ZeroTenures,
            Events = rows.Events,
        };
    }
}
