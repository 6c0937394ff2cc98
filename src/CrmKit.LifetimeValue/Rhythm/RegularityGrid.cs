namespace CrmKit.LifetimeValue;

// A standard normal on seventeen points, half a standard deviation apart: the regularities of a segment are median e^(sigma z).
internal static class RegularityGrid
{
    public const int Count = 17;
    private const double Step = 0.5;

    public static ImmutableArray<double> Points { get; } = [.. Enumerable.Range(0, Count).Select(j => (j - (Count / 2)) * Step)];

    public static ImmutableArray<double> Weights { get; } = Normalised();

    private static ImmutableArray<double> Normalised()
    {
        var weights = Points.Select(z => Math.Exp(-z * z / 2)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
