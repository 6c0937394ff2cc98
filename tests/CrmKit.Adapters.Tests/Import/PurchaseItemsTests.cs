using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

public sealed class PurchaseItemsTests
{
    private static readonly PurchaseCsvOptions Named = CsvText.PurchaseOptions with { ItemsColumn = "what" };

    [Fact]
    public async Task A_column_of_items_tells_what_was_bought()
    {
        var bought = await CsvText.Purchases("customer_id,date,amount,what\n1,2001-07-04,5,boats\n1,2001-07-05,5,\n1,2001-07-06,5,trailers; boats|boats\n", Named);
        Assert.Equal(["boats", "", "boats trailers"], bought.Select(purchase => string.Join(' ', purchase.Items)));
    }

    [Fact]
    public async Task Items_are_left_alone_where_no_column_is_named()
    {
        Assert.Empty((await CsvText.Purchases("customer_id,date,amount,items\n1,2001-07-04,5,Not a code!\n"))[0].Items);
    }

    [Fact]
    public async Task What_is_no_code_is_a_fault_that_names_the_column_and_not_what_stood_there()
    {
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => CsvText.Purchases("customer_id,date,amount,what\n1,2001-07-04,5,Secret Name\n", Named));
        Assert.Equal(("what", 2L), (fault.Column, fault.Line));
        Assert.DoesNotContain("Secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lines_of_an_invoice_are_one_purchase_of_all_their_items()
    {
        var options = CsvText.PurchaseOptions with { Map = PurchaseMap.Parse("customer=C,date=D,amount=A,key=K,items=I,return-prefix=R") };
        var events = await CsvText.Events("K,C,D,A,I\n7,1,2001-07-04,5,trailers\n7,1,2001-07-04,6,boats\n7,1,2001-07-04,1,\n8,1,2001-07-05,2,\nR9,1,2001-07-06,-5,trailers\n", options);
        var invoice = Assert.IsType<Purchase>(events[0]);
        Assert.Equal((12m, "boats trailers"), (invoice.Amount.Amount, string.Join(' ', invoice.Items)));
        Assert.Empty(Assert.IsType<Purchase>(events[1]).Items);
        Assert.IsType<PurchaseReturn>(events[2]);
    }

    [Fact]
    public async Task One_key_with_two_sets_of_items_is_a_fault()
    {
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => CsvText.Purchases("key,customer_id,date,amount,what\na,1,2001-07-04,5,boats\na,1,2001-07-04,5,trailers\n", Named));
        Assert.Equal(3, fault.Line);
    }

    [Fact]
    public void A_map_of_items_is_written_and_explained()
    {
        var map = PurchaseMap.Parse("customer=C,date=D,amount=A,items=I");
        Assert.Equal(map, PurchaseMap.Parse(map.ToString()));
        Assert.Contains("Column I of a purchase tells what was bought, as codes.", map.Explain(), StringComparison.Ordinal);
    }
}
