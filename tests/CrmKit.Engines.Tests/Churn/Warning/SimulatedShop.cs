using CrmKit.Numerics;

namespace CrmKit.Churn.Tests;

/// <summary>Tables in which it is known what makes customers leave.</summary>
internal static class SimulatedShop
{
    public static readonly Feature Cause = Named("cause");

    public static readonly Feature Noise = Named("noise");

    public static readonly LocalDate Start = new(2024, 1, 1);

    public static Feature Named(string name) => new(name, static _ => null);

    /// <summary>Quarters of customers of whom a cause, a noise and a share of unknown causes are seen; log-odds of leaving = base + slope cause (+ unknown where it is not seen).</summary>
    public static FeatureTable Draw(ulong seed, int customers, int quarters = 4, double start = -1, double slope = 1, double unknownShare = 0, double unknown = 0)
    {
        var random = new SeededRandom(seed);
        var builder = new FeatureTableBuilder([Cause, Noise], horizonDays: 90);
        for (var quarter = 0; quarter < quarters; quarter++)
        {
            for (var i = 0; i < customers; i++)
            {
                var (cause, noise) = (random.NextNormal(), random.NextNormal());
                var isUnknown = random.NextUniform() < unknownShare;
                var left = random.NextUniform() < SpecialFunctions.Logistic(start + (isUnknown ? unknown : slope * cause));
                builder.Add(Customer(i), Start.PlusDays(91 * quarter), [isUnknown ? double.NaN : cause, noise], left);
            }
        }

        return builder.Build();
    }

    public static CustomerId Customer(int i) => i.ToString(CultureInfo.InvariantCulture);

    public static FeatureTable Of(ImmutableArray<Feature> features, IEnumerable<(int Customer, int Day, double[] Values, bool? Left)> rows)
    {
        var builder = new FeatureTableBuilder(features);
        foreach (var (customer, day, values, left) in rows)
        {
            builder.Add(Customer(customer), Start.PlusDays(day), values, left);
        }

        return builder.Build();
    }
}
