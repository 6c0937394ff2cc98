using BenchmarkDotNet.Attributes;
using CrmKit.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CrmKit.Benchmarks.Storage;

/// <summary>A file of purchases into an empty SQLite store, beside the driver inserting the same rows ready-made into the same table.</summary>
[MemoryDiagnoser]
public class PurchaseStoreBenchmarks
{
    private PurchaseStock _stock = null!;
    private SqliteCrmStore _store = null!;
    private SqliteConnection _raw = null!;

    [Params(500_000)]
    public int Purchases { get; set; }

    [GlobalSetup]
    public void Invent() => _stock = new PurchaseStock(Scale.Of(Purchases));

    [IterationSetup]
    public void Open()
    {
        _store = _stock.OpenStoreAsync().GetAwaiter().GetResult();
        _raw = _stock.OpenRawAsync().GetAwaiter().GetResult();
    }

    [Benchmark(Baseline = true)]
    public int DriverAlone() => _stock.InsertRaw(_raw);

    [Benchmark]
    public Task<int> ImportIntoStore() => _stock.ImportAsync(_store);

    [IterationCleanup]
    public void Close()
    {
        _store.Dispose();
        _raw.Dispose();
    }

    [GlobalCleanup]
    public void Delete() => _stock.Delete();
}
