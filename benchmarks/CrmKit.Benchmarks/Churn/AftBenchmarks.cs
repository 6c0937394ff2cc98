using BenchmarkDotNet.Attributes;
using CrmKit.Churn;

namespace CrmKit.Benchmarks;

[MemoryDiagnoser]
public class AftBenchmarks
{
    private ContractSample _sample = null!;

    [Params(10_000, 100_000, 1_000_000)]
    public int Customers { get; set; }

    [GlobalSetup]
    public void Setup() => _sample = new ContractSample(Customers);

    [Benchmark]
    public AftFit Weibull() => new AftEstimator(AftFamily.Weibull).Fit(_sample.Records, _sample.Covariates);

    [Benchmark]
    public AftFit LogNormal() => new AftEstimator(AftFamily.LogNormal).Fit(_sample.Records, _sample.Covariates);

    [Benchmark]
    public AftFit LogLogistic() => new AftEstimator(AftFamily.LogLogistic).Fit(_sample.Records, _sample.Covariates);
}
