using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Consents;

public sealed class ConsentCsvReaderTests
{
    private const string Header = "customer_id,channel,address,purpose,state,date\n";
    private static readonly ContactPoint Anna = ContactPoint.Parse(Channel.Email, "anna@example.com");

    [Fact]
    public async Task Row_states_all_that_an_entry_holds()
    {
        var entries = await ConsentFile.Read(
            ConsentFile.Header + "\n7,email,anna@Example.COM,marketing,news,opt-in,2026-05-02,\"web form, page 2\",legitimate-interest,newsletter-3,reported,card 17\n");

        var entry = Assert.Single(entries);
        Assert.Equal(
            new ConsentEntry("7", Anna, Purpose.Marketing, ConsentState.OptIn, Instant.FromUtc(2026, 5, 1, 22, 0), "web form, page 2")
            {
                Topic = new Topic("news"),
                Basis = LegalBasis.LegitimateInterest,
                Wording = "newsletter-3",
                Evidence = new ConsentEvidence(EvidenceKind.Reported, "card 17"),
            },
            entry);
    }

    [Fact]
    public async Task Agreement_of_a_day_counts_from_its_start_and_a_refusal_from_its_end()
    {
        var entries = await ConsentFile.Read(
            Header + "7,email,anna@example.com,marketing,opt-in,2026-05-02\n7,email,anna@example.com,marketing,opt-out,2026-05-02\n7,email,anna@example.com,,objection,2026-05-02\n");

        var end = Instant.FromUtc(2026, 5, 2, 22, 0) - Duration.FromNanoseconds(1000);
        Assert.Equal([Instant.FromUtc(2026, 5, 1, 22, 0), end, end], entries.Select(entry => entry.OccurredAt));
        Assert.Equal([ConsentState.OptIn, ConsentState.OptOut, ConsentState.Objection], entries.Select(entry => entry.State));
    }

    [Fact]
    public async Task Time_that_the_clocks_show_twice_is_the_first_for_an_agreement_and_the_second_for_a_refusal()
    {
        var entries = await ConsentFile.Read(
            Header + "7,email,anna@example.com,marketing,opt-in,25.10.2026 02:30\n7,email,anna@example.com,marketing,opt-out,25.10.2026 02:30\n7,email,anna@example.com,marketing,opt-out,29.03.2026 02:30\n",
            ConsentFile.Options with { DatePattern = "dd.MM.yyyy HH:mm" });

        Assert.Equal([Instant.FromUtc(2026, 10, 25, 0, 30), Instant.FromUtc(2026, 10, 25, 1, 30), Instant.FromUtc(2026, 3, 29, 1, 30)], entries.Select(entry => entry.OccurredAt));
    }

    [Fact]
    public async Task What_a_row_leaves_out_has_its_documented_meaning()
    {
        var entry = Assert.Single(await ConsentFile.Read(Header + "7,email,anna@example.com,,objection,2026-05-02\n"));

        Assert.Equal(("L.csv", Purpose.Marketing, null, LegalBasis.Consent), (entry.Source, entry.Purpose, entry.Topic, entry.Basis));
        Assert.Equal((ConsentEvidence.Reported, null), (entry.Evidence, entry.Wording));
    }

    [Theory]
    [InlineData("confirmed", EvidenceKind.Confirmed)]
    [InlineData("document", EvidenceKind.Document)]
    [InlineData("recording", EvidenceKind.Recording)]
    public async Task Proof_counts_only_where_the_file_is_trusted(string code, EvidenceKind kind)
    {
        var file = Encoding.UTF8.GetBytes($"{ConsentFile.Header}\n7,email,anna@example.com,marketing,,opt-in,2026-05-02,,,,{code},card 17\n");

        var (listed, summary) = await ConsentFile.Import(file);
        var (trusted, trustedSummary) = await ConsentFile.Import(file, ConsentFile.Options with { TrustsEvidence = true });

        Assert.Equal((new ConsentEvidence(EvidenceKind.Reported, "card 17"), false), (listed[0].Evidence, listed[0].IsFreshOptIn));
        Assert.Equal((new ConsentEvidence(kind, "card 17"), true), (trusted[0].Evidence, trusted[0].IsFreshOptIn));
        Assert.Equal((1L, 0L), (summary.ProofsTakenAsReported, trustedSummary.ProofsTakenAsReported));
    }

    [Fact]
    public async Task Summary_counts_statements()
    {
        var (_, summary) = await ConsentFile.Import(Encoding.UTF8.GetBytes(
            Header + "7,email,anna@example.com,marketing,opt-in,2026-05-02\n7,email,anna@example.com,marketing,opt-in,2026-05-02\n7,sms,+49301234567,marketing,opt-out,2026-05-02\n7,email,anna@example.com,,objection,2026-05-02\n"));

        Assert.Equal((4L, 4L, 2L, 1L, 1L), (summary.LinesRead, summary.LinesTaken, summary.OptIns, summary.OptOuts, summary.Objections));
        Assert.Empty(summary.SetAside);
    }

    [Theory]
    [InlineData(",email,anna@example.com,marketing,,opt-in,2026-05-02,,,,,", "customer_id")]
    [InlineData("\"a\nb\",email,anna@example.com,marketing,,opt-in,2026-05-02,,,,,", "customer_id")]
    [InlineData("7,,anna@example.com,marketing,,opt-in,2026-05-02,,,,,", "channel")]
    [InlineData("7,Email,anna@example.com,marketing,,opt-in,2026-05-02,,,,,", "channel")]
    [InlineData("7,email,,marketing,,opt-in,2026-05-02,,,,,", "address")]
    [InlineData("7,email,+49301234567,marketing,,opt-in,2026-05-02,,,,,", "address")]
    [InlineData("7,phone,030 1234567,marketing,,opt-in,2026-05-02,,,,,", "address")]
    [InlineData("7,email,anna@example.com,,,opt-in,2026-05-02,,,,,", "purpose")]
    [InlineData("7,email,anna@example.com,,,opt-out,2026-05-02,,,,,", "purpose")]
    [InlineData("7,email,anna@example.com,Marketing,,opt-in,2026-05-02,,,,,", "purpose")]
    [InlineData("7,email,anna@example.com,marketing,a b,opt-in,2026-05-02,,,,,", "topic")]
    [InlineData("7,email,anna@example.com,marketing,,,2026-05-02,,,,,", "state")]
    [InlineData("7,email,anna@example.com,marketing,,yes,2026-05-02,,,,,", "state")]
    [InlineData("7,email,anna@example.com,marketing,,undeliverable,2026-05-02,,,,,", "state")]
    [InlineData("7,email,anna@example.com,marketing,,opt-in,,,,,,", "date")]
    [InlineData("7,email,anna@example.com,marketing,,opt-in,05/02/2026,,,,,", "date")]
    [InlineData("7,email,anna@example.com,marketing,,opt-out,9999-12-31,,,,,", "date")]
    [InlineData("7,email,anna@example.com,marketing,,opt-in,2026-05-02,\"a\nb\",,,,", "source")]
    [InlineData("7,email,anna@example.com,marketing,,opt-in,2026-05-02,,art-6,,,", "basis")]
    [InlineData("7,email,anna@example.com,marketing,,opt-in,2026-05-02,,,\"a\tb\",,", "wording")]
    [InlineData("7,email,anna@example.com,marketing,,opt-in,2026-05-02,,,,proven,", "evidence")]
    [InlineData("7,email,anna@example.com,marketing,,opt-in,2026-05-02,,,,document,\"a\nb\"", "evidence_reference")]
    public async Task Row_that_states_no_consent_names_file_line_and_column(string row, string column)
    {
        var fault = await ConsentFile.Fault($"{ConsentFile.Header}\n1,email,bo@example.com,marketing,,opt-in,2026-05-02,,,,,\n{row}\n");

        Assert.Equal(("in/L.csv", 3L, column), (fault.File, fault.Line, fault.Column));
        Assert.DoesNotContain("anna", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Column_that_must_be_there_is_named_with_its_option()
    {
        Assert.Contains("ConsentCsvOptions.StateColumn", (await ConsentFile.Fault("customer_id,channel,address,purpose,date\n")).Expected, StringComparison.Ordinal);
        Assert.Contains("ConsentCsvOptions.TopicColumn", (await ConsentFile.Fault(Header, ConsentFile.Options with { TopicColumn = "list" })).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_rows_are_set_aside_with_the_agreements_of_their_people()
    {
        var rejects = new ListedRejects();
        var file = Encoding.UTF8.GetBytes(
            Header + """
            1,email,anna@example.com,marketing,opt-in,2026-05-02
            1,email,anna@example.com,marketing,opt-out,soon
            1,email,anna@example.com,greetings,opt-out,2026-05-02
            2,email,bo@example.com,marketing,opt-in,2026-05-02
            ,email,Bo@example.com,marketing,opt-out,2026-05-03
            3,email,cy@example.com,marketing,opt-in,2026-05-02
            3,email,cy@example.com,marketing
            4,email,di@example.com,marketing,opt-in,2026-05-02
            5,phone,+49 30 1234567,marketing,opt-in,2026-05-02
            ,phone,+49 (30) 1234567,,objection,2026-05-02

            """.ReplaceLineEndings("\n"));

        var (entries, summary) = await ConsentFile.Import(file, rejects: rejects);

        Assert.Equal([("1", ConsentState.OptOut), ("4", ConsentState.OptIn)], entries.Select(entry => (entry.Customer.Value, entry.State)));
        Assert.Equal(
            [
                (2L, "state", RejectReason.OtherLine),
                (3, "date", RejectReason.Date),
                (5, "state", RejectReason.OtherLine),
                (6, "customer_id", RejectReason.CustomerMissing),
                (7, "state", RejectReason.OtherLine),
                (8, null, RejectReason.Fields),
                (10, "state", RejectReason.OtherLine),
                (11, "customer_id", RejectReason.CustomerMissing),
            ],
            rejects.Faults);
        Assert.Equal((10L, 2L, 8L), (summary.LinesRead, summary.LinesTaken, summary.LinesSetAside));
    }

    [Fact]
    public void Option_or_name_that_is_unusable_is_refused()
    {
        var options = ConsentFile.Options;
        foreach (var unusable in new[]
        {
            options with { BusinessZone = null! }, options with { Format = null! }, options with { StateColumn = " " }, options with { TopicColumn = string.Empty }, options with { DatePattern = "HH:mm" },
        })
        {
            Assert.Equal("options", Assert.Throws<ArgumentException>(() => new ConsentCsvReader(unusable)).ParamName);
        }

        var reader = new ConsentCsvReader(options);
        Assert.Equal("fileName", Assert.Throws<ArgumentException>(() => reader.Open(Stream.Null, "in/")).ParamName);
        Assert.Equal("fileName", Assert.Throws<ArgumentException>(() => reader.Open(Stream.Null, "a\nb")).ParamName);
    }
}
