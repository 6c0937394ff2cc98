using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

public sealed class CsvFormatTests
{
    [Theory]
    [InlineData("yyyy-MM-dd")]
    [InlineData("uuuu-MM-dd")]
    [InlineData("yyyyMMdd")]
    [InlineData("dd.MM.yyyy")]
    [InlineData("d.M.yyyy")]
    [InlineData("MM/dd/yyyy")]
    [InlineData("d MMM yyyy")]
    [InlineData("d MMMM yyyy")]
    public void Date_format_that_reads_back_every_day_is_accepted(string form) => Create(new CsvFormat { DatePattern = form });

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("d")]
    [InlineData("D")]
    [InlineData("yy-MM-dd")]
    [InlineData("dd.MM.yy")]
    [InlineData("dd.MM")]
    [InlineData("yyyy-MM")]
    [InlineData("dMyyyy")]
    [InlineData("yyyy-mm-dd")]
    [InlineData("yyyy-MM-dd HH:mm")]
    [InlineData("dddd")]
    [InlineData("nonsense")]
    public void Date_format_that_is_ambiguous_or_no_pattern_is_refused(string form)
    {
        var error = Assert.Throws<ArgumentException>(() => Create(new CsvFormat { DatePattern = form }));

        Assert.Contains("yyyy-MM-dd", error.Message, StringComparison.Ordinal);
        Assert.Equal("options", error.ParamName);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('\r')]
    [InlineData('\0')]
    [InlineData('a')]
    [InlineData('7')]
    [InlineData('…')]
    public void Delimiter_that_cannot_separate_is_refused(char delimiter) =>
        Assert.Throws<ArgumentException>(() => Create(new CsvFormat { Delimiter = delimiter }));

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task Delimiter_that_is_stated_separates(char delimiter)
    {
        var text = "customer_id,date,amount\n1,1997-01-02,4\n".Replace(',', delimiter);

        Assert.Single(await CsvText.Purchases(text, CsvText.PurchaseOptions with { Format = new CsvFormat { Delimiter = delimiter } }));
    }

    [Fact]
    public void Option_that_is_unusable_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new PurchaseCsvReader(CsvText.PurchaseOptions with { AmountColumn = " " }));
        Assert.Throws<ArgumentException>(() => new PurchaseCsvReader(CsvText.PurchaseOptions with { KeyColumn = string.Empty }));
        Assert.Throws<ArgumentException>(() => new PurchaseCsvReader(CsvText.PurchaseOptions with { KeyPrefix = "a\nb" }));
        Assert.Throws<ArgumentException>(() => new PurchaseCsvReader(CsvText.PurchaseOptions with { BusinessZone = null! }));
        Assert.Throws<ArgumentException>(() => new PurchaseCsvReader(CsvText.PurchaseOptions with { Format = null! }));
        Assert.Throws<ArgumentException>(() => new CustomerCsvReader(CsvText.CustomerOptions with { EmailColumn = string.Empty }));
        Assert.Throws<ArgumentException>(() => new CustomerCsvReader(CsvText.CustomerOptions with { BusinessZone = null! }));
    }

    private static PurchaseCsvReader Create(CsvFormat format) => new(CsvText.PurchaseOptions with { Format = format });
}
