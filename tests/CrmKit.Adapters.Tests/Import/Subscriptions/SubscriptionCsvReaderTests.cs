using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

public sealed class SubscriptionCsvReaderTests
{
    private static readonly SubscriptionCsvOptions Euro = new() { Currency = Currency.Eur };

    [Fact]
    public async Task Contracts_are_read_and_an_empty_end_is_none()
    {
        var rows = await Contracts("MRR,customer,start,end,note\n12.50,a,2024-01-31,2024-03-01,x\n0,\"b, c\",2024-02-29,,\n");
        Assert.Equal(
            [
                new Subscription("a", new LocalDate(2024, 1, 31), new LocalDate(2024, 3, 1), new Money(12.50m, Currency.Eur)),
                new Subscription("b, c", new LocalDate(2024, 2, 29), null, new Money(0, Currency.Eur)),
            ],
            rows);
        Assert.Equal("12.50", rows[0].Mrr.Amount.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Months_are_told_by_their_column()
    {
        var rows = await Months("customer,month,state,mrr\na,0,active,5\na, 1 ,Paused,0.00\nb,-3,active,1\n");
        Assert.Equal([(0, SubscriptionState.Active), (1, SubscriptionState.Paused), (-3, SubscriptionState.Active)], rows.Select(row => (row.Month, row.State)));
    }

    [Fact]
    public async Task Paused_month_may_state_no_amount_and_an_active_one_must()
    {
        Assert.Equal(0m, Assert.Single(await Months("customer,month,state,mrr\na,1,paused, \n")).Mrr.Amount);
        Assert.Equal("mrr", (await Assert.ThrowsAsync<ImportFaultException>(() => Months("customer,month,state,mrr\na,1,active,\n"))).Column);
    }

    [Fact]
    public async Task Contracts_may_have_a_column_of_months_beside_their_dates() =>
        Assert.Single(await Contracts("customer,start,end,mrr,month\na,2024-01-31,,1,January\n"));

    [Fact]
    public async Task Last_days_are_taken_as_the_day_before_the_first_without_the_contract() =>
        Assert.Equal(new LocalDate(2024, 3, 1), (await Contracts("customer,start,end,mrr\na,2024-01-31,2024-02-29,1\n", Euro with { EndsOnLastDay = true }))[0].End);

    [Fact]
    public async Task German_file_with_other_names_is_read()
    {
        var options = Euro with
        {
            Format = new CsvFormat { Delimiter = ';', DatePattern = "dd.MM.yyyy", Culture = CultureInfo.GetCultureInfo("de-DE") },
            CustomerColumn = "Kunde",
            StartColumn = "Beginn",
            EndColumn = "Ende",
            MrrColumn = "Monatsbetrag",
        };
        Assert.Equal(
            new Subscription("17", new LocalDate(2024, 4, 3), null, new Money(1234.50m, Currency.Eur)),
            Assert.Single(await Contracts("Kunde;Beginn;Ende;Monatsbetrag\n17;03.04.2024;;1234,50\n", options)));
    }

    [Theory]
    [InlineData("customer,start,end,mrr\na,2024-01-31,,1\nsecret,31.01.2024,,1\n", 3, "start", "yyyy-MM-dd")]
    [InlineData("customer,start,end,mrr\nsecret,2024-01-31,2024-01-30,1\n", 2, "end", "on or after the start")]
    [InlineData("customer,start,end,mrr\nsecret,2024-01-31,never,1\n", 2, "end", "nothing while the contract runs")]
    [InlineData("customer,start,end,mrr\n,2024-01-31,,1\n", 2, "customer", "a customer's id")]
    [InlineData("customer,start,end,mrr\nsecret,2024-01-31,,-1\n", 2, "mrr", "not below 0")]
    [InlineData("customer,start,end,mrr\nsecret,2024-01-31,,1 EUR\n", 2, "mrr", "no currency sign")]
    [InlineData("customer,start,end,mrr\nsecret,2024-01-31,1\n", 2, null, "4 fields")]
    [InlineData("customer,month,state,mrr\nsecret,one,active,1\n", 2, "month", "whole number")]
    [InlineData("customer,month,state,mrr\nsecret,1,gone,1\n", 2, "state", "active or paused")]
    [InlineData("customer,month,mrr\nsecret,1,1\n", 1, "state", "SubscriptionCsvOptions.StateColumn")]
    [InlineData("customer,begin,end,mrr\n", 1, "start", "SubscriptionCsvOptions.StartColumn")]
    [InlineData("", 1, null, "the file is empty")]
    public async Task Fault_names_line_column_and_what_was_expected(string text, long line, string? column, string expected)
    {
        var fault = await Assert.ThrowsAsync<ImportFaultException>(async () =>
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            await using var reading = await new SubscriptionCsvReader(Euro).OpenAsync(stream, "S.csv");
            await Drain(reading);
        });
        Assert.Equal(("S.csv", line, column), (fault.File, fault.Line, fault.Column));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_know_their_line_and_are_read_once_in_their_own_shape()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("customer,month,state,mrr\n\"a\nb\",0,active,5\n\nc,0,active,1\n"));
        await using var reading = await new SubscriptionCsvReader().OpenAsync(stream, "S.csv");
        Assert.Throws<InvalidOperationException>(() => reading.ReadContractsAsync());
        var fault = reading.Fault(7, "month", "one row");
        Assert.Equal("S.csv, line 7, column month: expected one row.", fault.Message);
        await Assert.ThrowsAsync<ImportFaultException>(() => Drain(reading));
        Assert.Throws<InvalidOperationException>(() => reading.ReadMonthsAsync());
    }

    [Fact]
    public async Task Line_is_that_of_the_row_in_the_file()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("customer,month,state,mrr,note\na,0,active,5,\"x\ny\"\n\nc,0,active,1,\n"));
        await using var reading = await new SubscriptionCsvReader().OpenAsync(stream, "S.csv");
        var lines = new List<long>();
        await foreach (var row in reading.ReadMonthsAsync())
        {
            lines.Add(reading.Line);
        }

        Assert.Equal([2, 5], lines);
    }

    [Fact]
    public void Options_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new SubscriptionCsvReader(new SubscriptionCsvOptions { Format = new CsvFormat { DatePattern = "dd.MM.yy" } }));
        Assert.Throws<ArgumentException>(() => new SubscriptionCsvReader(new SubscriptionCsvOptions { MrrColumn = " " }));
    }

    private static async Task<List<Subscription>> Contracts(string text, SubscriptionCsvOptions? options = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await using var reading = await new SubscriptionCsvReader(options ?? Euro).OpenAsync(stream, "S.csv");
        Assert.Equal(SubscriptionShape.Contracts, reading.Shape);
        var rows = new List<Subscription>();
        await foreach (var row in reading.ReadContractsAsync())
        {
            rows.Add(row);
        }

        return rows;
    }

    private static async Task<List<SubscriptionMonth>> Months(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await using var reading = await new SubscriptionCsvReader(Euro).OpenAsync(stream, "S.csv");
        Assert.Equal(SubscriptionShape.Months, reading.Shape);
        var rows = new List<SubscriptionMonth>();
        await foreach (var row in reading.ReadMonthsAsync())
        {
            rows.Add(row);
        }

        return rows;
    }

    private static async Task Drain(SubscriptionReading reading)
    {
        if (reading.Shape == SubscriptionShape.Contracts)
        {
            await foreach (var row in reading.ReadContractsAsync())
            {
                Assert.NotEqual(default, row);
            }
        }
        else
        {
            await foreach (var row in reading.ReadMonthsAsync())
            {
                Assert.NotEqual(default, row);
            }
        }
    }
}
