using BenchmarkDotNet.Attributes;

namespace CrmKit.Benchmarks;

/// <summary>Occurrences walked and sought; the figures are for one occurrence, allocation included.</summary>
[MemoryDiagnoser]
public class RecurrenceBenchmarks
{
    private const int Count = 100_000;

    private RecurrenceTask _task = null!;

    public static IEnumerable<string> Names => RecurrenceTask.All.Select(task => task.Name);

    [ParamsSource(nameof(Names))]
    public string Task { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup() => _task = RecurrenceTask.All.Single(task => task.Name == Task);

    [Benchmark(OperationsPerInvoke = Count)]
    public long Walk() => _task.Walk(Count);

    [Benchmark(OperationsPerInvoke = Count)]
    public long Seek() => _task.Seek(Count);
}
