namespace CrmKit.Numerics;

// 2F1 with b = 0, -1, -2, ...: a polynomial of degree -b.
internal static class Polynomial
{
    public static (int Sign, double Logarithm, double Excess) Sum(double a, double b, double c, double z)
    {
        var direct = Add(a, b, c, z);

        // Pfaff's transformation gives another sum (A&S 15.3.4); where the first one cancels, the one that cancels less is right to more digits.
        var other = z < 1 ? Add(c - a, b, c, z / (z - 1)) : direct;
        var shift = -b * SpecialFunctions.Log1p(-z);
        if (direct.Loss <= Math.Max(2, other.Loss))
        {
            return direct.LogScale == 0 ? Hypergeometric.OfExcess(direct.Beyond) : Scaled(direct.Beyond, direct.LogScale);
        }

        return Scaled(other.LogScale == 0 ? 1 + other.Beyond : other.Beyond, other.LogScale + shift);
    }

    private static (int Sign, double Logarithm, double Excess) Scaled(double value, double logScale)
    {
        var logarithm = Math.Log(Math.Abs(value)) + logScale;
        return value > 0 ? Hypergeometric.OfLogarithm(logarithm) : (Math.Sign(value), logarithm, double.NaN);
    }

    // The terms after the first, times e^-LogScale, and by how much their magnitudes exceed their sum.
    private static (double Beyond, double LogScale, double Loss) Add(double a, double b, double c, double z)
    {
        double term = 1, sum = 0, lost = 0, magnitude = 0, logScale = 0;
        for (var k = 0; k < -b; k++)
        {
            term *= (a + k) / (c + k) * ((b + k) / (k + 1)) * z;
            if (term == 0)
            {
                break;
            }

            // Neumaier (1974): what each addition loses is kept.
            var next = sum + term;
            lost += Math.Abs(sum) >= Math.Abs(term) ? sum - next + term : term - next + sum;
            sum = next;
            magnitude += Math.Abs(term);
            if (magnitude > 1e200)
            {
                (sum, lost, term, magnitude, logScale) = (sum * 1e-200, lost * 1e-200, term * 1e-200, magnitude * 1e-200, logScale + (200 * Math.Log(10)));
            }
        }

        sum += lost;
        var value = logScale == 0 ? 1 + sum : sum;
        return (sum, logScale, (magnitude + (logScale == 0 ? 1 : 0)) / Math.Abs(value));
    }
}
