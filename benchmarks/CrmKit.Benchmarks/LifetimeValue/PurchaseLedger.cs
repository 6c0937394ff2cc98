using CrmKit.LifetimeValue;
using CrmKit.Numerics;

namespace CrmKit.Benchmarks;

/// <summary>The purchases of the cohort of <see cref="CohortColumns"/> in the order of a shop's ledger, day by day.</summary>
public sealed class PurchaseLedger
{
    private readonly int _lastDay;

    private PurchaseLedger(int[] customer, int[] day, double[] amount, int lastDay) => (Customer, Day, Amount, _lastDay) = (customer, day, amount, lastDay);

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
}
