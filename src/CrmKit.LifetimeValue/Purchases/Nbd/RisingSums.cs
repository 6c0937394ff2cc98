using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// sum over customers of ln Gamma(r + x)/Gamma(r) = sum over k < x of ln(r + k), with its derivatives in ln r: k runs through segments between the distinct x, in each of
// which the number of customers with x > k is constant. Long segments are summed by gamma functions, so that a customer with a billion purchases costs nothing.
internal sealed class RisingSums
{
    private const int PlainLength = 512;

    private readonly List<(int From, int To, double Customers)> _segments = [];

    public RisingSums(HistoryColumns rows)
    {
        var levels = rows.Levels();
        double beyond = 0;
        for (var level = levels.Length - 1; level >= 0 && levels[level].X > 0; level--)
        {
            beyond += levels[level].Customers;
            _segments.Add((level > 0 ? levels[level - 1].X : 0, levels[level].X, beyond));
        }

        _segments.Reverse();
    }

    public (double Value, double First, double Second) At(double r)
    {
        double value = 0, first = 0, second = 0;
        foreach (var (from, to, customers) in _segments)
        {
            var plain = Math.Min(to, from + PlainLength);
            for (var k = from; k < plain; k++)
            {
                var rate = r + k;
                value += customers * Math.Log(rate);
                first += customers * (r / rate);
                second += customers * (r / rate) * (k / rate);
            }

            if (plain < to)
            {
                var start = r + plain;
                var end = start + (to - plain);
                var inverses = SpecialFunctions.Digamma(end) - SpecialFunctions.Digamma(start);
                value += customers * SpecialFunctions.LogRisingOver(start, to - plain, 1);
                first += customers * r * inverses;
                second += customers * ((r * inverses) - (r * r * (SpecialFunctions.Trigamma(start) - SpecialFunctions.Trigamma(end))));
            }
        }

        return (value, first, second);
    }
}
