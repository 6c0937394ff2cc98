using BenchmarkDotNet.Attributes;
using CrmKit.Churn;

namespace CrmKit.Benchmarks;

[MemoryDiagnoser]
public class CoxBenchmarks
{
    private ContractSample _sample = null!;

    [Params(10_000, 100_000, 1_000_000)]
    public int Customers { get; set; }

    [GlobalSetup]
    public void Setup() => _sample = new ContractSample(Customers);

    [Benchmark]
    public CoxFit Efron() => new CoxEstimator().Fit(_sample.Records, _sample.Covariates);

    [Benchmark]
    public CoxFit EfronOnOneThread() => new CoxEstimator().Fit(_sample.Records, _sample.Covariates, new CoxOptions { MaxThreads = 1 });

    [Benchmark]
    public CoxFit EfronWithEntry() => new CoxEstimator().Fit(_sample.Entered, _sample.Covariates);
}
