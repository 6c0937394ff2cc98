using System.Diagnostics;
using CrmKit.Import;
using Xunit.Abstractions;

namespace CrmKit.Adapters.Tests.Import;

/// <summary>Tests that weigh the process: nothing else may run beside them.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>A file of 50 MB in bounded memory; the environment variable CRMKIT_LARGE_FILE_MB states another size, 1024 for example.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class LargeFileTests(ITestOutputHelper output)
{
    private const int LinesAnInvoice = 20;

    private static readonly long Megabytes = long.Parse(Environment.GetEnvironmentVariable("CRMKIT_LARGE_FILE_MB") ?? "50", CultureInfo.InvariantCulture);

    private static readonly PurchaseCsvOptions Options = CsvText.PurchaseOptions with
    {
        Map = PurchaseMap.Parse("customer=CustomerID,date=InvoiceDate:yyyy-MM-dd HH:mm:ss,amount=Quantity*UnitPrice,key=InvoiceNo"),
    };

    [Fact]
    public async Task Large_file_is_read_in_memory_that_grows_with_its_invoices_alone()
    {
        using var file = new EndlessInvoices(Megabytes << 20, LinesAnInvoice);
        using var rejects = new MemoryStream();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var highest = before;
        long events = 0;
        decimal sum = 0;

        await using var sink = new RejectFile(rejects);
        var import = new PurchaseCsvReader(Options).Open(file, "large.csv", sink);
        await foreach (var purchase in import)
        {
            sum += Assert.IsType<Purchase>(purchase).Amount.Amount;
            if (++events % 100_000 == 1)
            {
                highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        // Quantities go 1 to 7 and begin anew; the file ends in the middle of such a week.
        var lines = file.Lines;
        Assert.Equal(2.55m * (((lines / 7) * 28) + (lines % 7 * (lines % 7 + 1) / 2)), sum);
        Assert.Equal((lines, lines, (lines + LinesAnInvoice - 1) / LinesAnInvoice), (import.Summary.LinesRead, import.Summary.LinesTaken, events));
        Assert.Equal(0, rejects.Length);

        // Each invoice is remembered in less than 200 bytes, twice that while its table grows; the rest is buffers.
        var bound = (16 << 20) + (400 * events);
        output.WriteLine($"{Megabytes} MB, {lines} lines, {events} invoices: {(highest - before) / 1048576.0:0.0} MB of live objects, bound {bound / 1048576.0:0.0} MB; peak working set of the process {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:0} MB");
        Assert.InRange(highest - before, 0, bound);
    }
}
