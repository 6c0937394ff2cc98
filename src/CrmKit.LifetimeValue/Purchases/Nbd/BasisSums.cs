using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrmKit.LifetimeValue;

// What the histories with one x add up to: ln L, the weighted functions of the basis over L, and the products of those of first order.
internal sealed class BasisSums
{
    private readonly int _order;
    private readonly int _vectors;
    private readonly Vector256<double>[] _linear;
    private readonly Vector256<double>[] _products;
    private double _last;
    private double _logarithms;

    public BasisSums(int order, int vectors)
    {
        _order = order;
        _vectors = vectors;
        _linear = new Vector256<double>[vectors];
        _products = new Vector256<double>[order];
    }

    public void Clear()
    {
        Array.Clear(_linear);
        Array.Clear(_products);
        (_last, _logarithms) = (0, 0);
    }

    // One history: its likelihood is e^logScale times the element of the basis that is 1. Present and absent are added.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(double count, double logScale, ReadOnlySpan<Vector256<double>> since, ReadOnlySpan<Vector256<double>> until)
    {
        // The element 1 follows the first-order ones.
        var head = since[0] + until[0];
        var next = since[1] + until[1];
        var likelihood = next.GetElement(_order - 4);
        var over = 1 / likelihood;
        var scale = Vector256.Create(count * over);
        _logarithms += count * (Math.Log(likelihood) + logScale);
        var linear = _linear.AsSpan(0, _vectors);
        linear[0] += scale * head;
        linear[1] += scale * next;
        for (var w = 2; w < linear.Length; w++)
        {
            linear[w] += scale * (since[w] + until[w]);
        }

        var products = _products.AsSpan(0, _order);
        var weighted = head * (scale * over);
        products[0] += weighted * head.GetElement(0);
        products[1] += weighted * head.GetElement(1);
        products[2] += weighted * head.GetElement(2);
        products[3] += weighted * head.GetElement(3);
        if (products.Length > 4)
        {
            var fifth = next.GetElement(0);
            products[4] += weighted * fifth;
            _last += count * over * over * fifth * fifth;
        }
    }

    // Adds the sums, whose factors depend on x alone, to value and derivatives in ln r, ln alpha and the logarithms of the lifetime's parameters.
    public double AddTo(double r, double n, Span<double> gradient, Span<double> hessian)
    {
        var order = _order;
        var q = order - 2;
        var sums = MemoryMarshal.Cast<Vector256<double>, double>(_linear.AsSpan());
        ReadOnlySpan<double> factors = [-r, n, 1, 1, 1];
        for (var i = 0; i < order; i++)
        {
            gradient[i] += factors[i] * sums[i];
        }

        var pure = order + 1;
        Add(hessian, 0, 0, (r * r * sums[pure]) - (r * sums[0]));
        Add(hessian, 0, 1, (-r * n * sums[pure + 1]) + (r * sums[1]));
        Add(hessian, 1, 1, (n * (n + 1) * sums[pure + 2]) - (n * sums[1]));
        var pair = order + 4 + (2 * q);
        for (var i = 0; i < q; i++)
        {
            Add(hessian, 0, 2 + i, -r * sums[order + 4 + i]);
            Add(hessian, 1, 2 + i, n * sums[order + 4 + q + i]);
            for (var j = i; j < q; j++)
            {
                Add(hessian, 2 + i, 2 + j, sums[pair++]);
            }
        }

        for (var i = 0; i < order; i++)
        {
            for (var j = i; j < order; j++)
            {
                var product = i < 4 ? _products[j].GetElement(i) : _last;
                Add(hessian, i, j, -factors[i] * factors[j] * product);
            }
        }

        return _logarithms;

        void Add(Span<double> to, int i, int j, double value)
        {
            to[(i * order) + j] += value;
            if (i != j)
            {
                to[(j * order) + i] += value;
            }
        }
    }
}
