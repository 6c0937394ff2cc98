namespace CrmKit.Numerics;

// The state of one search: the best point so far, its derivatives, and the radius within which the quadratic is believed.
internal sealed class TrustRegionSearch
{
    private const double Rounding = 8 * 2.220446049250313e-16;

    private readonly ISmoothObjective _objective;
    private readonly MaximiserOptions _options;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly int _n;
    private double[] _point;
    private double[] _gradient;
    private double[] _hessian;
    private double[] _nextPoint;
    private double[] _nextGradient;
    private double[] _nextHessian;
    private double _value;
    private double _radius;

    public TrustRegionSearch(
        ISmoothObjective objective, ReadOnlySpan<double> start, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, MaximiserOptions options)
    {
        _objective = objective;
        _options = options;
        _n = start.Length;
        _lower = lower.ToArray();
        _upper = upper.ToArray();
        _point = start.ToArray();
        for (var i = 0; i < _n; i++)
        {
            _point[i] = Math.Clamp(_point[i], _lower[i], _upper[i]);
        }

        _gradient = new double[_n];
        _hessian = new double[_n * _n];
        _nextPoint = new double[_n];
        _nextGradient = new double[_n];
        _nextHessian = new double[_n * _n];
        _radius = options.InitialRadius;
    }

    public MaximiserResult Run(CancellationToken cancellationToken)
    {
        _value = _objective.Evaluate(_point, _gradient, _hessian);
        for (var iteration = 0; ; iteration++)
        {
            if (GradientNorm() <= _options.GradientTolerance)
            {
                return Report(iteration, StopReason.GradientSmall);
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return Report(iteration, StopReason.Cancelled);
            }

            if (iteration >= _options.MaxIterations)
            {
                return Report(iteration, StopReason.IterationLimit);
            }

            if (!Advance())
            {
                return Report(iteration + 1, StopReason.GainBelowRounding);
            }
        }
    }

    // One trial step; false once neither value nor gradient can be told from rounding.
    private bool Advance()
    {
        var step = FeasibleStep();
        var promised = Promise(step);
        var length = Length(step);
        var noise = Rounding * Math.Max(1, Math.Abs(_value));
        for (var i = 0; i < _n; i++)
        {
            _nextPoint[i] = Math.Clamp(_point[i] + step[i], _lower[i], _upper[i]);
        }

        var next = _objective.Evaluate(_nextPoint, _nextGradient, _nextHessian);
        if (promised <= noise)
        {
            // Near the top the value is flat to rounding while the point is not: each further step doubles its right digits, as long as the gradient tells.
            var (norm, nextNorm) = (GradientNorm(), NextNorm());
            var isNearer = next >= _value - noise && length < 1e-3 && nextNorm < norm;
            if (isNearer)
            {
                Accept(next);
            }

            return isNearer && nextNorm < 0.25 * norm;
        }

        var ratio = double.IsFinite(next) ? (next - _value) / promised : -1;
        if (promised < 100 * noise && Math.Abs(next - _value) < 100 * noise)
        {
            // The difference is mostly rounding: trust the quadratic.
            ratio = 1;
        }

        if (ratio < 0.25)
        {
            _radius = 0.25 * length;
        }
        else if (ratio > 0.75 && length > 0.8 * _radius)
        {
            _radius = Math.Min(2 * _radius, _options.MaximalRadius);
        }

        if (ratio > 1e-4)
        {
            Accept(next);
        }

        return _radius > 1e-14;
    }

    // The trust-region step over the free coordinates, shortened to stay in the box. A coordinate that stands on a bound and would leave it is held and the rest solved again.
    private double[] FeasibleStep()
    {
        var held = new bool[_n];
        for (var i = 0; i < _n; i++)
        {
            held[i] = IsHeld(_point, _gradient, i);
        }

        while (true)
        {
            var step = Step(held);
            var more = false;
            var fraction = 1d;
            for (var i = 0; i < _n; i++)
            {
                var room = step[i] < 0 ? _lower[i] - _point[i] : _upper[i] - _point[i];
                if (step[i] != 0 && room == 0)
                {
                    held[i] = true;
                    more = true;
                }
                else if (Math.Abs(step[i]) > Math.Abs(room))
                {
                    fraction = Math.Min(fraction, room / step[i]);
                }
            }

            if (more)
            {
                continue;
            }

            for (var i = 0; i < _n; i++)
            {
                var full = step[i];
                step[i] *= fraction;

                // Land on the bound itself, or the next iteration would see a room of one rounding.
                var room = full < 0 ? _lower[i] - _point[i] : _upper[i] - _point[i];
                if (full != 0 && Math.Abs(step[i] - room) <= 1e-12 * Math.Max(1, Math.Abs(room)))
                {
                    step[i] = room;
                }
            }

            return step;
        }
    }

    // Maximises g s + s H s/2 over |s| <= radius in the free coordinates: s = (-H + mu I)^-1 g with the smallest mu >= 0 that keeps it positive definite and inside.
    private double[] Step(bool[] held)
    {
        var free = Enumerable.Range(0, _n).Where(i => !held[i]).ToArray();
        var step = new double[_n];
        if (free.Length == 0)
        {
            return step;
        }

        var m = free.Length;
        var curvature = new double[m * m];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < m; j++)
            {
                curvature[(i * m) + j] = -_hessian[(free[i] * _n) + free[j]];
            }
        }

        var eigen = SymmetricEigen.Of(curvature, m);
        var along = new double[m];
        for (var j = 0; j < m; j++)
        {
            for (var i = 0; i < m; i++)
            {
                along[j] += eigen.Vectors[(i * m) + j] * _gradient[free[i]];
            }
        }

        var mu = Damping(eigen.Values, along);
        for (var j = 0; j < m; j++)
        {
            var amount = along[j] / (eigen.Values[j] + mu);
            for (var i = 0; i < m; i++)
            {
                step[free[i]] += eigen.Vectors[(i * m) + j] * amount;
            }
        }

        return step;
    }

    private double Damping(ImmutableArray<double> curvature, double[] along)
    {
        var norm = Math.Sqrt(along.Sum(component => component * component));
        var largest = curvature.Max(Math.Abs);
        var smallest = curvature.Min();
        var floor = smallest > 1e-14 * largest ? 0 : Math.Max(0, -smallest) + (1e-14 * largest) + 1e-300;
        if (LengthAt(floor) <= _radius)
        {
            return floor;
        }

        // The length falls with mu; this upper end is inside the ball whatever the eigenvectors are.
        var (inside, outside) = (floor + (norm / _radius) + Math.Max(0, -smallest), floor);
        for (var k = 0; k < 200 && inside - outside > 1e-6 * inside; k++)
        {
            var middle = outside > 0 ? Math.Sqrt(outside * inside) : inside / 1024;
            middle = middle > outside && middle < inside ? middle : 0.5 * (outside + inside);
            if (LengthAt(middle) > _radius)
            {
                outside = middle;
            }
            else
            {
                inside = middle;
            }

            if (inside < 1e-290)
            {
                break;
            }
        }

        return inside;

        double LengthAt(double mu)
        {
            double sum = 0;
            for (var j = 0; j < along.Length; j++)
            {
                var amount = along[j] / (curvature[j] + mu);
                sum += amount * amount;
            }

            return Math.Sqrt(sum);
        }
    }

    private double Promise(double[] step)
    {
        double sum = 0;
        for (var i = 0; i < _n; i++)
        {
            sum += _gradient[i] * step[i];
            for (var j = 0; j < _n; j++)
            {
                sum += 0.5 * step[i] * _hessian[(i * _n) + j] * step[j];
            }
        }

        return sum;
    }

    private static double Length(double[] step) => Math.Sqrt(step.Sum(component => component * component));

    private bool IsHeld(double[] point, double[] gradient, int i) =>
        (point[i] <= _lower[i] && gradient[i] <= 0) || (point[i] >= _upper[i] && gradient[i] >= 0);

    private double GradientNorm() => Norm(_point, _gradient);

    private double NextNorm() => Norm(_nextPoint, _nextGradient);

    private double Norm(double[] point, double[] gradient)
    {
        double norm = 0;
        for (var i = 0; i < _n; i++)
        {
            norm = Math.Max(norm, IsHeld(point, gradient, i) ? 0 : Math.Abs(gradient[i]));
        }

        return norm;
    }

    private void Accept(double value)
    {
        _value = value;
        (_point, _nextPoint) = (_nextPoint, _point);
        (_gradient, _nextGradient) = (_nextGradient, _gradient);
        (_hessian, _nextHessian) = (_nextHessian, _hessian);
    }

    private MaximiserResult Report(int iterations, StopReason reason)
    {
        var bounds = new int[_n];
        for (var i = 0; i < _n; i++)
        {
            bounds[i] = _point[i] <= _lower[i] ? -1 : _point[i] >= _upper[i] ? 1 : 0;
        }

        return new MaximiserResult([.. _point], _value, [.. _gradient], [.. _hessian], [.. bounds], GradientNorm(), iterations, reason);
    }
}
