using BenchmarkDotNet.Attributes;
using CrmKit.Import;

namespace CrmKit.Benchmarks.Duplicates;

/// <summary>Searching a list in which one in twenty stands twice. For a million people see <see cref="DuplicateRun"/>.</summary>
[MemoryDiagnoser]
public class DuplicateBenchmarks
{
    private Customer[] _people = [];

    [Params(10_000, 100_000)]
    public int People { get; set; }

    [GlobalSetup]
    public void Invent() => _people = [.. new DoubledList(Scale.Of(People), seed: 1).Read()];

    [Benchmark]
    public DuplicateReport Find() => DuplicateFinder.Find(_people);
}
