using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

// Random rows over the whole range that the models promise, against brute force. CRMKIT_RANDOM_ROWS sets their number, 2,000 unless told.
public sealed class SlowOracleTests
{
    private const double Tolerance = 1e-11;

    private static int Rows => int.TryParse(Environment.GetEnvironmentVariable("CRMKIT_RANDOM_ROWS"), CultureInfo.InvariantCulture, out var rows) ? rows : 2000;

    [Fact]
    public void Random_rows_agree_with_brute_force()
    {
        var random = new SeededRandom(20261122);
        var failures = new List<string>();
        var (summed, integrated) = (0, 0);
        for (var i = 0; i < Rows; i++)
        {
            var row = Row.Draw(random);
            var alive = row.Model.ProbabilityAlive(row.History);
            if (alive < 1e-270)
            {
                // What is left of the answer would have fewer digits than a double otherwise has.
                continue;
            }

            if (row.Sum() is { } slow)
            {
                summed++;
                Compare(row, "purchases", row.Model.ExpectedPurchases(row.History, row.Horizon), alive * slow.Purchases);
                Compare(row, "alive", row.Model.ProbabilityAlive(row.History, row.Horizon), alive * slow.Alive);
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
        Assert.True(summed > Rows / 4 && integrated > Rows / 20, $"{summed} sums and {integrated} integrals of {Rows}");

        void Compare(Row row, string what, double actual, double expected)
        {
            if (!(Math.Abs(actual - expected) <= Tolerance * expected) && expected > 1e-290)
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
            var (r, alpha, a, b) = (Magnitude(-8, 5), Magnitude(-8, 7), Magnitude(-8, 7), Magnitude(-8, 7));
            BetaGeometricModel model = random.NextBelow(2) == 0 ? new BgCnbdModel(k, r, alpha, a, b) : new MbgCnbdModel(k, r, alpha, a, b);
            var x = random.NextBelow(3) switch { 0 => 0, 1 => 1 + random.NextBelow(20), _ => (int)Magnitude(0, 5) };
            var age = random.NextBelow(8) == 0 ? 0 : Magnitude(-6, 5);
            var recency = x == 0 ? 0 : random.NextBelow(4) switch { 0 => age, 1 => 0, _ => age * random.NextUniform() };

            // Half of the horizons are those in which a handful of purchases fall.
            var horizon = random.NextBelow(2) == 0
                ? Magnitude(-6, 5)
                : Math.Clamp((alpha + age) * Magnitude(-1, 2) / (r + x), 1e-6, 1e5);
            return new Row(model, new PurchaseHistory(x, recency, age), horizon);

            double Magnitude(double low, double high) => Math.Pow(10, low + ((high - low) * random.NextUniform()));
        }

        // The mean of brute force over the stages done since the last purchase.
        public (double Purchases, double Alive)? Sum()
        {
            var (shape, beta, b) = (Model.R + ((double)Model.K * History.X), Model.Alpha + History.Age, Model.B + History.X + (Model.LeavesAtOnce ? 1 : 0));
            var z = (History.Age - History.Recency) / beta;
            double weight = 1, total = 0, purchases = 0, alive = 0;
            for (var j = 0; j < Model.K; j++)
            {
                if (weight > 0)
                {
                    if (SlowPurchases.Sum(shape + j, beta, Horizon, Model.A, b, Model.K, j) is not { } slow)
                    {
                        return null;
                    }

                    total += weight;
                    purchases += weight * slow.Purchases;
                    alive += weight * slow.Alive;
                }

                weight *= (shape + j) / (j + 1) * z;
            }

            return (purchases / total, alive / total);
        }

        public (double Purchases, double? Alive) Integral() => SlowPurchases.Integral(
            Model.R + History.X, Model.Alpha + History.Age, Horizon, Model.A, Model.B + History.X + (Model.LeavesAtOnce ? 1 : 0));
    }
}
