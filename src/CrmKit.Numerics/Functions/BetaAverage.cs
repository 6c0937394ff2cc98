namespace CrmKit.Numerics;

// The average of (1 - z t)^-a over t ~ Beta(b, d), by the trapezoid rule in u = ln(t/(1 - t)), where every factor is analytic within pi of the real axis and falls
// exponentially at both ends. All logarithms are differences to the mode of the Beta density, so that a million times ln t is never subtracted from itself.
internal readonly struct BetaAverage
{
    private const double WidestStep = 0.2;
    private const double Spent = 45;
    private readonly double _a;
    private readonly double _b;
    private readonly double _d;
    private readonly double _z;
    private readonly double _mode;
    private readonly double _opposite;
    private readonly double _centre;
    private readonly double _atMode;

    public BetaAverage(double a, double b, double d, double z)
    {
        (_a, _b, _d, _z) = (a, b, d, z);
        (_mode, _opposite) = (b / (b + d), d / (b + d));
        _centre = Math.Log(b) - Math.Log(d);
        _atMode = Remainder(_mode, _opposite);
    }

    // ln of the average: two sums, each around its own peak.
    public double Logarithm()
    {
        var peak = Peak();
        var h = Math.Min(Step(0, withGain: false), Step(peak, withGain: true));
        if (Math.Abs(peak) < 5 * h)
        {
            // Almost the same peak: on common points the rounding of a narrow weight's exponent cancels.
            return Math.Log(OnCommonPoints(h)) - (_a * Math.Log(_atMode));
        }

        var (above, top) = Sum(peak, withGain: true);
        var (below, bottom) = Sum(0, withGain: false);
        return -(_a * Math.Log(_atMode)) + (top - bottom) + Math.Log(above / below);
    }

    private double OnCommonPoints(double h)
    {
        var (numerator, normaliser) = (1d, 1d);
        for (var direction = -1; direction <= 1; direction += 2)
        {
            for (var k = 1; ; k++)
            {
                var at = direction * k * h;
                var ends = Ends(at, h, direction, out var closure);
                var weight = Math.Exp(LogWeight(at)) * (ends ? closure : 1);
                var gain = LogGain(at);
                numerator += weight * Math.Exp(gain);
                normaliser += weight;
                if (ends || Math.Max(0, gain) + LogWeight(at) < -Spent)
                {
                    break;
                }
            }
        }

        return numerator / normaliser;
    }

    // The average less 1, for averages near 1.
    public double Excess()
    {
        var h = Step(0, withGain: false);
        var (numerator, normaliser) = (GainExcess(0), 1d);
        for (var direction = -1; direction <= 1; direction += 2)
        {
            for (var k = 1; ; k++)
            {
                var at = direction * k * h;
                var weight = Math.Exp(LogWeight(at));
                if (Ends(at, h, direction, out var closure))
                {
                    numerator += weight * closure * (direction < 0 ? 0 : GainExcess(at));
                    normaliser += weight * closure;
                    break;
                }

                numerator += weight * GainExcess(at);
                normaliser += weight;
                if (LogWeight(at) < -Spent - 20)
                {
                    break;
                }
            }
        }

        return numerator / normaliser;
    }

    // Sum of weights times e^-Log around a peak at this distance from the mode.
    private (double Sum, double Log) Sum(double peak, bool withGain)
    {
        var h = Step(peak, withGain);
        var log = Height(peak, withGain);
        var sum = 1d;
        for (var direction = -1; direction <= 1; direction += 2)
        {
            for (var k = 1; ; k++)
            {
                var at = peak + (direction * k * h);
                var height = Height(at, withGain) - log;
                if (Ends(at, h, direction, out var closure))
                {
                    sum += Math.Exp(height) * closure;
                    break;
                }

                sum += Math.Exp(height);
                if (height < -Spent)
                {
                    break;
                }
            }
        }

        return (h * sum, log);
    }

    // Beyond these points the integrand is an exponential to rounding, and the rest of the grid a geometric series.
    private bool Ends(double at, double h, int direction, out double closure)
    {
        var u = _centre + at;
        var far = 40 + Math.Log(1 + _a + _b + _d);
        closure = 0;
        if (direction < 0 ? u < -far - Math.Log(1 + Math.Abs(_z)) : u > far - Math.Log(Math.Min(1, 1 - _z)))
        {
            closure = 1 / -SpecialFunctions.Expm1(-(direction < 0 ? _b : _d) * h);
            return true;
        }

        return false;
    }

    private double Height(double at, bool withGain) => LogWeight(at) + (withGain ? LogGain(at) : 0);

    // The rule errs by what the integrand grows to beside the real axis, which its curvature bounds: the largest one among the points that count.
    private double Step(double peak, bool withGain)
    {
        var curvature = Curvature(peak, withGain);
        var log = Height(peak, withGain);
        for (var direction = -1; direction <= 1; direction += 2)
        {
            for (var k = 1; k <= 200; k++)
            {
                var at = peak + (0.5 * direction * k);
                if (Height(at, withGain) < log - Spent)
                {
                    break;
                }

                curvature = Math.Max(curvature, Curvature(at, withGain));
            }
        }

        return Math.Min(WidestStep, 1 / (2.4 * Math.Sqrt(Math.Max(curvature, 1e-10))));
    }

    private double Curvature(double at, bool withGain)
    {
        var (t, rest) = Point(at);
        if (!withGain)
        {
            return (_b + _d) * t * rest;
        }

        // 1 - z t = (1 + (1 - z) e^u)/(1 + e^u).
        var left = (1 - _z) * t / Remainder(t, rest);
        return (_a * left * (1 - left)) + (Math.Max(0, _b + _d - _a) * t * rest);
    }

    // Where the derivative b (1 - t) - d t + a z t (1 - t)/(1 - z t) changes its sign; it does so once.
    private double Peak()
    {
        double low = -1500, high = 1500;
        for (var k = 0; k < 200 && high - low > 1e-9; k++)
        {
            var middle = 0.5 * (low + high);
            var (t, rest) = Point(middle);
            var slope = (_b * rest) - (_d * t) + (_a * _z * t * rest / Remainder(t, rest));
            (low, high) = slope > 0 ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }

    // t and 1 - t at a distance from the mode.
    private (double T, double Opposite) Point(double at)
    {
        var odds = Math.Exp(-Math.Abs(at));
        if (at > 0)
        {
            var scale = 1 / (_mode + (_opposite * odds));
            return (_mode * scale, _opposite * odds * scale);
        }

        var other = 1 / (_opposite + (_mode * odds));
        return (_mode * odds * other, _opposite * other);
    }

    // b ln(t/t0) + d ln((1 - t)/(1 - t0)), each quotient as 1 plus its change where that is small.
    private double LogWeight(double at)
    {
        var (t, rest) = Point(at);
        var shift = SpecialFunctions.Expm1(-Math.Abs(at));
        var (near, far) = at > 0 ? (_mode, _opposite) : (_opposite, _mode);

        // ln of the share that shrinks less: -ln(near + far e^-|at|), and of the other one.
        var grown = far * shift > -0.5 ? -SpecialFunctions.Log1p(far * shift) : -Math.Log(near + (far * (1 + shift)));
        var change = shift * (at > 0 ? t : rest);
        var shrunk = change > -0.5 ? SpecialFunctions.Log1p(change) : grown - Math.Abs(at);
        return at > 0 ? (_b * grown) + (_d * shrunk) : (_d * grown) + (_b * shrunk);
    }

    // (1 - z t)^-a over its value at the mode: 1 - z t = (1 - z t0) - z (t - t0), with t - t0 in closed form.
    private double LogGain(double at)
    {
        var (t, rest) = Point(at);
        var step = at > 0 ? -SpecialFunctions.Expm1(-at) * _opposite * t : SpecialFunctions.Expm1(at) * _mode * rest;
        var change = -_z * step / _atMode;
        return -_a * (change > -0.5 ? SpecialFunctions.Log1p(change) : Math.Log(Remainder(t, rest) / _atMode));
    }

    private double GainExcess(double at)
    {
        var (t, rest) = Point(at);
        var product = _z * t;
        return SpecialFunctions.Expm1(-_a * (product < 0.5 ? SpecialFunctions.Log1p(-product) : Math.Log(Remainder(t, rest))));
    }

    // 1 - z t = (1 - t) + (1 - z) t, which is right near t = z = 1 too.
    private double Remainder(double t, double rest) => rest + ((1 - _z) * t);
}
