using System.Runtime.InteropServices;
using CrmKit.Numerics;

namespace CrmKit.Churn;

// The area under e^f over stretches that are given one by one. Of all of them the one whose halves agree least with the whole is cut, again and again, until they agree to a precision
// relative to the area, or as often as is allowed: jumps and rounding make no more work than that.
internal sealed class SmoothArea(Func<double, double> logarithm, double precision)
{
    private const int MostCuts = 1500;
    private readonly PriorityQueue<Stretch, double> _stretches = new();
    private CompensatedSum _sum;
    private double _error;

    public Func<double, double> Logarithm => logarithm;

    // The area before anything is cut.
    public double Rough => _sum.Value;

    public void AddKnown(double area) => _sum.Add(area);

    public void Add(double from, double to) => Add(from, to, Rule(from, to));

    public double Value()
    {
        for (var cuts = 0; cuts < MostCuts && _error > precision * _sum.Value && _stretches.TryDequeue(out var worst, out _); cuts++)
        {
            _error -= worst.Error;
            _sum.Add(-worst.Left);
            _sum.Add(-worst.Right);
            Add(worst.From, worst.Middle, worst.Left);
            Add(worst.Middle, worst.To, worst.Right);
        }

        return _sum.Value;
    }

    private void Add(double from, double to, double whole)
    {
        var middle = from + ((to - from) / 2);
        var stretch = new Stretch(from, middle, to, Rule(from, middle), Rule(middle, to), whole);
        _sum.Add(stretch.Left);
        _sum.Add(stretch.Right);
        if (stretch.Error > 0 && middle > from && middle < to)
        {
            _error += stretch.Error;
            _stretches.Enqueue(stretch, -stretch.Error);
        }
    }

    private double Rule(double from, double to)
    {
        var rule = GaussLegendre.Sixteen;
        var (middle, half, sum) = (from + ((to - from) / 2), (to - from) / 2, 0.0);
        for (var i = 0; i < rule.Nodes.Length; i++)
        {
            sum += rule.Weights[i] * Math.Exp(logarithm(middle + (half * rule.Nodes[i])));
        }

        return sum * half;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Stretch(double From, double Middle, double To, double Left, double Right, double Whole)
    {
        public double Error => Math.Abs(Whole - Left - Right);
    }
}
