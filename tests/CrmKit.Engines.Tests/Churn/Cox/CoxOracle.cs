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
