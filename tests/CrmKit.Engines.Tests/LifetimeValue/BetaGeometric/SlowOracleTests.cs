using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

// Random rows over the whole range that the models promise, against brute force; see RandomRows for their number.
public sealed class SlowOracleTests
{
    private const double Tolerance = 1e-11;

    private static int Rows => RandomRows.Count;

    [Fact]
    public void Random_rows_agree_with_brute_force()
    {
        var random = new SeededRandom(20261122);
        var failures = new List<string>();
        var (summed, integrated, discounted) = (0, 0, 0);
        for (var i = 0; i < Rows; i++)
        {
            var row = Row.Draw(random);
            var alive = row.Model.ProbabilityAlive(row.History);
            if (alive < 1e-300)
            {
                // What is left of the answer would have fewer digits than a double otherwise has.
                continue;
            }

            if (row.History.X < 500)
            {
                // Brute force adds logarithms, some of them times r + k x, each to 31 digits: of the logarithm of a near certainty it keeps too few.
                var logLikelihood = SlowLikelihood.Of(row.Model, row.History);
                if (Math.Abs(logLikelihood) > Math.Max(1e-16, 3e-19 * (row.Model.R + (row.Model.K * row.History.X))))
                {
                    Compare(row, "log-likelihood", row.Model.LogLikelihood(row.History), logLikelihood);
                }
            }

            if (i % 200 == 0)
            {
                discounted++;
                var rate = Math.Clamp(1 / row.Horizon, 1e-5, 10);
                var present = rate * DoubleExponential.Integrate(60 / rate, t => Math.Log(row.Model.ExpectedPurchases(row.History, t)) - (rate * t), 160);
                Compare(row, "discounted", row.Model.DiscountedPurchases(row.History, rate), present, 1e-9);
            }

            var purchases = random.NextBelow(6);
            if (row.Sum(purchases) is { } slow)
            {
                summed++;
                Compare(row, "purchases", row.Model.ExpectedPurchases(row.History, row.Horizon), alive * slow.Purchases);
                Compare(row, "alive", row.Model.ProbabilityAlive(row.History, row.Horizon), alive * slow.Alive);
                Compare(row, "any", row.Model.ProbabilityOfAny(row.History, row.Horizon), alive * slow.Any);
                var gone = purchases == 0 ? row.Model.ProbabilityDead(row.History) : 0;
                Compare(row, $"probability of {purchases}", row.Model.ProbabilityOf(row.History, row.Horizon, purchases), (alive * slow.Exactly) + gone);
            }
            else if (row.Model.K == 1)
            {
                integrated++;
                var integral = row.Integral();
                Compare(row, "purchases", row.Model.ExpectedPurchases(row.History, row.Horizon), alive * integral.Purchases);
                if (integral.Alive is { } later)
                {
                    Compare(row, "alive", row.Model.ProbabilityAlive(row.History, row.Horizon), alive * later);
                }
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {Rows}\n" + string.Join('\n', failures.Take(20)));

        // Most rows have an oracle, and both kinds of it are used.
        Assert.True(summed > Rows / 4 && integrated > Rows / 20 && discounted > 0, $"{summed} sums, {integrated} integrals and {discounted} present values of {Rows}");

        void Compare(Row row, string what, double actual, double expected, double tolerance = Tolerance)
        {
            if (!(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected)) && Math.Abs(expected) > 1e-290)
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {actual:R}, brute force {expected:R}, off by {Math.Abs(actual / expected - 1):e2}: {row}"));
            }
        }
    }

    private sealed record Row(BetaGeometricModel Model, PurchaseHistory History, double Horizon)
    {
        public static Row Draw(SeededRandom random)
        {
            var k = random.NextBelow(2) == 0 ? 1 : 2 + random.NextBelow(BetaGeometricModel.GreatestK - 1);
            var (r, alpha, a, b) = (Magnitude(-8, 7), Magnitude(-8, 7), Magnitude(-8, 7), Magnitude(-8, 7));
            BetaGeometricModel model = random.NextBelow(2) == 0 ? new BgCnbdModel(k, r, alpha, a, b) : new MbgCnbdModel(k, r, alpha, a, b);
            var x = random.NextBelow(3) switch { 0 => 0, 1 => 1 + random.NextBelow(20), _ => (int)Magnitude(0, 5) };
            var age = random.NextBelow(8) == 0 ? 0 : Magnitude(-6, 5);
            var recency = x == 0 ? 0 : random.NextBelow(4) switch { 0 => age, 1 => 0, _ => age * random.NextUniform() };

            // Half of the horizons are those in which a handful of purchases fall.
            var horizon = random.NextBelow(2) == 0
                ? Magnitude(-6, 5)
                : Math.Clamp((alpha + age) * Magnitude(-1, 2) / (r + x), 1e-6, 1e5);

            // The sum of the logarithms of equal gaps, or of less equal ones.
            var logGaps = x == 0 || recency == 0 ? 0 : x * (Math.Log(recency / x) - random.NextUniform());
            return new Row(model, new PurchaseHistory(x, recency, age) { SumLogGaps = logGaps }, horizon);

            double Magnitude(double low, double high) => Math.Pow(10, low + ((high - low) * random.NextUniform()));
        }

        // The mean of brute force over the stages done since the last purchase.
        public (double Purchases, double Alive, double Any, double Exactly)? Sum(int exactly)
        {
            var (shape, beta, b) = (Model.R + ((double)Model.K * History.X), Model.Alpha + History.Age, Model.B + History.X + (Model.LeavesAtOnce ? 1 : 0));
            var z = (History.Age - History.Recency) / beta;
            double weight = 1, total = 0, purchases = 0, alive = 0, any = 0, chance = 0;
            for (var j = 0; j < Model.K; j++)
            {
                if (weight > 0)
                {
                    if (SlowPurchases.Sum(shape + j, beta, Horizon, Model.A, b, Model.K, j, exactly) is not { } slow)
                    {
                        return null;
                    }

                    total += weight;
                    purchases += weight * slow.Purchases;
                    alive += weight * slow.Alive;
                    any += weight * slow.Any;
                    chance += weight * slow.Exactly;
                }

                weight *= (shape + j) / (j + 1) * z;
            }

            return (purchases / total, alive / total, any / total, chance / total);
        }

        public (double Purchases, double? Alive) Integral() => SlowPurchases.Integral(
            Model.R + History.X, Model.Alpha + History.Age, Horizon, Model.A, Model.B + History.X + (Model.LeavesAtOnce ? 1 : 0));
    }
}
