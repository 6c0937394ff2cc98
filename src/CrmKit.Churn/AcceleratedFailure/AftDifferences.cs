namespace CrmKit.Churn;

// The columns that follow from the others among the events but not among all records: by how much each differs, record by record, from what the others make of it.
internal sealed class AftDifferences
{
    // Differences below this share of their terms are rounding, and so are those of a unit in the sixteenth digit of the values.
    private const double Rounding = 1e-9;
    private const double LastDigit = 4e-16;

    private readonly List<AftTwin> _twins;
    private readonly AftRows _rows;
    private readonly int _columns;

    private AftDifferences(List<AftTwin> twins, AftRows rows, int columns) => (_twins, _rows, _columns) = (twins, rows, columns);

    public int Count => _twins.Count;

    public static AftDifferences Of(AftRows rows, RegressionDesign design, IReadOnlyList<CovariateColumn> covariates, int maxThreads)
    {
        var count = rows.Records.Count;
        var events = new bool[count];
        var isEvent = rows.Records.IsEvent.Span;
        for (var i = 0; i < count; i++)
        {
            events[i] = isEvent[i] && rows.Counts(i);
        }

        CovariateColumn[] kept = [.. design.Kept.Select(k => covariates[k])];
        var among = RegressionDesign.Of(kept, count, events, maxThreads);
        var twins = new List<AftTwin>();
        for (var j = 0; j < kept.Length; j++)
        {
            if (!among.Kept.Contains(j) && AftTwin.Of(j, kept, among, events, design.PerScale) is { } twin && !Moves(twin, events))
            {
                twins.Add(twin.At(design.Kept));
            }
        }

        return new AftDifferences(twins, rows, covariates.Count);
    }

    // The differences of a censored record; the largest of them, 0 where the record is none or does not count.
    public double Read(int record, double[] row)
    {
        var largest = 0d;
        var isIn = _rows.Counts(record) && !_rows.Records.IsEvent.Span[record];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = isIn ? Settled(_twins[j], record) : 0;
            largest = Math.Max(largest, Math.Abs(row[j]));
        }

        return largest;
    }

    // A mixture of the differences as coefficients of the columns as they are, and which of these are more than rounding.
    public (double[] Direction, bool[] Moves) Direction(double[] mix, double still)
    {
        var direction = new double[_columns + 1];
        var terms = new double[_columns + 1];
        for (var j = 0; j < mix.Length; j++)
        {
            _twins[j].AddTo(mix[j], direction, terms);
        }

        bool[] moves = [.. direction.Select((value, k) => Math.Abs(value) > still * terms[k])];
        return ([.. direction.Select((value, k) => moves[k] ? value : 0)], moves);
    }

    private static double Settled(AftTwin twin, int record)
    {
        var (difference, terms, size) = twin.Difference(record);
        return Math.Abs(difference) > (Rounding * terms) + (LastDigit * size) ? difference : 0;
    }

    // A column that is not quite what the others make of it moves events.
    private static bool Moves(AftTwin twin, bool[] events)
    {
        for (var i = 0; i < events.Length; i++)
        {
            if (events[i] && Settled(twin, i) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
