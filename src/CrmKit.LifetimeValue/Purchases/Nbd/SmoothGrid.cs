using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The integrals of TimeGrid where times hardly repeat: they are taken at a few hundred places that are even in w = ln(1 + t/c), and read between them. Over
// e^-g(t) they are smooth in w, with no singularity nearer than pi from the real line, so that the polynomial through eight places 1/32 apart errs by 5e-15.
internal sealed class SmoothGrid<T>
    where T : struct, ILifetime<T>
{
    private const int PlacesPerUnit = 32;

    // Places before 0 and after the last time, so that eight surround every time.
    private const int Margin = 4;
    private const int Batch = 256;

    // Beyond the last time the integral goes on until the chance to have neither bought nor left has fallen by e^40: cut off sharply, it would not be smooth there.
    private const double Fall = 40;
    private const int TailPlacesPerUnit = 8;
    private const int TailUnits = 40;

    // Kept from one step of a search to the next, with all that it has taken of memory.
    private readonly TimeGrid<T> _grid = new([]);
    private readonly int _vectors = Basis.Vectors<T>();
    private int _places;
    private double _overUnit;
    private double _lifetimeSlope;
    private Vector256<double>[] _since = [];
    private Vector256<double>[] _until = [];

    // c is the distance of the nearest singularity from the times, here at 0.
    public void MoveTo(double alpha, in T lifetime, double lastTime)
    {
        var unit = Math.Min(alpha, lifetime.Panel(0));
        _overUnit = 1 / unit;
        _lifetimeSlope = lifetime.Shape * lifetime.Rate(lastTime) * (unit + lastTime);
        _places = (int)Math.Ceiling(PlacesPerUnit * SpecialFunctions.Log1p(lastTime / unit)) + (2 * Margin) + 1;
        var times = new double[_places + (TailPlacesPerUnit * TailUnits)];
        for (var k = 0; k < times.Length; k++)
        {
            var w = k < _places ? (k - Margin) / (double)PlacesPerUnit : ((_places - 1 - Margin) / (double)PlacesPerUnit) + ((k - _places + 1) / (double)TailPlacesPerUnit);
            times[k] = unit * SpecialFunctions.Expm1(w);
        }

        _grid.Take(times);
        _grid.MoveTo(alpha, lifetime);
        if (_since.Length < _places * _vectors)
        {
            (_since, _until) = (new Vector256<double>[_places * _vectors], new Vector256<double>[_places * _vectors]);
        }
    }

    public int Places => _places;

    // For purchase shapes between these two.
    public bool TryPrepare(double smallestShape, double largestShape) => _grid.TryPrepare(largestShape, EndOf(Math.Max(1, smallestShape + _lifetimeSlope)));

    public bool TrySweep(double shape)
    {
        if (!_grid.TrySweep(shape, 0, LastPlace(shape), out _))
        {
            return false;
        }

        var since = MemoryMarshal.Cast<Vector256<double>, double>(_since.AsSpan());
        var until = MemoryMarshal.Cast<Vector256<double>, double>(_until.AsSpan());
        for (var k = 0; k < _places; k++)
        {
            var over = Vector256.Create(1 / _grid.Neither(k));
            var to = k * _vectors;
            for (var w = 0; w < _vectors; w++)
            {
                _since[to + w] = _grid.Since(k)[w] * over;
                _until[to + w] = _grid.Until(k)[w] * over;
            }

            // The last element is padding of the basis: g takes its place.
            var last = (4 * (to + _vectors)) - 1;
            since[last] = until[last] = _grid.Fall(k, shape);
        }

        return true;
    }

    public void Add(BasisSums sums, ReadOnlySpan<double> recency, ReadOnlySpan<double> age, ReadOnlySpan<long> customers)
    {
        Span<double> from = stackalloc double[Batch];
        Span<double> to = stackalloc double[Batch];
        for (var i = 0; i < age.Length; i += Batch)
        {
            var length = Math.Min(Batch, age.Length - i);
            Locate(recency.Slice(i, length), from);
            Locate(age.Slice(i, length), to);
            AddBatch(sums, from[..length], to, customers[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddBatch(BasisSums sums, ReadOnlySpan<double> from, ReadOnlySpan<double> to, ReadOnlySpan<long> customers)
    {
        Span<Vector256<double>> since = stackalloc Vector256<double>[_vectors];
        Span<Vector256<double>> until = stackalloc Vector256<double>[_vectors];
        double last = -1, start = 0;
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i] != last)
            {
                last = from[i];
                start = Read(_since, last, since);
            }

            var end = Read(_until, to[i], until);
            var share = Vector256.Create(Math.Exp(start - end));
            for (var w = 0; w < until.Length; w++)
            {
                until[w] *= share;
            }

            sums.Add(customers[i], -start, since, until);
        }
    }

    // The places of times, whole numbers and fractions of them.
    private void Locate(ReadOnlySpan<double> times, Span<double> places)
    {
        var over = Vector256.Create(_overUnit);
        var i = 0;
        for (; i <= times.Length - 4; i += 4)
        {
            var place = (VectorFunctions.Log1p(Vector256.Create(times[i..]) * over) * Vector256.Create((double)PlacesPerUnit)) + Vector256.Create((double)Margin);
            place.CopyTo(places[i..]);
        }

        for (; i < times.Length; i++)
        {
            places[i] = VectorFunctions.Log1p(Vector256.Create(times[i]) * over).ToScalar() * PlacesPerUnit + Margin;
        }
    }

    // The functions at a place; returns g.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Read(Vector256<double>[] table, double place, Span<Vector256<double>> to)
    {
        var whole = (int)place;
        var (low, high) = EightPoints.Weights(place - whole - 0.5);
        var vectors = to.Length;
        var rows = table.AsSpan((whole - 3) * vectors, 8 * vectors);
        for (var w = 0; w < vectors; w++)
        {
            to[w] = (rows[w] * low.GetElement(0)) + (rows[vectors + w] * low.GetElement(1))
                + (rows[(2 * vectors) + w] * low.GetElement(2)) + (rows[(3 * vectors) + w] * low.GetElement(3))
                + (rows[(4 * vectors) + w] * high.GetElement(0)) + (rows[(5 * vectors) + w] * high.GetElement(1))
                + (rows[(6 * vectors) + w] * high.GetElement(2)) + (rows[(7 * vectors) + w] * high.GetElement(3));
        }

        return to[vectors - 1].GetElement(3);
    }

    // Where the integral of a shape may end. What falls slowly in w is cut off as slowly: nothing there is sharp.
    private int LastPlace(double shape) => shape + _lifetimeSlope <= 1 ? _places - 1 : EndOf(shape + _lifetimeSlope);

    private int EndOf(double slope) => _places - 1 + (int)Math.Ceiling(TailPlacesPerUnit * (Fall / slope));
}
