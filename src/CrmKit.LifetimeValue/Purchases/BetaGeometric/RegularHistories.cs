namespace CrmKit.LifetimeValue;

// The rows of a table under gaps of k stages, k above 1, one by one: each has stages that may be done since t_x.
internal sealed class RegularHistories
{
    private readonly RecencyFrequencyTable _data;
    private readonly ScaledTimes _ages;
    private readonly ScaledTimes _recencies;
    private readonly OpenStages _stages;
    private readonly int _k;
    private readonly int _extraChance;

    public RegularHistories(RecencyFrequencyTable data, int k, int extraChance)
    {
        (_data, _k, _extraChance) = (data, k, extraChance);
        (_ages, _recencies, _stages) = (new ScaledTimes(data.Age), new ScaledTimes(data.Recency), new OpenStages(k));
    }

    public void AddTo(ref BetaGeometricDerivatives sum, double r, double alpha, double a, double b)
    {
        _ages.ScaleBy(alpha);
        _recencies.ScaleBy(alpha);
        var x = _data.X;
        var recency = _data.Recency;
        var age = _data.Age;
        var customers = _data.CustomersPerRow;
        var lastX = -1;
        double logHazard = 0, share = 0, shareSlope = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (count, purchases) = ((double)customers[i], x[i]);
            var shape = r + ((double)_k * purchases);
            var open = _stages.At(r, shape, alpha, recency[i], age[i]);
            if (purchases + _extraChance == 0)
            {
                sum.AddSurvivor(count, r, _ages[i], open);
                continue;
            }

            if (purchases != lastX)
            {
                // Rows are sorted by x, so that this runs once for each x.
                lastX = purchases;
                var passed = purchases - (1 - _extraChance);
                var rest = b + passed;
                logHazard = Math.Log(a) - Math.Log(rest);
                share = b / rest;
                shareSlope = share * (passed / rest);
            }

            sum.AddRepeater(count, r, shape, _ages[i], _recencies[i], open, logHazard, share, shareSlope);
        }
    }
}
