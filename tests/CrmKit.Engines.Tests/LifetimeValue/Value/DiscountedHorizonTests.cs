using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

// Present values of a horizon on random rows, against one slow rule over the expected purchases: by parts, e^(-d h) E(h) plus the integral of d e^(-d t) E(t).
public sealed class DiscountedHorizonTests
{
    private const double Weekly = 0.0026876;

    public static TheoryData<string> Models => [.. ModelCatalog.PurchaseModels, "pareto-nbd-correlated"];

    [Theory, MemberData(nameof(Models))]
    public void Random_rows_are_the_slow_integral(string name)
    {
        // An expectation of regular gaps is dear.
        var rows = RandomRows.Share(name.Contains("cnbd", StringComparison.Ordinal) ? 250 : 50);
        var random = new SeededRandom(20261122);
        var failures = new List<string>();
        for (var row = 0; row < rows; row++)
        {
            var model = Draw(name, random);
            var x = random.NextBelow(3) switch { 0 => 0, 1 => 1 + random.NextBelow(10), _ => random.NextBelow(3001) };
            var age = Magnitude(random, -1, 2.5);
            var history = new PurchaseHistory(x, x == 0 ? 0 : age * random.NextUniform(), age);
            var horizon = 52 * Math.Pow(10, random.NextBelow(4));
            var rate = random.NextBelow(3) switch { 0 => Magnitude(random, -4, 0), _ => Weekly };
            var (expected, actual) = (Slow(model, history, rate, horizon), model.DiscountedPurchases(history, rate, horizon));

            // A number below the normal range has fewer digits than a double otherwise has.
            if (!(Math.Abs(actual - expected) <= 1e-9 * expected) && expected > 1e-290)
            {
                failures.Add(FormattableString.Invariant(
                    $"{string.Join(' ', model.Parameters.Select(one => $"{one.Name} {one.Value:R}"))} x {x} t_x {history.Recency:R} T {age:R} rate {rate:R} horizon {horizon}: {actual:R}, slow {expected:R}"));
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {rows}\n" + string.Join('\n', failures.Take(10)));
    }

    // The customer who buys and leaves long before the first node of any rule over the whole horizon.
    [Fact]
    public void Purchases_of_the_first_moments_are_discounted_over_a_horizon_of_a_century()
    {
        var fast = new GammaGompertzNbdModel(1, 10, 2, 5, 1);
        var year = fast.DiscountedPurchases(default, Weekly, 520);
        Assert.Equal(1, fast.DiscountedPurchases(default, Weekly, 5200) / year, 1e-9);
        Assert.True(year < fast.ExpectedPurchases(520) * (1 - 1e-4));

        var rate = SpecialFunctions.Log1p(.15) / 52;
        Assert.Equal(2.630983, new BgNbdModel(1, .1, 20, 1).DiscountedPurchases(new PurchaseHistory(50, 1, 1), rate, 5200), 1e-6);
        Assert.Equal(.00526237, new ParetoNbdModel(1, 10, 20, 1).DiscountedPurchases(default, rate, 5200), 1e-8);

        // By quadrature of 30 digits.
        Assert.Equal(8.79291352470722, new GammaGompertzNbdModel(.4175, 14.72, .8438, 2.333, 7.066).DiscountedPurchases(new PurchaseHistory(270, .8666, 1.0748), rate, 5200), 1e-8);
    }

    // The smaller of horizon and lifetime: never more than without a discount, never more than for good.
    [Theory, MemberData(nameof(Models))]
    public void Present_value_is_below_both_its_bounds(string name)
    {
        var random = new SeededRandom(7);
        for (var row = 0; row < 50; row++)
        {
            var model = Draw(name, random);
            PurchaseHistory history = new(row, row == 0 ? 0 : 3, 4);
            foreach (var horizon in new[] { 1e-6, 1, 52, 52_000 })
            {
                var value = model.DiscountedPurchases(history, Weekly, horizon);
                Assert.InRange(value, 0, model.ExpectedPurchases(history, horizon) * (1 + 1e-11));
                Assert.True(value <= model.DiscountedPurchases(history, Weekly) * (1 + 1e-9));
            }
        }
    }

    [Theory, MemberData(nameof(Models))]
    public void Horizons_and_rates_are_checked(string name)
    {
        var model = Draw(name, new SeededRandom(1));
        Assert.Throws<ArgumentOutOfRangeException>("horizon", () => model.DiscountedPurchases(default, .1, -1));
        Assert.Throws<ArgumentOutOfRangeException>("horizon", () => model.DiscountedPurchases(default, .1, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("discountRate", () => model.DiscountedPurchases(default, 0, 1));
        Assert.Equal(0, model.DiscountedPurchases(default, .1, 0));
    }

    private static double Slow(IPurchaseModel model, PurchaseHistory history, double rate, double horizon)
    {
        var integral = DoubleExponential.Integrate(Math.Min(horizon, 60 / rate), t => Math.Log(rate) - (rate * t) + Math.Log(model.ExpectedPurchases(history, t)), 160);
        return integral + (Math.Exp(-rate * horizon) * model.ExpectedPurchases(history, horizon));
    }

    private static IPurchaseModel Draw(string name, SeededRandom random) => name == "pareto-nbd-correlated"
        ? CorrelatedParetoNbdModel.OfShare(Any(random), Any(random), Any(random), Any(random), (2 * random.NextUniform()) - 1)
        : (IPurchaseModel)ModelCatalog.Create(name, ModelCatalog.Parameters(name).Select(parameter => new ModelParameter(parameter, parameter == "k" ? 2 + random.NextBelow(11) : Any(random))));

    private static double Any(SeededRandom random) => Magnitude(random, Math.Log10(.05), Math.Log10(50));

    private static double Magnitude(SeededRandom random, double low, double high) => Math.Pow(10, low + ((high - low) * random.NextUniform()));
}
