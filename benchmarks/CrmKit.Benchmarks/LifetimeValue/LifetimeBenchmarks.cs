using BenchmarkDotNet.Attributes;
using CrmKit.LifetimeValue;

namespace CrmKit.Benchmarks;

[MemoryDiagnoser]
public class LifetimeBenchmarks
{
    private CohortColumns _columns = null!;

    [Params("days, 39 weeks", "days, 78 weeks", "continuous, 39 weeks")]
    public string Times { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        var customers = Scale.Of(1_000_000);
        _columns = Times switch
        {
            "days, 39 weeks" => CohortColumns.ByDay(customers, 39),
            "days, 78 weeks" => CohortColumns.ByDay(customers, 78),
            _ => CohortColumns.Continuous(customers, 39),
        };
    }

    [Benchmark]
    public RecencyFrequencyTable Distinct() => RecencyFrequencyTable.From(_columns.X, _columns.Recency, _columns.Age);

    [Benchmark]
    public ModelFit<BgNbdModel> FitBgNbd() => new BgNbdEstimator().Fit(Distinct());

    [Benchmark]
    public ModelFit<MbgNbdModel> FitMbgNbd() => new MbgNbdEstimator().Fit(Distinct());

    [Benchmark]
    public ModelFit<ParetoNbdModel> FitParetoNbd() => new ParetoNbdEstimator().Fit(Distinct());
}
