using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The Gamma-Gamma log-likelihood with its derivatives in ln p, ln q, ln gamma. With y = p x, s = m x and l = ln(gamma + s):
//   -ln m - ln B(y, q) + y (ln s - l) + q (ln gamma - l)
// Customers are grouped by x, so that gamma functions are taken once for each x and one logarithm for each customer.
internal sealed class GammaGammaLikelihood : ISmoothObjective
{
    private const int LongestPiece = 1 << 13;

    // Groups cut in pieces that threads share.
    private readonly List<(int Group, int From, int To)> _pieces = [];
    private readonly SpendTable _table;
    private readonly SpendSums[] _sums;
    private readonly double[] _logSpend;
    private readonly double[] _inGroup;
    private readonly int _maxThreads;
    private readonly double _logMeans;

    public GammaGammaLikelihood(SpendTable table, int maxThreads)
    {
        (_table, _maxThreads) = (table, maxThreads);
        (_logSpend, _inGroup) = (new double[table.Groups.Count], new double[table.Groups.Count]);
        for (var group = 0; group < table.Groups.Count; group++)
        {
            var (x, from, to) = table.Groups[group];
            for (; from < to; from += LongestPiece)
            {
                _pieces.Add((group, from, Math.Min(to, from + LongestPiece)));
            }
        }

        _sums = new SpendSums[_pieces.Count];
        SharedWork.Run(_pieces.Count, maxThreads, piece => _sums[piece] = At(piece, 0));
        for (var piece = 0; piece < _pieces.Count; piece++)
        {
            var group = _pieces[piece].Group;
            _logSpend[group] += _sums[piece].Logs;
            _inGroup[group] += _sums[piece].Customers;
            _logMeans += _sums[piece].LogMeans;
        }
    }

    public double GeometricMean => Math.Exp(_logMeans / _table.Customers);

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var (p, q, gamma, logGamma) = (Math.Exp(point[0]), Math.Exp(point[1]), Math.Exp(point[2]), point[2]);
        var (lgQ, psiQ, psi1Q) = (SpecialFunctions.LogGamma(q), SpecialFunctions.Digamma(q), SpecialFunctions.Trigamma(q));
        SharedWork.Run(_pieces.Count, _maxThreads, piece => _sums[piece] = At(piece, gamma));
        var value = -_logMeans;
        gradient.Clear();
        double pp = 0, pq = 0, pg = 0, qq = 0, qg = 0, gg = 0;
        for (int group = 0, piece = 0; group < _inGroup.Length; group++)
        {
            double logs = 0, shares = 0, curves = 0;
            for (; piece < _sums.Length && _pieces[piece].Group == group; piece++)
            {
                logs += _sums[piece].Logs;
                shares += _sums[piece].Shares;
                curves += _sums[piece].Curves;
            }

            var (count, y) = (_inGroup[group], p * _table.Groups[group].X);
            var total = y + q;
            var (psiTotal, psi1Total) = (SpecialFunctions.Digamma(total), SpecialFunctions.Trigamma(total));

            // ln((gamma + s)/gamma) summed, the share of s in gamma + s, and share (1 - share).
            var logSums = logs - (count * logGamma);
            var logOdds = _logSpend[group] - (count * logGamma) - logSums;
            value += (count * (SpecialFunctions.LogGamma(total) - SpecialFunctions.LogGamma(y) - lgQ)) + (y * logOdds) - (q * logSums);
            var slopeP = y * ((count * (psiTotal - SpecialFunctions.Digamma(y))) + logOdds);
            var slopeQ = q * ((count * (psiTotal - psiQ)) - logSums);
            gradient[0] += slopeP;
            gradient[1] += slopeQ;
            gradient[2] += (q * shares) - (y * (count - shares));
            pp += slopeP + (count * y * y * (psi1Total - SpecialFunctions.Trigamma(y)));
            pq += count * y * q * psi1Total;
            pg -= y * (count - shares);
            qq += slopeQ + (count * q * q * (psi1Total - psi1Q));
            qg += q * shares;
            gg -= total * curves;
        }

        ReadOnlySpan<double> second = [pp, pq, pg, pq, qq, qg, pg, qg, gg];
        second.CopyTo(hessian);
        return value;
    }

    private SpendSums At(int piece, double gamma)
    {
        var (group, from, to) = _pieces[piece];
        return SpendSums.Of(_table.Mean[from..to], _table.CustomersPerRow[from..to], _table.Groups[group].X, gamma);
    }
}
