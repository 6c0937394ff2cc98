using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.Churn;

// Log-likelihood of rows and its first two derivatives in the linear predictor.
internal static class LinkTerms
{
    // Fills residuals and curvatures of a block from its linear predictors and gives the log-likelihood.
    public static double Fill(RowBlock block, HazardLink link) => link == HazardLink.Logit ? Logit(block) : CompLogLog(block);

    public static double Probability(double eta, HazardLink link) => link == HazardLink.Logit
        ? SpecialFunctions.Logistic(eta)
        : -SpecialFunctions.Expm1(-Math.Exp(eta));

    // ln(1 - p).
    public static double LogComplement(double eta, HazardLink link) => link == HazardLink.Logit
        ? -(Math.Max(eta, 0) + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(eta))))
        : -Math.Exp(eta);

    public static double Inverse(double probability, HazardLink link) => link == HazardLink.Logit
        ? Math.Log(probability) - SpecialFunctions.Log1p(-probability)
        : Math.Log(-SpecialFunctions.Log1p(-probability));

    // s and f never stand in a difference that cancels: s q - f p with both tails of the logistic right.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Logit(RowBlock block)
    {
        var (eta, success, failure) = (block.Eta, block.Success, block.Failure);
        var (residual, curvature) = (block.Residual, block.Curvature);
        var total = Vector256<double>.Zero;
        for (var i = 0; i < block.Padded; i += Vector256<double>.Count)
        {
            var x = Vector256.LoadUnsafe(ref eta[0], (nuint)i);
            var s = Vector256.LoadUnsafe(ref success[0], (nuint)i);
            var f = Vector256.LoadUnsafe(ref failure[0], (nuint)i);
            var e = Vector256.Exp(-Vector256.Abs(x));
            var likelier = Vector256<double>.One / (Vector256<double>.One + e);
            var rarer = e * likelier;
            var isPositive = Vector256.GreaterThan(x, Vector256<double>.Zero);
            var p = Vector256.ConditionalSelect(isPositive, likelier, rarer);
            var q = Vector256.ConditionalSelect(isPositive, rarer, likelier);
            var rest = VectorFunctions.Log1p(e);
            var positive = Vector256.Max(x, Vector256<double>.Zero);
            total -= (s * (positive - x + rest)) + (f * (positive + rest));
            ((s * q) - (f * p)).StoreUnsafe(ref residual[0], (nuint)i);
            ((s + f) * likelier * rarer).StoreUnsafe(ref curvature[0], (nuint)i);
        }

        return Vector256.Sum(total);
    }

    private static double CompLogLog(RowBlock block)
    {
        double total = 0;
        for (var i = 0; i < block.Padded; i++)
        {
            var u = Math.Exp(block.Eta[i]);
            double residual = 0;
            double curvature = 0;
            if (block.Failure[i] > 0)
            {
                total -= block.Failure[i] * u;
                residual -= block.Failure[i] * u;
                curvature += block.Failure[i] * u;
            }

            if (block.Success[i] > 0)
            {
                var (log, first, second) = Left(block.Eta[i], u);
                total += block.Success[i] * log;
                residual += block.Success[i] * first;
                curvature += block.Success[i] * second;
            }

            block.Residual[i] = residual;
            block.Curvature[i] = curvature;
        }

        return total;
    }

    // The curvatures that the complementary log-log is expected to have: n u² / (e^u - 1) with u = e^eta.
    public static void FillExpected(RowBlock block)
    {
        for (var i = 0; i < block.Padded; i++)
        {
            var u = Math.Exp(block.Eta[i]);
            block.Curvature[i] = u is > 1e-300 and < 700 ? (block.Success[i] + block.Failure[i]) * u * (u / SpecialFunctions.Expm1(u)) : 0;
        }
    }

    // ln(1 - e^-u) with u = e^eta, its derivative in eta and the derivative's negative derivative.
    private static (double Log, double First, double Second) Left(double eta, double u)
    {
        if (u < 1e-300)
        {
            return (eta, 1, 0);
        }

        if (u > 700)
        {
            return (0, 0, 0);
        }

        var left = -SpecialFunctions.Expm1(-u);
        var first = u / SpecialFunctions.Expm1(u);

        // u / (1 - e^-u) - 1 by its Taylor series where the difference would cancel; the next term is below 1e-16 of the first.
        var square = u * u;
        var bend = u < 0.05
            ? (u / 2) + (square / 12 * (1 - (square / 60 * (1 - (square / 42)))))
            : (u / left) - 1;
        return (u > 1 ? SpecialFunctions.Log1p(-Math.Exp(-u)) : Math.Log(left), first, first * bend);
    }
}
