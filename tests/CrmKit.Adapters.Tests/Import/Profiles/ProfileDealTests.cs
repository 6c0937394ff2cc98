using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Profiles;

public sealed class ProfileDealTests
{
    private const string Header = "Order Id,Contact Id,Order Date,Order Total,Pay Status";

    [Theory]
    [InlineData("\"$1,234,567.50\"", "1234567.50")]
    [InlineData("\"1,234\"", "1234")]
    [InlineData("1234.5", "1234.5")]
    [InlineData("12 $", "12")]
    [InlineData("0", "0")]
    public async Task Amount_is_read_as_the_vendor_writes_it(string written, string amount)
    {
        var record = Assert.Single(await ProfileSamples.ReadAsync("keap", $"{Header}\n1,7,02/10/2024,{written},Paid\n", ProfileFileKind.Deals));

        Assert.Equal(new Money(decimal.Parse(amount, CultureInfo.InvariantCulture), Currency.Usd), record.Purchase!.Amount);
    }

    [Theory]
    [InlineData("1,7,02/10/2024,\"1,23\",Paid", "Order Total")]
    [InlineData("1,7,02/10/2024,\"12,34.5\",Paid", "Order Total")]
    [InlineData("1,7,02/10/2024,€12,Paid", "Order Total")]
    [InlineData("1,7,02/10/2024,-12,Paid", "Order Total")]
    [InlineData("1,7,02/10/2024,,Paid", "Order Total")]
    [InlineData("1,7,02/10/2024,12.,Paid", "Order Total")]
    [InlineData("1,7,10.02.2024,12,Paid", "Order Date")]
    [InlineData("1,7,13/10/2024,12,Paid", "Order Date")]
    [InlineData("1,7,,12,Paid", "Order Date")]
    [InlineData("1,7,02/10/2024,12,Settled", "Pay Status")]
    [InlineData(",7,02/10/2024,12,Paid", "Order Id")]
    public async Task Deal_that_cannot_be_read_names_its_column(string row, string column)
    {
        var fault = await ProfileSamples.FaultAsync("keap", $"{Header}\n{row}\n", ProfileFileKind.Deals);

        Assert.Equal((2L, column), (fault.Line, fault.Column));
    }

    [Fact]
    public async Task Currency_must_be_stated_and_be_that_of_every_deal()
    {
        const string Text = "Record ID,Associated Contact IDs,Close Date,Amount,Currency,Is Closed Won\n1,7,2024-02-10 10:00,12,EUR,true\n";

        var other = await ProfileSamples.FaultAsync("hubspot", Text, ProfileFileKind.Deals);
        var none = await ProfileSamples.FaultAsync("hubspot", Text, ProfileFileKind.Deals, ProfileSamples.Options with { Currency = null });

        Assert.Equal((2L, "Currency"), (other.Line, other.Column));
        Assert.Contains("ProfileReaderOptions.Currency", none.Message, StringComparison.Ordinal);
        Assert.Equal(Currency.Eur, (await ProfileSamples.ReadAsync("hubspot", Text, ProfileFileKind.Deals, ProfileSamples.Options with { Currency = Currency.Eur }))[0].Purchase!.Amount.Currency);
    }

    [Fact]
    public async Task Forms_of_another_account_are_stated_by_the_caller()
    {
        var options = ProfileSamples.Options with { DatePatterns = ["dd.MM.yyyy", "dd.MM.yyyy HH:mm"], DecimalSeparator = ',', Delimiter = ';', Currency = Currency.Eur };

        var record = Assert.Single(await ProfileSamples.ReadAsync(
            "dynamics365", "opportunityid;parentcontactid;Actual Close Date;Actual Revenue;Status\n1;7;10.02.2024;1.234,50 €;Won\n", ProfileFileKind.Deals, options));

        Assert.Equal((new LocalDate(2024, 2, 10), 1234.50m), (record.Purchase!.Day, record.Purchase.Amount.Amount));
    }

    [Fact]
    public async Task Stage_of_the_businesss_own_is_won_when_the_caller_says_so()
    {
        const string Text = "Record ID,Associated Contact IDs,Close Date,Amount,Deal Stage\n1,7,2024-02-10 10:00,12,Signed\n2,7,2024-02-10 10:00,12,closedwon\n";

        var usual = await ProfileSamples.ReadAsync("hubspot", Text, ProfileFileKind.Deals);
        var told = await ProfileSamples.ReadAsync("hubspot", Text, ProfileFileKind.Deals, ProfileSamples.Options with { WonStages = ["Signed"] });

        Assert.Equal([PassedOver.NotWon, PassedOver.No], usual.Select(record => record.PassedOver));
        Assert.All(told, record => Assert.NotNull(record.Purchase));
    }

    [Fact]
    public async Task Order_and_deal_of_one_number_are_two_purchases()
    {
        var order = await ProfileSamples.ReadAsync("keap", $"{Header}\n1,7,02/10/2024,12,Paid\n", ProfileFileKind.Deals);
        var deal = await ProfileSamples.ReadAsync("keap", "Deal Id,Contact Id,Close Date,Deal Value,Stage\n1,7,02/10/2024,12,Won\n", ProfileFileKind.Deals);

        Assert.Equal(["keap:order:1", "keap:deal:1"], order.Concat(deal).Select(record => record.Purchase!.Key.Value));
    }

    [Fact]
    public async Task Deal_stated_twice_is_one_if_equal_and_a_fault_if_not()
    {
        var records = await ProfileSamples.ReadAsync("keap", $"{Header}\n1,7,02/10/2024,12,Paid\n1,7,02/10/2024,12.00,Paid\n", ProfileFileKind.Deals);
        var fault = await ProfileSamples.FaultAsync("keap", $"{Header}\n1,7,02/10/2024,12,Paid\n1,7,02/10/2024,13,Paid\n", ProfileFileKind.Deals);

        Assert.Equal([PassedOver.No, PassedOver.Repeated], records.Select(record => record.PassedOver));
        Assert.Equal((3L, "Order Id"), (fault.Line, fault.Column));
    }
}
