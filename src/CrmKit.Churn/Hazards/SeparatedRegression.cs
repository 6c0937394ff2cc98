using CrmKit.Numerics;

namespace CrmKit.Churn;

/*
 The supremum of a likelihood that has no maximum (Geyer 2009): the rows that a direction of recession predicts leave the likelihood, the others are fitted by themselves.
 What the cone moves neither up nor down has its value in that fit; what it moves is infinite or, where it moves both ways, not identified.
*/
internal sealed class SeparatedRegression(BinaryRows rows, ColumnScale scale, RecessionCone cone, HazardLink link, bool isRobust, int maxIterations, int maxThreads)
{
    // A linear predictor at which a probability is 1 to the last bit.
    public const double FarOut = 37;

    public BinarySolution Solve(double nullLikelihood, CancellationToken cancellationToken)
    {
        var left = ColumnSurvey.Of(rows, cone.Predicted, maxThreads);
        var optimum = new BinaryOptimum(new double[1], new BinarySums(0, [0], [0], 0), new double[1], 0, 0, BinaryEnd.Maximum);
        var inner = new ColumnScale([], [], [], [1]);
        if (left.Total > 0)
        {
            inner = left.Scale(keepCollinear: false, scale.Kept);
            var start = BinaryRegression.Start(left, inner, link);
            optimum = new BinaryNewton(rows, inner, link, new double[inner.Count], cone.Predicted, maxThreads).Search(start, maxIterations, 0, mayDiverge: false, cancellationToken);
        }

        var covariance = BinaryCovariance.Of(rows, inner, link, optimum, new double[inner.Count], cone.Predicted, isRobust, maxThreads);
        var limit = new CoefficientTable(rows.Names, inner, optimum.Beta, covariance);
        return Told(limit, optimum, nullLikelihood, cancellationToken);
    }

    private BinarySolution Told(CoefficientTable limit, BinaryOptimum optimum, double nullLikelihood, CancellationToken cancellationToken)
    {
        var inLimit = limit.Raw();
        var far = Far(inLimit);
        var outermost = new CoefficientTable(rows.Names, scale, far, new double[scale.Count * scale.Count]).Raw();
        var coefficients = ImmutableArray.CreateBuilder<Coefficient>();
        var standardised = ImmutableArray.CreateBuilder<Coefficient>();
        for (var j = 0; j < inLimit.Length; j++)
        {
            var place = Array.IndexOf(scale.Kept, j - 1);
            var status = j > 0 && place < 0 ? CoefficientStatus.Aliased : StatusOf(j == 0 ? scale.InterceptWeights() : Unit(place + 1), cancellationToken);
            var line = status is CoefficientStatus.Estimated or CoefficientStatus.Aliased
                ? inLimit[j] with { Status = status, StandardError = status == CoefficientStatus.Estimated ? inLimit[j].StandardError ?? 0 : null }
                : new Coefficient(inLimit[j].Name, outermost[j].Estimate, null, status);
            coefficients.Add(line);
            var deviation = place < 0 ? 1 : 1 / scale.Factor[place];
            standardised.Add(j == 0
                ? new Coefficient(line.Name, far[0], null, StatusOf(Unit(0), cancellationToken) is var centred and not CoefficientStatus.Estimated ? centred : CoefficientStatus.NotIdentified)
                : line with { Estimate = line.Estimate * deviation, StandardError = line.StandardError * deviation });
        }

        var boundary = coefficients.Where(line => line.Status is not (CoefficientStatus.Estimated or CoefficientStatus.Aliased)).Select(line => line.Name);
        var convergence = new Convergence(
            optimum.End == BinaryEnd.Maximum ? ConvergenceStatus.AtBoundary : ConvergenceStatus.IterationLimit, optimum.Iterations, optimum.Steepest) { Parameters = [.. boundary] };
        return new BinarySolution(coefficients.ToImmutable(), standardised.ToImmutable(), Covariance(limit, coefficients), optimum.Sums.LogLikelihood, nullLikelihood, convergence);
    }

    private static ParameterCovariance? Covariance(CoefficientTable limit, IReadOnlyList<Coefficient> coefficients)
    {
        if (limit.Covariance() is not { } all)
        {
            return null;
        }

        int[] places = [.. coefficients.Where(line => line.Status == CoefficientStatus.Estimated).Select(line => all.Parameters.IndexOf(line.Name)).Where(place => place >= 0)];
        return places.Length == 0
            ? null
            : new ParameterCovariance([.. places.Select(place => all.Parameters[place])], [.. places.SelectMany(i => places.Select(j => all[i, j]))]);
    }

    private CoefficientStatus StatusOf(double[] function, CancellationToken cancellationToken)
    {
        var rises = cone.Raises(function, cancellationToken);
        var falls = cone.Raises([.. function.Select(weight => -weight)], cancellationToken);
        return (rises, falls) switch
        {
            (false, false) => CoefficientStatus.Estimated,
            (true, false) => CoefficientStatus.PlusInfinity,
            (false, true) => CoefficientStatus.MinusInfinity,
            _ => CoefficientStatus.NotIdentified,
        };
    }

    private double[] Unit(int place)
    {
        var unit = new double[scale.Count];
        unit[place] = 1;
        return unit;
    }

    // The limit, moved along the direction until every row that it predicts is predicted to the last bit.
    private double[] Far(ImmutableArray<Coefficient> limit)
    {
        var near = new double[scale.Count];
        near[0] = limit[0].Estimate;
        for (var k = 1; k < near.Length; k++)
        {
            var estimate = limit[scale.Kept[k - 1] + 1].Estimate;
            near[k] = estimate / scale.Factor[k - 1];
            near[0] += estimate * scale.Mean[k - 1];
        }

        var direction = cone.Direction!;
        var steps = new double[rows.Parts];
        SharedWork.Run(rows.Parts, maxThreads, part =>
        {
            var block = new RowBlock(scale.Count);
            var first = 0;
            for (var cursor = rows.Begin(part); rows.Next(ref cursor, block, scale); first += block.Count)
            {
                BinaryPass.Predict(block, near, scale.Count);
                block.Eta.CopyTo(block.Scratch.AsSpan());
                BinaryPass.Predict(block, direction, scale.Count);
                for (var i = 0; i < block.Count; i++)
                {
                    if (cone.Predicted![part][first + i] != 0 && block.Success[i] + block.Failure[i] > 0)
                    {
                        steps[part] = Math.Max(steps[part], (FarOut + Math.Abs(block.Scratch[i])) / Math.Abs(block.Eta[i]));
                    }
                }
            }
        });
        var step = Math.Min(steps.Max(), 1e12);
        for (var k = 0; k < near.Length; k++)
        {
            near[k] += step * direction[k];
        }

        return near;
    }
}
