using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Mapping;

public sealed class PurchaseMapTests
{
    [Fact]
    public void Map_of_a_web_shop_is_read()
    {
        var map = PurchaseMap.Parse("customer=CustomerID,date=InvoiceDate:yyyy-MM-dd HH:mm:ss,amount=Quantity*UnitPrice,key=InvoiceNo,return-prefix=C");

        Assert.Equal(("CustomerID", "InvoiceDate", "yyyy-MM-dd HH:mm:ss", "InvoiceNo"), (map.CustomerColumn, map.DateColumn, map.DatePattern, map.KeyColumn));
        Assert.Equal(["Quantity", "UnitPrice"], map.Amount.Columns.AsEnumerable());
        Assert.Equal(["C"], map.ReturnPrefixes.AsEnumerable());
        Assert.Equal((InvoiceLines.Sum, OuterSpaces.Refuse, ReturnSign.Negative), (map.Lines, map.Spaces, map.ReturnSign));
    }

    [Fact]
    public void Every_item_is_read_in_any_order_and_with_quotes_around_what_is_special()
    {
        var map = PurchaseMap.Parse(
            "lines=one, spaces=trim, return = \"Type: kind\":credit|\"a|b\" ,purchase=\"Ref, no\",currency=Cur, amount=(\"Net \"\"x\"\"\"+Tax)*-1.5,date=\"Day, on\":\"MMM d, yyyy\",customer=Kunde Nr,key=N°,return-prefix=C|CN|7");

        Assert.Equal(("Kunde Nr", "Day, on", "MMM d, yyyy", "N°"), (map.CustomerColumn, map.DateColumn, map.DatePattern, map.KeyColumn));
        Assert.Equal(["Net \"x\"", "Tax"], map.Amount.Columns.AsEnumerable());
        Assert.Equal(new ReturnFlag("Type: kind", ["credit", "a|b"]), map.ReturnFlag);
        Assert.Equal(["C", "CN", "7"], map.ReturnPrefixes.AsEnumerable());
        Assert.Equal(("Ref, no", "Cur"), (map.PurchaseColumn, map.CurrencyColumn));
        Assert.Equal((InvoiceLines.One, OuterSpaces.Trim, ReturnSign.Either), (map.Lines, map.Spaces, map.ReturnSign));
        Assert.Equal(map, PurchaseMap.Parse(map.ToString()));
    }

    [Fact]
    public void Currency_of_the_whole_file_is_told_from_a_column()
    {
        Assert.Equal(Currency.Eur, PurchaseMap.Parse("customer=a,date=b,amount=c,currency:EUR").Currency);
        Assert.Equal("EUR", PurchaseMap.Parse("customer=a,date=b,amount=c,currency=EUR").CurrencyColumn);
    }

    [Theory]
    [InlineData("", null, 1, "customer=, date=")]
    [InlineData("customer=a,date=b", null, 18, "amount=")]
    [InlineData("customer=a,date=b,amount=c,", null, 28, "customer=, date=")]
    [InlineData("customer=a,customer=b", null, 12, "each item once")]
    [InlineData("customer", null, 9, "= after")]
    [InlineData("customer:a", null, 9, "= after")]
    [InlineData("kunde=a", null, 1, "one of customer=")]
    [InlineData("customer=,date=b", "customer", 10, "name of a column")]
    [InlineData("customer=\"a", "customer", 10, "closing double quote")]
    [InlineData("customer=a b|c", null, 13, "a comma")]
    [InlineData("customer=a,date=b,amount=", "amount", 26, "a column")]
    [InlineData("customer=a,date=b,amount=c*", "amount", 28, "a column")]
    [InlineData("customer=a,date=b,amount=(c", "amount", 28, "or )")]
    [InlineData("customer=a,date=b,amount=2*3", "amount", 29, "at least one column")]
    [InlineData("customer=a,date=b,amount=c*1.5e3", "amount", 28, "a number such as 0.5")]
    [InlineData("customer=a,date=b,amount=c*0.12345678901234567890123456789", "amount", 28, "at most 28 digits")]
    [InlineData("customer=a,date=b:,amount=c", "date", 19, "a pattern")]
    [InlineData("customer=a,date=b,amount=c,currency:Euro", "currency", 37, "three capital letters")]
    [InlineData("customer=a,date=b,amount=c,return=f", "return", 36, ": and the values")]
    [InlineData("customer=a,date=b,amount=c,lines=many", "lines", 34, "one of sum, one")]
    [InlineData("customer=a,date=b,amount=c,lines=sum", "lines", 37, "key=Column")]
    [InlineData("customer=a,date=b,amount=c,return-prefix=C", "return-prefix", 43, "key=Column")]
    [InlineData("customer=a,date=b,amount=c,purchase=p", "purchase", 38, "return-prefix= or return=")]
    [InlineData("customer=a,date=b,amount=c,return-sign=either", "return-sign", 46, "return-prefix= or return=")]
    public void Map_that_cannot_be_read_names_item_position_and_what_was_expected(string text, string? item, int position, string expected)
    {
        var fault = Assert.Throws<PurchaseMapException>(() => PurchaseMap.Parse(text));

        Assert.Equal((item, position), (fault.Item, fault.Position));
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
        Assert.Contains($"character {position}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slash_is_no_operator_and_may_stand_in_a_name() => Assert.Equal(["c/d"], AmountExpression.Parse("c/d").Columns.AsEnumerable());

    [Fact]
    public void Explanation_says_what_each_column_does()
    {
        var lines = PurchaseMap.Parse("customer=CustomerID,date=InvoiceDate:yyyy-MM-dd HH:mm:ss,amount=Quantity*UnitPrice,key=InvoiceNo,return-prefix=C").Explain().Split('\n');

        Assert.Equal("The customer's id is column CustomerID.", lines[0]);
        Assert.Equal("The day is column InvoiceDate, written yyyy-MM-dd HH:mm:ss.", lines[1]);
        Assert.Equal("The amount of a row is Quantity*UnitPrice.", lines[2]);
        Assert.Contains(lines, line => line.StartsWith("The rows with one InvoiceNo are the lines of one invoice", StringComparison.Ordinal));
        Assert.Contains("A row is a return where its key begins with C; it must add up to less than zero.", lines);
    }

    [Fact]
    public void Map_that_contradicts_the_options_is_refused()
    {
        var map = PurchaseMap.Parse("customer=a,date=b,amount=c,currency:USD");

        Assert.Throws<ArgumentException>(() => new PurchaseCsvReader(CsvText.PurchaseOptions with { Map = map }));
        Assert.Throws<ArgumentException>(() => new PurchaseCsvReader(CsvText.PurchaseOptions with { Map = map with { Currency = null }, AmountColumn = "x" }));
        Assert.Throws<ArgumentException>(() => new PurchaseCsvReader(CsvText.PurchaseOptions with { Map = map with { Currency = null, DatePattern = "yyyy-MM-dd hh:mm" } }));
        Assert.Throws<ArgumentException>(() => new PurchaseCsvReader(CsvText.PurchaseOptions with { Map = map with { Currency = null, Lines = InvoiceLines.Sum } }));
    }
}
