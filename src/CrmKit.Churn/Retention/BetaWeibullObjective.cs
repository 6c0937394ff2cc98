using CrmKit.Numerics;

namespace CrmKit.Churn;

// The mean log-likelihood of the beta discrete Weibull model in ln alpha, ln beta and, unless c is held at 1, ln c.
internal sealed class BetaWeibullObjective(RetentionCounts data, bool hasPower) : ISmoothObjective
{
    private const int N = 3;

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var (alpha, beta, c) = (Math.Exp(point[0]), Math.Exp(point[1]), hasPower ? Math.Exp(point[2]) : 1);
        Span<double> slope = stackalloc double[N];
        Span<double> curvature = stackalloc double[N * N];
        slope.Clear();
        curvature.Clear();
        double value = 0;
        for (var i = 0; i < data.Renewals.Length; i++)
        {
            var t = data.Renewals[i];
            if (data.Active[i] > 0 && t > 0)
            {
                var stay = Survived(alpha, beta, c, t);
                value -= data.Active[i] * stay.Value;
                stay.AddTo(slope, curvature, -data.Active[i], 0);
            }

            if (data.Left[i] > 0)
            {
                var stay = Survived(alpha, beta, c, t - 1);
                var loss = Lost(alpha, beta, c, t);

                // ln(1 - e^-D) has the derivatives 1/(e^D - 1) and -e^D/(e^D - 1)².
                var odds = 1 / SpecialFunctions.Expm1(loss.Value);
                value += data.Left[i] * ((loss.Value < 0.7 ? Math.Log(-SpecialFunctions.Expm1(-loss.Value)) : SpecialFunctions.Log1p(-Math.Exp(-loss.Value))) - stay.Value);
                stay.AddTo(slope, curvature, -data.Left[i], 0);
                loss.AddTo(slope, curvature, data.Left[i] * odds, -data.Left[i] * odds * (1 + odds));
            }
        }

        ToLogarithms([alpha, beta, c], slope, curvature, gradient, hessian);
        return value / data.Customers;
    }

    private void ToLogarithms(ReadOnlySpan<double> parameters, ReadOnlySpan<double> slope, ReadOnlySpan<double> curvature, Span<double> gradient, Span<double> hessian)
    {
        var n = hasPower ? 3 : 2;
        for (var i = 0; i < n; i++)
        {
            gradient[i] = parameters[i] * slope[i] / data.Customers;
            for (var j = 0; j < n; j++)
            {
                hessian[(i * n) + j] = (parameters[i] * parameters[j] * curvature[(i * N) + j] / data.Customers) + (i == j ? gradient[i] : 0);
            }
        }
    }

    private static Exponent Survived(double alpha, double beta, double c, double t)
    {
        if (t == 0)
        {
            return default;
        }

        var log = Math.Log(t);
        return c * log > BetaMixture.LargestLog
            ? Exponent.OfCorners(beta, alpha, BetaMixture.Largest, default, default).Plus(alpha, c, log, -BetaMixture.LargestLog)
            : Exponent.OfCorners(beta, alpha, Math.Pow(t, c), default, (log, log * log));
    }

    private static Exponent Lost(double alpha, double beta, double c, double t)
    {
        if (t == 1)
        {
            return Survived(alpha, beta, c, 1);
        }

        var (log, logBefore, ratio) = (Math.Log(t), Math.Log(t - 1), -SpecialFunctions.Log1p(-1 / t));
        if (c * logBefore > BetaMixture.LargestLog)
        {
            return default(Exponent).Plus(alpha, c, ratio, 0);
        }

        var before = Math.Pow(t - 1, c);
        var start = (First: before * logBefore, Second: before * logBefore * logBefore);
        if (c * log > BetaMixture.LargestLog)
        {
            return Exponent.OfCorners(beta + before, alpha, BetaMixture.Largest, start, default).Plus(alpha, c, log, -BetaMixture.LargestLog);
        }

        // The derivatives of t^c - (t - 1)^c by c, as sums of positive parts.
        var step = before * SpecialFunctions.Expm1(c * ratio);
        var first = (step * log) + (before * ratio);
        var second = (step * log * log) + (before * ratio * (log + logBefore));
        return Exponent.OfCorners(beta + before, alpha, step, start, (first / step, second / step));
    }

    // The mixed difference of ln Gamma at y(beta, c), alpha, d(c), with its derivatives by alpha, beta and c.
    private readonly record struct Exponent(
        double Value, double ByAlpha, double ByBeta, double ByC, double AlphaAlpha, double AlphaBeta, double AlphaC, double BetaBeta, double BetaC, double CC)
    {
        // `start` holds the derivatives of y by c, `growth` those of d relative to d.
        public static Exponent OfCorners(double y, double alpha, double d, (double First, double Second) start, (double First, double Second) growth)
        {
            var psi = GammaCorners.Digamma(y, alpha, d);
            var trigamma = GammaCorners.Trigamma(y, alpha, d);
            var (y1, d1) = (start.First, d * growth.First);
            var byC = (psi.Mixed * y1) + (psi.CD * d1);
            var cc = (trigamma.Mixed * y1 * y1) + (2 * trigamma.CD * y1 * d1) + (trigamma.CD * d1 * d1)
                + (psi.Mixed * start.Second) + (psi.CD * d * growth.Second);
            return new Exponent(
                GammaCorners.LogGammaMixed(y, alpha, d),
                psi.BD,
                psi.Mixed,
                byC,
                trigamma.BD,
                trigamma.BD,
                (trigamma.BD * y1) + (trigamma.D * d1),
                trigamma.Mixed,
                (trigamma.Mixed * y1) + (trigamma.CD * d1),
                cc);
        }

        // Adds alpha (c log + shift).
        public Exponent Plus(double alpha, double c, double log, double shift) => this with
        {
            Value = Value + (alpha * ((c * log) + shift)),
            ByAlpha = ByAlpha + (c * log) + shift,
            ByC = ByC + (alpha * log),
            AlphaC = AlphaC + log,
        };

        // Adds first f' times the derivatives of this, and f'' times their products.
        public void AddTo(Span<double> slope, Span<double> curvature, double first, double second)
        {
            ReadOnlySpan<double> by = [ByAlpha, ByBeta, ByC];
            ReadOnlySpan<double> twice = [AlphaAlpha, AlphaBeta, AlphaC, AlphaBeta, BetaBeta, BetaC, AlphaC, BetaC, CC];
            for (var i = 0; i < N; i++)
            {
                slope[i] += first * by[i];
                for (var j = 0; j < N; j++)
                {
                    curvature[(i * N) + j] += (first * twice[(i * N) + j]) + (second * by[i] * by[j]);
                }
            }
        }
    }
}
