namespace CrmKit.Churn;

/*
 A direction of the coefficients along which the likelihood rises for ever: no event moves, no censored record comes nearer, some go out of reach. Wherever an event goes its
 density vanishes, so that such a direction is one in which all events stand still. It takes a column that follows from the others among the events but not among all; what the
 column differs by from what the others make of it is then a difference of the censored records alone, and a linear program over these differences finds their signs.
*/
internal sealed class AftRecession
{
    // Records and coefficients below this share of the terms that they are the sum of do not move.
    private const double Still = 1e-9;
    private const int MaxRounds = 1000;

    private AftRecession(double[] direction, bool[] moves, bool[] dropped) => (Direction, Moves, Dropped) = (direction, moves, dropped);

    // Intercept and one number for each column, as the columns are.
    public double[] Direction { get; }

    // Which of them the direction moves.
    public bool[] Moves { get; }

    public bool[] Dropped { get; }

    public static AftRecession? Find(AftRows rows, RegressionDesign design, IReadOnlyList<CovariateColumn> covariates, int maxThreads, CancellationToken cancellation)
    {
        if (rows.Events == rows.Used)
        {
            return null;
        }

        var differences = AftDifferences.Of(rows, design, covariates, maxThreads);
        return differences.Count > 0 && Search(differences, rows, cancellation) is { } mix ? Along(mix, differences, rows) : null;
    }

    // Amounts of the free columns that lower no censored record and raise some; null where there are none.
    private static double[]? Search(AftDifferences differences, AftRows rows, CancellationToken cancellation)
    {
        var objective = new double[differences.Count];
        var row = new double[differences.Count];
        for (var i = 0; i < rows.Records.Count; i++)
        {
            var largest = differences.Read(i, row);
            for (var j = 0; j < row.Length && largest > 0; j++)
            {
                objective[j] += row[j] / largest;
            }
        }

        var program = new ConeProgram(objective);
        var smallest = Still * objective.Sum(Math.Abs);
        for (var round = 0; round < MaxRounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (program.Solve() is not { } mix || !(program.Value > smallest))
            {
                return null;
            }

            var size = mix.Max(Math.Abs);
            mix = [.. mix.Select(amount => amount / size)];
            if (!AddBroken(program, mix, differences, rows))
            {
                return mix;
            }
        }

        return null;
    }

    // Adds the records that a mixture lowers most to the constraints.
    private static bool AddBroken(ConeProgram program, double[] mix, AftDifferences differences, AftRows rows)
    {
        var worst = new PriorityQueue<int, double>();
        var row = new double[differences.Count];
        for (var i = 0; i < rows.Records.Count; i++)
        {
            var largest = differences.Read(i, row);
            var (sum, terms) = Dot(row, mix);
            if (sum < -Still * terms)
            {
                worst.Enqueue(i, -sum / largest);
                if (worst.Count > mix.Length + 8)
                {
                    worst.Dequeue();
                }
            }
        }

        foreach (var (i, _) in worst.UnorderedItems.OrderBy(item => item.Element))
        {
            var largest = differences.Read(i, row);
            program.Add([.. row.Select(value => -value / largest)]);
        }

        return worst.Count > 0;
    }

    private static AftRecession? Along(double[] mix, AftDifferences differences, AftRows rows)
    {
        var dropped = new bool[rows.Records.Count];
        var row = new double[mix.Length];
        for (var i = 0; i < dropped.Length; i++)
        {
            differences.Read(i, row);
            var (sum, terms) = Dot(row, mix);
            dropped[i] = sum > Still * terms;
        }

        var (direction, moves) = differences.Direction(mix, Still);
        return dropped.Contains(true) ? new AftRecession(direction, moves, dropped) : null;
    }

    private static (double Sum, double Terms) Dot(double[] row, double[] mix)
    {
        var (sum, terms) = (0d, 0d);
        for (var j = 0; j < row.Length; j++)
        {
            sum += row[j] * mix[j];
            terms += Math.Abs(row[j] * mix[j]);
        }

        return (sum, terms);
    }
}
