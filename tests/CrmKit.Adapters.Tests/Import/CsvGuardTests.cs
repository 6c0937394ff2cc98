namespace CrmKit.Adapters.Tests.Import;

public sealed class CsvGuardTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49", "'+49")]
    [InlineData("-10", "'-10")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("'=1", "''=1")]
    [InlineData("''-", "'''-")]
    [InlineData("O'Brien", "O'Brien")]
    [InlineData("'tHart", "'tHart")]
    [InlineData("'", "'")]
    public async Task Text_stands_behind_one_apostrophe_more_where_a_formula_follows_and_comes_back(string text, string written)
    {
        var customer = new Customer { Id = "1", Fields = CustomFields.None.With("x", FieldValue.Of(text)) };
        var file = CsvExports.People([customer]);

        Assert.EndsWith($",{written}\r\n", file, StringComparison.Ordinal);
        Assert.Equal(text, Assert.Single(await CsvText.Customers(file, CsvText.CustomerOptions with { Format = CsvExports.Iso })).Customer.Fields["x"]?.AsText());
    }

    [Fact]
    public void Numbers_are_untouched_and_quoted_as_their_culture_needs()
    {
        var customer = new Customer { Id = "1", Fields = CustomFields.None.With("a", FieldValue.Of(-10L)).With("b", FieldValue.Of(-12.50m)).With("c", FieldValue.Of(new Money(-1.5m, Currency.Eur))) };

        Assert.EndsWith(",-10,-12.50,'-1.5 EUR\r\n", CsvExports.People([customer]), StringComparison.Ordinal);
        Assert.EndsWith(",-10,\"-12,50\",\"'-1,5 EUR\"\r\n", CsvExports.People([customer], CsvExports.Swedish), StringComparison.Ordinal);
        Assert.EndsWith(";-10;-12,50;'-1,5 EUR\r\n", CsvExports.People([customer], CsvExports.German), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telephone_number_behind_an_apostrophe_is_read_whatever_the_format()
    {
        var row = Assert.Single(await CsvText.Customers("customer_id,phone,sms\n'=1,'+49 30 1234567,'+49 30 1234567\n"));

        Assert.Equal(("'=1", "+49301234567"), (row.Customer.Id.Value, row.Customer.ContactPoints[0].Point.Address));
        Assert.Equal("=1", Assert.Single(await CsvText.Customers("customer_id,phone\n'=1,'+49 30 1234567\n", CsvText.CustomerOptions with { Format = CsvExports.Iso })).Customer.Id.Value);
    }

    [Fact]
    public async Task Purchases_of_an_export_have_the_keys_of_the_texts_without_guard()
    {
        var options = CsvText.PurchaseOptions with { Format = CsvExports.Iso };

        var purchase = Assert.Single(await CsvText.Purchases("key,customer_id,date,amount\n'=1,'-2,2001-07-04,1\n", options));

        Assert.Equal(("=1", "-2"), (purchase.Key.Value, purchase.Customer.Value));
    }
}
