namespace CrmKit.Engines.Tests;

internal static class Relative
{
    public static void Equal(double expected, double actual, double tolerance) => Assert.True(
        Math.Abs(actual - expected) <= tolerance * Math.Abs(expected),
        string.Create(CultureInfo.InvariantCulture, $"{actual:R} is not within {tolerance:e1} of {expected:R}, off by {Math.Abs(actual / expected - 1):e2}"));
}
