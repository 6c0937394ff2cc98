namespace CrmKit.Numerics;

/// <summary>Gauss-Legendre rules on [-1, 1], for integrands that are analytic around the interval.</summary>
/// <remarks>
/// Abramowitz and Stegun 25.4.29. A rule of m points is exact for polynomials up to degree 2m - 1; for a function bounded by M inside the ellipse with foci -1, 1
/// and half-axes adding up to rho it errs by at most 64/15 M rho^(-2m)/(1 - rho^-2) (Trefethen 2008, theorem 4.5). Immutable and thread-safe.
/// </remarks>
public sealed class GaussLegendre
{
    private readonly double[] _nodes;
    private readonly double[] _weights;

    private GaussLegendre(ReadOnlySpan<double> nodes, ReadOnlySpan<double> weights)
    {
        var half = nodes.Length;
        _nodes = new double[2 * half];
        _weights = new double[2 * half];
        for (var i = 0; i < half; i++)
        {
            (_nodes[i], _weights[i]) = (-nodes[i], weights[i]);
            (_nodes[(2 * half) - 1 - i], _weights[(2 * half) - 1 - i]) = (nodes[i], weights[i]);
        }
    }

    /// <summary>The rule of 4 points.</summary>
    public static GaussLegendre Four { get; } = new(
        [0.86113631159405257522, 0.3399810435848562648],
        [0.34785484513745385737, 0.65214515486254614263]);

    /// <summary>The rule of 8 points.</summary>
    public static GaussLegendre Eight { get; } = new(
        [0.96028985649753623168, 0.79666647741362673959, 0.52553240991632898582, 0.18343464249564980494],
        [0.10122853629037625915, 0.22238103445337447054, 0.31370664587788728734, 0.36268378337836198297]);

    /// <summary>The rule of 16 points.</summary>
    public static GaussLegendre Sixteen { get; } = new(
        [
            0.9894009349916499326, 0.94457502307323257608, 0.86563120238783174388, 0.7554044083550030339,
            0.61787624440264374845, 0.45801677765722738634, 0.28160355077925891323, 0.095012509837637440185,
        ],
        [
            0.027152459411754094852, 0.062253523938647892863, 0.09515851168249278481, 0.12462897125553387205,
            0.14959598881657673208, 0.16915651939500253819, 0.18260341504492358887, 0.18945061045506849629,
        ]);

    /// <summary>The points, rising, inside (-1, 1).</summary>
    public ReadOnlySpan<double> Nodes => _nodes;

    /// <summary>The weights, above 0; they add up to 2.</summary>
    public ReadOnlySpan<double> Weights => _weights;
}
