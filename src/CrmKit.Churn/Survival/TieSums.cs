using CrmKit.Numerics;

namespace CrmKit.Churn;

// Sums over customers who leave at one time, as if one after the other: 1/n + 1/(n - 1) + ... of d terms, and the same of squares. Both go over to any d and n, and cost the
// same for a million as for one.
internal static class TieSums
{
    // Above this the expansions below are exact to the last digit.
    private const double Far = 24;

    // The sum over j = 0 .. d - 1 of 1/(n - j), which is digamma(n + 1) - digamma(n - d + 1).
    public static double Reciprocals(double atRisk, double staying, double leaving)
    {
        var (low, high) = (staying + 1, atRisk + 1);
        double sum = 0;
        for (; low < Far; low++, high++)
        {
            // digamma(x + 1) - digamma(x) = 1/x, the two ends together so that nothing cancels.
            sum += leaving / (low * high);
        }

        // Euler and Maclaurin's formula for the midpoint rule: digamma(x) = ln y + 1/(24 y^2) - 7/(960 y^4) + ..., y = x - 1/2.
        var (y, z) = (low - 0.5, high - 0.5);
        return sum + SpecialFunctions.Log1p(leaving / y) - Fall(y, z, leaving, Series);

        static double Series(double u) => u * ((1.0 / 24) - (u * ((7.0 / 960) - (u * ((31.0 / 8064) - (u * ((127.0 / 30720) - (u * (511.0 / 67584)))))))));
    }

    // The sum over j = 0 .. d - 1 of 1/(n - j)^2, which is trigamma(n - d + 1) - trigamma(n + 1).
    public static double Squares(double atRisk, double staying, double leaving)
    {
        var (low, high) = (staying + 1, atRisk + 1);
        double sum = 0;
        for (; low < Far; low++, high++)
        {
            sum += leaving / (low * high) * ((1 / low) + (1 / high));
        }

        // trigamma(x) = 1/y - 1/(12 y^3) + 7/(240 y^5) - ..., y = x - 1/2.
        var (y, z) = (low - 0.5, high - 0.5);
        var first = leaving / (y * z);
        return sum + first - (Series(1 / (y * y)) / y) + (Series(1 / (z * z)) / z);

        static double Series(double u) => u * ((1.0 / 12) - (u * ((7.0 / 240) - (u * ((31.0 / 1344) - (u * ((127.0 / 3840) - (u * (2555.0 / 33792)))))))));
    }

    private static double Fall(double low, double high, double leaving, Func<double, double> series) =>
        leaving == 0 ? 0 : series(1 / (low * low)) - series(1 / (high * high));
}
