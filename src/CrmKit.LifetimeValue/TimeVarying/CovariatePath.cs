namespace CrmKit.LifetimeValue;

/// <summary>Covariates that change at known times: a season, a campaign, a price. Steps on a clock that all customers share.</summary>
/// <remarks>Each row holds from its time until that of the next one; the first one holds before its time too, and the last one for ever. Immutable and thread-safe.</remarks>
public sealed class CovariatePath
{
    // Days as fractions of weeks add up to a step's time only to rounding; a moment just before a step belongs to it.
    private const double SameTime = 1e-9;

    private readonly double[] _from;
    private readonly double[][] _rows;

    private CovariatePath(ImmutableArray<string> names, double[] from, double[][] rows) => (Names, _from, _rows) = (names, from, rows);

    /// <summary>Names of the covariates.</summary>
    public ImmutableArray<string> Names { get; }

    internal IReadOnlyList<double[]> Rows => _rows;

    internal ReadOnlySpan<double> From => _from;

    /// <summary>Covariates that never change.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="values">One finite value for each.</param>
    /// <exception cref="ArgumentException">The lengths differ, a name is empty or comes twice, or a value is not finite.</exception>
    public static CovariatePath Constant(IReadOnlyList<string> names, IReadOnlyList<double> values) => Steps(names, [0], [values]);

    /// <summary>Covariates that change in steps.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="from">The times from which the rows hold, rising, in time units since the origin of the clock; one or more.</param>
    /// <param name="rows">A row of finite values for each time, one value for each name.</param>
    /// <exception cref="ArgumentException">The lengths differ, a name is empty or comes twice, the times do not rise, or a number is not finite.</exception>
    public static CovariatePath Steps(IReadOnlyList<string> names, IReadOnlyList<double> from, IReadOnlyList<IReadOnlyList<double>> rows)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(rows);
        if (names.Any(string.IsNullOrEmpty) || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            throw new ArgumentException("A covariate needs a name of its own.", nameof(names));
        }

        if (from.Count == 0 || from.Count != rows.Count)
        {
            throw new ArgumentException($"There must be a row for each time, one or more; there are {from.Count} times and {rows.Count} rows.", nameof(rows));
        }

        for (var i = 0; i < from.Count; i++)
        {
            if (!double.IsFinite(from[i]) || (i > 0 && !(from[i] > from[i - 1])))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i}: the time is {from[i]}; it must be finite and after the one before."), nameof(from));
            }

            if (rows[i].Count != names.Count || !rows[i].All(double.IsFinite))
            {
                throw new ArgumentException($"Row {i}: there must be {names.Count} finite values.", nameof(rows));
            }
        }

        return Merged([.. names], [.. from], [.. rows.Select(row => row.ToArray())]);
    }

    /// <summary>The covariates of two paths beside each other.</summary>
    /// <param name="other">The other path, of other names.</param>
    /// <exception cref="ArgumentException">A name comes in both.</exception>
    public CovariatePath Join(CovariatePath other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Names.Intersect(other.Names, StringComparer.Ordinal).Any())
        {
            throw new ArgumentException("A covariate needs a name of its own.", nameof(other));
        }

        double[] from = [.. _from.Union(other._from).Order()];
        return Merged([.. Names, .. other.Names], from, [.. from.Select(time => (double[])[.. _rows[RowAt(time)], .. other._rows[other.RowAt(time)]])]);
    }

    // The row that holds at a time.
    internal int RowAt(double time)
    {
        var at = Array.BinarySearch(_from, time + SameTime);
        return at >= 0 ? at : Math.Max(0, ~at - 1);
    }

    internal bool IsConstant(int column) => _rows.All(row => row[column] == _rows[0][column]);

    // Equal rows after each other are one.
    private static CovariatePath Merged(ImmutableArray<string> names, double[] from, double[][] rows)
    {
        var kept = Enumerable.Range(0, from.Length).Where(i => i == 0 || !rows[i].AsSpan().SequenceEqual(rows[i - 1])).ToArray();
        return new CovariatePath(names, [.. kept.Select(i => from[i])], [.. kept.Select(i => rows[i])]);
    }
}
