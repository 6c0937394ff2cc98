using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

public sealed class PurchaseCsvReaderTests
{
    [Fact]
    public async Task Row_of_the_usual_columns_is_a_purchase_at_the_start_of_its_business_day()
    {
        var purchase = Assert.Single(await CsvText.Purchases("customer_id,date,amount,key\n17,1997-07-04,12.50,inv-1\n"));

        Assert.Equal(new EventKey("inv-1"), purchase.Key);
        Assert.Equal(new CustomerId("17"), purchase.Customer);
        Assert.Equal(new LocalDate(1997, 7, 4), purchase.Day);
        Assert.Equal(Instant.FromUtc(1997, 7, 3, 22, 0), purchase.OccurredAt);
        Assert.Equal(new Money(12.50m, Currency.Eur), purchase.Amount);
    }

    [Fact]
    public async Task Header_names_match_in_any_case_and_order_and_further_columns_are_ignored()
    {
        var purchase = Assert.Single(await CsvText.Purchases(" AMOUNT ,note,Date,\"Customer_ID\"\n5,\"a, \"\"b\"\"\r\nc\",2001-02-03,x\n"));

        Assert.Equal(("x", new LocalDate(2001, 2, 3), 5m), (purchase.Customer.Value, purchase.Day, purchase.Amount.Amount));
    }

    [Fact]
    public async Task Renamed_columns_are_read()
    {
        var options = CsvText.PurchaseOptions with { CustomerColumn = "who", DateColumn = "when", AmountColumn = "dollars", KeyColumn = "invoice" };

        var purchase = Assert.Single(await CsvText.Purchases("who,when,dollars,invoice\n17,1997-07-04,1,i9\n", options));

        Assert.Equal("i9", purchase.Key.Value);
    }

    [Fact]
    public async Task German_file_with_stated_format_and_culture_is_read()
    {
        var options = CsvText.PurchaseOptions with
        {
            Format = new CsvFormat { Delimiter = ';', DatePattern = "dd.MM.yyyy", Culture = CultureInfo.GetCultureInfo("de-DE") },
        };

        var purchase = Assert.Single(await CsvText.Purchases("customer_id;date;amount\n17;03.04.1997;1234,50\n", options));

        Assert.Equal((new LocalDate(1997, 4, 3), 1234.50m), (purchase.Day, purchase.Amount.Amount));
    }

    [Fact]
    public async Task Slashed_date_is_read_in_the_order_that_is_stated_and_refused_when_none_is()
    {
        const string Text = "customer_id,date,amount\n17,03/04/1997,1\n";
        PurchaseCsvOptions Stated(string form, string culture) =>
            CsvText.PurchaseOptions with { Format = new CsvFormat { DatePattern = form, Culture = CultureInfo.GetCultureInfo(culture) } };

        Assert.Equal(new LocalDate(1997, 4, 3), (await CsvText.Purchases(Text, Stated("dd/MM/yyyy", "en-GB")))[0].Day);
        Assert.Equal(new LocalDate(1997, 3, 4), (await CsvText.Purchases(Text, Stated("MM/dd/yyyy", "en-US")))[0].Day);
        Assert.Equal(new LocalDate(1997, 4, 3), (await CsvText.Purchases(Text, Stated("dd/MM/yyyy", "de-DE")))[0].Day);
        var fault = await CsvText.PurchaseFault(Text);
        Assert.Equal((2L, "date"), (fault.Line, fault.Column));

        // What stands there is not quoted: with slipped columns it is a telephone number or a birthday.
        Assert.DoesNotContain("03/04/1997", fault.Message, StringComparison.Ordinal);
        Assert.Contains("CsvFormat.DatePattern", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.00", "0.00")]
    [InlineData("007.10", "7.10")]
    [InlineData(".5", "0.5")]
    [InlineData("1000000000000000", "1000000000000000")]
    [InlineData("999999999999999.9999999999999", "999999999999999.9999999999999")]
    [InlineData("0.1234567890123456789012345678", "0.1234567890123456789012345678")]
    public async Task Amount_keeps_every_digit(string written, string read)
    {
        var purchase = Assert.Single(await CsvText.Purchases($"customer_id,date,amount\n1,2001-02-03,{written}\n"));

        Assert.Equal(read, purchase.Amount.Amount.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Header_alone_is_no_purchase() => Assert.Empty(await CsvText.Purchases("customer_id,date,amount\r\n"));

    [Fact]
    public async Task Byte_order_mark_and_empty_lines_are_passed_over()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("\r\ncustomer_id,date,amount\r\n\r\n\n1,2001-02-03,4\n\n")];

        Assert.Single(await CsvText.Purchases(bytes));
    }

    [Fact]
    public async Task Equal_rows_without_keys_both_count_and_the_same_text_gives_the_same_keys()
    {
        const string Text = "customer_id,date,amount\n1,2001-02-03,4\n1,2001-02-03,4.0\n2,2001-02-03,4\n";

        var first = (await CsvText.Purchases(Text)).ConvertAll(p => p.Key);
        var second = (await CsvText.Purchases(Text)).ConvertAll(p => p.Key);

        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Row_with_an_empty_key_gets_one_from_its_content_and_the_prefix_stands_before_every_key()
    {
        var purchases = await CsvText.Purchases("customer_id,date,amount,key\n1,2001-02-03,4,\n1,2001-02-03,4,k\n", CsvText.PurchaseOptions with { KeyPrefix = "shop:" });

        Assert.StartsWith("shop:content:", purchases[0].Key.Value, StringComparison.Ordinal);
        Assert.Equal("shop:k", purchases[1].Key.Value);
    }

    [Fact]
    public async Task Row_that_repeats_a_key_with_its_content_is_the_same_event()
    {
        var purchases = await CsvText.Purchases("customer_id,date,amount,key\n1,2001-02-03,4,k\n1,2001-02-03,4.00,k\n");

        Assert.Equal(purchases[0], purchases[1]);
    }

    [Fact]
    public async Task Cancelled_token_stops_the_reading()
    {
        using var stream = new MemoryStream("customer_id,date,amount\n1,2001-02-03,4\n"u8.ToArray());
        var rows = new PurchaseCsvReader(CsvText.PurchaseOptions).Open(stream, "P.csv");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await rows.GetAsyncEnumerator(new CancellationToken(canceled: true)).MoveNextAsync());
    }

    [Fact]
    public async Task Stream_stays_open()
    {
        using var stream = new MemoryStream("customer_id,date,amount\n1,2001-02-03,4\n"u8.ToArray());

        await foreach (var _ in new PurchaseCsvReader(CsvText.PurchaseOptions).Open(stream, "P.csv"))
        {
        }

        Assert.True(stream.CanRead);
    }

    [Fact]
    public async Task Cdnow_file_reads_6919_purchases_of_2357_customers()
    {
        var options = new PurchaseCsvOptions { Currency = Currency.Usd, BusinessZone = DateTimeZone.Utc, AmountColumn = "dollars" };

        var purchases = await CsvText.Purchases(await File.ReadAllBytesAsync(SamplePath("cdnow_transactions.csv")), options);

        Assert.Equal(6919, purchases.Count);
        Assert.Equal(2357, purchases.Select(p => p.Customer).Distinct().Count());
        Assert.Equal(6919, purchases.Select(p => p.Key).Distinct().Count());
        Assert.Equal((new LocalDate(1997, 1, 1), new LocalDate(1998, 6, 30)), (purchases.Min(p => p.Day), purchases.Max(p => p.Day)));
        Assert.Equal(8, purchases.Count(p => p.Amount.Amount == 0));
        Assert.Equal(223, purchases.Count - purchases.DistinctBy(p => (p.Customer, p.Day)).Count());
    }

    private static string SamplePath(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrmKit.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds CrmKit.sln."), "samples", "data", name);
    }
}
