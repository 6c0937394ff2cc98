namespace CrmKit.Churn;

public sealed partial class SurvivalCurve
{
    /// <summary>The cumulative hazard, the sum of d/n, with the error of sums of d/n² (Nelson 1969, Aalen 1978). It goes on where the curve is 0.</summary>
    public CumulativeHazard NelsonAalen() =>
        Accumulated(i => (_table.Events[i] / _table.AtRisk[i], _table.Events[i] / _table.AtRisk[i] / _table.AtRisk[i]));

    /// <summary>The cumulative hazard as if those who left at one time had left one after the other (Fleming and Harrington 1984). It goes on where the curve is 0.</summary>
    /// <remarks>
    /// Of weight d that left out of n: 1/n + 1/(n - 1) + ... of d terms with <see cref="WeightKind.Frequency"/>; with <see cref="WeightKind.Sampling"/> the k records leave
    /// one after the other, d/k of weight each.
    /// </remarks>
    public CumulativeHazard FlemingHarrington() => Accumulated(i =>
    {
        var (n, d, staying) = (_table.AtRisk[i], _table.Events[i], _table.Staying[i]);
        if (d == 0)
        {
            return (0, 0);
        }

        // In units of one record's weight.
        var unit = WeightKind == WeightKind.Sampling ? d / _table.EventRecords[i] : 1;
        return (TieSums.Reciprocals(n / unit, staying / unit, d / unit), TieSums.Squares(n / unit, staying / unit, d / unit) / unit);
    });

    private CumulativeHazard Accumulated(Func<int, (double Value, double Variance)> step)
    {
        var values = ImmutableArray.CreateBuilder<double>(_survival.Length);
        var errors = ImmutableArray.CreateBuilder<double>(_survival.Length);
        var (sum, variance) = (0.0, 0.0);
        for (var i = 0; i < _survival.Length; i++)
        {
            var (more, moreVariance) = step(i);
            sum += more;
            variance += moreVariance;
            values.Add(sum);
            errors.Add(Math.Sqrt(variance));
        }

        return new CumulativeHazard(Times, values.MoveToImmutable(), errors.MoveToImmutable());
    }
}
