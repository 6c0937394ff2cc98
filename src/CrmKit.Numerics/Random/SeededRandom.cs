using System.Numerics;

namespace CrmKit.Numerics;

/// <summary>A stream of random numbers that a seed determines: the same numbers on every machine and in every release of the framework.</summary>
/// <remarks>
/// xoshiro256** (Blackman and Vigna 2021), its state filled by SplitMix64 (Steele, Lea and Flood 2014). Not for secrets. Not thread-safe: one stream per thread.
/// </remarks>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts a stream.</summary>
    /// <param name="seed">Any number; equal seeds give equal streams.</param>
    public SeededRandom(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform on the open interval from 0 to 1: never 0, never 1.</summary>
    public double NextUniform() => ((NextBits() >> 12) + 0.5) * (1d / (1L << 52));

    /// <summary>Uniform integer from 0 to bound - 1, without bias.</summary>
    /// <param name="bound">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1.</exception>
    public int NextBelow(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);

        // Lemire (2019): the high half of a product, redrawn where the low half would favour some results.
        var limit = (0UL - (ulong)bound) % (ulong)bound;
        while (true)
        {
            var high = Math.BigMul(NextBits(), (ulong)bound, out var low);
            if (low >= limit)
            {
                return (int)high;
            }
        }
    }

    /// <summary>Exponential with mean 1.</summary>
    public double NextExponential() => -Math.Log(NextUniform());

    /// <summary>Standard normal (polar method of Marsaglia and Bray 1964, one of the two values used).</summary>
    public double NextNormal()
    {
        while (true)
        {
            var u = (2 * NextUniform()) - 1;
            var v = (2 * NextUniform()) - 1;
            var s = (u * u) + (v * v);
            if (s is > 0 and < 1)
            {
                return u * Math.Sqrt(-2 * Math.Log(s) / s);
            }
        }
    }

    /// <summary>Gamma with a shape and scale 1.</summary>
    /// <param name="shape">Above 0 and finite.</param>
    /// <returns>0 or more; 0 only where the value lies below the smallest double.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not above 0 or not finite.</exception>
    public double NextGamma(double shape) => shape >= 1 ? GammaFromOne(shape) : Math.Exp(NextLogGamma(shape));

    /// <summary>Beta(a, b).</summary>
    /// <param name="a">Above 0 and finite.</param>
    /// <param name="b">Above 0 and finite.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0 or not finite.</exception>
    public double NextBeta(double a, double b)
    {
        // The logarithms of two gamma values cannot both be lost to underflow, as the values themselves are for small a and b.
        var first = NextLogGamma(a);
        return SpecialFunctions.Logistic(first - NextLogGamma(b));
    }

    // ln of a gamma variate; below shape 1 by G(shape) = G(shape + 1) U^(1/shape).
    private double NextLogGamma(double shape)
    {
        if (!(shape > 0) || double.IsPositiveInfinity(shape))
        {
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "A shape must be above 0 and finite.");
        }

        return shape >= 1 ? Math.Log(GammaFromOne(shape)) : Math.Log(GammaFromOne(shape + 1)) - (NextExponential() / shape);
    }

    // Marsaglia and Tsang (2000), shape 1 or more.
    private double GammaFromOne(double shape)
    {
        if (double.IsPositiveInfinity(shape))
        {
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "A shape must be above 0 and finite.");
        }

        var d = shape - (1d / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextNormal();
            var root = 1 + (c * x);
            if (root <= 0)
            {
                continue;
            }

            var v = root * root * root;
            if (Math.Log(NextUniform()) < (0.5 * x * x) + (d * (1 - v + Math.Log(v))))
            {
                return d * v;
            }
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
