using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

public sealed class TimelineCsvTests
{
    private static readonly Instant Noon = Instant.FromUtc(2001, 7, 4, 10, 30);

    private static readonly TimelineCsvOptions Timed = new() { BusinessZone = CsvText.Berlin, DatePattern = "dd.MM.yyyy HH:mm", Currency = Currency.Eur };

    [Fact]
    public async Task Each_type_is_read()
    {
        var events = await CsvExports.ReadEvents(
            "key,customer_id,type,date,channel,metric,score,due,refers_to,note,amount,class,reason,incentive\n"
            + "a,1,reply,04.07.2001 12:30,email,,,,t,Hello,,,,\n"
            + "b,1,feedback,04.07.2001 12:30,,nps,10,,a,,,,,\n"
            + "c,1,complaint,04.07.2001 12:30,,,,,,Broken,,,,\n"
            + "d,1,complaint-resolved,04.07.2001 12:30,,,,,c,,,,,\n"
            + "e,1,promise,04.07.2001 12:30,,,,2001-07-11,,,,,,\n"
            + "f,1,promise-kept,04.07.2001 12:30,,,,,e,,,,,\n"
            + "g,1,purchase,04.07.2001 12:30,,,,,,,12.50,,,\n"
            + "h,1,return,04.07.2001 12:30,,,,,g,,12.50,,,\n"
            + "i,1,touch,04.07.2001 12:30,post,,,,,,,relationship,birthday,\n"
            + "k,1,payment-failed,04.07.2001 12:30,,,,,g,,,,,\n"
            + "j,1,incentive,04.07.2001 12:30,,,,,,,,,,voucher\n",
            Timed);

        var day = new LocalDate(2001, 7, 4);
        EventKey Key(string key) => new(key);
        Assert.Equal(
            [
                new Reply(Key("a"), "1", Noon, Channel.Email, Key("t"), "Hello"),
                new Feedback(Key("b"), "1", Noon, SatisfactionMetric.NetPromoter, 10, Key("a")),
                new Complaint(Key("c"), "1", Noon, null, "Broken"),
                new ComplaintResolved(Key("d"), "1", Noon, Key("c")),
                new Promise(Key("e"), "1", Noon, new LocalDate(2001, 7, 11)),
                new PromiseKept(Key("f"), "1", Noon, Key("e")),
                new Purchase(Key("g"), "1", Noon, day, new Money(12.50m, Currency.Eur)),
                new PurchaseReturn(Key("h"), "1", Noon, day, new Money(12.50m, Currency.Eur), Key("g")),
                new Touch(Key("i"), "1", Noon, new TouchKey("1", "birthday", "2001-07-04"), TouchClass.Relationship, Channel.Post),
                new PaymentFailed(Key("k"), "1", Noon, Key("g")),
                new IncentiveGrant(Key("j"), "1", Noon, "voucher"),
            ],
            events);
    }

    [Fact]
    public async Task Rows_without_keys_get_them_from_their_content_and_equal_rows_both_count()
    {
        const string File = "customer_id,type,date,note\n1,complaint,2001-07-04,Broken\n1,complaint,2001-07-04,Broken\n1,complaint,2001-07-04,Late\n";
        var options = new TimelineCsvOptions { BusinessZone = CsvText.Berlin, KeyPrefix = "shop:" };

        var keys = (await CsvExports.ReadEvents(File, options)).ConvertAll(one => one.Key.Value);

        Assert.Equal(3, keys.Distinct().Count());
        Assert.All(keys, key => Assert.StartsWith("shop:content:", key, StringComparison.Ordinal));
        Assert.Equal(keys, (await CsvExports.ReadEvents(File, options)).Select(one => one.Key.Value));
    }

    [Fact]
    public async Task Purchase_without_a_key_has_the_key_that_a_file_of_purchases_gives_it()
    {
        var here = Assert.Single(await CsvExports.ReadEvents("customer_id,type,date,amount,currency\n1,purchase,2001-07-04,12.50,EUR\n"));
        var there = Assert.Single(await CsvText.Purchases("customer_id,date,amount\n1,2001-07-04,12.5\n"));

        Assert.Equal(there.Key, here.Key);
    }

    [Theory]
    [InlineData("1,call,2001-07-04,,,,,", "type")]
    [InlineData("1,reply,2001-07-04,,,,,", "channel")]
    [InlineData("1,reply,2001-07-04,email,9,,,", "score")]
    [InlineData("1,feedback,2001-07-04,,11,nps,,", "score")]
    [InlineData("1,feedback,2001-07-04,,0,csat,,", "score")]
    [InlineData("1,feedback,2001-07-04,,5,smile,,", "metric")]
    [InlineData("1,complaint-resolved,2001-07-04,,,,,", "refers_to")]
    [InlineData("1,promise,2001-07-04,,,,,", "due")]
    [InlineData("1,promise,2001-07-04,,,,,11.07.2001", "due")]
    [InlineData("1,complaint,04/07/2001,,,,,", "date")]
    [InlineData("1,complaint,,,,,,", "date")]
    [InlineData(",complaint,2001-07-04,,,,,", "customer_id")]
    public async Task Row_that_is_no_event_is_refused(string row, string column)
    {
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => CsvExports.ReadEvents($"customer_id,type,date,channel,score,metric,refers_to,due\n{row}\n"));

        Assert.Equal(("in/E.csv", 2L, column), (fault.File, fault.Line, fault.Column));
    }

    [Fact]
    public async Task Key_with_other_content_is_refused()
    {
        const string File = "key,customer_id,type,date,note\na,1,complaint,2001-07-04,Broken\na,1,complaint,2001-07-04,Broken\n";

        Assert.Equal(2, (await CsvExports.ReadEvents(File)).Count);
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => CsvExports.ReadEvents(File + "a,1,complaint,2001-07-04,secret\n"));
        Assert.Equal((4L, "key"), (fault.Line, fault.Column));
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_that_the_clocks_leave_out_is_refused()
    {
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => CsvExports.ReadEvents("customer_id,type,date\n1,complaint,25.03.2001 02:30\n", Timed));

        Assert.Equal("date", fault.Column);
    }

    [Fact]
    public async Task Columns_may_have_other_names()
    {
        var options = new TimelineCsvOptions { BusinessZone = CsvText.Berlin, ColumnNames = ImmutableDictionary<string, string>.Empty.Add("customer_id", "Kunde").Add("note", "Text") };

        var complaint = Assert.IsType<Complaint>(Assert.Single(await CsvExports.ReadEvents("Kunde,type,date,Text\n1,complaint,2001-07-04,Kaputt\n", options)));

        Assert.Equal("Kaputt", complaint.Note);
        Assert.Throws<ArgumentException>(() => new TimelineCsvReader(options with { ColumnNames = options.ColumnNames.Add("x", "y") }));
    }
}
