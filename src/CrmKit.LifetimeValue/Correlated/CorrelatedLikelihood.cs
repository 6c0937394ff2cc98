using System.Runtime.Intrinsics;

namespace CrmKit.LifetimeValue;

// The log-likelihood of a table with its derivatives in ln r, ln alpha, ln s, ln beta and m. With G(t) the integral from t to the last time of all, a history of (x, t_x, T) has
// G(t_x) + (what is left at T - G(T)): both parts are positive, and one pass over the distinct times serves all rows of one x.
internal sealed class CorrelatedLikelihood(CorrelatedRows rows, int maxThreads)
{
    // More than this between the first and the last time of a pass, and the last ones would be lost below the smallest double.
    private const double LargestSpan = 600;
    private readonly RisingSums _rising = new(rows.Columns);
    private readonly double[] _parts = new double[rows.Pieces.Length * CorrelatedSums.Length];

    public void Evaluate(double r, double alpha, double s, double beta, double m, Span<double> to)
    {
        var term = new CorrelatedTerm(r, alpha, s, beta, m);
        Array.Clear(_parts);
        if (maxThreads == 1 || rows.Pieces.Length < 2)
        {
            for (var piece = 0; piece < rows.Pieces.Length; piece++)
            {
                Sum(term, piece);
            }
        }
        else
        {
            Parallel.For(0, rows.Pieces.Length, new ParallelOptions { MaxDegreeOfParallelism = maxThreads }, piece => Sum(term, piece));
        }

        // Each piece has a place of its own, added in order: the number of threads leaves no trace.
        to.Clear();
        for (var i = 0; i < _parts.Length; i++)
        {
            to[i % CorrelatedSums.Length] += _parts[i];
        }

        var (value, first, second) = _rising.At(r);
        to[0] += value - (rows.Purchases * Math.Log(alpha));
        to[CorrelatedSums.AtFirst] += first;
        to[CorrelatedSums.AtFirst + 1] -= rows.Purchases;
        to[CorrelatedSums.AtSecond] += second;
    }

    private void Sum(in CorrelatedTerm term, int piece)
    {
        var (from, to, together) = rows.Pieces[piece];
        var sums = _parts.AsSpan(piece * CorrelatedSums.Length, CorrelatedSums.Length);
        if (!together || !TryTogether(term, from, to, sums))
        {
            for (var i = from; i < to; i++)
            {
                Single(term, i, sums);
            }
        }
    }

    private void Single(in CorrelatedTerm term, int row, Span<double> sums)
    {
        Span<Vector256<double>> during = stackalloc Vector256<double>[CorrelatedTerm.Vectors];
        Span<Vector256<double>> left = stackalloc Vector256<double>[CorrelatedTerm.Vectors];
        during.Clear();
        left.Clear();
        var n = term.Shape(rows.X[row]);
        var logScale = term.LogNeither(n, rows.Recency[row]);
        Integrate(term, n, rows.Recency[row], rows.Age[row], logScale, during);
        term.Add(left, n, rows.Age[row], leaves: false, logScale, 1);
        CorrelatedSums.Add(sums, rows.Customers[row], logScale, during, left);
    }

    private bool TryTogether(in CorrelatedTerm term, int from, int to, Span<double> sums)
    {
        const int Width = CorrelatedTerm.Vectors;
        var times = rows.Times;
        var n = term.Shape(rows.X[from]);
        var (low, high) = (times.Length, 0);
        for (var i = from; i < to; i++)
        {
            low = Math.Min(low, Array.BinarySearch(times, rows.Recency[i]));
            high = Math.Max(high, Array.BinarySearch(times, rows.Age[i]));
        }

        var logScale = term.LogNeither(n, times[low]);
        if (logScale - term.LogNeither(n, times[high]) > LargestSpan)
        {
            return false;
        }

        var since = new Vector256<double>[(high - low + 1) * Width];
        for (var k = high - 1; k >= low; k--)
        {
            var at = since.AsSpan((k - low) * Width, Width);
            since.AsSpan((k + 1 - low) * Width, Width).CopyTo(at);
            Integrate(term, n, times[k], times[k + 1], logScale, at);
        }

        Span<Vector256<double>> until = stackalloc Vector256<double>[Width];
        for (var i = from; i < to; i++)
        {
            var (start, end) = (Array.BinarySearch(times, rows.Recency[i]) - low, Array.BinarySearch(times, rows.Age[i]) - low);
            until.Clear();
            term.Add(until, n, rows.Age[i], leaves: false, logScale, 1);
            for (var w = 0; w < Width; w++)
            {
                until[w] -= since[(end * Width) + w];
            }

            CorrelatedSums.Add(sums, rows.Customers[i], logScale, since.AsSpan(start * Width, Width), until);
        }

        return true;
    }

    // Adds the integral between two times, by panels on which the weight counts double in the slope of the logarithm.
    private static void Integrate(in CorrelatedTerm term, double n, double from, double end, double logScale, Span<Vector256<double>> sums)
    {
        for (var at = from; at < end;)
        {
            var length = PanelRule.Length(term.Steep, 2 * (n + 1), term.Alpha, at, end, out var rule);
            var to = length >= end - at ? end : at + length;
            var (half, centre) = (0.5 * (to - at), 0.5 * (at + to));
            for (var k = 0; k < rule.Nodes.Length; k++)
            {
                term.Add(sums, n, centre + (half * rule.Nodes[k]), leaves: true, logScale, half * rule.Weights[k]);
            }

            at = to;
            if (term.LogNeither(n, at) - logScale < -42 + Math.Log(Math.Max(double.Epsilon, sums[0].GetElement(0))))
            {
                // What is still to come is at most the chance to have neither bought nor left by now times the largest weight, far below what has come.
                break;
            }
        }
    }
}
