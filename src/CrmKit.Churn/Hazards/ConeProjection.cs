namespace CrmKit.Churn;

/*
 The point of the cone { d : a_k'd >= 0 for all k } nearest to a given one: g plus a combination of the a_k with weights that are not negative (Moreau 1962), found by the
 active sets of Lawson and Hanson (1974, algorithm NNLS). The a_k have length 1.
*/
internal static class ConeProjection
{
    private const double Tolerance = 1e-11;

    public static double[] Of(double[] target, List<double[]> normals)
    {
        var size = Math.Sqrt(target.Sum(x => x * x));
        var active = new List<int>();
        var weights = new List<double>();
        var barred = new HashSet<int>();
        var rest = (double[])target.Clone();
        for (var round = 0; round < 20 * (normals.Count + target.Length + 1); round++)
        {
            var worst = Worst(normals, rest, active, barred, -Tolerance * size);
            if (worst < 0)
            {
                break;
            }

            active.Add(worst);
            weights.Add(0);
            var solved = Solve(target, normals, active);
            if (!(solved[^1] > 0))
            {
                // Rounding: the normal depends on those that are active.
                active.RemoveAt(active.Count - 1);
                weights.RemoveAt(weights.Count - 1);
                barred.Add(worst);
                continue;
            }

            barred.Clear();
            Settle(target, normals, active, weights, solved);
            rest = Rest(target, normals, active);
        }

        return rest;
    }

    private static int Worst(List<double[]> normals, double[] rest, List<int> active, HashSet<int> barred, double limit)
    {
        var worst = -1;
        for (var k = 0; k < normals.Count; k++)
        {
            var margin = Dot(normals[k], rest);
            if (margin < limit && !barred.Contains(k) && !active.Contains(k))
            {
                (worst, limit) = (k, margin);
            }
        }

        return worst;
    }

    // Moves the weights towards the solution, dropping those that reach 0 on the way.
    private static void Settle(double[] target, List<double[]> normals, List<int> active, List<double> weights, double[] solved)
    {
        while (solved.Any(z => z <= 0))
        {
            var share = 1.0;
            for (var k = 0; k < solved.Length; k++)
            {
                share = solved[k] <= 0 ? Math.Min(share, weights[k] / (weights[k] - solved[k])) : share;
            }

            for (var k = solved.Length - 1; k >= 0; k--)
            {
                weights[k] += share * (solved[k] - weights[k]);
                if (solved[k] <= 0 && weights[k] <= 1e-14)
                {
                    active.RemoveAt(k);
                    weights.RemoveAt(k);
                }
            }

            if (active.Count == solved.Length)
            {
                // Nothing reached 0 to rounding: the least does.
                var least = weights.IndexOf(weights.Min());
                active.RemoveAt(least);
                weights.RemoveAt(least);
            }

            if (active.Count == 0)
            {
                return;
            }

            solved = Solve(target, normals, active);
        }

        for (var k = 0; k < solved.Length; k++)
        {
            weights[k] = solved[k];
        }
    }

    // Least squares: target + sum weights * normals as short as can be, by orthogonalisation done twice.
    private static double[] Solve(double[] target, List<double[]> normals, List<int> active)
    {
        var (basis, triangle) = Orthogonal(normals, active);
        var solved = new double[active.Count];
        for (var k = active.Count - 1; k >= 0; k--)
        {
            var sum = -Dot(basis[k], target);
            for (var i = k + 1; i < active.Count; i++)
            {
                sum -= triangle[i][k] * solved[i];
            }

            solved[k] = triangle[k][k] > 1e-13 ? sum / triangle[k][k] : 0;
        }

        return solved;
    }

    private static double[] Rest(double[] target, List<double[]> normals, List<int> active)
    {
        var (basis, _) = Orthogonal(normals, active);
        var rest = (double[])target.Clone();
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var direction in basis)
            {
                Subtract(rest, direction, Dot(direction, rest));
            }
        }

        return rest;
    }

    private static (List<double[]> Basis, List<double[]> Triangle) Orthogonal(List<double[]> normals, List<int> active)
    {
        var basis = new List<double[]>();
        var triangle = new List<double[]>();
        foreach (var index in active)
        {
            var direction = (double[])normals[index].Clone();
            var column = new double[basis.Count + 1];
            for (var pass = 0; pass < 2; pass++)
            {
                for (var k = 0; k < basis.Count; k++)
                {
                    var along = Dot(basis[k], direction);
                    column[k] += along;
                    Subtract(direction, basis[k], along);
                }
            }

            var length = Math.Sqrt(Dot(direction, direction));
            column[^1] = length;
            for (var i = 0; i < direction.Length; i++)
            {
                direction[i] = length > 1e-13 ? direction[i] / length : 0;
            }

            basis.Add(direction);
            triangle.Add(column);
        }

        return (basis, triangle);
    }

    private static void Subtract(double[] from, double[] direction, double times)
    {
        for (var i = 0; i < from.Length; i++)
        {
            from[i] -= times * direction[i];
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
