namespace CrmKit.Numerics;

public static partial class SpecialFunctions
{
    /// <summary>The chance that a standard normal variable exceeds a value, without cancellation in the tail.</summary>
    /// <param name="value">Any number.</param>
    /// <returns>0 to 1, to some 1e-14 relative.</returns>
    public static double NormalTail(double value)
    {
        var half = GammaQ(0.5, value * value / 2) / 2;
        return value >= 0 ? half : 1 - half;
    }

    /// <summary>The quantile of the standard normal distribution.</summary>
    /// <remarks>A rational start (Abramowitz and Stegun 26.2.23) and Halley's steps on the tail, in the half where it is small.</remarks>
    /// <param name="probability">Between 0 and 1.</param>
    /// <returns>z with P(Z at most z) = probability, to some 1e-14.</returns>
    public static double NormalQuantile(double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is between 0 and 1.");
        }

        var tail = Math.Min(probability, 1 - probability);
        if (tail == 0.5)
        {
            return 0;
        }

        var t = Math.Sqrt(-2 * Math.Log(tail));
        var z = t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308)))))));
        for (var i = 0; i < 4; i++)
        {
            var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
            var step = (NormalTail(z) - tail) / density;
            z += step / (1 - (step * z / 2));
        }

        return probability < 0.5 ? -z : z;
    }
}
