using System.Runtime.CompilerServices;

namespace CrmKit.LifetimeValue;

// The rows of a table, or every so many of them, with what they add up to.
internal sealed class HistoryRows
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public HistoryRows(RecencyFrequencyTable table, int stride = 1)
    {
        Columns = stride == 1 ? table.Columns : table.Columns.Thinned(stride);
        var age = Columns.Age;
        foreach (var (x, customers) in Columns.Levels())
        {
            Purchases += x * customers;
        }

        for (var i = 0; i < age.Length; i++)
        {
            TotalAge += age[i] * Columns.CustomersAt(i);
            LargestAge = Math.Max(LargestAge, age[i]);
        }
    }

    public HistoryColumns Columns { get; }

    public int LargestX => Columns.Groups[^1].X;

    public double LargestAge { get; }

    public double Purchases { get; }

    public double TotalAge { get; }

    public double Total => Columns.Customers;

    // All times that occur, sorted; null where there are more than the limit.
    public double[]? DistinctTimes(int limit)
    {
        var distinct = new HashSet<double>();
        for (var i = 0; i < Columns.Count; i++)
        {
            distinct.Add(Columns.RecencyAt(i));
            distinct.Add(Columns.Age[i]);
            if (distinct.Count > limit)
            {
                return null;
            }
        }

        double[] times = [.. distinct];
        Array.Sort(times);
        return times;
    }
}
