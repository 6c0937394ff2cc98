using BenchmarkDotNet.Attributes;
using CrmKit.LifetimeValue;

namespace CrmKit.Benchmarks;

[MemoryDiagnoser]
public class LifetimeValueBenchmarks
{
    private Cohort _cohort = null!;
    private PurchaseSummaries _summaries = null!;
    private PurchaseSummaryCube _cube = null!;
    private RecencyFrequencyTable _table = null!;
    private int[] _x = [];
    private double[] _recency = [];
    private double[] _age = [];
    private double[] _spend = [];
    private double[] _alive = [];
    private double[] _purchases = [];

    [Params(100_000, 1_000_000)]
    public int Customers { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _cohort = new Cohort(Scale.Of(Customers));
        _summaries = _cohort.Summarise();
        _cube = PurchaseSummaryCube.From(_summaries);
        _table = RecencyFrequencyTable.From(_cube);
        _x = [.. _summaries.Select(summary => summary.RepeatPurchases)];
        _recency = [.. _summaries.Select(summary => summary.RecencyDays / 7d)];
        _age = [.. _summaries.Select(summary => summary.AgeDays / 7d)];
        _spend = [.. _summaries.Select(summary => (double)summary.MeanRepeatSpend.Amount)];
        _alive = new double[_x.Length];
        _purchases = new double[_x.Length];
    }

    [Benchmark]
    public PurchaseSummaries Summaries() => _cohort.Summarise();

    [Benchmark]
    public PurchaseSummaryCube Cube() => PurchaseSummaryCube.From(_summaries);

    [Benchmark]
    public RecencyFrequencyTable TableFromColumns() => RecencyFrequencyTable.From(_x, _recency, _age);

    [Benchmark]
    public ModelFit<BgNbdModel> FitBgNbdFromCube() => new BgNbdEstimator().Fit(_cube);

    [Benchmark]
    public ModelFit<BgNbdModel> FitBgNbdFromTable() => new BgNbdEstimator().Fit(_table);

    [Benchmark]
    public ModelFit<GammaGammaModel> FitGammaGamma() => new GammaGammaEstimator().Fit(_x, _spend);

    [Benchmark]
    public double Score()
    {
        Cohort.Purchases.Score(_x, _recency, _age, 39, _alive, _purchases);
        return _purchases[0];
    }
}
