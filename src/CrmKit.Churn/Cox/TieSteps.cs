using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrmKit.Churn;

// The steps in which those who left at one time go, each with a share f of their risk gone already: sums over the steps of weight w over the remaining risk S - f E.
// Efron (1977), in the weighted form of Therneau and Grambsch (2000), section 3.3.
internal readonly struct TieSteps
{
    private TieSteps(double logSum, double a0, double a1, double b0, double b1, double b2) => (LogSum, A0, A1, B0, B1, B2) = (logSum, a0, a1, b0, b1, b2);

    // Sums of w ln(S - fE), w/(S - fE), wf/(S - fE), and of w, wf and wff over (S - fE)².
    public double LogSum { get; }

    public double A0 { get; }

    public double A1 { get; }

    public double B0 { get; }

    public double B1 { get; }

    public double B2 { get; }

    public static TieSteps Of(double atRisk, double left, int tied, double weight, CoxOptions options)
    {
        if (options.Ties != CoxTies.Efron)
        {
            return One(atRisk, weight);
        }

        if (options.TiedWeights == TiedWeights.PerRecord)
        {
            return tied == 1 ? One(atRisk, weight) : Equal(atRisk, left, tied, weight / tied, 1.0 / tied);
        }

        // Whole customers one by one; what is left over of a weight that is no whole number goes last.
        var whole = (int)Math.Min(weight, int.MaxValue - 1);
        var steps = Equal(atRisk, left, whole, 1, 1 / weight);
        var rest = weight - whole;
        var f = whole / weight;
        var last = One(atRisk - (f * left), rest);
        return rest > 0
            ? new TieSteps(steps.LogSum + last.LogSum, steps.A0 + last.A0, steps.A1 + (f * last.A0), steps.B0 + last.B0, steps.B1 + (f * last.B0), steps.B2 + (f * f * last.B0))
            : steps;
    }

    private static TieSteps One(double atRisk, double weight)
    {
        var a = weight / atRisk;
        return new TieSteps(weight * Math.Log(atRisk), a, 0, a / atRisk, 0, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TieSteps Equal(double atRisk, double left, int count, double weight, double share)
    {
        var (log, a0, a1) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (b0, b1, b2) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var step = Vector256.Create(0.0, 1, 2, 3);
        var (all, gone) = (Vector256.Create(atRisk), Vector256.Create(left));
        for (var l = 0; l < count; l += 4, step += Vector256.Create(4.0))
        {
            // Places past the last count for nothing.
            var isStep = Vector256.LessThan(step, Vector256.Create((double)count));
            var f = step * Vector256.Create(share);
            var risk = Vector256.ConditionalSelect(isStep, all - (f * gone), Vector256<double>.One);
            var a = Vector256.ConditionalSelect(isStep, Vector256<double>.One / risk, Vector256<double>.Zero);
            log += Vector256.Log(risk);
            a0 += a;
            a1 += f * a;
            b0 += a * a;
            b1 += f * a * a;
            b2 += f * f * a * a;
        }

        return new TieSteps(weight * Vector256.Sum(log), weight * Vector256.Sum(a0), weight * Vector256.Sum(a1), weight * Vector256.Sum(b0), weight * Vector256.Sum(b1), weight * Vector256.Sum(b2));
    }
}
