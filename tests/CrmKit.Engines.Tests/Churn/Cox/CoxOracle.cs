namespace CrmKit.Churn.Tests;

// The log partial likelihood from its definition, risk set by risk set.
internal static class CoxOracle
{
    public static double LogLikelihood(CoxSample sample, CoxOptions options, double[] beta)
    {
        var records = sample.Records;
        var rows = Enumerable.Range(0, records.Count).Where(i => !records.IsWeighted || records.Weight.Span[i] > 0).ToArray();
        double Log(int i) => Enumerable.Range(0, beta.Length).Sum(k => beta[k] * sample.Covariates[k].Values[i]);
        double Weight(int i) => records.IsWeighted ? records.Weight.Span[i] : 1;
        var eta = Enumerable.Range(0, records.Count).Select(Log).ToArray();
        double sum = 0;
        foreach (var stratum in rows.GroupBy(i => sample.Strata?.Codes[i] ?? 0))
        {
            foreach (var time in stratum.Where(i => records.IsEvent.Span[i]).Select(i => records.Time.Span[i]).Distinct())
            {
                var atRisk = stratum.Where(i => records.Time.Span[i] >= time && (!records.HasEntry || records.Entry.Span[i] < time)).ToArray();
                var left = atRisk.Where(i => records.IsEvent.Span[i] && records.Time.Span[i] == time).ToArray();
                var shift = atRisk.Max(i => eta[i]);
                var all = atRisk.Sum(i => Weight(i) * Math.Exp(eta[i] - shift));
                var gone = left.Sum(i => Weight(i) * Math.Exp(eta[i] - shift));
                var total = left.Sum(Weight);
                sum += left.Sum(i => Weight(i) * (eta[i] - shift));
                sum -= options.Ties switch
                {
                    CoxTies.Breslow => total * Math.Log(all),
                    CoxTies.Exact => LogChoices(atRisk.SelectMany(i => Enumerable.Repeat(eta[i] - shift, (int)Weight(i))), (int)total),
                    _ when options.TiedWeights == TiedWeights.PerCustomer => Enumerable.Range(0, (int)total).Sum(l => Math.Log(all - (l / total * gone))),
                    _ => Enumerable.Range(0, left.Length).Sum(l => total / left.Length * Math.Log(all - ((double)l / left.Length * gone))),
                };
            }
        }

        return sum;
    }

    // Its gradient from the definition: of those who left the sum of x less the mean of x over those at risk.
    public static double[] Gradient(CoxSample sample, CoxOptions options, double[] beta)
    {
        var records = sample.Records;
        double Weight(int i) => records.IsWeighted ? records.Weight.Span[i] : 1;
        double X(int i, int k) => sample.Covariates[k].Values[i];
        var rows = Enumerable.Range(0, records.Count).Where(i => Weight(i) > 0).ToArray();
        var gradient = new double[beta.Length];
        foreach (var stratum in rows.GroupBy(i => sample.Strata?.Codes[i] ?? 0))
        {
            foreach (var time in stratum.Where(i => records.IsEvent.Span[i]).Select(i => records.Time.Span[i]).Distinct())
            {
                var atRisk = stratum.Where(i => records.Time.Span[i] >= time && (!records.HasEntry || records.Entry.Span[i] < time)).ToArray();
                var left = atRisk.Where(i => records.IsEvent.Span[i] && records.Time.Span[i] == time).ToArray();
                var middle = left[0];
                var eta = atRisk.Select(i => Enumerable.Range(0, beta.Length).Sum(k => beta[k] * (X(i, k) - X(middle, k)))).ToArray();
                var shift = eta.Max();
                var shares = Shares(options, [.. eta.Select(value => value - shift)], [.. atRisk.Select(Weight)], [.. atRisk.Select(i => left.Contains(i))]);
                for (var k = 0; k < beta.Length; k++)
                {
                    gradient[k] += left.Sum(i => Weight(i) * (X(i, k) - X(middle, k))) - atRisk.Select((i, place) => shares[place] * (X(i, k) - X(middle, k))).Sum();
                }
            }
        }

        return gradient;
    }

    // How many of those who left each one at risk was expected to be.
    private static double[] Shares(CoxOptions options, double[] logRisks, double[] weights, bool[] isLeft)
    {
        var shares = new double[logRisks.Length];
        var total = weights.Where((_, i) => isLeft[i]).Sum();
        if (options.Ties == CoxTies.Exact)
        {
            var copies = Enumerable.Range(0, logRisks.Length).SelectMany(i => Enumerable.Repeat(i, (int)weights[i])).ToArray();
            var all = LogChoices(copies.Select(i => logRisks[i]), (int)total);
            foreach (var place in Enumerable.Range(0, copies.Length))
            {
                var others = copies.Where((_, other) => other != place).Select(i => logRisks[i]);
                shares[copies[place]] += Math.Exp(logRisks[copies[place]] + LogChoices(others, (int)total - 1) - all);
            }

            return shares;
        }

        var steps = options.Ties == CoxTies.Breslow ? 1 : options.TiedWeights == TiedWeights.PerCustomer ? (int)total : isLeft.Count(own => own);
        for (var l = 0; l < steps; l++)
        {
            double Part(int i) => weights[i] * Math.Exp(logRisks[i]) * (isLeft[i] ? 1 - ((double)l / steps) : 1);
            var sum = Enumerable.Range(0, logRisks.Length).Sum(Part);
            for (var i = 0; i < logRisks.Length; i++)
            {
                shares[i] += total / steps * Part(i) / sum;
            }
        }

        return shares;
    }

    // The sum over all choices of d of the products, term by term of the polynomial with these roots, in logarithms.
    private static double LogChoices(IEnumerable<double> logRisks, int d)
    {
        var sums = new double[d + 1];
        Array.Fill(sums, double.NegativeInfinity, 1, d);
        foreach (var logRisk in logRisks)
        {
            for (var m = d; m >= 1; m--)
            {
                var (a, b) = (sums[m], logRisk + sums[m - 1]);
                sums[m] = double.IsNegativeInfinity(a) ? b : double.IsNegativeInfinity(b) ? a : Math.Max(a, b) + Math.Log(1 + Math.Exp(-Math.Abs(a - b)));
            }
        }

        return sums[d];
    }
}
