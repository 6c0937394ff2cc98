using BenchmarkDotNet.Attributes;
using CrmKit.Cadence;

namespace CrmKit.Benchmarks;

/// <summary>A million people in columns: due days, and the due list of a day; and one event applied to one person.</summary>
[MemoryDiagnoser]
public class CadenceBenchmarks
{
    private const int Events = 1_000;
    private CadenceColumns _columns = null!;
    private DueList _list = null!;
    private int[] _room = null!;
    private TimelineEvent[] _events = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _columns = new CadencePeople(Scale.Of(1_000_000)).Columns;
        _list = new DueList(new CadencePolicy(BusinessProfiles.DressShop()), Threads);
        _room = new int[_columns.Count];
        _events = CadenceEvents.Draw(Events);
    }

    [Benchmark]
    public int List() => _list.Write(_columns, CadencePeople.Today, _room);

    [Benchmark]
    public void DueDays() => _list.WriteDueDays(_columns, CadencePeople.Today, _room);

    [Benchmark(OperationsPerInvoke = Events)]
    public RelationshipSummary OneEvent()
    {
        var summary = RelationshipSummary.Empty;
        foreach (var happened in _events)
        {
            summary = summary.With(happened);
        }

        return summary;
    }
}
