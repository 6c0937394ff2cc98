namespace CrmKit.LifetimeValue.Tests;

// What a customer who is alive does within t, by brute force: j of k stages of the next purchase are done, rates are Gamma(shape, beta), dropout is Beta(a, b).
internal static class SlowPurchases
{
    private const int MaxTerms = 6000;

    // Nodes and weights of Gauss-Legendre with 8 points, positive half.
    private static readonly (double Node, double Weight)[] Gauss =
    [
        (0.1834346424956498049, 0.3626837833783619830), (0.5255324099163289858, 0.3137066458778872873),
        (0.7966664774136267396, 0.2223810344533744706), (0.9602898564975362317, 0.1012285362903762591),
    ];

    // Expected purchases, P(still alive), P(any purchase) and P(so many) as sums over the number of stages, relative to P(N = 0), in 31 digits; null where that takes too long.
    public static (double Purchases, double Alive, double Any, double Exactly)? Sum(double shape, double beta, double t, double a, double b, int k, int done, int exactly)
    {
        var mean = shape * (t / beta);
        if (!(mean + (12 * Math.Sqrt(mean * (1 + (t / beta)))) + (70 * (1 + (t / beta))) < MaxTerms))
        {
            return null;
        }

        const double Large = 1e200;
        var z = (DoubleDouble)t / ((DoubleDouble)beta + t);
        DoubleDouble weight = 1, still = 1, made = 0, total = 1, purchases = 0, alive = 1, any = 0, chance = exactly == 0 ? 1 : 0;

        // Of so many purchases: there for all chances but the last, and gone at the last or not asked to make another.
        DoubleDouble reached = 1, passed = 1;
        var m = 0;
        for (var n = 1; n <= 200_000; n++)
        {
            weight = weight * ((DoubleDouble)shape + (n - 1)) / n * z;
            if ((n + done) / k > m)
            {
                made += still;
                reached = m < exactly ? still : reached;
                still = still * ((DoubleDouble)b + m) / ((DoubleDouble)a + b + m);
                m++;
                passed = m <= exactly ? still : passed;
            }

            total += weight;
            purchases += weight * made;
            alive += weight * still;
            any += m > 0 ? weight : 0;
            chance += m == exactly ? weight * (exactly == 0 ? 1 : reached) : m > exactly && exactly > 0 ? weight * (reached - passed) : 0;
            if (total.High > Large)
            {
                (weight, total, purchases) = (weight / Large, total / Large, purchases / Large);
                (alive, any, chance) = (alive / Large, any / Large, chance / Large);
            }

            if (n > mean && n > k && weight.High * (1 + made.High) * (1 + (t / beta)) < 1e-26 * Math.Min(purchases.High, alive.High)
                && m > exactly && weight.High * (1 + (t / beta)) <= 1e-26 * chance.High)
            {
                break;
            }
        }

        return ((purchases / total).High, (alive / total).High, (any / total).High, (chance / total).High);
    }

    // k = 1: the means over p of (1 - (1 + p t/beta)^-shape)/p and of (1 + p t/beta)^-shape by Gauss-Legendre on panels of u = ln(p/(1 - p)), the ends by powers.
    // The second is null where a is so large that its integrand is narrower than the panels.
    public static (double Purchases, double? Alive) Integral(double shape, double beta, double t, double a, double b)
    {
        var ratio = t / beta;
        var atZero = shape * ratio;
        var (centre, spread) = (Math.Log(a / b), Math.Sqrt((1 / a) + (1 / b)));

        // Of large a and b nothing is left 30 spreads away; else far enough for p or 1 - p to vanish beside everything.
        var reach = spread < 0.1 ? 30 * spread : 60 + Math.Log(1 + a + b + shape + atZero) + Math.Abs(centre);
        var (from, to) = (centre - reach, centre + reach);
        var panels = (int)Math.Ceiling((to - from) / Math.Min(0.3, spread / 2));
        double numerator = 0, alive = 0, total = 0;
        for (var i = 0; i < panels; i++)
        {
            var half = (to - from) / panels / 2;
            var middle = from + ((2 * i) + 1) * half;
            foreach (var (node, weight) in Gauss)
            {
                Add(middle - (node * half), weight * half);
                Add(middle + (node * half), weight * half);
            }
        }

        // Beyond the ends the weight is a power of p or of 1 - p, or nothing.
        var (left, right) = (Weight(from) / a, Weight(to) / b);
        var purchases = (numerator + (left * atZero) + (right * Gain(to))) / (total + left + right);
        return (purchases, a > 30 ? null : (alive + left + (right * Survival(to))) / (total + left + right));

        void Add(double u, double width)
        {
            var weight = width * Weight(u);
            total += weight;
            numerator += weight * Gain(u);
            alive += weight * Survival(u);
        }

        // ln(p/mode) a + ln((1 - p)/(1 - mode)) b.
        double Weight(double u)
        {
            var d = u - centre;
            var mode = a / (a + b);
            return mode > 0.5
                ? Math.Exp((-b * d) - ((a + b) * Numerics.SpecialFunctions.Log1p(b / (a + b) * Numerics.SpecialFunctions.Expm1(-d))))
                : Math.Exp((a * d) - ((a + b) * Numerics.SpecialFunctions.Log1p(mode * Numerics.SpecialFunctions.Expm1(d))));
        }

        double Survival(double u) => Math.Exp(-shape * Numerics.SpecialFunctions.Log1p(ratio / (1 + Math.Exp(-u))));

        double Gain(double u)
        {
            var p = 1 / (1 + Math.Exp(-u));
            return p * ratio < 1e-290 ? atZero : -Numerics.SpecialFunctions.Expm1(-shape * Numerics.SpecialFunctions.Log1p(p * ratio)) / p;
        }
    }
}
