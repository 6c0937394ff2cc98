namespace CrmKit.Numerics.Tests;

public sealed class TrustRegionMaximiserTests
{
    [Fact]
    public void Curved_valley_is_climbed_to_the_top()
    {
        var end = Maximise(Valley, [-1.2, 1], -10, 10);
        Assert.Equal(1, end.Point[0], 1e-8);
        Assert.Equal(1, end.Point[1], 1e-8);
        Assert.Contains(end.Reason, new[] { StopReason.GradientSmall, StopReason.GainBelowRounding });
    }

    [Fact]
    public void Bound_holds_the_coordinate_that_would_leave_the_box()
    {
        var end = Maximise(Valley, [-1.2, 0.2], -10, 0.5);
        Assert.Equal(0.5, end.Point[0], 1e-8);
        Assert.Equal(0.25, end.Point[1], 1e-8);
        Assert.Equal(new[] { 1, 0 }, end.Bounds.ToArray());
        Assert.True(end.Gradient[0] > 0.1);
    }

    [Fact]
    public void Saddle_is_left_for_a_maximum()
    {
        // x² - x⁴ - y² has a saddle at 0 and tops at ±sqrt(1/2).
        var end = Maximise(
            (p, g, h) =>
            {
                (g[0], g[1]) = ((2 * p[0]) - (4 * Math.Pow(p[0], 3)), -2 * p[1]);
                (h[0], h[1], h[2], h[3]) = (2 - (12 * p[0] * p[0]), 0, 0, -2);
                return (p[0] * p[0]) - Math.Pow(p[0], 4) - (p[1] * p[1]);
            },
            [1e-3, 1],
            -5,
            5);
        Assert.Equal(Math.Sqrt(0.5), end.Point[0], 1e-8);
        Assert.Equal(0.25, end.Value, 1e-12);
    }

    [Fact]
    public void Undefined_region_is_stepped_back_from()
    {
        // ln x - x is not defined below 0, where the Newton step from 6 leads: to -24.
        var end = Maximise(
            (p, g, h) =>
            {
                (g[0], h[0]) = ((1 / p[0]) - 1, -1 / (p[0] * p[0]));
                return Math.Log(p[0]) - p[0];
            },
            [6],
            -50,
            50);
        Assert.Equal(1, end.Point[0], 1e-8);
    }

    [Fact]
    public void Iteration_limit_and_cancellation_return_the_best_point()
    {
        var limited = Maximise(Valley, [-1.2, 1], -10, 10, new MaximiserOptions { MaxIterations = 3 });
        Assert.Equal((StopReason.IterationLimit, 3), (limited.Reason, limited.Iterations));
        Assert.True(limited.Value > Valley([-1.2, 1], new double[2], new double[4]));
        var cancelled = Maximise(Valley, [-1.2, 1], -10, 10, null, new CancellationToken(true));
        Assert.Equal(StopReason.Cancelled, cancelled.Reason);
        Assert.Equal(new[] { -1.2, 1 }, cancelled.Point.ToArray());
    }

    [Fact]
    public void Box_without_room_is_refused() => Assert.Throws<ArgumentException>(() => Maximise(Valley, [0, 0], 1, 1));

    private delegate double Function(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian);

    // Minus Rosenbrock's function.
    private static double Valley(ReadOnlySpan<double> p, Span<double> g, Span<double> h)
    {
        var (x, d) = (p[0], p[1] - (p[0] * p[0]));
        (g[0], g[1]) = ((400 * x * d) + (2 * (1 - x)), -200 * d);
        (h[0], h[1], h[2], h[3]) = ((400 * d) - (800 * x * x) - 2, 400 * x, 400 * x, -200);
        return -(100 * d * d) - ((1 - x) * (1 - x));
    }

    private static MaximiserResult Maximise(
        Function function, double[] start, double lower, double upper, MaximiserOptions? options = null, CancellationToken token = default) =>
        TrustRegionMaximiser.Maximise(
            new Objective(function), start, [.. start.Select(_ => lower)], [.. start.Select(_ => upper)], options, token);

    private sealed class Objective(Function function) : ISmoothObjective
    {
        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian) => function(point, gradient, hessian);
    }
}
