using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// What a customer does who buys at a rate drawn from Gamma(r, alpha) until a lifetime drawn independently ends: the answers that Pareto/NBD and its relatives share.
// A customer known to be alive after x purchases at time t has Gamma(r + x, alpha + t) and the lifetime after t, so that each answer is one about a new customer.
internal readonly struct MixedPurchases<T>(double r, double alpha, T lifetime)
    where T : struct, ILifetime<T>
{
    // ln of Gamma(r + x)/Gamma(r) alpha^r (alpha + t_x)^-(r + x) P(longer than t_x), times the chance that after t_x it leaves before T without a purchase or does neither.
    public double LogLikelihood(in PurchaseHistory history)
    {
        var (x, recency, age) = history;
        var left = lifetime.After(recency);
        var (n, from, ahead) = (r + x, alpha + recency, age - recency);
        var death = CompetingIntegral.Death(left, n, from, ahead);
        var silence = (n * SpecialFunctions.Log1p(ahead / from)) + (left.Shape * left.Stretch(ahead));
        var neither = Math.Exp(-silence);

        // The rest of the chance is that of a purchase; where it is small, 1 minus it keeps the digits.
        if (neither + death > 0.5)
        {
            return Until(x, recency) + SpecialFunctions.Log1p(-CompetingIntegral.Purchase(left, n, from, ahead));
        }

        return death > neither
            ? Until(x, recency) + Math.Log(death) + SpecialFunctions.Log1p(neither / death)
            : Until(x, age) + SpecialFunctions.Log1p(death / neither);
    }

    // Each factor r + k is set against alpha + t, so that only terms of the size of the answer are added.
    private double Until(int x, double time) => SpecialFunctions.LogRisingOver(r, x, alpha + time)
        - (r * SpecialFunctions.Log1p(time / alpha)) - (lifetime.Shape * lifetime.Stretch(time));

    public double LogOddsOfDeath(in PurchaseHistory history)
    {
        var (x, recency, age) = history;
        var left = lifetime.After(recency);
        var (n, from, ahead) = (r + x, alpha + recency, age - recency);
        var silence = (n * SpecialFunctions.Log1p(ahead / from)) + (left.Shape * left.Stretch(ahead));
        return Math.Log(CompetingIntegral.Death(left, n, from, ahead)) + silence;
    }

    // Far in the tail the probability alone would be lost to underflow before it meets the value.
    public static double IfAlive(double logOddsOfDeath, double value) => value == 0 ? 0
        : logOddsOfDeath > 600 ? Math.Exp(Math.Log(value) - logOddsOfDeath) : value * SpecialFunctions.Logistic(-logOddsOfDeath);

    public MixedPurchases<T> Known(int x, double age) => new(r + x, alpha + age, lifetime.After(age));

    public double Survival(double time) => Math.Exp(-lifetime.Shape * lifetime.Stretch(time));

    public double LogSurvival(double time) => -lifetime.Shape * lifetime.Stretch(time);

    // E[X(t)] = r/alpha times the expected time spent alive.
    public double Expected(double time) => r / alpha * CompetingIntegral.Presence(lifetime, 0, time);

    // The same, each at its present value; the end may be infinite.
    public double Discounted(double discount, double end) => r / alpha * CompetingIntegral.Presence(lifetime, discount, end);

    // Still there at t after n purchases, or gone before t after n purchases.
    public double Probability(double time, int purchases)
    {
        if (time == 0)
        {
            return purchases == 0 ? 1 : 0;
        }

        if (purchases == 0 && Any(time) is < 0.5 and var any)
        {
            return 1 - any;
        }

        var there = Math.Exp(NegativeBinomial.LogProbability(r, alpha, time, purchases) + LogSurvival(time));
        return there + (purchases == 0
            ? CompetingIntegral.Death(lifetime, r, alpha, time)
            : new DepartedCount<T>(lifetime, r, alpha, purchases).Compute(time));
    }

    // Of none and at least one the smaller chance is integrated, and the other one is what it leaves of 1: neither exceeds 1 or loses digits.
    public double Probability(in PurchaseHistory history, double horizon, int purchases)
    {
        var (logOdds, ahead) = (LogOddsOfDeath(history), Known(history.X, history.Age));
        if (purchases > 0)
        {
            return IfAlive(logOdds, ahead.Probability(horizon, purchases));
        }

        var any = IfAlive(logOdds, ahead.Any(horizon));
        return any < 0.5 ? 1 - any : None(logOdds, ahead, horizon);
    }

    public double ProbabilityOfAny(in PurchaseHistory history, double horizon)
    {
        var (logOdds, ahead) = (LogOddsOfDeath(history), Known(history.X, history.Age));
        var any = IfAlive(logOdds, ahead.Any(horizon));
        return any < 0.5 ? any : 1 - None(logOdds, ahead, horizon);
    }

    private double Any(double time) => CompetingIntegral.Purchase(lifetime, r, alpha, time);

    private static double None(double logOdds, in MixedPurchases<T> ahead, double horizon) =>
        IfAlive(logOdds, ahead.Probability(horizon, 0)) + SpecialFunctions.Logistic(logOdds);
}
