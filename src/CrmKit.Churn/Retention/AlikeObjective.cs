using CrmKit.Numerics;

namespace CrmKit.Churn;

// The mean log-likelihood of the discrete Weibull model in ln of lambda times a reference time to the power of c, and, unless c is held at 1, ln c.
internal sealed class AlikeObjective(RetentionCounts data, bool hasPower, double logReference) : ISmoothObjective
{
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var c = hasPower ? Math.Exp(point[1]) : 1;
        double value = 0, byLevel = 0, byC = 0, levelLevel = 0, levelC = 0, cc = 0;
        for (var i = 0; i < data.Renewals.Length; i++)
        {
            double t = data.Renewals[i];
            var (left, active) = (data.Left[i], data.Active[i]);
            if (t == 0)
            {
                continue;
            }

            if (active > 0)
            {
                AddStay(point[0], c, t, active, ref value, ref byLevel, ref byC, ref levelC, ref cc);
                levelLevel -= active * At(point[0], c, t);
            }

            if (left > 0)
            {
                var before = t > 1 ? At(point[0], c, t - 1) : 0;
                if (t > 1)
                {
                    AddStay(point[0], c, t - 1, left, ref value, ref byLevel, ref byC, ref levelC, ref cc);
                    levelLevel -= left * before;
                }

                // D = lambda (t^c - (t - 1)^c) with its derivatives by c, as sums of positive parts.
                var (log, logBefore) = (Math.Log(t) - logReference, (t > 1 ? Math.Log(t - 1) : 0) - logReference);
                var ratio = t > 1 ? -SpecialFunctions.Log1p(-1 / t) : 0;
                var loss = t > 1 && c * ratio < 40 ? before * SpecialFunctions.Expm1(c * ratio) : At(point[0], c, t) - before;
                if (!(loss < 1e300))
                {
                    return double.NegativeInfinity;
                }

                var first = (loss * log) + (before * ratio);
                var second = (loss * log * log) + (before * ratio * (log + logBefore));
                var odds = 1 / SpecialFunctions.Expm1(loss);
                var bend = -odds * (1 + odds);
                value += left * (loss < 0.7 ? Math.Log(-SpecialFunctions.Expm1(-loss)) : SpecialFunctions.Log1p(-Math.Exp(-loss)));
                byLevel += left * odds * loss;
                byC += left * odds * first;

                // Far out e^D is beyond a number and everything it divides is 0.
                if (loss < 700)
                {
                    levelLevel += left * ((odds * loss) + (bend * loss * loss));
                    levelC += left * ((odds * first) + (bend * loss * first));
                    cc += left * ((odds * second) + (bend * first * first));
                }
            }
        }

        Report(gradient, hessian, c, byLevel, byC, levelLevel, levelC, cc);
        return value / data.Customers;
    }

    private void AddStay(double level, double c, double t, double count, ref double value, ref double byLevel, ref double byC, ref double levelC, ref double cc)
    {
        var exponent = At(level, c, t);
        var log = Math.Log(t) - logReference;
        value -= count * exponent;
        byLevel -= count * exponent;
        byC -= count * exponent * log;
        levelC -= count * exponent * log;
        cc -= count * exponent * log * log;
    }

    private double At(double level, double c, double t) => Math.Exp(level + (c * (Math.Log(t) - logReference)));

    private void Report(Span<double> gradient, Span<double> hessian, double c, double byLevel, double byC, double levelLevel, double levelC, double cc)
    {
        gradient[0] = byLevel / data.Customers;
        hessian[0] = levelLevel / data.Customers;
        if (hasPower)
        {
            gradient[1] = c * byC / data.Customers;
            hessian[1] = c * levelC / data.Customers;
            hessian[2] = hessian[1];
            hessian[3] = (c * c * cc / data.Customers) + gradient[1];
        }
    }
}
