using System.Diagnostics;
using CrmKit.Import;
using CrmKit.Tests.Tools;
using Xunit.Abstractions;

namespace CrmKit.Adapters.Tests.Import;

/// <summary>A dirty file of invoice lines, made by a seeded script that knows what is in it, against what the import makes of it.</summary>
/// <remarks>20,000 rows; the environment variable CRMKIT_INVOICE_ROWS states another number, for example 500000.</remarks>
public sealed class DirtyInvoicesTests(ITestOutputHelper output)
{
    private static readonly int Rows = int.Parse(Environment.GetEnvironmentVariable("CRMKIT_INVOICE_ROWS") ?? "20000", CultureInfo.InvariantCulture);

    private static readonly PurchaseCsvOptions Options = new()
    {
        Currency = new Currency("GBP"),
        BusinessZone = DateTimeZoneProviders.Tzdb["Europe/London"],
        Map = PurchaseMap.Parse(DirtyInvoices.Map),
    };

    [Theory]
    [InlineData(17)]
    [InlineData(18)]
    public async Task Dirty_file_gives_every_good_invoice_exactly_and_sets_the_rest_aside(ulong seed)
    {
        var invoices = new DirtyInvoices(Rows, seed);
        using var file = new MemoryStream();
        invoices.Write(file);
        using var rejects = new MemoryStream();

        var (events, summary) = await Import(file, rejects);

        var read = events.ToDictionary(e => e.Key.Value, e => e);
        Assert.Equal(invoices.Events.Count, events.Count);
        foreach (var (key, truth) in invoices.Events)
        {
            var (day, amount) = Content(read[key]);
            Assert.Equal(truth.Customer, read[key].Customer.Value);
            Assert.Equal(LocalDate.FromDateTime(truth.Time), day);
            Assert.Equal(truth.Amount, amount.Amount);
            Assert.Equal(key[0] == 'C', read[key] is PurchaseReturn);
            Assert.Equal(LocalDateTime.FromDateTime(truth.Time).InZoneLeniently(Options.BusinessZone).ToInstant(), read[key].OccurredAt);
        }

        Assert.Equal(invoices.SetAside.Select(pair => (pair.Key, (long)pair.Value)), summary.SetAside.Select(count => (count.Reason.Code(), count.Lines)).OrderBy(count => count.Item1, StringComparer.Ordinal));
        Assert.Equal((invoices.Records, invoices.Taken, invoices.InvoicesSetAside), (summary.LinesRead, summary.LinesTaken, summary.KeysSetAside));
        Assert.Equal(invoices.Taken - invoices.Events.Count, summary.LinesMerged);
        Assert.Equal(Total(invoices, isReturn: false), (summary.Purchases, summary.PurchaseTotal.Amount));
        Assert.Equal(Total(invoices, isReturn: true), (summary.Returns, summary.ReturnTotal.Amount));
    }

    [Fact]
    public async Task Rejects_of_a_dirty_file_imported_again_are_the_same_rejects()
    {
        // What is set aside is bad on its own account too, but for the rows that only kept bad company; those are there with it.
        var invoices = new DirtyInvoices(Rows, 19);
        using var file = new MemoryStream();
        invoices.Write(file);
        using var first = new MemoryStream();
        using var second = new MemoryStream();

        var (_, once) = await Import(file, first);
        var (events, twice) = await Import(first, second);

        Assert.Empty(events);
        Assert.Equal(once.LinesSetAside, twice.LinesSetAside);
        Assert.Equal(WithoutNumbers(first), WithoutNumbers(second));
    }

    [Fact]
    public async Task Dirty_file_stops_at_its_first_fault_with_nothing_taken_where_no_sink_is_given()
    {
        using var file = new MemoryStream();
        new DirtyInvoices(5000, 17).Write(file);
        file.Position = 0;
        var import = new PurchaseCsvReader(Options).Open(file, "dirty.csv");
        await using var events = import.GetAsyncEnumerator();

        var fault = await Assert.ThrowsAsync<ImportFaultException>(async () => await events.MoveNextAsync());

        Assert.True(fault.Line > 1);
        Assert.Equal(0, import.Summary.LinesTaken);
    }

    private async Task<(List<TimelineEvent> Events, PurchaseImportSummary Summary)> Import(MemoryStream file, MemoryStream rejects)
    {
        file.Position = 0;
        var events = new List<TimelineEvent>();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        FileImport<TimelineEvent, PurchaseImportSummary> import;
        await using (var sink = new RejectFile(rejects))
        {
            import = new PurchaseCsvReader(Options).Open(file, "dirty.csv", sink);
            await foreach (var taken in import)
            {
                events.Add(taken);
            }
        }

        var summary = import.Summary;
        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        output.WriteLine($"{summary.LinesRead} lines in {seconds:0.00} processor seconds of this process: {summary}");
        Assert.Equal(summary.LinesSetAside, summary.SetAside.Sum(count => count.Lines));
        return (events, summary);
    }

    private static (long Count, decimal Amount) Total(DirtyInvoices invoices, bool isReturn)
    {
        var events = invoices.Events.Where(pair => pair.Key[0] == 'C' == isReturn).ToList();
        return (events.Count, events.Sum(pair => pair.Value.Amount));
    }

    private static (LocalDate Day, Money Amount) Content(TimelineEvent read) =>
        read switch { PurchaseReturn back => (back.Day, back.Amount), Purchase paid => (paid.Day, paid.Amount), _ => throw new InvalidOperationException("Another event.") };

    /// <summary>The bytes of a rejects file without its digits: the lines' numbers are those of another file.</summary>
    private static byte[] WithoutNumbers(MemoryStream file) => [.. file.ToArray().Where(b => b is < (byte)'0' or > (byte)'9')];
}
