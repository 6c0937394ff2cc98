using CrmKit.LifetimeValue;
using CrmKit.Numerics;
using NodaTime;

namespace CrmKit.Benchmarks;

// Customers drawn at the CDNOW parameters: 12 weeks of arrivals, 39 weeks observed, day resolution.
internal sealed class Cohort
{
    public static readonly BgNbdModel Purchases = new(.242594522430, 4.41360201901, .792922017226, 2.42590677683);
    public static readonly GammaGammaModel Spend = new(6.24957227132, 3.74422466713, 15.4435209626);
    private static readonly LocalDate Start = new(1997, 1, 1);

    public Cohort(int customers)
    {
        Until = Start.PlusDays((39 * 7) - 1);
        var random = new SeededRandom(2);
        var orders = new List<(CustomerId, LocalDate, Money)>();
        var number = 0;
        foreach (var customer in new PurchaseSimulator(Purchases, 12 * 7, 39 * 7).Simulate(customers, seed: 1))
        {
            CustomerId id = ++number;
            var rate = random.NextGamma(Spend.Q) / Spend.Gamma;
            Add(customer.FirstDay);
            foreach (var day in customer.RepeatDays)
            {
                Add(day);
            }

            void Add(int day) =>
                orders.Add((id, Start.PlusDays(day), new Money(Math.Round((decimal)(random.NextGamma(Spend.P) / rate), 2) + 0.01m, Currency.Usd)));
        }

        Orders = orders;
    }

    public LocalDate Until { get; }

    public IReadOnlyList<(CustomerId Customer, LocalDate Day, Money Amount)> Orders { get; }

    public PurchaseSummaries Summarise()
    {
        var builder = new PurchaseSummaryBuilder(Until, Currency.Usd);
        foreach (var (customer, day, amount) in Orders)
        {
            builder.Add(customer, day, amount);
        }

        return builder.Build();
    }
}
