using CrmKit.Numerics;

namespace CrmKit.Churn;

/*
 The directions in which the likelihood never falls: d with z_i'd >= 0 for every row with successes and <= 0 for every row with failures (Albert and Anderson 1984;
 Geyer 2009, directions of recession). There is a maximum just where the cone is { 0 }, and the cone is { 0 } just where the projection of the sum of its normals on it is 0.
 The normals are found as they are needed: the cone of a few of them is projected on, all rows are looked through for those it violates, and these are added.
*/
internal sealed class RecessionCone(BinaryRows rows, ColumnScale scale, byte[][]? dropped, int maxThreads)
{
    // Of margins of unit vectors.
    private const double Violated = 1e-9;
    private const double Strict = 1e-8;
    private const int MaxRounds = 200;

    private readonly List<double[]> _normals = [];

    // A direction inside the cone: no other raises more rows. Null where there is none.
    public double[]? Direction { get; private set; }

    // The rows that the direction leaves alone are 0; those that it predicts in the limit are 1, like those dropped before.
    public byte[][]? Predicted { get; private set; }

    public void Find(CancellationToken cancellationToken)
    {
        var total = new double[scale.Count];
        var found = false;
        var predicted = dropped;
        for (var k = 0; k < scale.Count; k++)
        {
            var sum = SumOfNormals(predicted);
            var size = Length(sum);
            if (size == 0 || Project(sum, cancellationToken) is not { } direction || Length(direction) <= 1e-9 * size)
            {
                break;
            }

            found = true;
            Normalise(direction);
            for (var i = 0; i < total.Length; i++)
            {
                total[i] += direction[i];
            }

            predicted = Mark(direction, predicted);
        }

        (Direction, Predicted) = found ? (total, predicted) : (null, null);
    }

    // Whether some direction of the cone raises a linear function of the coefficients.
    public bool Raises(double[] function, CancellationToken cancellationToken)
    {
        var target = (double[])function.Clone();
        Normalise(target);
        return Project(target, cancellationToken) is { } direction && Length(direction) > 1e-6;
    }

    private double[]? Project(double[] target, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var nearest = ConeProjection.Of(target, _normals);
            if (Length(nearest) <= 1e-9 * Length(target))
            {
                return nearest;
            }

            var unit = (double[])nearest.Clone();
            Normalise(unit);
            if (!AddViolated(unit))
            {
                return nearest;
            }
        }

        return null;
    }

    // The row of each part that the direction lowers most joins the normals.
    private bool AddViolated(double[] direction)
    {
        var worst = new double[]?[rows.Parts];
        SharedWork.Run(rows.Parts, maxThreads, part =>
        {
            var lowest = -Violated;
            Walk(part, dropped, block => BinaryPass.Predict(block, direction, scale.Count), (block, i, sign, length) =>
            {
                var margin = sign * block.Eta[i] / length;
                if (margin < lowest)
                {
                    lowest = margin;
                    worst[part] = Normal(block, i, sign / length);
                }
            });
        });
        var added = false;
        foreach (var normal in worst)
        {
            if (normal is not null)
            {
                _normals.Add(normal);
                added = true;
            }
        }

        return added;
    }

    private double[] SumOfNormals(byte[][]? without)
    {
        var partial = new double[rows.Parts][];
        SharedWork.Run(rows.Parts, maxThreads, part =>
        {
            var sum = new double[scale.Count];
            Walk(part, without, null, (block, i, sign, length) =>
            {
                for (var k = 0; k < sum.Length; k++)
                {
                    sum[k] += sign * block.Z[(k * RowBlock.Rows) + i] / length;
                }
            });
            partial[part] = sum;
        });
        var total = new double[scale.Count];
        foreach (var sum in partial)
        {
            for (var k = 0; k < total.Length; k++)
            {
                total[k] += sum[k];
            }
        }

        return total;
    }

    private byte[][] Mark(double[] direction, byte[][]? before)
    {
        var marks = new byte[rows.Parts][];
        SharedWork.Run(rows.Parts, maxThreads, part =>
        {
            var marked = new List<byte>();
            var block = new RowBlock(scale.Count);
            for (var cursor = rows.Begin(part); rows.Next(ref cursor, block, scale);)
            {
                BinaryPass.Predict(block, direction, scale.Count);
                for (var i = 0; i < block.Count; i++)
                {
                    var isOut = (before is not null && before[part][marked.Count] != 0) || Math.Abs(block.Eta[i]) > Strict * RowLength(block, i);
                    marked.Add(isOut ? (byte)1 : (byte)0);
                }
            }

            marks[part] = [.. marked];
        });
        return marks;
    }

    // Visits the rows with successes with sign 1 and those with failures with sign -1.
    private void Walk(int part, byte[][]? without, Action<RowBlock>? prepare, Action<RowBlock, int, int, double> visit)
    {
        var block = new RowBlock(scale.Count);
        var first = 0;
        for (var cursor = rows.Begin(part); rows.Next(ref cursor, block, scale); first += block.Count)
        {
            block.Drop(without?[part], first);
            prepare?.Invoke(block);
            for (var i = 0; i < block.Count; i++)
            {
                var length = RowLength(block, i);
                if (block.Success[i] > 0)
                {
                    visit(block, i, 1, length);
                }

                if (block.Failure[i] > 0)
                {
                    visit(block, i, -1, length);
                }
            }
        }
    }

    private double RowLength(RowBlock block, int i)
    {
        double squares = 0;
        for (var k = 0; k < scale.Count; k++)
        {
            var z = block.Z[(k * RowBlock.Rows) + i];
            squares += z * z;
        }

        return Math.Sqrt(squares);
    }

    private double[] Normal(RowBlock block, int i, double times)
    {
        var normal = new double[scale.Count];
        for (var k = 0; k < normal.Length; k++)
        {
            normal[k] = times * block.Z[(k * RowBlock.Rows) + i];
        }

        return normal;
    }

    private static double Length(double[] vector) => Math.Sqrt(vector.Sum(x => x * x));

    private static void Normalise(double[] vector)
    {
        var length = Length(vector);
        for (var i = 0; i < vector.Length && length > 0; i++)
        {
            vector[i] /= length;
        }
    }
}
