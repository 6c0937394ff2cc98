using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

// Random models and histories over the whole range promised, against the slow oracle; see RandomRows for their number. The seeds are fixed.
public sealed class LifetimeRandomRowTests
{
    private const double Tolerance = 1e-11;

    private static int Rows => RandomRows.Count;

    [Fact]
    public void Pareto_answers_agree_with_the_oracle()
    {
        var random = new SeededRandom(20260131);
        for (var i = 0; i < Rows; i++)
        {
            var model = new ParetoNbdModel(Magnitude(random, -8, 7), Magnitude(random, -8, 7), Magnitude(random, -8, 7), Magnitude(random, -8, 7));
            Compare(model, LifetimeOracle.Of(model), random, FormattableString.Invariant($"row {i} r {model.R} alpha {model.Alpha} s {model.S} beta {model.Beta}"));
        }
    }

    [Fact]
    public void Gompertz_answers_agree_with_the_oracle()
    {
        var random = new SeededRandom(77);
        for (var i = 0; i < Rows / 2; i++)
        {
            var model = new GammaGompertzNbdModel(
                Magnitude(random, -8, 7), Magnitude(random, -8, 7), Magnitude(random, -8, 7), Magnitude(random, -8, 7), Magnitude(random, -8, 7));
            Compare(
                model,
                LifetimeOracle.Of(model),
                random,
                FormattableString.Invariant($"row {i} r {model.R} alpha {model.Alpha} b {model.B} s {model.S} beta {model.Beta}"));
        }
    }

    private static void Compare(IPurchaseModel model, LifetimeOracle oracle, SeededRandom random, string row)
    {
        var age = Magnitude(random, -6, 5);
        var x = random.NextBelow(4) switch { 0 => 0, 1 => 1 + random.NextBelow(20), 2 => random.NextBelow(500), _ => (int)Magnitude(random, 0, 5) };
        var history = new PurchaseHistory(x, x == 0 ? 0 : Math.Min(age, age * random.NextBelow(1001) / 1000), age);
        var (horizon, rate) = (Magnitude(random, -6, 5), Magnitude(random, -5, 1));
        row = FormattableString.Invariant($"{row} x {x} t_x {history.Recency:R} T {age:R} t {horizon:R} delta {rate:R}");
        var logOdds = oracle.LogOddsOfDeath(history);
        Same(oracle.LogLikelihood(history), model.LogLikelihood(history), "log-likelihood");
        Same(SpecialFunctions.Logistic(-logOdds), model.ProbabilityAlive(history), "alive");
        Same(SpecialFunctions.Logistic(logOdds), model.ProbabilityDead(history), "dead");
        Same(SpecialFunctions.Logistic(-logOdds) * oracle.ExpectedIfAlive(history, horizon), model.ExpectedPurchases(history, horizon), "expected");
        Same(SpecialFunctions.Logistic(-logOdds) * oracle.DiscountedIfAlive(history, rate), model.DiscountedPurchases(history, rate), "discounted");
        var n = random.NextBelow(12);
        var given = oracle.ProbabilityIfAlive(history, horizon, n);
        Same((SpecialFunctions.Logistic(-logOdds) * given) + (n == 0 ? SpecialFunctions.Logistic(logOdds) : 0), model.ProbabilityOf(history, horizon, n), FormattableString.Invariant($"probability of {n} given the history"));
        Same(SpecialFunctions.Logistic(-logOdds) * oracle.AnyIfAlive(history, horizon), model.ProbabilityOfAny(history, horizon), "probability of any");
        Same(oracle.Probability(horizon, n), model.ProbabilityOf(horizon, n), FormattableString.Invariant($"probability of {n}"));

        void Same(double expected, double actual, string what)
        {
            Assert.True(double.IsFinite(actual), $"{row}: {what} is {actual}");
            var error = Math.Abs(actual - expected);
            Assert.True(
                error <= Tolerance * Math.Abs(expected) || (Math.Abs(expected) < 1e-290 && error < 1e-290),
                FormattableString.Invariant($"{row}: {what} {actual:R} is off {expected:R} by {error / Math.Abs(expected):e2}"));
        }
    }

    // Ten to a power, uniform in the exponent.
    private static double Magnitude(SeededRandom random, double low, double high) => Math.Pow(10, low + ((high - low) * random.NextUniform()));
}
