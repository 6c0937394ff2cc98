using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The integrand of a history's likelihood at a time t, and what is left at its end, with their derivatives in ln r, ln alpha, ln s, ln beta (theta) at a given m:
//   base (1 + m A B), base = (alpha/(alpha + t))^(r + x) (beta/(beta + t))^s, times s/(beta + t) for a customer who leaves at t,
//   A = E[e^-lambda] - c1 and B = E[e^-mu] - c2 given that: the means of Gamma(r + x, alpha + t), and Gamma(s + 1, beta + t) or Gamma(s, beta + t).
// Written are the value, its 4 first and 10 second derivatives, and base A B (the derivative in m, in which the value is linear) with its 4 first ones.
internal readonly struct CorrelatedTerm
{
    public const int Length = 20;
    public const int Vectors = Length / 4;
    public const int AtFirst = 1;
    public const int AtSecond = 5;
    public const int AtSlope = 15;
    private readonly double _r;
    private readonly double _alpha;
    private readonly double _s;
    private readonly double _beta;
    private readonly double _m;
    private readonly Mean _c1;
    private readonly Mean _c2;
    private readonly SarmanovTilt _tilt;

    public CorrelatedTerm(double r, double alpha, double s, double beta, double m)
    {
        (_r, _alpha, _s, _beta, _m) = (r, alpha, s, beta, m);
        (_c1, _c2) = (Mean.Of(r, r, alpha, 0), Mean.Of(s, s, beta, 0));
        _tilt = new SarmanovTilt(r, alpha, s, beta, m);
    }

    public ParetoLifetime Steep => new(2 * (_s + 1), _beta);

    public double Shape(int x) => _r + x;

    public double Alpha => _alpha;

    // ln of the chance to have neither bought nor left by a time, without dependence.
    public double LogNeither(double n, double time) => -(n * SpecialFunctions.Log1p(time / _alpha)) - (_s * SpecialFunctions.Log1p(time / _beta));

    public void Add(Span<Vector256<double>> sums, double n, double time, bool leaves, double logScale, double weight)
    {
        var (a, b) = (SpecialFunctions.Log1p(time / _alpha), SpecialFunctions.Log1p(time / _beta));
        var (p, w, one) = (time / (_alpha + time), time / (_beta + time), leaves ? 1 : 0);
        var log = -(n * a) - (_s * b) + (leaves ? Math.Log(_s / (_beta + time)) : 0);
        var size = weight * Math.Exp(log - logScale);
        var u = Mean.Of(n, _r, _alpha, time);
        var v = Mean.Of(_s + one, _s, _beta, time);
        var first = u.Minus(_c1);
        var second = v.Minus(_c2);

        Span<double> g = [-_r * a, n * p, one - (_s * b), (_s * w) - (one * (1 - w))];
        ReadOnlySpan<double> h =
        [
            -_r * a, _r * p, 0, 0,
            -n * p * (1 - p), 0, 0,
            -_s * b, _s * w,
            -(_s + one) * w * (1 - w),
        ];

        // The product A B with its derivatives.
        ReadOnlySpan<double> d = [first.First * second.Value, first.Second * second.Value, first.Value * second.First, first.Value * second.Second];
        ReadOnlySpan<double> dd =
        [
            first.FirstFirst * second.Value, first.FirstSecond * second.Value, first.First * second.First, first.First * second.Second,
            first.SecondSecond * second.Value, first.Second * second.First, first.Second * second.Second,
            first.Value * second.FirstFirst, first.Value * second.FirstSecond,
            first.Value * second.SecondSecond,
        ];
        Write(sums, size, _tilt.At(u.Log, v.Log), first.Value * second.Value, g, h, d, dd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write(
        Span<Vector256<double>> sums,
        double size,
        double tilt,
        double product,
        ReadOnlySpan<double> g,
        ReadOnlySpan<double> h,
        ReadOnlySpan<double> d,
        ReadOnlySpan<double> dd)
    {
        var to = MemoryMarshal.Cast<Vector256<double>, double>(sums);
        to[0] += size * tilt;
        to[AtSlope] += size * product;
        var pair = 0;
        for (var i = 0; i < 4; i++)
        {
            to[AtFirst + i] += size * ((tilt * g[i]) + (_m * d[i]));
            to[AtSlope + 1 + i] += size * ((product * g[i]) + d[i]);
            for (var j = i; j < 4; j++, pair++)
            {
                to[AtSecond + pair] += size * ((tilt * ((g[i] * g[j]) + h[pair])) + (_m * ((g[i] * d[j]) + (g[j] * d[i]) + dd[pair])));
            }
        }
    }

    // E[e^-rate] of a gamma distribution as shape and scale of its origin move, in their logarithms.
    private readonly record struct Mean(double Log, double Value, double First, double Second, double FirstFirst, double FirstSecond, double SecondSecond)
    {
        // shape: of the distribution itself; origin: that part of it which is a parameter; its scale is scale + time.
        public static Mean Of(double shape, double origin, double scale, double time)
        {
            var at = scale + time;
            var log = SpecialFunctions.Log1p(1 / at);
            var e = scale / (at * (at + 1));
            var (value, g, k) = (Math.Exp(-shape * log), -origin * log, shape * e);
            var kk = k * (1 - (scale / at) - (scale / (at + 1)));
            return new Mean(-shape * log, value, value * g, value * k, value * ((g * g) + g), value * ((g * k) + (origin * e)), value * ((k * k) + kk));
        }

        public Mean Minus(in Mean c) => new(
            0,
            SarmanovTilt.Excess(Log, c.Log),
            First - c.First,
            Second - c.Second,
            FirstFirst - c.FirstFirst,
            FirstSecond - c.FirstSecond,
            SecondSecond - c.SecondSecond);
    }
}
