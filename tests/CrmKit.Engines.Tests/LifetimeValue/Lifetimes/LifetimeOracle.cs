using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

// The published formulas of a customer with purchase rates Gamma(r, alpha) and an unseen lifetime, straight from its survival and density, by slow integrals.
internal sealed record LifetimeOracle(double R, double Alpha, Func<double, double, double> LogSurvival, Func<double, double, double> LogDensity)
{
    // A Gompertz lifetime may begin to end a billionth of the way to the horizon, within a tenth of that time: the usual steps meet such a bend but once.
    private const int FinestSteps = 1200;

    public static LifetimeOracle Of(ParetoNbdModel model) => new(
        model.R,
        model.Alpha,
        (from, e) => -model.S * SpecialFunctions.Log1p(e / (model.Beta + from)),
        (from, e) => Math.Log(model.S) - Math.Log(model.Beta + from + e) - (model.S * SpecialFunctions.Log1p(e / (model.Beta + from))));

    // Given that the customer is there at a time, the scale of the curve is 1 + (beta - 1) e^(-b time).
    public static LifetimeOracle Of(GammaGompertzNbdModel model)
    {
        double Scale(double from) => (model.Beta * Math.Exp(-model.B * from)) - SpecialFunctions.Expm1(-model.B * from);
        double LogStretch(double from, double e)
        {
            var z = model.B * e;
            return z > 500 ? z - Math.Log(Scale(from)) : SpecialFunctions.Log1p(SpecialFunctions.Expm1(z) / Scale(from));
        }

        return new(
            model.R,
            model.Alpha,
            (from, e) => -model.S * LogStretch(from, e),
            (from, e) => Math.Log(model.S * model.B) - (model.S * LogStretch(from, e))
                - Math.Log((Scale(from) * Math.Exp(-model.B * e)) - SpecialFunctions.Expm1(-model.B * e)));
    }

    public double LogOddsOfDeath(PurchaseHistory history) =>
        Math.Log(Death(history)) - LogNeither(history);

    public double LogLikelihood(PurchaseHistory history)
    {
        var (x, recency, age) = history;
        var (death, logNeither) = (Death(history), LogNeither(history));
        var rest = death + Math.Exp(logNeither) > 0.5
            ? SpecialFunctions.Log1p(-DoubleExponential.Integrate(Reach(recency, age - recency, -1000), e => Math.Log((R + x) / (Alpha + recency + e)) + LogSilence(history, e)))
            : logNeither + SpecialFunctions.Log1p(Math.Exp(Math.Log(death) - logNeither));
        return SpecialFunctions.LogRisingOver(R, x, Alpha + recency) - (R * SpecialFunctions.Log1p(recency / Alpha)) + LogSurvival(0, recency) + rest;
    }

    // E[X(t)] of one known to be alive with rates Gamma(r + x, alpha + T).
    public double ExpectedIfAlive(PurchaseHistory history, double horizon) =>
        (R + history.X) / (Alpha + history.Age) * DoubleExponential.Integrate(Reach(history.Age, horizon, -100), e => LogSurvival(history.Age, e));

    public double DiscountedIfAlive(PurchaseHistory history, double rate) =>
        (R + history.X) / (Alpha + history.Age) * DoubleExponential.Integrate(Reach(history.Age, 750 / rate, -100), e => LogSurvival(history.Age, e) - (rate * e));

    public double Probability(double time, int purchases) =>
        Math.Exp(LogCount(time, purchases) + LogSurvival(0, time))
        + DoubleExponential.Integrate(Reach(0, time, -1000), e => LogCount(e, purchases) + LogDensity(0, e), FinestSteps);

    // Of one known to be alive: the rates are Gamma(r + x, alpha + T) and the lifetime goes on from T.
    public double ProbabilityIfAlive(PurchaseHistory history, double time, int purchases) => Known(history).Probability(time, purchases);

    public double AnyIfAlive(PurchaseHistory history, double time)
    {
        var known = Known(history);
        return DoubleExponential.Integrate(
            known.Reach(0, time, -1000), e => Math.Log(known.R / (known.Alpha + e)) + known.LogSurvival(0, e) - (known.R * SpecialFunctions.Log1p(e / known.Alpha)));
    }

    private LifetimeOracle Known(PurchaseHistory history) => new(
        R + history.X, Alpha + history.Age, (from, e) => LogSurvival(history.Age + from, e), (from, e) => LogDensity(history.Age + from, e));

    // The time beyond which nobody is left to speak of: the rule has no points to spare for the cliff at which a Gompertz lifetime ends far before the horizon.
    private double Reach(double from, double horizon, double leastLog)
    {
        if (LogSurvival(from, horizon) >= leastLog)
        {
            return horizon;
        }

        var (low, high) = (Math.Log(horizon) - 200, Math.Log(horizon));
        while (high - low > 1e-3)
        {
            var middle = (low + high) / 2;
            (low, high) = LogSurvival(from, Math.Exp(middle)) < leastLog ? (low, middle) : (middle, high);
        }

        return Math.Min(horizon, Math.Exp(high));
    }

    private double LogCount(double time, int n) => SpecialFunctions.LogRisingOver(R, n, 1) - SpecialFunctions.LogGamma(n + 1d)
        - (R * SpecialFunctions.Log1p(time / Alpha)) + (n == 0 ? 0 : n * (Math.Log(time) - Math.Log(Alpha + time)));

    private double Death(PurchaseHistory history) =>
        DoubleExponential.Integrate(Reach(history.Recency, history.Age - history.Recency, -1000), e => LogDensity(history.Recency, e) - ((R + history.X) * SpecialFunctions.Log1p(e / (Alpha + history.Recency))));

    private double LogNeither(PurchaseHistory history) => LogSilence(history, history.Age - history.Recency);

    private double LogSilence(PurchaseHistory history, double elapsed) =>
        LogSurvival(history.Recency, elapsed) - ((R + history.X) * SpecialFunctions.Log1p(elapsed / (Alpha + history.Recency)));
}
