using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Purchases of a customer whose rate is Gamma(r, alpha), until a lifetime drawn apart from it ends.
internal static class LifetimeDraw
{
    public static IEnumerable<double> Times(SeededRandom random, double r, double alpha, Func<SeededRandom, double> lifetime, double age)
    {
        ArgumentNullException.ThrowIfNull(random);
        ModelDomain.NonNegative(age, nameof(age));
        return Draw(random, r, alpha, lifetime, age);
    }

    private static IEnumerable<double> Draw(SeededRandom random, double r, double alpha, Func<SeededRandom, double> lifetime, double age)
    {
        var rate = random.NextGamma(r) / alpha;
        var end = Math.Min(age, lifetime(random));
        for (var time = random.NextExponential() / rate; time <= end; time += random.NextExponential() / rate)
        {
            yield return time;
        }
    }
}
