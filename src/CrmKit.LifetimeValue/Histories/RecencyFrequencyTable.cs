using System.Runtime.CompilerServices;

namespace CrmKit.LifetimeValue;

/// <summary>Histories of many customers as columns: x, t_x, T and how many customers share them.</summary>
/// <remarks>
/// Validated, merged and sorted by x, t_x, T, so that equal customers give equal tables in whatever order they came. Immutable and thread-safe.
/// Memory: 8 bytes a distinct history, 8 more where x is above 0, and 8 for the number of customers unless all are 1. <see cref="X"/>, <see cref="Recency"/> and
/// <see cref="CustomersPerRow"/> are laid out as whole columns when they are first asked for, and kept; a fit asks for none of them.
/// </remarks>
public sealed class RecencyFrequencyTable
{
    private int[]? _x;
    private double[]? _recency;
    private long[]? _customers;

    private RecencyFrequencyTable(HistoryColumns columns, double? sumLogGaps, double daysPerTimeUnit) =>
        (Columns, SumLogGaps, DaysPerTimeUnit) = (columns, sumLogGaps, daysPerTimeUnit);

    /// <summary>Number of distinct histories.</summary>
    public int Count => Columns.Count;

    /// <summary>Number of customers.</summary>
    public long Customers => Columns.Customers;

    /// <summary>Days in the time unit of <see cref="Recency"/> and <see cref="Age"/>.</summary>
    public double DaysPerTimeUnit { get; }

    /// <summary>Sum over all customers and their gaps between purchases of ln(gap), which models with regular gaps need; <c>null</c> where it was not given.</summary>
    /// <remarks>It enters a likelihood as one number, so that no history is told apart by it.</remarks>
    public double? SumLogGaps { get; }

    /// <summary>x, repeat purchases, for each history.</summary>
    public ReadOnlySpan<int> X => _x ??= Columns.ToX();

    /// <summary>t_x, time from the first purchase to the last, for each history.</summary>
    public ReadOnlySpan<double> Recency => _recency ??= Columns.ToRecency();

    /// <summary>T, time from the first purchase to the end of observation, for each history.</summary>
    public ReadOnlySpan<double> Age => Columns.Age;

    /// <summary>How many customers have each history.</summary>
    public ReadOnlySpan<long> CustomersPerRow => _customers ??= Columns.ToCustomers();

    internal HistoryColumns Columns { get; }

    // The first row, as given, whose age is outside of what models are fitted to.
    internal (int Row, double Age)? FarthestRow { get; private init; }

    /// <summary>Takes the histories that a cube has counted.</summary>
    /// <remarks>O(n log n) in the cells of the cube.</remarks>
    /// <param name="cube">The cube.</param>
    /// <param name="daysPerTimeUnit">Days in a time unit, 1e-40 to 1e40; 7 for weeks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time unit is outside its range.</exception>
    public static RecencyFrequencyTable From(PurchaseSummaryCube cube, double daysPerTimeUnit = 7)
    {
        ArgumentNullException.ThrowIfNull(cube);
        if (!(daysPerTimeUnit is >= 1e-40 and <= 1e40))
        {
            throw new ArgumentOutOfRangeException(nameof(daysPerTimeUnit), daysPerTimeUnit, "The value must be 1e-40 to 1e40.");
        }

        var cells = cube.Cells();
        var writer = new HistoryWriter(cells.Length, cells.Count(pair => pair.Key.RepeatPurchases == 0), isCounted: true);
        foreach (var (cell, count) in cells)
        {
            writer.Add(cell.RepeatPurchases, cell.RecencyDays / daysPerTimeUnit, cell.AgeDays / daysPerTimeUnit, count);
        }

        var repeats = cells.Sum(pair => (double)pair.Key.RepeatPurchases * pair.Value);
        return new RecencyFrequencyTable(writer.ToColumns(), cube.SumLogGapDays - (repeats * Math.Log(daysPerTimeUnit)), daysPerTimeUnit);
    }

    /// <summary>Takes one history per customer, in any order.</summary>
    /// <remarks>O(n), and 8 bytes a row for the while where times repeat, as days do; nothing beside the table where they do not.</remarks>
    /// <param name="x">Repeat purchases, 0 or more.</param>
    /// <param name="recency">t_x, 0 to T, and 0 where x = 0, in the unit of <paramref name="age"/>.</param>
    /// <param name="age">T, 0 or more; a table with one that is neither 0 nor 1e-50 to 1e50 cannot be fitted.</param>
    /// <param name="daysPerTimeUnit">Days in the time unit, above 0; 7 for weeks. It is passed on to the model.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a row is no possible history; row and range are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time unit is not above 0.</exception>
    public static RecencyFrequencyTable From(
        ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age, double daysPerTimeUnit = 7) =>
        Of(x, recency, age, customersPerRow: default, sumLogGaps: null, daysPerTimeUnit);

    /// <summary>Takes one history per customer, in any order, with what models of regular gaps need.</summary>
    /// <remarks>O(n log n).</remarks>
    /// <param name="x">Repeat purchases, 0 or more.</param>
    /// <param name="recency">t_x, 0 to T, and 0 where x = 0, in the unit of <paramref name="age"/>.</param>
    /// <param name="age">T, 0 or more; a table with one that is neither 0 nor 1e-50 to 1e50 cannot be fitted.</param>
    /// <param name="sumLogGaps">Sum of ln(gap) over a customer's gaps between purchases, in the same unit, finite; not looked at where x = 0.</param>
    /// <param name="daysPerTimeUnit">Days in the time unit, above 0; 7 for weeks. It is passed on to the model.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a row is no possible history; row and range are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time unit is not above 0.</exception>
    public static RecencyFrequencyTable From(
        ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age, ReadOnlySpan<double> sumLogGaps, double daysPerTimeUnit = 7)
    {
        if (sumLogGaps.Length != x.Length)
        {
            throw new ArgumentException($"The columns must have one length; x has {x.Length}, sumLogGaps {sumLogGaps.Length}.", nameof(sumLogGaps));
        }

        return Of(x, recency, age, customersPerRow: default, Total(x, customersPerRow: default, sumLogGaps), daysPerTimeUnit);
    }

    /// <summary>Takes histories in any order, each of so many customers.</summary>
    /// <remarks>O(n log n).</remarks>
    /// <param name="x">Repeat purchases, 0 or more.</param>
    /// <param name="recency">t_x, 0 to T, and 0 where x = 0, in the unit of <paramref name="age"/>.</param>
    /// <param name="age">T, 0 or more; a table with one that is neither 0 nor 1e-50 to 1e50 cannot be fitted.</param>
    /// <param name="customersPerRow">Customers of each row, 0 or more.</param>
    /// <param name="sumLogGaps">Sum of ln(gap) over the gaps of one customer of the row, as in the other form; empty where no model needs it.</param>
    /// <param name="daysPerTimeUnit">Days in the time unit, above 0; 7 for weeks. It is passed on to the model.</param>
    /// <exception cref="ArgumentException">The lengths differ, a number of customers is below 0, there are more than 2^53 customers, or a row is no possible history; row and range are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time unit is not above 0.</exception>
    public static RecencyFrequencyTable FromCounted(
        ReadOnlySpan<int> x,
        ReadOnlySpan<double> recency,
        ReadOnlySpan<double> age,
        ReadOnlySpan<long> customersPerRow,
        ReadOnlySpan<double> sumLogGaps = default,
        double daysPerTimeUnit = 7)
    {
        if (customersPerRow.Length != x.Length)
        {
            throw new ArgumentException($"The columns must have one length; x has {x.Length}, customersPerRow {customersPerRow.Length}.", nameof(customersPerRow));
        }

        if (!sumLogGaps.IsEmpty && sumLogGaps.Length != x.Length)
        {
            throw new ArgumentException($"The columns must have one length; x has {x.Length}, sumLogGaps {sumLogGaps.Length}.", nameof(sumLogGaps));
        }

        long customers = 0;
        for (var i = 0; i < customersPerRow.Length; i++)
        {
            if (customersPerRow[i] > ModelDomain.MostCustomers - customers)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Row {i}: with its {customersPerRow[i]} customers there are more than {ModelDomain.MostCustomers}."), nameof(customersPerRow));
            }

            customers += customersPerRow[i];
            if (customersPerRow[i] < 0)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Row {i}: the number of customers is {customersPerRow[i]}; it must be 0 or more."), nameof(customersPerRow));
            }
        }

        return Of(x, recency, age, customersPerRow, sumLogGaps.IsEmpty ? null : Total(x, customersPerRow, sumLogGaps), daysPerTimeUnit);
    }

    /// <summary>Takes one history per customer, in any order.</summary>
    /// <remarks>O(n log n).</remarks>
    /// <param name="histories">The histories, with the sum of the logarithms of gaps.</param>
    /// <param name="daysPerTimeUnit">Days in the time unit, above 0; 7 for weeks. It is passed on to the model.</param>
    /// <exception cref="ArgumentException">A row is no possible history; row and range are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time unit is not above 0.</exception>
    public static RecencyFrequencyTable From(IReadOnlyCollection<PurchaseHistory> histories, double daysPerTimeUnit = 7)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return From(
            histories.Select(history => history.X).ToArray(),
            histories.Select(history => history.Recency).ToArray(),
            histories.Select(history => history.Age).ToArray(),
            histories.Select(history => history.SumLogGaps).ToArray(),
            daysPerTimeUnit);
    }

    /// <summary>One of the distinct histories, without the logarithms of its gaps, which are known of all customers together alone.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    public PurchaseHistory History(int row) => new(Columns.XAt(row), Columns.RecencyAt(row), Columns.Age[row]);

    // Every so many of the rows: what chooses between the starts of a search.
    internal RecencyFrequencyTable Thinned(int stride) => new(Columns.Thinned(stride), SumLogGaps, DaysPerTimeUnit);

    // Sorted, so that the sum does not depend on the order of the customers.
    private static double Total(ReadOnlySpan<int> x, ReadOnlySpan<long> customersPerRow, ReadOnlySpan<double> sumLogGaps)
    {
        var terms = new List<double>();
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] <= 0)
            {
                continue;
            }

            terms.Add(double.IsFinite(sumLogGaps[i])
                ? sumLogGaps[i] * (customersPerRow.IsEmpty ? 1 : customersPerRow[i])
                : throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Row {i}: the sum of the logarithms of gaps is {sumLogGaps[i]}; it must be finite."), nameof(sumLogGaps)));
        }

        terms.Sort();
        return terms.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static RecencyFrequencyTable Of(
        ReadOnlySpan<int> x,
        ReadOnlySpan<double> recency,
        ReadOnlySpan<double> age,
        ReadOnlySpan<long> customersPerRow,
        double? sumLogGaps,
        double daysPerTimeUnit)
    {
        ModelDomain.Positive(daysPerTimeUnit, nameof(daysPerTimeUnit));
        if (recency.Length != x.Length || age.Length != x.Length)
        {
            throw new ArgumentException($"The columns must have one length; x has {x.Length}, recency {recency.Length}, age {age.Length}.", nameof(x));
        }

        var isBeyond = false;
        for (var i = 0; i < x.Length; i++)
        {
            // Written without branches, for it is true of every row but those of a broken file.
            var isHistory = x[i] >= 0 & age[i] >= 0 & age[i] <= double.MaxValue & recency[i] >= 0 & recency[i] <= age[i] & (x[i] != 0 | recency[i] == 0);
            if (!isHistory)
            {
                Refuse(i, x[i], recency[i], age[i]);
            }

            isBeyond |= (age[i] < ModelDomain.ShortestTime & age[i] != 0) | age[i] > ModelDomain.LongestTime;
        }

        return new RecencyFrequencyTable(DistinctHistories.Of(x, recency, age, customersPerRow), sumLogGaps, daysPerTimeUnit)
        {
            FarthestRow = isBeyond ? Farthest(age) : null,
        };
    }

    private static (int Row, double Age) Farthest(ReadOnlySpan<double> age)
    {
        var row = 0;
        while (age[row] is 0 or (>= ModelDomain.ShortestTime and <= ModelDomain.LongestTime))
        {
            row++;
        }

        return (row, age[row]);
    }

    private static void Refuse(int row, int x, double recency, double age)
    {
        if (x < 0)
        {
            throw Refused(nameof(x), $"x is {x}; it must be 0 or more.");
        }

        if (!(age >= 0) || double.IsPositiveInfinity(age))
        {
            throw Refused(nameof(age), $"the age is {age}; it must be 0 or more and finite.");
        }

        if (!(recency >= 0 && recency <= age))
        {
            throw Refused(nameof(recency), $"the recency is {recency}; it must be 0 to the age, {age}.");
        }

        if (x == 0 && recency != 0)
        {
            throw Refused(nameof(recency), $"the recency is {recency}; it must be 0 where x is 0.");
        }

        ArgumentException Refused(string column, FormattableString why) =>
            new(string.Create(CultureInfo.InvariantCulture, $"Row {row}: ") + why.ToString(CultureInfo.InvariantCulture), column);
    }
}
