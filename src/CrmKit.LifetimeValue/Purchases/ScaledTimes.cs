using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// ln(1 + t/alpha) and t/(alpha + t) of a column of times. Purchases are recorded by the day, so that a million rows hold a few hundred distinct times:
// the logarithms are taken once for each of those.
internal sealed class ScaledTimes
{
    private readonly double[] _distinct;
    private readonly int[] _index;
    private readonly (double Log, double Past)[] _scaled;

    public ScaledTimes(ReadOnlySpan<double> times)
    {
        var positions = new Dictionary<double, int>();
        _index = new int[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            if (!positions.TryGetValue(times[i], out var position))
            {
                position = positions.Count;
                positions.Add(times[i], position);
            }

            _index[i] = position;
        }

        _distinct = new double[positions.Count];
        foreach (var (time, position) in positions)
        {
            _distinct[position] = time;
        }

        _scaled = new (double, double)[_distinct.Length];
    }

    public (double Log, double Past) this[int row] => _scaled[_index[row]];

    public void ScaleBy(double alpha)
    {
        for (var i = 0; i < _distinct.Length; i++)
        {
            var time = _distinct[i];
            _scaled[i] = (SpecialFunctions.Log1p(time / alpha), time / (alpha + time));
        }
    }
}
