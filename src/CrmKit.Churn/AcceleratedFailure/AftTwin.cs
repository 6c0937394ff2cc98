using CrmKit.Numerics;

namespace CrmKit.Churn;

// A column that the intercept and other columns give among the events: its regression on them, exact but for rounding. Centred at an event, and in units of the column's deviation.
internal sealed class AftTwin
{
    // Of the twin's own coefficient, at columns of a deviation of 1; what is smaller is rounding.
    private const double Absent = 1e-11;

    private readonly CovariateColumn[] _columns;
    private readonly int[] _places;
    private readonly double[] _centres;

    // One for each column, that of the twin itself first and 1 over its deviation; and what it takes to make an event's value 0.
    private readonly double[] _coefficients;
    private readonly double _intercept;

    private AftTwin(CovariateColumn[] columns, int[] places, double[] centres, double[] coefficients, double intercept) =>
        (_columns, _places, _centres, _coefficients, _intercept) = (columns, places, centres, coefficients, intercept);

    public static AftTwin? Of(int twin, CovariateColumn[] columns, RegressionDesign among, bool[] events, ReadOnlySpan<double> perScale)
    {
        int[] places = [twin, .. among.Kept];
        var first = Array.IndexOf(events, true);
        double[] centres = [.. places.Select(k => columns[k].Values[first])];
        var n = places.Length;

        // Two rounds: the second regresses what rounding left over by the first.
        var (intercept, coefficients) = (0d, new double[n]);
        coefficients[0] = perScale[twin];
        var result = new AftTwin([.. places.Select(k => columns[k])], places, centres, coefficients, intercept);
        for (var round = 0; round < 2; round++)
        {
            if (Regressed(result, among, events) is not { } fitted)
            {
                return null;
            }

            intercept -= fitted[0];
            for (var k = 1; k < n; k++)
            {
                intercept -= fitted[k] * centres[k];
                coefficients[k] -= fitted[k];
            }

            result = new AftTwin(result._columns, places, centres, coefficients, intercept);
        }

        for (var k = 1; k < n; k++)
        {
            coefficients[k] = Math.Abs(coefficients[k]) > Absent * perScale[places[k]] ? coefficients[k] : 0;
        }

        // At the event that all are centred at an exact relation has nothing left.
        return new AftTwin(result._columns, places, centres, coefficients, intercept: 0);
    }

    // The same where the columns have other places.
    public AftTwin At(ImmutableArray<int> places) => new(_columns, [.. _places.Select(k => places[k])], _centres, _coefficients, _intercept);

    // The difference of a record, the sum of its terms' sizes, and that of the values they were made of.
    public (double Difference, double Terms, double Size) Difference(int record)
    {
        var (sum, terms, size) = (_intercept, Math.Abs(_intercept), 0d);
        for (var k = 0; k < _columns.Length; k++)
        {
            var value = _columns[k].Values[record];
            var term = _coefficients[k] * (value - _centres[k]);
            sum += term;
            terms += Math.Abs(term);
            size += Math.Abs(_coefficients[k] * value);
        }

        return (sum, terms, size);
    }

    // Adds an amount of the difference to the coefficients of all columns, beginning with the intercept, and the sizes of what was added.
    public void AddTo(double amount, double[] direction, double[] terms)
    {
        Add(0, _intercept);
        for (var k = 0; k < _columns.Length; k++)
        {
            Add(_places[k] + 1, _coefficients[k]);
            Add(0, -_coefficients[k] * _centres[k]);
        }

        void Add(int place, double value)
        {
            direction[place] += amount * value;
            terms[place] += Math.Abs(amount * value);
        }
    }

    // The regression of the differences among the events on the columns of the design, as coefficients of the columns as they are.
    private static double[]? Regressed(AftTwin twin, RegressionDesign among, bool[] events)
    {
        var n = among.Count + 1;
        var (square, side, block, row) = (new double[n * n], new double[n], new double[n * AftBlock.Rows], new double[n]);
        for (var start = 0; start < events.Length; start += AftBlock.Rows)
        {
            var count = Math.Min(AftBlock.Rows, events.Length - start);
            among.Fill(start, count, block, AftBlock.Rows);
            for (var i = 0; i < count; i++)
            {
                if (events[start + i])
                {
                    row[0] = 1;
                    for (var k = 1; k < n; k++)
                    {
                        row[k] = block[((k - 1) * AftBlock.Rows) + i];
                    }

                    Add(row, twin.Difference(start + i).Difference);
                }
            }
        }

        if (Cholesky.TryFactor(square, n) is not { } factor)
        {
            return null;
        }

        factor.Solve(side);
        return among.ToOriginal(side);

        void Add(double[] values, double difference)
        {
            for (var j = 0; j < n; j++)
            {
                side[j] += values[j] * difference;
                for (var k = 0; k <= j; k++)
                {
                    square[(j * n) + k] += values[j] * values[k];
                }
            }
        }
    }
}
