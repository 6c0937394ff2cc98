using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The Gamma-Gamma log-likelihood with its derivatives in ln p, ln q, ln gamma. With y = p x, s = m x and l = ln(gamma + s):
//   -ln m - ln B(y, q) + y (ln s - l) + q (ln gamma - l)
// Customers are grouped by x, so that gamma functions are taken once for each x and one logarithm for each customer.
internal sealed class GammaGammaLikelihood : ISmoothObjective
{
    private readonly (int X, int From, int To, double Customers, double LogSpend)[] _groups;
    private readonly double[] _spend;
    private readonly double[] _customers;
    private readonly double _logMeans;

    public GammaGammaLikelihood(List<SpendRow> rows)
    {
        // Sorted by value and merged, so that the sums do not depend on the order of the customers.
        rows.Sort();
        var (spend, customers) = (new List<double>(), new List<double>());
        var groups = new List<(int X, int From, int To, double Customers, double LogSpend)>();
        var from = 0;
        double logSpend = 0, inGroup = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var (x, mean, count) = rows[i];
            var ends = i + 1 == rows.Count || rows[i + 1].X != x;
            if (!ends && rows[i + 1].Mean == mean)
            {
                rows[i + 1] = rows[i + 1] with { Customers = checked(rows[i + 1].Customers + count) };
                continue;
            }

            Customers += count;
            inGroup += count;
            var total = Math.Min(mean * x, double.MaxValue / 4);
            spend.Add(total);
            customers.Add(count);
            logSpend += count * Math.Log(total);
            _logMeans += count * Math.Log(mean);
            if (ends)
            {
                groups.Add((x, from, spend.Count, inGroup, logSpend));
                (from, logSpend, inGroup) = (spend.Count, 0, 0);
            }
        }

        (_groups, _spend, _customers) = ([.. groups], [.. spend], [.. customers]);
    }

    public int DistinctRows => _spend.Length;

    public long Customers { get; }

    public double GeometricMean => Math.Exp(_logMeans / Customers);

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var (p, q, gamma, logGamma) = (Math.Exp(point[0]), Math.Exp(point[1]), Math.Exp(point[2]), point[2]);
        var (lgQ, psiQ, psi1Q) = (SpecialFunctions.LogGamma(q), SpecialFunctions.Digamma(q), SpecialFunctions.Trigamma(q));
        var value = -_logMeans;
        gradient.Clear();
        double pp = 0, pq = 0, pg = 0, qq = 0, qg = 0, gg = 0;
        foreach (var (x, from, to, count, logSpend) in _groups)
        {
            var y = p * x;
            var total = y + q;
            var (psiTotal, psi1Total) = (SpecialFunctions.Digamma(total), SpecialFunctions.Trigamma(total));
            var (logSums, shares, curves) = Sums(gamma, logGamma, from, to, count);

            // ln((gamma + s)/gamma) summed, the share of s in gamma + s, and share (1 - share).
            var logOdds = logSpend - (count * logGamma) - logSums;
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

    private (double Logs, double Shares, double Curves) Sums(double gamma, double logGamma, int from, int to, double count)
    {
        double logs = 0, shares = 0, curves = 0;
        for (var i = from; i < to; i++)
        {
            var all = gamma + _spend[i];
            var share = _spend[i] / all;
            logs += _customers[i] * Math.Log(all);
            shares += _customers[i] * share;
            curves += _customers[i] * share * (gamma / all);
        }

        return (logs - (count * logGamma), shares, curves);
    }
}
