using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

public sealed class ConsentCsvTests
{
    private const string Header = "customer_id,channel,address,purpose,state,date,topic,basis,evidence,evidence_reference\n";

    [Fact]
    public async Task Row_is_a_statement_whose_refusal_counts_to_the_end_of_its_day()
    {
        var entries = await CsvExports.ReadStatements(Header + "1,email,A@example.com,marketing,opt-out,2001-07-04,news,,,\n1,phone,'+49301234567,,objection,2001-07-04T10:00:00Z,,,,\n");

        Assert.Equal(
            [
                new ConsentEntry("1", ContactPoint.Parse(Channel.Email, "A@example.com"), Purpose.Marketing, ConsentState.OptOut, Instant.FromUtc(2001, 7, 4, 22, 0) - Duration.FromNanoseconds(1000), "S.csv") { Topic = new Topic("news") },
                new ConsentEntry("1", ContactPoint.Parse(Channel.Phone, "+49301234567"), Purpose.Marketing, ConsentState.Objection, Instant.FromUtc(2001, 7, 4, 10, 0), "S.csv"),
            ],
            entries);
    }

    [Fact]
    public async Task Proof_that_a_file_tells_of_lifts_no_objection_unless_somebody_vouches_for_it()
    {
        const string Row = "1,email,a@example.com,marketing,opt-in,2001-07-04,,,confirmed,link 17\n";

        Assert.False(Assert.Single(await CsvExports.ReadStatements(Header + Row)).IsFreshOptIn);
        Assert.True(Assert.Single(await CsvExports.ReadStatements(Header + Row, new ConsentCsvOptions { BusinessZone = CsvText.Berlin, TrustsEvidence = true })).IsFreshOptIn);
    }

    [Theory]
    [InlineData("1,fax,secret,marketing,opt-in,2001-07-04,,,,", "channel")]
    [InlineData("1,email,secret,marketing,opt-in,2001-07-04,,,,", "address")]
    [InlineData("1,email,a@example.com,,opt-out,2001-07-04,,,,", "purpose")]
    [InlineData("1,email,a@example.com,Marketing,opt-out,2001-07-04,,,,", "purpose")]
    [InlineData("1,email,a@example.com,marketing,yes,2001-07-04,,,,", "state")]
    [InlineData("1,email,a@example.com,marketing,opt-in,,,,,", "date")]
    [InlineData("1,email,a@example.com,marketing,opt-in,04.07.2001,,,,", "date")]
    [InlineData("1,email,a@example.com,marketing,opt-in,2001-07-04,a b,,,", "topic")]
    [InlineData("1,email,a@example.com,marketing,opt-in,2001-07-04,,trust,,", "basis")]
    [InlineData("1,email,a@example.com,marketing,opt-in,2001-07-04,,,seen,", "evidence")]
    public async Task Row_that_is_no_statement_is_refused(string row, string column)
    {
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => CsvExports.ReadStatements($"{Header}{row}\n"));

        Assert.Equal((2L, column), (fault.Line, fault.Column));
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }
}
