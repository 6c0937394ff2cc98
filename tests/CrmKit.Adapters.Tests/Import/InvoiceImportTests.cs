using System.Text;
using CrmKit.Import;
using NodaTime.TimeZones;

namespace CrmKit.Adapters.Tests.Import;

public sealed class InvoiceImportTests
{
    private const string Header = "no,who,when,qty,price\n";

    private static readonly PurchaseCsvOptions Options = CsvText.PurchaseOptions with
    {
        Map = PurchaseMap.Parse("customer=who,date=when:yyyy-MM-dd HH:mm,amount=qty*price,key=no,return-prefix=C"),
    };

    [Fact]
    public async Task Lines_of_one_invoice_are_one_purchase_at_the_time_of_the_first()
    {
        var events = await CsvText.Events(Header + "7,a,2024-05-01 10:00,2,1.50\n8,b,2024-05-01 10:01,1,4\n7,a,2024-05-01 10:05,1,0.25\n7,a,2024-05-01 09:00,-1,1\n", Options);

        Assert.Equal(2, events.Count);
        var purchase = Assert.IsType<Purchase>(events[0]);
        Assert.Equal(("7", "a", 2.25m, new LocalDate(2024, 5, 1)), (purchase.Key.Value, purchase.Customer.Value, purchase.Amount.Amount, purchase.Day));
        Assert.Equal(Instant.FromUtc(2024, 5, 1, 8, 0), purchase.OccurredAt);
    }

    [Fact]
    public async Task Cancelled_invoice_is_a_return_of_what_was_given_back()
    {
        var back = Assert.IsType<PurchaseReturn>(Assert.Single(await CsvText.Events(Header + "C7,a,2024-05-01 10:00,-2,1.50\nC7,a,2024-05-01 10:00,1,0.50\n", Options)));

        Assert.Equal(("C7", 2.5m, null), (back.Key.Value, back.Amount.Amount, back.Purchase));
    }

    [Theory]
    [InlineData("7,b,2024-05-01 10:00,1,1", RejectReason.MixedCustomers)]
    [InlineData("7,a,2024-05-02 10:00,1,1", RejectReason.MixedDays)]
    [InlineData("7,a,2024-05-01 10:00,-3,1", RejectReason.NegativeAmount)]
    [InlineData("7,,2024-05-01 10:00,1,1", RejectReason.CustomerMissing)]
    [InlineData("7,a,2024-05-01 10:00,1,\"1,000\"", RejectReason.Number)]
    [InlineData("7,a,01/05/2024 10:00,1,1", RejectReason.Date)]
    [InlineData("7,a,2024-05-01 10:00,1", RejectReason.Fields)]
    [InlineData("7,a,2024-05-01 10:00,1,1\"", RejectReason.Quotes)]
    [InlineData("7 ,a,2024-05-01 10:00,1,1", RejectReason.Key)]
    [InlineData("7,a ,2024-05-01 10:00,1,1", RejectReason.Customer)]
    [InlineData("7,a,2024-05-01 10:00,1,999999999999999", RejectReason.Amount)]
    [InlineData(",a,2024-05-01 10:00,1,1", RejectReason.KeyMissing)]
    public async Task Invoice_with_a_bad_line_is_set_aside_as_a_whole_and_the_others_are_taken(string bad, RejectReason reason)
    {
        var rows = $"7,a,2024-05-01 10:00,1,2\n8,a,2024-05-01 10:00,1,1\n{bad}\n";
        var (events, summary, rejects) = await SetAside(Header + rows, Options);
        var keeps = reason == RejectReason.KeyMissing ? 2 : 1;

        Assert.Equal(keeps, events.Count);
        Assert.Equal((3L, (long)keeps, 3L - keeps), (summary.LinesRead, summary.LinesTaken, summary.LinesSetAside));
        Assert.Contains(summary.SetAside, count => count.Reason == reason);
        Assert.StartsWith("reject_line,reject_column,reject_reason,no,who,when,qty,price\n", rejects, StringComparison.Ordinal);
        Assert.EndsWith($",{bad}\n", rejects, StringComparison.Ordinal);
        Assert.Contains($"{reason.Code()}: expected ", rejects, StringComparison.Ordinal);
        Assert.Contains("\n4,", rejects, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7,b,2024-05-01 10:00,1,1", "no")]
    [InlineData("7,a,2024-05-02 10:00,1,1", "no")]
    [InlineData("7,,2024-05-01 10:00,1,1", "who")]
    [InlineData("7,a,2024-05-01,1,1", "when")]
    [InlineData("7,a,2024-05-01 10:00,1,£1", "price")]
    public async Task Bad_line_stops_the_import_before_the_first_event_where_nothing_is_set_aside(string bad, string column)
    {
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => CsvText.Events(Header + $"7,a,2024-05-01 10:00,1,2\n{bad}\n", Options));

        Assert.Equal((3L, column), (fault.Line, fault.Column));
    }

    [Fact]
    public async Task Sum_below_zero_stops_the_import_at_the_first_line_of_its_invoice()
    {
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() =>
            CsvText.Events(Header + "6,a,2024-05-01 10:00,1,2\n7,a,2024-05-01 10:00,1,2\n8,a,2024-05-01 10:00,-1,1\n7,a,2024-05-01 10:00,-3,1\n", Options));

        Assert.Equal((3L, "qty*price"), (fault.Line, fault.Column));
        Assert.Contains("return-prefix=", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrected_rejects_file_is_imported_and_completes_the_original()
    {
        var text = Header + "7,a,2024-05-01 10:00,1,2\n8,b,2024-05-01 10:00,1,1\n7,a,2024-05-01 10:00,1,two\n";
        var (first, _, rejects) = await SetAside(text, Options);

        var second = await CsvText.Events(rejects.Replace(",two", ",3", StringComparison.Ordinal), Options);

        Assert.Equal("8", Assert.Single(first).Key.Value);
        Assert.Equal(("7", 5m), (Assert.Single(second).Key.Value, ((Purchase)second[0]).Amount.Amount));
    }

    [Fact]
    public async Task Open_quote_spoils_every_invoice_whose_lines_it_swallowed()
    {
        var header = "no,note,who,when,qty,price\n";
        var rows = "1,x,a,2024-05-01 10:00,1,1\n2,\"open,a,2024-05-01 10:00,1,1\n1,x,a,2024-05-01 10:00,1,1\n3,\"x, y\",a,2024-05-01 10:00,1,1\n4,x,a,2024-05-01 10:00,1,1\n3,x,a,2024-05-01 10:00,1,1\n";
        var (events, summary, _) = await SetAside(header + rows, Options);

        Assert.Equal("4", Assert.Single(events).Key.Value);
        Assert.Equal([(RejectReason.Quotes, 1L), (RejectReason.OtherLine, 2L)], summary.SetAside.Select(count => (count.Reason, count.Lines)));
    }

    [Fact]
    public async Task Reasons_quote_nothing_of_the_row()
    {
        var (_, _, rejects) = await SetAside(Header + "7,secret@example.com,2024-05-01 10:00,1,secretprice\n8,secret@example.com ,secretdate,1,1\n", Options);

        foreach (var line in rejects.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            // The record follows its reason; before the key there is nothing of it.
            Assert.True(line.IndexOf("secret", StringComparison.Ordinal) > line.IndexOf(": expected", StringComparison.Ordinal) + 20);
        }

        Assert.Equal(4, rejects.Split("secret").Length - 1);
    }

    [Fact]
    public async Task Rows_without_keys_are_set_aside_one_by_one()
    {
        var map = PurchaseMap.Parse("customer=who,date=when:yyyy-MM-dd HH:mm,amount=qty*price");
        var (events, summary, _) = await SetAside(Header + ",a,2024-05-01 10:00,1,2\n,a,2024-05-01 10:00,1,2\n,a,2024-05-01 10:00,-1,2\n", Options with { Map = map });

        Assert.Equal(2, events.Select(e => e.Key).Distinct().Count());
        Assert.Equal((RejectReason.NegativeAmount, 1L), (summary.SetAside[0].Reason, summary.SetAside[0].Lines));
        Assert.Equal((2L, 0L), (summary.Purchases, summary.LinesMerged));
    }

    [Fact]
    public async Task Key_with_other_content_sets_all_its_rows_aside_where_every_row_is_an_event()
    {
        var map = Options.Map! with { Lines = InvoiceLines.One };
        var rows = "7,a,2024-05-01 10:00,1,2\n7,a,2024-05-01 10:00,1,3\n8,a,2024-05-01 10:00,1,3\n8,a,2024-05-01 10:00,1,3.0\n";
        var (events, summary, _) = await SetAside(Header + rows, Options with { Map = map });

        Assert.Equal(["8", "8"], events.Select(e => e.Key.Value));
        Assert.Equal((1L, 1L, 1L), (summary.Purchases, summary.LinesMerged, summary.KeysSetAside));
        Assert.Equal((RejectReason.DuplicateKey, 2L), (Assert.Single(summary.SetAside).Reason, summary.LinesSetAside));
    }

    [Theory]
    [InlineData("return-sign=positive", "5", true)]
    [InlineData("return-sign=positive", "-5", false)]
    [InlineData("return-sign=negative", "5", false)]
    [InlineData("return-sign=negative", "-5", true)]
    [InlineData("return-sign=either", "5", true)]
    [InlineData("return-sign=either", "-5", true)]
    [InlineData("return-sign=either", "0", false)]
    public async Task Flagged_return_gives_back_what_the_stated_sign_says(string sign, string amount, bool isTaken)
    {
        var map = PurchaseMap.Parse($"customer=c,date=d,amount=a,key=k,return=f:credit|refund,purchase=p,{sign}");
        var (events, _, _) = await SetAside($"c,d,a,k,f,p\n1,2024-05-01,{amount},k1,refund,k0\n1,2024-05-01,3,k2,sale,k0\n", CsvText.PurchaseOptions with { Map = map, KeyPrefix = "shop:" });

        Assert.Equal(isTaken ? 2 : 1, events.Count);
        Assert.IsType<Purchase>(events[^1]);
        if (isTaken)
        {
            var back = Assert.IsType<PurchaseReturn>(events[0]);
            Assert.Equal((5m, new EventKey("shop:k0")), (back.Amount.Amount, back.Purchase));
        }
    }

    [Theory]
    [InlineData("EUR", true)]
    [InlineData("USD", false)]
    [InlineData("eur", false)]
    [InlineData("€", false)]
    [InlineData("", false)]
    public async Task Currency_column_must_name_the_business_currency(string currency, bool isTaken)
    {
        var map = PurchaseMap.Parse("customer=c,date=d,amount=a,currency=x");
        var (events, summary, _) = await SetAside($"c,d,a,x\n1,2024-05-01,3,{currency}\n", CsvText.PurchaseOptions with { Map = map });

        Assert.Equal(isTaken ? 1 : 0, events.Count);
        Assert.Equal(isTaken ? [] : [RejectReason.Currency], summary.SetAside.Select(count => count.Reason));
    }

    [Fact]
    public async Task Skipped_wall_time_is_moved_on_and_a_repeated_one_is_the_earlier_unless_they_are_to_be_refused()
    {
        // Berlin, 2024: 02:30 is skipped on 31 March and shown twice on 27 October.
        var text = Header + "1,a,2024-03-31 02:30,1,1\n2,a,2024-10-27 02:30,1,1\n";

        var events = await CsvText.Events(text, Options);
        var (strict, summary, _) = await SetAside(text, Options with { TimeResolver = Resolvers.StrictResolver });

        Assert.Equal([Instant.FromUtc(2024, 3, 31, 1, 30), Instant.FromUtc(2024, 10, 27, 0, 30)], events.Select(e => e.OccurredAt));
        Assert.Empty(strict);
        Assert.Equal((RejectReason.Date, 2L), (summary.SetAside[0].Reason, summary.SetAside[0].Lines));
    }

    [Fact]
    public async Task White_space_is_taken_away_where_that_is_asked_for()
    {
        var map = PurchaseMap.Parse("customer=who,date=when:yyyy-MM-dd HH:mm,amount=qty*price,key=no,return-prefix=C,spaces=trim");

        var events = await CsvText.Events(Header + " 7,a ,2024-05-01 10:00 , 1,1 \n7 ,a,2024-05-01 10:00,1,1\n", Options with { Map = map });

        Assert.Equal(("7", "a", 2m), (Assert.Single(events).Key.Value, events[0].Customer.Value, ((Purchase)events[0]).Amount.Amount));
    }

    [Fact]
    public void Stream_that_cannot_be_read_twice_is_refused_where_it_must_be()
    {
        using var inner = new MemoryStream();
        using var stream = new System.IO.Compression.GZipStream(inner, System.IO.Compression.CompressionMode.Decompress);

        Assert.Throws<ArgumentException>(() => new PurchaseCsvReader(Options).Open(stream, "P.csv"));
        Assert.Throws<ArgumentException>(() => new PurchaseCsvReader(CsvText.PurchaseOptions).Open(stream, "P.csv", new RejectFile(inner)));
        Assert.NotNull(new PurchaseCsvReader(CsvText.PurchaseOptions).Open(stream, "P.csv"));
    }

    [Fact]
    public async Task Time_of_day_is_content_where_rows_have_no_keys()
    {
        var map = PurchaseMap.Parse("customer=who,date=when:yyyy-MM-dd HH:mm,amount=qty*price");
        var forth = await CsvText.Events(Header + ",a,2024-05-01 10:00,1,2\n,a,2024-05-01 11:00,1,2\n", Options with { Map = map });
        var back = await CsvText.Events(Header + ",a,2024-05-01 11:00,1,2\n,a,2024-05-01 10:00,1,2\n", Options with { Map = map });

        Assert.Equal(forth.OrderBy(e => e.OccurredAt), back.OrderBy(e => e.OccurredAt));
    }

    private static async Task<(List<TimelineEvent> Events, PurchaseImportSummary Summary, string Rejects)> SetAside(string text, PurchaseCsvOptions options)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var rejects = new MemoryStream();
        var events = new List<TimelineEvent>();
        FileImport<TimelineEvent, PurchaseImportSummary> import;
        await using (var sink = new RejectFile(rejects))
        {
            import = new PurchaseCsvReader(options).Open(stream, "P.csv", sink);
            await foreach (var read in import)
            {
                events.Add(read);
            }
        }

        return (events, import.Summary, Encoding.UTF8.GetString(rejects.ToArray()));
    }
}
