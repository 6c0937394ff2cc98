namespace CrmKit.LifetimeValue.Tests;

// The slow oracle of the integrals over an unseen lifetime: the tanh-sinh rule (Takahasi and Mori 1974) on [0, length], whose points crowd towards 0 so that
// fifty orders of magnitude are resolved. It shares no line with the panels of the models.
internal static class DoubleExponential
{
    // Steps to a unit of the rule's own variable: 300 for integrands with narrow peaks. Those as smooth as a logarithm need an eighth of that for fifteen digits.
    public static double Integrate(double length, Func<double, double> logIntegrand, int steps = 300)
    {
        double sum = 0;
        for (var k = -9 * steps / 2; k <= 10 * steps / 3; k++)
        {
            var t = (double)k / steps;
            var power = Math.PI * Math.Sinh(t);
            var odds = Math.Exp(-Math.Abs(power));
            var share = power < 0 ? odds / (1 + odds) : 1 / (1 + odds);
            var weight = odds / ((1 + odds) * (1 + odds)) * Math.PI * Math.Cosh(t);
            if (weight > 0 && share > 0)
            {
                sum += Math.Exp(logIntegrand(length * share) + Math.Log(weight));
            }
        }

        return sum / steps * length;
    }
}
