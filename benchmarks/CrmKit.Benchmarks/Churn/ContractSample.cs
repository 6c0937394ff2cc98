using CrmKit.Churn;
using CrmKit.Numerics;

namespace CrmKit.Benchmarks;

// Contracts observed for 72 months, in whole months, with five covariates; three in ten of those who left within them are lost sight of at that time.
internal sealed class ContractSample
{
    private const int Columns = 5;
    private const int Last = 72;

    public ContractSample(int customers)
    {
        var random = new SeededRandom(5);
        var count = Scale.Of(customers);
        var (times, isEvent, entries) = (new double[count], new bool[count], new double[count]);
        var columns = Enumerable.Range(0, Columns).Select(_ => new double[count]).ToArray();
        for (var i = 0; i < count; i++)
        {
            double logRisk = 0;
            for (var k = 0; k < columns.Length; k++)
            {
                columns[k][i] = k < 2 ? random.NextNormal() : random.NextBelow(2);
                logRisk += (0.3 - (0.1 * k)) * columns[k][i];
            }

            var month = Math.Ceiling(40 * random.NextExponential() * Math.Exp(-logRisk));
            (times[i], isEvent[i]) = (Math.Clamp(month, 1, Last), month <= Last && random.NextUniform() < 0.7);
            entries[i] = random.NextUniform() < 0.6 ? 0 : Math.Floor(0.99 * times[i] * random.NextUniform());
        }

        Covariates = [.. columns.Select((column, k) => new CovariateColumn($"x{k}", column))];
        Records = new SurvivalRecords(times, isEvent);
        Entered = new SurvivalRecords(times, isEvent) { Entry = entries };
    }

    public CovariateColumn[] Covariates { get; }

    public SurvivalRecords Records { get; }

    public SurvivalRecords Entered { get; }
}
