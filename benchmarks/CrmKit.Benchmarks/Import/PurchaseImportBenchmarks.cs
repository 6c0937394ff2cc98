using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using CrmKit.Import;
using NodaTime;
using NodaTime.Text;

namespace CrmKit.Benchmarks.Import;

/// <summary>Parsing a file of purchases that lies in memory, on one thread: rows with and without keys of their own, and lines that are added up to invoices.</summary>
[MemoryDiagnoser]
public class PurchaseImportBenchmarks
{
    private const int LinesAnInvoice = 20;

    private static readonly PurchaseCsvOptions Options = new() { Currency = Currency.Eur, BusinessZone = DateTimeZoneProviders.Tzdb["Europe/Berlin"] };

    private static readonly PurchaseCsvOptions Mapped = Options with
    {
        Map = PurchaseMap.Parse("customer=CustomerID,date=InvoiceDate:yyyy-MM-dd HH:mm:ss,amount=Quantity*UnitPrice,key=InvoiceNo,return-prefix=C"),
    };

    private byte[] _withoutKeys = [];
    private byte[] _withKeys = [];
    private byte[] _invoices = [];

    [Params(100_000, 1_000_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Write()
    {
        var rows = Scale.Of(Rows);
        _withoutKeys = Purchases(rows, hasKeys: false);
        _withKeys = Purchases(rows, hasKeys: true);
        _invoices = Invoices(rows);
    }

    [Benchmark]
    public Task<long> RowsWithoutKeys() => Count(_withoutKeys, Options);

    [Benchmark]
    public Task<long> RowsWithKeys() => Count(_withKeys, Options);

    [Benchmark]
    public Task<long> InvoiceLines() => Count(_invoices, Mapped);

    private static async Task<long> Count(byte[] bytes, PurchaseCsvOptions options)
    {
        using var stream = new MemoryStream(bytes);
        var count = 0L;
        await foreach (var _ in new PurchaseCsvReader(options).Open(stream, "benchmark.csv"))
        {
            count++;
        }

        return count;
    }

    private static byte[] Purchases(int rows, bool hasKeys)
    {
        var random = new Random(17);
        var text = new StringBuilder(hasKeys ? "customer_id,date,amount,key\n" : "customer_id,date,amount\n");
        var first = new LocalDate(2023, 1, 1);
        for (var i = 0; i < rows; i++)
        {
            var day = LocalDatePattern.Iso.Format(first.PlusDays(random.Next(1000)));
            text.Append(CultureInfo.InvariantCulture, $"{random.Next(1, 200_000)},{day},{random.Next(100)}.{random.Next(10, 100)}");
            text.Append(hasKeys ? string.Create(CultureInfo.InvariantCulture, $",inv-{1_000_000 + i}\n") : "\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Invoices(int rows)
    {
        var random = new Random(18);
        var text = new StringBuilder("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        var first = new LocalDateTime(2023, 1, 1, 8, 0, 0);
        for (var i = 0; i < rows; i++)
        {
            var invoice = i / LinesAnInvoice;
            var time = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm:ss").Format(first.PlusMinutes(invoice));
            text.Append(CultureInfo.InvariantCulture, $"{536365 + invoice},{random.Next(10_000, 90_000)},\"BOX, 12 PENCILS\",{random.Next(1, 24)},{time},");
            text.Append(CultureInfo.InvariantCulture, $"{random.Next(20)}.{random.Next(10, 100)},{12346 + (invoice % 4500)},United Kingdom\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
