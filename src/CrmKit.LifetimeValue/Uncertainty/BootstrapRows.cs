using System.Runtime.InteropServices;

namespace CrmKit.LifetimeValue;

// The customers of one replicate as columns.
internal sealed class BootstrapRows
{
    private readonly List<int> _x = [];
    private readonly List<double> _recency = [];
    private readonly List<double> _age = [];
    private readonly List<double> _sumLogGaps = [];
    private readonly SortedDictionary<double, long> _silent = [];
    private long _purchases;

    // False where there would be more purchases than allowed: the times of an extreme rate do not end.
    public bool TryAdd(IEnumerable<double> times, double age, long mostPurchases)
    {
        var (x, last, sumLogGaps) = (0, 0d, 0d);
        foreach (var time in times)
        {
            if (++_purchases > mostPurchases || x == int.MaxValue)
            {
                return false;
            }

            // Times so near to each other that they are one number still are two purchases.
            x++;
            sumLogGaps += Math.Log(Math.Max(time - last, double.Epsilon));
            last = time;
        }

        if (x == 0)
        {
            _silent[age] = _silent.GetValueOrDefault(age) + 1;
            return true;
        }

        _x.Add(x);
        _recency.Add(last);
        _age.Add(age);
        _sumLogGaps.Add(sumLogGaps);
        return true;
    }

    public RecencyFrequencyTable ToTable(double daysPerTimeUnit)
    {
        var bought = _x.Count;
        var customers = Enumerable.Repeat(1L, bought).Concat(_silent.Values).ToArray();
        _x.AddRange(Enumerable.Repeat(0, _silent.Count));
        _recency.AddRange(Enumerable.Repeat(0d, _silent.Count));
        _sumLogGaps.AddRange(Enumerable.Repeat(0d, _silent.Count));
        _age.AddRange(_silent.Keys);
        return RecencyFrequencyTable.FromCounted(
            CollectionsMarshal.AsSpan(_x),
            CollectionsMarshal.AsSpan(_recency),
            CollectionsMarshal.AsSpan(_age),
            customers,
            CollectionsMarshal.AsSpan(_sumLogGaps),
            daysPerTimeUnit);
    }
}
