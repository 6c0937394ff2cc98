using CrmKit.Numerics;

namespace CrmKit.Churn;

// The families in z = (ln time - location)/scale. Minus infinity stands for time 0.
internal static class AftLaw
{
    public static double LogSurvival(AftFamily family, double z) => family switch
    {
        AftFamily.LogNormal => double.IsPositiveInfinity(z) ? double.NegativeInfinity : NormalLaw.LogTail(Math.Max(z, -1e150)),
        AftFamily.LogLogistic => -Softplus(z),
        _ => -Math.Exp(z),
    };

    // The derivative of -ln S by z.
    public static double Hazard(AftFamily family, double z) => family switch
    {
        AftFamily.LogNormal => NormalLaw.Hazard(Math.Clamp(z, -1e150, 1e150)).Hazard,
        AftFamily.LogLogistic => SpecialFunctions.Logistic(z),
        _ => Math.Exp(z),
    };

    // z by which a share has left.
    public static double Quantile(AftFamily family, double probability) => family switch
    {
        AftFamily.LogNormal => SpecialFunctions.NormalQuantile(probability),
        AftFamily.LogLogistic => Math.Log(probability) - SpecialFunctions.Log1p(-probability),
        _ => Math.Log(-SpecialFunctions.Log1p(-probability)),
    };

    // ln S(z) - ln S(z + step), 0 or more, without the difference of the two.
    public static double Loss(AftFamily family, double z, double step)
    {
        if (step == 0)
        {
            return 0;
        }

        var before = LogSurvival(family, z);
        if (double.IsNegativeInfinity(before))
        {
            // Nobody is left as far as a number can tell, and the hazard beyond is larger still.
            return double.PositiveInfinity;
        }

        if (double.IsNegativeInfinity(z) || double.IsInfinity(step))
        {
            return before - LogSurvival(family, z + step);
        }

        return family switch
        {
            AftFamily.LogNormal => NormalLoss(z, step),
            AftFamily.LogLogistic => LogisticLoss(z, step),
            _ => step < 40 ? Math.Exp(z) * SpecialFunctions.Expm1(step) : Math.Exp(z + step),
        };
    }

    // The step after which ln S has fallen by a loss.
    public static double StepOf(AftFamily family, double z, double loss) => family switch
    {
        AftFamily.LogNormal => NormalStep(z, loss),

        // (1 + e^(z + step)) = (1 + e^z) e^loss.
        AftFamily.LogLogistic => loss < 1
            ? SpecialFunctions.Log1p(SpecialFunctions.Expm1(loss) * (1 + Math.Exp(-z)))
            : loss + SpecialFunctions.Log1p(-SpecialFunctions.Expm1(-loss) * Math.Exp(-z)),
        _ => SpecialFunctions.Log1p(loss * Math.Exp(-z)),
    };

    private static double LogisticLoss(double z, double step) => step < 1
        ? SpecialFunctions.Log1p(SpecialFunctions.Expm1(step) * SpecialFunctions.Logistic(z))
        : Softplus(z + step) - Softplus(z);

    private static double Softplus(double z) => Math.Max(z, 0) + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(z)));

    private static double NormalLoss(double z, double step)
    {
        if (step * (1 + Math.Abs(z)) > 1)
        {
            return NormalLaw.LogTail(z) - NormalLaw.LogTail(z + step);
        }

        // Over a short step the integral of the hazard.
        var rule = GaussLegendre.Eight;
        var sum = 0d;
        for (var i = 0; i < rule.Nodes.Length; i++)
        {
            sum += rule.Weights[i] * NormalLaw.Hazard(z + (step * (1 + rule.Nodes[i]) / 2)).Hazard;
        }

        return step / 2 * sum;
    }

    // Newton's method on a loss that is convex in the step, from the far side, where it never steps across.
    private static double NormalStep(double z, double loss)
    {
        var step = 1d;
        while (NormalLoss(z, step) < loss && step < 1e100)
        {
            step *= 2;
        }

        for (var i = 0; i < 200; i++)
        {
            var next = step - ((NormalLoss(z, step) - loss) / NormalLaw.Hazard(z + step).Hazard);
            if (!(next < step * (1 - 1e-15)) || next <= 0)
            {
                break;
            }

            step = next;
        }

        return step;
    }
}
