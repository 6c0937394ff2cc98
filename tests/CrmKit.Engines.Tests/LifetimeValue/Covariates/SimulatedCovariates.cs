using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

// Customers of a known model: one binary and one continuous covariate of purchase, the binary one of dropout too.
internal static class SimulatedCovariates
{
    public static CovariateTable Draw(Func<double, double, IPurchaseModel> modelFor, int customers, ulong seed, bool withDropout = true)
    {
        var random = new SeededRandom(seed);
        var (histories, binary, continuous) = (new PurchaseHistory[customers], new double[customers], new double[customers]);
        for (var i = 0; i < customers; i++)
        {
            // Rounded, so that equal customers come together.
            (binary[i], continuous[i]) = (random.NextBelow(2), Math.Round(random.NextNormal(), 1));
            var age = 60 + (20 * random.NextUniform());
            histories[i] = PurchaseHistory.Of(modelFor(binary[i], continuous[i]).Draw(random, age), age);
        }

        CovariateColumn[] purchase = [new("binary", binary), new("continuous", continuous)];
        return CovariateTable.From(histories, purchase, withDropout ? [new("binary", binary)] : []);
    }
}
