using CrmKit.LifetimeValue;
using CrmKit.Numerics;

namespace CrmKit.Benchmarks;

/// <summary>Customers drawn from Pareto/NBD and Gamma-Gamma at the CDNOW parameters as columns of one value per customer: 12 weeks of arrivals, times in weeks.</summary>
public sealed class CohortColumns
{
    internal const int ArrivalDays = 12 * 7;
    internal static readonly ParetoNbdModel Purchases = new(.553277046853, 10.5776834633, .606239989128, 11.6687352889);
    private static readonly GammaGammaModel SpendModel = new(6.24957227132, 3.74422466713, 15.4435209626);

    private CohortColumns(int customers) =>
        (X, Recency, Age, Spend) = (new int[customers], new double[customers], new double[customers], new double[customers]);

    /// <summary>x, repeat purchases.</summary>
    public int[] X { get; }

    /// <summary>t_x in weeks.</summary>
    public double[] Recency { get; }

    /// <summary>T in weeks.</summary>
    public double[] Age { get; }

    /// <summary>Mean spend of a repeat purchase.</summary>
    public double[] Spend { get; }

    /// <summary>Purchases are known by the day, so that customers share their histories.</summary>
    public static CohortColumns ByDay(int customers, int weeks)
    {
        var columns = new CohortColumns(customers);
        var simulator = new PurchaseSimulator(Purchases, ArrivalDays, weeks * 7);
        var row = 0;
        foreach (var customer in simulator.Simulate(customers, seed: 1))
        {
            var days = customer.RepeatDays;
            columns.X[row] = days.Length;
            columns.Recency[row] = days.IsEmpty ? 0 : (days[^1] - customer.FirstDay) / 7d;
            columns.Age[row++] = ((weeks * 7) - 1 - customer.FirstDay) / 7d;
        }

        columns.DrawSpend();
        return columns;
    }

    /// <summary>Times are known exactly, so that no two customers share a history.</summary>
    public static CohortColumns Continuous(int customers, int weeks)
    {
        var columns = new CohortColumns(customers);
        var random = new SeededRandom(1);
        for (var row = 0; row < customers; row++)
        {
            columns.Age[row] = weeks - (random.NextUniform() * ArrivalDays / 7);
            foreach (var time in Purchases.Draw(random, columns.Age[row]))
            {
                columns.X[row]++;
                columns.Recency[row] = time;
            }
        }

        return columns;
    }

    private void DrawSpend()
    {
        var random = new SeededRandom(2);
        for (var row = 0; row < X.Length; row++)
        {
            var rate = random.NextGamma(SpendModel.Q) / SpendModel.Gamma;
            Spend[row] = X[row] == 0 ? 0 : random.NextGamma(SpendModel.P * X[row]) / rate / X[row];
        }
    }
}
