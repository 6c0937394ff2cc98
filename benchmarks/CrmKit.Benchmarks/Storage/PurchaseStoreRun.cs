using System.Diagnostics;
using System.Globalization;

namespace CrmKit.Benchmarks.Storage;

/// <summary>The driver alone and import with store, in turns in one process, told in processor time too: on a busy machine that is what can be compared.</summary>
public static class PurchaseStoreRun
{
    private const int Turns = 3;

    /// <summary>Arguments: purchases, optional.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var purchases = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500_000;
        var warmUp = new PurchaseStock(5_000);
        var stock = new PurchaseStock(purchases);
        try
        {
            await TurnAsync(warmUp, "warm-up, which does not count").ConfigureAwait(false);
            List<(Cost Driver, Cost Store)> turns = [];
            for (var turn = 1; turn <= Turns; turn++)
            {
                turns.Add(await TurnAsync(stock, string.Create(CultureInfo.InvariantCulture, $"turn {turn}")).ConfigureAwait(false));
            }

            var processor = turns.Sum(turn => turn.Driver.Processor) / turns.Sum(turn => turn.Store.Processor);
            var wall = turns.Sum(turn => turn.Driver.Wall) / turns.Sum(turn => turn.Store.Wall);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"import into the store at {processor:0.00} of the driver's speed by processor time, {wall:0.00} by the clock"));
            return 0;
        }
        finally
        {
            warmUp.Delete();
            stock.Delete();
        }
    }

    private static async Task<(Cost Driver, Cost Store)> TurnAsync(PurchaseStock stock, string name)
    {
        Cost driver;
        var raw = await stock.OpenRawAsync().ConfigureAwait(false);
        await using (raw.ConfigureAwait(false))
        {
            driver = await MeasureAsync(() => Task.FromResult(stock.InsertRaw(raw))).ConfigureAwait(false);
        }

        var store = await stock.OpenStoreAsync().ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            var import = await MeasureAsync(() => stock.ImportAsync(store)).ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: driver {driver.Processor:0.00} s processor, {driver.Wall:0.00} s; store {import.Processor:0.00} s processor, {import.Wall:0.00} s; {import.Rows:N0} of {driver.Rows:N0} rows"));
            return (driver, import);
        }
    }

    private static async Task<Cost> MeasureAsync(Func<Task<int>> act)
    {
        GC.Collect();
        var processor = ProcessorSeconds();
        var watch = Stopwatch.StartNew();
        var rows = await act().ConfigureAwait(false);
        return new Cost(ProcessorSeconds() - processor, watch.Elapsed.TotalSeconds, rows);
    }

    private static double ProcessorSeconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    private readonly record struct Cost(double Processor, double Wall, int Rows);
}
