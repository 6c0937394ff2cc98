using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>Purchases of many customers summed up as columns, one value for each customer: for programs that hold numbers, and millions of purchases.</summary>
/// <remarks>
/// The rules are those of <see cref="PurchaseSummary"/>: purchases of one day are one, and money of the first day is no repeat spend. Returns, exact money and keys of text
/// are the business of <see cref="PurchaseSummaryBuilder"/>. Immutable and thread-safe.
/// </remarks>
public sealed class PurchaseColumns
{
    private readonly int[] _customer;
    private readonly int[] _x;
    private readonly int[] _recencyDays;
    private readonly int[] _ageDays;
    private readonly double[] _meanRepeatSpend;

    private PurchaseColumns(int customers) => (_customer, _x, _recencyDays, _ageDays, _meanRepeatSpend) =
        (new int[customers], new int[customers], new int[customers], new int[customers], new double[customers]);

    /// <summary>Number of customers with a purchase.</summary>
    public int Count => _customer.Length;

    /// <summary>The customers' numbers, rising.</summary>
    public ReadOnlySpan<int> Customer => _customer;

    /// <summary>x, days with a purchase after the first one.</summary>
    public ReadOnlySpan<int> X => _x;

    /// <summary>t_x in days, from the first purchase to the last.</summary>
    public ReadOnlySpan<int> RecencyDays => _recencyDays;

    /// <summary>T in days, from the first purchase to the end of observation.</summary>
    public ReadOnlySpan<int> AgeDays => _ageDays;

    /// <summary>Mean spend of a repeat purchase day; 0 without one.</summary>
    public ReadOnlySpan<double> MeanRepeatSpend => _meanRepeatSpend;

    /// <summary>Sums up purchases in any order; the same purchases give the same bytes.</summary>
    /// <remarks>O(n), and 32 bytes a purchase for the while.</remarks>
    /// <param name="customer">The customer's number, any.</param>
    /// <param name="day">The day's number, counted from any day.</param>
    /// <param name="amount">Money spent in one currency, 0 or more and finite.</param>
    /// <param name="until">Last day observed, inclusive; later purchases are left out.</param>
    /// <exception cref="ArgumentException">The lengths differ, or an amount is outside its range; the row is named.</exception>
    public static PurchaseColumns From(ReadOnlySpan<int> customer, ReadOnlySpan<int> day, ReadOnlySpan<double> amount, int until)
    {
        if (day.Length != customer.Length || amount.Length != customer.Length)
        {
            throw new ArgumentException($"The columns must have one length; customer has {customer.Length}, day {day.Length}, amount {amount.Length}.", nameof(customer));
        }

        // A purchase is one number, the customer first; with the sign turned round it orders as both do.
        var (keys, amounts) = (new ulong[customer.Length], new double[customer.Length]);
        var count = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            if (!(amount[i] >= 0 && amount[i] <= double.MaxValue))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i}: the amount is {amount[i]}; it must be 0 or more and finite."), nameof(amount));
            }

            if (day[i] <= until)
            {
                (keys[count], amounts[count]) = (((ulong)((uint)customer[i] ^ 0x80000000) << 32) | ((uint)day[i] ^ 0x80000000), amount[i]);
                count++;
            }
        }

        RadixSort.Sort(keys.AsSpan(0, count), amounts.AsSpan(0, count), new ulong[count], new double[count]);
        return Sum(keys.AsSpan(0, count), amounts.AsSpan(0, count), until);
    }

    /// <summary>The distinct histories, to fit a model to.</summary>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time unit is not above 0.</exception>
    public RecencyFrequencyTable ToTable(double daysPerTimeUnit = 7)
    {
        ModelDomain.Positive(daysPerTimeUnit, nameof(daysPerTimeUnit));
        return RecencyFrequencyTable.From(_x, Recency(daysPerTimeUnit), Age(daysPerTimeUnit), daysPerTimeUnit);
    }

    /// <summary>t_x in a time unit, to score with a model.</summary>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks.</param>
    public double[] Recency(double daysPerTimeUnit = 7) => In(_recencyDays, daysPerTimeUnit);

    /// <summary>T in a time unit, to score with a model.</summary>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks.</param>
    public double[] Age(double daysPerTimeUnit = 7) => In(_ageDays, daysPerTimeUnit);

    private static double[] In(int[] days, double daysPerTimeUnit)
    {
        var times = new double[days.Length];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = days[i] / daysPerTimeUnit;
        }

        return times;
    }

    private static PurchaseColumns Sum(ReadOnlySpan<ulong> keys, Span<double> amounts, int until)
    {
        var customers = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            customers += i == 0 || keys[i] >> 32 != keys[i - 1] >> 32 ? 1 : 0;
        }

        var columns = new PurchaseColumns(customers);
        for (int from = 0, row = 0; from < keys.Length; row++)
        {
            from = columns.Sum(row, keys, amounts, from, until);
        }

        return columns;
    }

    // One customer, from the first purchase on; returns where the next one begins.
    private int Sum(int row, ReadOnlySpan<ulong> keys, Span<double> amounts, int from, int until)
    {
        var (number, days, last, spend) = (keys[from] >> 32, 0, keys[from], 0d);
        var i = from;
        while (i < keys.Length && keys[i] >> 32 == number)
        {
            last = keys[i];
            var dayFrom = i;
            for (i++; i < keys.Length && keys[i] == last; i++)
            {
            }

            // Amounts of one day are added in order of size, so that their order in the data leaves no trace.
            var ofDay = amounts[dayFrom..i];
            ofDay.Sort();
            foreach (var one in ofDay)
            {
                spend += days > 0 ? one : 0;
            }

            days++;
        }

        var first = DayOf(keys[from]);
        (_customer[row], _x[row]) = ((int)((uint)number ^ 0x80000000), days - 1);
        (_recencyDays[row], _ageDays[row]) = (checked(DayOf(last) - first), checked(until - first));
        _meanRepeatSpend[row] = days > 1 ? spend / (days - 1) : 0;
        return i;
    }

    private static int DayOf(ulong key) => (int)((uint)key ^ 0x80000000);
}
