using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

// The definition of Pareto/NBD with covariates that change in time, week by week. Parameters: r, alpha, s, beta, purchase, dropout coefficients.
internal static class TimeVaryingOracle
{
    private sealed record Week(double From, double To, double PurchaseEffect, double DropoutEffect, double Lambda, double M);

    public static double LogLikelihood(TimeVaryingCustomer customer, double[] p, int panels = 8)
    {
        var (logEffects, logDeath, logNeither) = Parts(customer, p, panels);
        return logEffects + Math.Max(logDeath, logNeither) + Math.Log(1 + Math.Exp(-Math.Abs(logDeath - logNeither)));
    }

    public static double ProbabilityAlive(TimeVaryingCustomer customer, double[] p)
    {
        var (_, logDeath, logNeither) = Parts(customer, p, 8);
        return 1 / (1 + Math.Exp(logDeath - logNeither));
    }

    public static double ExpectedPurchases(TimeVaryingCustomer customer, double[] p, double horizon, double discount = 0)
    {
        var at = customer.Age;
        var weeks = Weeks(customer, p, at + horizon);
        var (lambda, m) = Levels(weeks, at);
        double sum = 0;
        foreach (var week in weeks.Where(week => week.To > at))
        {
            sum += Integrate(Math.Max(at, week.From), week.To, 8, time => week.PurchaseEffect
                * Math.Pow((p[3] + m) / (p[3] + week.M + (week.DropoutEffect * (time - week.From))), p[2]) * Math.Exp(-discount * (time - at)));
        }

        return (p[0] + customer.RepeatTimes.Length) / (p[1] + lambda) * sum * ProbabilityAlive(customer, p);
    }

    private static (double LogEffects, double LogDeath, double LogNeither) Parts(TimeVaryingCustomer customer, double[] p, int panels)
    {
        var (x, recency, age) = customer.History;
        var n = p[0] + x;
        var weeks = Weeks(customer, p, age);
        var start = LogSilence(Levels(weeks, recency));
        double death = 0;
        foreach (var week in weeks.Where(week => week.To > recency))
        {
            death += Integrate(Math.Max(recency, week.From), week.To, panels, time =>
            {
                var past = time - week.From;
                var m = week.M + (week.DropoutEffect * past);
                return Math.Exp(LogSilence((week.Lambda + (week.PurchaseEffect * past), m)) - start) * p[2] * week.DropoutEffect / (p[3] + m);
            });
        }

        double effects = 0;
        for (var k = 0; k < x; k++)
        {
            var time = customer.RepeatTimes[k];
            effects += Math.Log(p[0] + k) + Math.Log(weeks.Last(week => week.From <= time + 1e-9).PurchaseEffect);
        }

        return (effects + (p[0] * Math.Log(p[1])) + (p[2] * Math.Log(p[3])), start + Math.Log(death), LogSilence(Levels(weeks, age)));

        double LogSilence((double Lambda, double M) levels) => -(n * Math.Log(p[1] + levels.Lambda)) - (p[2] * Math.Log(p[3] + levels.M));
    }

    // The test's paths change at whole numbers of the clock.
    private static List<Week> Weeks(TimeVaryingCustomer customer, double[] p, double end)
    {
        var weeks = new List<Week>();
        double from = 0, lambda = 0, m = 0;
        do
        {
            var number = (int)Math.Floor(customer.Arrival + from + 1e-9);
            var to = Math.Min(end, number + 1 - customer.Arrival);
            var purchase = Effect(TimeVaryingSample.Row(customer.PurchaseCovariates, number), p.AsSpan(4));
            var dropout = Effect(TimeVaryingSample.Row(customer.DropoutCovariates, number), p.AsSpan(4 + customer.PurchaseCovariates.Names.Length));
            weeks.Add(new Week(from, to, purchase, dropout, lambda, m));
            (lambda, m, from) = (lambda + (purchase * (to - from)), m + (dropout * (to - from)), to);
        }
        while (from < end);
        return weeks;
    }

    private static (double Lambda, double M) Levels(List<Week> weeks, double time)
    {
        var week = weeks.Last(one => one.From <= time);
        return (week.Lambda + (week.PurchaseEffect * (time - week.From)), week.M + (week.DropoutEffect * (time - week.From)));
    }

    private static double Effect(double[] row, ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        for (var j = 0; j < row.Length; j++)
        {
            sum += row[j] * coefficients[j];
        }

        return Math.Exp(sum);
    }

    private static double Integrate(double from, double to, int panels, Func<double, double> integrand)
    {
        var half = (to - from) / panels / 2;
        double sum = 0;
        for (var k = 0; k < panels; k++)
        {
            for (var i = 0; i < 16; i++)
            {
                sum += half * GaussLegendre.Sixteen.Weights[i] * integrand(from + (half * ((2 * k) + 1 + GaussLegendre.Sixteen.Nodes[i])));
            }
        }

        return sum;
    }
}
