namespace CrmKit.Churn.Tests;

// Equal to rounding, or both absent.
internal static class Near
{
    public static bool Same(double? a, double? b, double tolerance = 1e-11) =>
        a is null ? b is null : b is { } other && Math.Abs(a.Value - other) <= tolerance * (1e-3 + Math.Abs(other));

    public static bool Same(IEnumerable<double> a, IEnumerable<double> b, double tolerance = 1e-11)
    {
        double[] left = [.. a];
        double[] right = [.. b];
        return left.Length == right.Length && left.Zip(right).All(pair => Same(pair.First, pair.Second, tolerance));
    }
}
