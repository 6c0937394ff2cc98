using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Histories each by itself: the integral from its own t_x on.
internal sealed class SingleIntegrals<T>(HistoryRows rows, double r, double alpha, T lifetime) : IHistoryIntegrals
    where T : struct, ILifetime<T>
{
    public bool TryMoveTo((int X, int From, int To) group) => true;

    public void Add(BasisSums sums, (int X, int From, int To) piece)
    {
        Span<Vector256<double>> part = stackalloc Vector256<double>[Basis.Vectors<T>()];
        Span<Vector256<double>> total = stackalloc Vector256<double>[Basis.Vectors<T>()];
        part.Clear();
        var columns = rows.Columns;
        for (var i = piece.From; i < piece.To; i++)
        {
            var logScale = Integrate(r + piece.X, columns.RecencyAt(i), columns.Age[i], total, part);
            part.Clear();
            sums.Add(columns.CustomersAt(i), logScale, total, part);
        }
    }

    private double Integrate(double n, double recency, double age, Span<Vector256<double>> total, Span<Vector256<double>> part)
    {
        Span<double> first = stackalloc double[3];
        Span<double> second = stackalloc double[6];
        var start = lifetime.LogSurvival(recency, first, second) - (n * SpecialFunctions.Log1p(recency / alpha));
        total.Clear();
        for (var at = recency; at < age;)
        {
            var length = PanelRule.Length(lifetime, n, alpha, at, age, out var rule);
            var end = PanelRule.End(at, length, age);
            var (half, centre) = (0.5 * Math.Min(length, end - at), 0.5 * (at + end));
            for (var k = 0; k < rule.Nodes.Length; k++)
            {
                AddPoint(n, centre + (half * rule.Nodes[k]), density: true, start, half * rule.Weights[k], total, part);
            }

            at = end;
            if (IsSpent(n, at, age, start, total))
            {
                break;
            }
        }

        AddPoint(n, age, density: false, start, 1, total, part);
        return start;
    }

    // What is still to come is at most the chance to have neither bought nor left by now; what has come may be below the smallest double.
    private bool IsSpent(double n, double at, double age, double start, ReadOnlySpan<Vector256<double>> total) =>
        at < age && -(lifetime.Shape * lifetime.Stretch(at)) - (n * SpecialFunctions.Log1p(at / alpha)) - start < -42
            + Math.Log(Math.Max(double.Epsilon, total[1].GetElement(Basis.Order<T>() - 4)));

    private void AddPoint(double n, double time, bool density, double start, double weight, Span<Vector256<double>> total, Span<Vector256<double>> part)
    {
        var a = SpecialFunctions.Log1p(time / alpha);
        var log = Basis.Write(lifetime, time, a, time / (alpha + time), density, MemoryMarshal.Cast<Vector256<double>, double>(part));
        var scale = Vector256.Create(weight * Math.Exp(log - (n * a) - start));
        for (var w = 0; w < total.Length; w++)
        {
            total[w] += scale * part[w];
        }
    }
}
