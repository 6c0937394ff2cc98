using System.Runtime.CompilerServices;

namespace CrmKit.LifetimeValue;

// The rows of a table, or every so many of them, as columns with their groups of equal x.
internal sealed class HistoryRows
{
    private readonly int[] _x;
    private readonly double[] _recency;
    private readonly double[] _age;
    private readonly double[] _customers;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public HistoryRows(RecencyFrequencyTable table, int stride = 1)
    {
        var count = (table.Count + stride - 1) / stride;
        (_x, _recency, _age, _customers) = (new int[count], new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var row = i * stride;
            (_x[i], _recency[i], _age[i], _customers[i]) = (table.X[row], table.Recency[row], table.Age[row], table.CustomersPerRow[row]);
            Purchases += _x[i] * _customers[i];
            TotalAge += _age[i] * _customers[i];
            Total += _customers[i];
            LargestAge = Math.Max(LargestAge, _age[i]);
        }
    }

    public ReadOnlySpan<int> X => _x;

    public ReadOnlySpan<double> Recency => _recency;

    public ReadOnlySpan<double> Age => _age;

    public ReadOnlySpan<double> Customers => _customers;

    public int LargestX => _x[^1];

    public double LargestAge { get; }

    public double Purchases { get; }

    public double TotalAge { get; }

    public double Total { get; }

    // All times that occur, sorted; null where there are more than the limit.
    public double[]? DistinctTimes(int limit)
    {
        var distinct = new HashSet<double>();
        for (var i = 0; i < _x.Length; i++)
        {
            distinct.Add(_recency[i]);
            distinct.Add(_age[i]);
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
