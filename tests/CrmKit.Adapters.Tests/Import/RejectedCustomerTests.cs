using System.Text;
using CrmKit.Adapters.Tests.Import.Consents;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

/// <summary>Rows of customers and timelines that are set aside: whoever may have refused in one of them stays refused.</summary>
public sealed class RejectedCustomerTests
{
    private const string Header = "customer_id,email,birthday,objection,consent_marketing,consent_date";

    [Theory]
    [InlineData("1,Ann@Example.com,soon,,opt-out,2026-05-03", "2, ann@example.com,,,opt-in,2026-05-04")]
    [InlineData("1,ann@example.com,soon,,opted out,2026-05-03", "2,ann@example.com,,,opt-in,2026-05-04")]
    [InlineData("1,ann@example.com,soon,yes,,2026-05-03", "2,ann@example.com,,,opt-in,2026-05-04")]
    [InlineData("1,ann@example.com,soon,maybe,,2026-05-03", "2,ann@example.com,,,opt-in,2026-05-04")]
    [InlineData(",ann@example.com,,,opt-out,2026-05-03", "2,ANN@example.com,,,opt-in,2026-05-04")]
    [InlineData("1,ann@example.com,,,opt-out,", "2,ann@example.com,,,opt-in,2026-05-04")]
    [InlineData("1,\"'Ann <ann@example.com>\",,,opt-out,2026-05-03", "2,ann@example.com,,,opt-in,2026-05-04")]
    [InlineData("2,ann at example.com,,,opt-out,2026-05-03", "2,ann@example.com,,,opt-in,2026-05-04")]
    [InlineData("1,ANN@example.com,,,opt-out", "2,ann@example.com,,,opt-in,2026-05-04")]
    [InlineData("1,ANN@example.com,,,opt-\"out,2026-05-03", "2,ann@example.com,,,opt-in,2026-05-04")]
    public async Task Row_that_may_refuse_holds_back_agreements_at_its_id_and_address_in_any_order(string bad, string agreement)
    {
        const string Other = "9,other@example.com,,,opt-in,2026-05-04";
        foreach (var rows in new[] { new[] { bad, agreement, Other }, [Other, agreement, bad] })
        {
            var (taken, rejects) = await Import([Header, .. rows]);

            Assert.Equal(["9"], Agreeing(taken));
            var held = rejects.Records.Single(record => record.Reason == RejectReason.OtherLine);
            Assert.Equal(agreement, Encoding.UTF8.GetString(held.Original.Span));
            Assert.Contains(FormattableString.Invariant($"line {Array.IndexOf(rows, bad) + 2} is not"), held.Expected, StringComparison.Ordinal);
            Assert.DoesNotContain("example", held.Expected, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Bad_row_that_refuses_nothing_holds_nobody_back()
    {
        var (taken, rejects) = await Import(Header, "1,ann@example.com,soon,no,opt-in,2026-05-03", "2,ann@example.com,,,opt-in,2026-05-04");

        Assert.Equal(["2"], Agreeing(taken));
        Assert.Equal([(2L, "birthday", RejectReason.Date)], rejects.Faults);
    }

    [Fact]
    public async Task Address_out_of_use_or_care_flag_in_a_bad_row_holds_agreements_back_and_is_heeded()
    {
        var (taken, rejects) = await Import(
            "customer_id,email,email:status,care_bereavement,birthday,consent_marketing,consent_date",
            "1,ann@example.com,dead,,soon,,",
            "2,ann@example.com,,,,opt-in,2026-05-04",
            "3,cy@example.com,,yes,soon,,",
            "4,cy@example.com,active,,,opt-in,2026-05-04");

        Assert.Empty(Agreeing(taken));
        Assert.Equal([RejectReason.Date, RejectReason.OtherLine, RejectReason.Date, RejectReason.OtherLine], rejects.Records.Select(record => record.Reason));
        Assert.All(taken, row => Assert.True(row.IsSetAside));
        Assert.Equal(ContactPointStatus.Dead, Assert.Single(taken[0].Customer.ContactPoints).Status);
        Assert.Equal([new CareFlag(CareKind.Bereavement)], taken[1].Customer.CareFlags.AsEnumerable());
    }

    [Fact]
    public async Task Block_in_a_bad_row_holds_agreements_back_and_is_heeded()
    {
        var (taken, _) = await Import(
            "customer_id,email,block_email,block_all,birthday,consent_marketing,consent_date",
            "1,ann@example.com,yes,2026-07-01..,soon,,",
            "2,ann@example.com,,,,opt-in,2026-05-04");

        Assert.Empty(Agreeing(taken));
        Assert.Equal([new ContactBlock(from: new LocalDate(2026, 7, 1)), new ContactBlock(Channel.Email)], taken[0].Customer.Blocks.AsEnumerable());
    }

    [Fact]
    public async Task Refusals_that_can_be_read_are_given_though_their_rows_are_set_aside()
    {
        var (taken, _) = await Import(
            "customer_id,email,phone,birthday,objection,consent_marketing,consent_greetings,consent_date,consent_evidence",
            "1,ann@example.com,secret,soon,yes,opt-out,opt-in,2026-05-03,nonsense");

        var row = Assert.Single(taken);
        Assert.Equal([("ann@example.com", ConsentState.OptOut), ("ann@example.com", ConsentState.Objection)], row.Consents.Select(entry => (entry.Point.Address, entry.State)));
        Assert.Null(row.Customer.Birthday);

        var (entries, summary) = await ConsentFile.Import(
            Encoding.UTF8.GetBytes("customer_id,channel,address,purpose,state,date,evidence\n1,email,ann@example.com,marketing,opt-out,2026-05-03,nonsense\n1,email,ann@example.com,marketing,opt-in,2026-05-04,\n"),
            rejects: new ListedRejects());
        Assert.Equal(ConsentState.OptOut, Assert.Single(entries).State);
        Assert.Equal((2L, 0L), (summary.LinesRead, summary.LinesTaken));
    }

    [Fact]
    public async Task All_rows_of_an_id_in_conflict_are_set_aside_and_the_refusal_among_them_is_heeded()
    {
        var (taken, rejects) = await Import(
            Header,
            "1,ann@example.com,,,opt-in,2026-05-04",
            "2,bo@example.com,,,opt-in,2026-05-04",
            "1,ann@example.com,,,opt-out,2026-05-03",
            "1,ann@example.com,,,opt-in,2026-05-04",
            "3,Ann@example.com,,,opt-in,2026-05-05",
            "4,dee@example.com,,,opt-in,2026-05-05",
            "4,dee@example.com,soon,,opt-in,2026-05-05");

        Assert.Equal(["2"], Agreeing(taken));
        Assert.Equal(ConsentState.OptOut, Assert.Single(Assert.Single(taken, row => row.IsSetAside).Consents).State);
        Assert.Equal(
            [
                (2L, "customer_id", RejectReason.DuplicateKey),
                (4, "customer_id", RejectReason.DuplicateKey),
                (5, "customer_id", RejectReason.DuplicateKey),
                (6, "consent_marketing", RejectReason.OtherLine),
                (7, "customer_id", RejectReason.OtherLine),
                (8, "birthday", RejectReason.Date),
            ],
            rejects.Faults);
    }

    [Theory]
    [InlineData(",a@example.com,,", "customer_id", RejectReason.CustomerMissing)]
    [InlineData("\"a\tb\",a@example.com,,", "customer_id", RejectReason.Customer)]
    [InlineData("1,a@example.com,04/07/1980,", "birthday", RejectReason.Date)]
    [InlineData("1,a@example.com,,noon", "updated_at", RejectReason.Date)]
    [InlineData("1,secret,,", "email", RejectReason.Field)]
    public async Task Reason_of_a_customer_is_the_one_that_other_files_give(string row, string column, RejectReason reason)
    {
        var (_, rejects) = await Import("customer_id,email,birthday,updated_at", row);

        Assert.Equal([(2L, column, reason)], rejects.Faults);
    }

    [Theory]
    [InlineData("k,1,complaint,04/07/2001", "date", RejectReason.Date)]
    [InlineData("\"a\tb\",1,complaint,2001-07-04", "key", RejectReason.Key)]
    [InlineData("k,,complaint,2001-07-04", "customer_id", RejectReason.CustomerMissing)]
    [InlineData("k,1,call,2001-07-04", "type", RejectReason.Unknown)]
    public async Task Reason_of_an_event_is_the_one_that_other_files_give(string row, string column, RejectReason reason)
    {
        var (_, rejects) = await Timeline("key,customer_id,type,date", row);

        Assert.Equal([(2L, column, reason)], rejects.Faults);
    }

    [Fact]
    public async Task All_rows_of_a_timeline_key_in_conflict_are_set_aside()
    {
        var (taken, rejects) = await Timeline(
            "key,customer_id,type,date",
            "a,1,complaint,2001-07-04",
            "b,1,complaint,2001-07-04",
            "a,1,complaint,2001-07-05",
            "c,1,complaint,2001-07-04",
            "b,1,complaint,2001-07-04",
            "c,1,complaint,soon");

        Assert.Equal(["b", "b"], taken.Select(happened => happened.Key.Value));
        Assert.Equal(
            [
                (2L, "key", RejectReason.DuplicateKey),
                (4, "key", RejectReason.DuplicateKey),
                (5, "key", RejectReason.OtherLine),
                (7, "date", RejectReason.Date),
            ],
            rejects.Faults);
    }

    [Fact]
    public async Task Doubts_of_one_file_hold_back_agreements_in_another()
    {
        var customers = new CustomerCsvReader(CsvText.CustomerOptions);
        var consents = new ConsentCsvReader(ConsentFile.Options);
        using var people = new MemoryStream(Encoding.UTF8.GetBytes($"{Header}\n1,ann@example.com,soon,,opt-out,2026-05-03\n4,di@example.com,,,opt-in,2026-05-03\n"));
        using var said = new MemoryStream(Encoding.UTF8.GetBytes(
            "customer_id,channel,address,purpose,state,date\n1,email,else@example.com,marketing,opt-in,2026-05-04\n3,email,ANN@example.com,marketing,opt-in,2026-05-04\n,email,Di@example.com,marketing,opt-out,2026-05-04\n"));
        var doubts = new ConsentDoubts();
        await customers.CollectDoubtsAsync(people, "C.csv", doubts);
        await consents.CollectDoubtsAsync(said, "S.csv", doubts);

        var (inPeople, inSaid) = (new ListedRejects(), new ListedRejects());
        Assert.Empty(Agreeing(await customers.Open(people, "C.csv", inPeople, doubts).ToListAsync()));
        Assert.Empty(await consents.Open(said, "S.csv", inSaid, doubts).ToListAsync());
        Assert.Contains("line 4 of S.csv is not", inPeople.Records.Single(record => record.Line == 3).Expected, StringComparison.Ordinal);
        Assert.Equal([RejectReason.OtherLine, RejectReason.OtherLine, RejectReason.CustomerMissing], inSaid.Records.Select(record => record.Reason));
    }

    private static IEnumerable<string> Agreeing(List<ImportedCustomer> rows) =>
        rows.Where(row => row.Consents.Any(entry => !entry.IsRefusal)).Select(row => row.Customer.Id.Value);

    private static async Task<(List<ImportedCustomer> Taken, ListedRejects Rejects)> Import(params IEnumerable<string> lines)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        var rejects = new ListedRejects();
        return (await new CustomerCsvReader(CsvText.CustomerOptions).Open(file, "C.csv", rejects).ToListAsync(), rejects);
    }

    private static async Task<(List<TimelineEvent> Taken, ListedRejects Rejects)> Timeline(params IEnumerable<string> lines)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        var rejects = new ListedRejects();
        return (await new TimelineCsvReader(new TimelineCsvOptions { BusinessZone = CsvText.Berlin }).Open(file, "E.csv", rejects).ToListAsync(), rejects);
    }
}
