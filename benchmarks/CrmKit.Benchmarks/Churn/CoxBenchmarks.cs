using BenchmarkDotNet.Attributes;
using CrmKit.Churn;
using CrmKit.Numerics;

namespace CrmKit.Benchmarks;

// Subscriptions observed for 72 months, in whole months, with five covariates.
[MemoryDiagnoser]
public class CoxBenchmarks
{
    private readonly CovariateColumn[] _covariates = new CovariateColumn[5];
    private SurvivalRecords _records = null!;
    private SurvivalRecords _entered = null!;

    [Params(10_000, 100_000, 1_000_000)]
    public int Customers { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededRandom(5);
        var count = Scale.Of(Customers);
        var (times, isEvent, entries) = (new double[count], new bool[count], new double[count]);
        var columns = Enumerable.Range(0, _covariates.Length).Select(_ => new double[count]).ToArray();
        for (var i = 0; i < count; i++)
        {
            double logRisk = 0;
            for (var k = 0; k < columns.Length; k++)
            {
                columns[k][i] = k < 2 ? random.NextNormal() : random.NextBelow(2);
                logRisk += (0.3 - (0.1 * k)) * columns[k][i];
            }

            var month = Math.Ceiling(40 * random.NextExponential() * Math.Exp(-logRisk));
            (times[i], isEvent[i]) = (Math.Clamp(month, 1, 72), month <= 72 && random.NextUniform() < 0.7);
            entries[i] = random.NextUniform() < 0.6 ? 0 : Math.Floor(0.99 * times[i] * random.NextUniform());
        }

        for (var k = 0; k < columns.Length; k++)
        {
            _covariates[k] = new CovariateColumn($"x{k}", columns[k]);
        }

        _records = new SurvivalRecords(times, isEvent);
        _entered = new SurvivalRecords(times, isEvent) { Entry = entries };
    }

    [Benchmark]
    public CoxFit Efron() => new CoxEstimator().Fit(_records, _covariates);

    [Benchmark]
    public CoxFit EfronOnOneThread() => new CoxEstimator().Fit(_records, _covariates, new CoxOptions { MaxThreads = 1 });

    [Benchmark]
    public CoxFit EfronWithEntry() => new CoxEstimator().Fit(_entered, _covariates);
}
