namespace CrmKit.Numerics;

/// <summary>Newton's method inside a ball and a box, for functions of a few variables with analytic second derivatives.</summary>
/// <remarks>
/// Nocedal and Wright (2006), algorithm 4.1; the step inside the ball is exact, from the eigenvalues of the second derivatives (section 4.3),
/// so that saddle points and flat directions are no obstacle. Deterministic and thread-safe. Never throws for a hard function: the best point is always returned.
/// </remarks>
public static class TrustRegionMaximiser
{
    /// <summary>Searches for a maximum.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="start">Where to begin; moved into the box. The function must be finite there.</param>
    /// <param name="lower">Lower bound of each coordinate.</param>
    /// <param name="upper">Upper bound of each coordinate, above the lower one.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="cancellationToken">Ends the search early with <see cref="StopReason.Cancelled"/>; polled at every iteration.</param>
    /// <exception cref="ArgumentException">The lengths differ, or an upper bound is not above its lower bound.</exception>
    public static MaximiserResult Maximise(
        ISmoothObjective objective,
        ReadOnlySpan<double> start,
        ReadOnlySpan<double> lower,
        ReadOnlySpan<double> upper,
        MaximiserOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (start.Length == 0 || lower.Length != start.Length || upper.Length != start.Length)
        {
            throw new ArgumentException("Start, lower and upper bounds must have one length, 1 or more.", nameof(start));
        }

        for (var i = 0; i < start.Length; i++)
        {
            if (!(lower[i] < upper[i]))
            {
                throw new ArgumentException($"The upper bound of coordinate {i} must be above its lower bound.", nameof(upper));
            }
        }

        return new TrustRegionSearch(objective, start, lower, upper, options ?? new MaximiserOptions()).Run(cancellationToken);
    }
}
