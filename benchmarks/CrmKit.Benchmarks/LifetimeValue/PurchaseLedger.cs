using CrmKit.LifetimeValue;
using CrmKit.Numerics;
using NodaTime;

namespace CrmKit.Benchmarks;

/// <summary>The purchases of the cohort of <see cref="CohortColumns"/> in the order of a shop's ledger, day by day.</summary>
public sealed class PurchaseLedger
{
    private readonly int _lastDay;
    private readonly CustomerId[] _keys;
    private readonly LocalDate[] _dates;
    private readonly Money[] _money;

    private PurchaseLedger(int[] customer, int[] day, double[] amount, int lastDay)
    {
        (Customer, Day, Amount, _lastDay) = (customer, day, amount, lastDay);
        _keys = [.. Enumerable.Range(1, customer.Length == 0 ? 0 : customer.Max() + 1).Select(number => (CustomerId)number)];
        _dates = [.. Enumerable.Range(0, lastDay + 1).Select(number => new LocalDate(1997, 1, 1).PlusDays(number))];
        _money = [.. amount.Select(one => new Money(Math.Round((decimal)one, 2), Currency.Usd))];
    }

    /// <summary>Number of the customer.</summary>
    public int[] Customer { get; }

    /// <summary>Number of the day.</summary>
    public int[] Day { get; }

    /// <summary>Money spent.</summary>
    public double[] Amount { get; }

    /// <summary>Draws customers with all of their purchases.</summary>
    public static PurchaseLedger Draw(int customers, int weeks)
    {
        var byDay = new List<int>[weeks * 7];
        for (var day = 0; day < byDay.Length; day++)
        {
            byDay[day] = [];
        }

        var number = 0;
        foreach (var drawn in new PurchaseSimulator(CohortColumns.Purchases, CohortColumns.ArrivalDays, weeks * 7).Simulate(customers, seed: 1))
        {
            byDay[drawn.FirstDay].Add(number);
            foreach (var day in drawn.RepeatDays)
            {
                byDay[day].Add(number);
            }

            number++;
        }

        var random = new SeededRandom(2);
        return new PurchaseLedger(
            [.. byDay.SelectMany(list => list)],
            [.. byDay.SelectMany((list, day) => list.Select(_ => day))],
            [.. byDay.SelectMany(list => list).Select(_ => 10 * random.NextGamma(6))],
            byDay.Length - 1);
    }

    /// <summary>What the engine makes of them.</summary>
    public PurchaseColumns Summarise() => PurchaseColumns.From(Customer, Day, Amount, _lastDay);

    /// <summary>What the domain makes of the same purchases, known by the customers' keys and with exact money.</summary>
    public PurchaseSummaries SummariseExactly()
    {
        var builder = new PurchaseSummaryBuilder(_dates[_lastDay], Currency.Usd);
        for (var i = 0; i < Customer.Length; i++)
        {
            builder.Add(_keys[Customer[i]], _dates[Day[i]], _money[i]);
        }

        return builder.Build();
    }
}
