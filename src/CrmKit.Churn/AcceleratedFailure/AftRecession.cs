using CrmKit.Numerics;

namespace CrmKit.Churn;

// A direction of the coefficients along which the likelihood rises for ever: no event moves, no censored record comes nearer, some go out of reach.
internal sealed class AftRecession
{
    // Records and coefficients below this share of the largest do not move.
    private const double Still = 1e-6;

    // Information below this share of the largest: a log-likelihood that has flattened out.
    private const double Flat = 1e-6;

    private AftRecession(double[] direction, bool[] moves, bool[] dropped) => (Direction, Moves, Dropped) = (direction, moves, dropped);

    // Intercept and one number for each column, as the columns are.
    public double[] Direction { get; }

    // Which of them the direction moves.
    public bool[] Moves { get; }

    public bool[] Dropped { get; }

    public static AftRecession? Find(MaximiserResult end, AftRows rows, RegressionDesign design, IReadOnlyList<CovariateColumn> covariates)
    {
        if (rows.Events == rows.Used)
        {
            return null;
        }

        foreach (var candidate in Candidates(end))
        {
            if (Certified(candidate[..(design.Count + 1)], rows, design, covariates) is { } recession)
            {
                return recession;
            }
        }

        return null;
    }

    // Where a search that flattened out without a certificate is still going, in its own coordinates; null where it is going nowhere. With delayed entry a log-logistic
    // lifetime, for one, may end as a power of time, to which no record's leaving leads.
    public static double[]? Drift(MaximiserResult end) => Candidates(end).FirstOrDefault();

    // In the space in which the log-likelihood is flat: Newton's step, the way come so far, and the axes.
    private static IEnumerable<double[]> Candidates(MaximiserResult end)
    {
        var n = end.Point.Length;
        var eigen = SymmetricEigen.Of([.. end.Hessian.Select(element => -element)], n);
        var largest = eigen.Values.Max();
        int[] flat = [.. Enumerable.Range(0, n).Where(j => eigen.Values[j] <= Flat * largest)];
        if (flat.Length == 0)
        {
            yield break;
        }

        yield return Combined(j => Along(end.Gradient, j) / Math.Max(Math.Abs(eigen.Values[j]), 1e-300));
        yield return Combined(j => Along(end.Point, j));
        foreach (var j in flat)
        {
            yield return Combined(k => k == j ? 1 : 0);
            yield return Combined(k => k == j ? -1 : 0);
        }

        double Along(ImmutableArray<double> vector, int j) => Enumerable.Range(0, n).Sum(i => vector[i] * eigen.Vectors[(i * n) + j]);

        double[] Combined(Func<int, double> amount)
        {
            var direction = new double[n];
            foreach (var j in flat)
            {
                var share = amount(j);
                for (var i = 0; i < n; i++)
                {
                    direction[i] += share * eigen.Vectors[(i * n) + j];
                }
            }

            return direction;
        }
    }

    private static AftRecession? Certified(double[] direction, AftRows rows, RegressionDesign design, IReadOnlyList<CovariateColumn> covariates)
    {
        var size = direction.Max(Math.Abs);
        if (!(size > 0 && double.IsFinite(size)))
        {
            return null;
        }

        double[] scaled = [.. direction.Select(element => Math.Abs(element) > Still * size ? element / size : 0)];
        var count = rows.Records.Count;
        var moved = new double[count];
        var farthest = 0d;
        for (var i = 0; i < count; i++)
        {
            if (rows.Counts(i))
            {
                moved[i] = scaled[0];
                for (var k = 0; k < design.Count; k++)
                {
                    moved[i] += scaled[k + 1] * design.Scaled(k, covariates[design.Kept[k]].Values[i]);
                }

                farthest = Math.Max(farthest, Math.Abs(moved[i]));
            }
        }

        var dropped = new bool[count];
        var isEvent = rows.Records.IsEvent.Span;
        for (var i = 0; i < count; i++)
        {
            if (moved[i] < -Still * farthest || (isEvent[i] && Math.Abs(moved[i]) > Still * farthest))
            {
                return null;
            }

            dropped[i] = moved[i] > Still * farthest;
        }

        return dropped.Contains(true) ? Of(scaled, dropped, design, covariates.Count) : null;
    }

    private static AftRecession Of(double[] scaled, bool[] dropped, RegressionDesign design, int columns)
    {
        var kept = design.ToOriginal(scaled);
        var direction = new double[columns + 1];
        var moves = new bool[columns + 1];
        // An intercept that only undoes the centring of the columns stands still.
        moves[0] = Math.Abs(kept[0]) > Still * Math.Max(Math.Abs(scaled[0]), Math.Abs(kept[0] - scaled[0]));
        direction[0] = moves[0] ? kept[0] : 0;
        for (var k = 0; k < design.Count; k++)
        {
            direction[design.Kept[k] + 1] = kept[k + 1];
            moves[design.Kept[k] + 1] = scaled[k + 1] != 0;
        }

        return new AftRecession(direction, moves, dropped);
    }
}
