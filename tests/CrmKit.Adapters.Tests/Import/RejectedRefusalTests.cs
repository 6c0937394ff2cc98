using System.Text;
using CrmKit.Adapters.Tests.Import.Consents;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

/// <summary>What is heeded of refusals in rows that are set aside, and what is counted where it cannot be.</summary>
public sealed class RejectedRefusalTests
{
    private const string Consents = "customer_id,channel,address,purpose,topic,state,date,source";
    private const string Customers = "customer_id,email,name,consent_marketing,consent_date,email:status,care_hardship,birthday";

    [Theory]
    [InlineData("a,email,a@example.com,Werbung!,,objection,2026-05-01,form", ConsentState.Objection, null)]
    [InlineData("a,email,a@example.com,marketing,News Letter!,objection,2026-05-01,form", ConsentState.Objection, null)]
    [InlineData("a,email,a@example.com,marketing,News Letter!,opt-out,2026-05-01,form", ConsentState.OptOut, null)]
    [InlineData("a,email,a@example.com, Marketing,News,opt-out,2026-05-01,form", ConsentState.OptOut, "news")]
    [InlineData("a,email,mailto:a@example.com?subject=no,marketing,,Opt-Out,2026-05-01,form", ConsentState.OptOut, null)]
    [InlineData("a,email,a@example.com,marketing,,opt-out,2026-05-01,M\u00FCller", ConsentState.OptOut, null)]
    [InlineData("a,email,a@example.com,marketing,,opt-out,2026-05-01,\"f\"orm", ConsentState.OptOut, null)]
    [InlineData("a,email,a@example.com,marketing,,opt-out,2026-05-01,\"form", ConsentState.OptOut, null)]
    [InlineData("a,email,a@example.com,marketing,N\u00FCws,opt-out,2026-05-01,form", ConsentState.OptOut, null)]
    public async Task Refusal_whose_person_address_and_day_can_be_read_is_heeded(string row, ConsentState state, string? topic)
    {
        var (entries, summary) = await ImportConsents(new ConsentDoubts(), row);

        var entry = Assert.Single(entries);
        Assert.Equal(("a", "a@example.com", Purpose.Marketing, state, topic), (entry.Customer.Value, entry.Point.Address, entry.Purpose, entry.State, entry.Topic?.Code));
        Assert.Equal((1L, 0L, 0L), (summary.LinesRead, summary.LinesTaken, summary.RefusalsNotHeeded));
    }

    [Fact]
    public async Task Every_line_that_an_open_quote_swallows_is_heeded()
    {
        var (entries, summary) = await ImportConsents(
            new ConsentDoubts(),
            "a,email,a@example.com,marketing,,opt-out,2026-05-01,\"form",
            "b,email,b@example.com,marketing,,opt-in,2026-05-01,form",
            "c,email,c@example.com,marketing,,opt-out,2026-05-01,form");

        Assert.Equal([("a", true), ("c", true)], entries.Select(entry => (entry.Customer.Value, entry.IsRefusal)));
        Assert.Equal((1L, 0L), (summary.LinesSetAside, summary.RefusalsNotHeeded));
    }

    [Fact]
    public async Task Optout_of_an_unreadable_purpose_closes_every_purpose_that_has_a_name_and_is_counted()
    {
        var (entries, summary) = await ImportConsents(new ConsentDoubts(), "a,email,a@example.com,Werbung!,news,opt-out,2026-05-01,form");

        Assert.Equal([(Purpose.Marketing, null), (Purpose.Greetings, null)], entries.Select(entry => (entry.Purpose, entry.Topic)));
        Assert.Equal(1, summary.RefusalsNotHeeded);
    }

    [Theory]
    [InlineData("a,email,a@example.com,marketing,,opt-out,soon,form")]
    [InlineData("a,email,a at example.com,marketing,,opt-out,2026-05-01,form")]
    [InlineData("a,email,a@example.com,marketing,,no,2026-05-01,form")]
    [InlineData("a,fax,a@example.com,marketing,,opt-out,2026-05-01,form")]
    [InlineData("a,email,a\u00FC@example.com,marketing,,opt-out,2026-05-01,form")]
    [InlineData("a,email,a@example.com,marketing,,opt-out,2026-05-01,form,more")]
    public async Task Refusal_that_cannot_be_heeded_is_counted(string row)
    {
        var (entries, summary) = await ImportConsents(new ConsentDoubts(), row);

        Assert.Empty(entries);
        Assert.Equal((1L, 1L), (summary.LinesSetAside, summary.RefusalsNotHeeded));
    }

    [Theory]
    [InlineData("a,email,a@example.com,marketing,,opt-in,soon,form")]
    [InlineData("a,email,a@example.com,marketing,,opt-in,2026-05-01,M\u00FCller")]
    public async Task Agreement_in_a_bad_row_is_counted_as_no_refusal(string row)
    {
        var (entries, summary) = await ImportConsents(new ConsentDoubts(), row);

        Assert.Empty(entries);
        Assert.Equal((1L, 0L), (summary.LinesSetAside, summary.RefusalsNotHeeded));
    }

    [Fact]
    public async Task Refusal_without_an_id_is_one_of_everybody_known_at_its_address()
    {
        var doubts = new ConsentDoubts { CustomersAt = KnownAt };
        var (entries, summary) = await ImportConsents(doubts, ",email,Shared@example.com,marketing,,opt-out,2026-05-01,form", ",email,strange@example.com,marketing,,opt-out,2026-05-01,form");

        Assert.Equal([("x", ConsentState.OptOut), ("y", ConsentState.OptOut)], entries.Select(entry => (entry.Customer.Value, entry.State)));
        Assert.Equal((2L, 1L), (summary.LinesSetAside, summary.RefusalsNotHeeded));

        var (people, summaryOfPeople) = await ImportCustomers(new ConsentDoubts { CustomersAt = KnownAt }, ",shared@example.com,,opt-out,2026-05-01,dead,,", ",,,opt-out,2026-05-01,,,");
        Assert.Equal(["x", "y"], people.Select(row => row.Customer.Id.Value));
        Assert.All(people, row => Assert.Equal((row.Customer.Id, ContactPointStatus.Dead, true), (Assert.Single(row.Consents).Customer, Assert.Single(row.Customer.ContactPoints).Status, row.IsSetAside)));
        Assert.Equal(1, summaryOfPeople.RefusalsNotHeeded);
    }

    [Theory]
    [InlineData("h,h@example.com,M\u00FCller,opt-out,2026-06-01,,,", true, 0)]
    [InlineData("h,h@example.com,\"M\"uller,opt-out,2026-06-01,,,", true, 0)]
    [InlineData("h,h@example.com,Muller, Opt-Out ,2026-06-01,,,soon", true, 0)]
    [InlineData("h,h@example.com,M\u00FCller,opt-in,2026-06-01,,,", false, 0)]
    [InlineData("h,h@example.com,Muller,opt-\u00FC,2026-06-01,,,", false, 1)]
    [InlineData("h,h at example.com,Muller,opt-out,2026-06-01,,,", false, 1)]
    [InlineData("h,h@example.com,Muller,opt-out,soon,,,", false, 1)]
    [InlineData("h,h@example.com,Muller,,,gone,,", false, 1)]
    [InlineData("h,h@example.com,Muller,,,,perhaps,", false, 1)]
    [InlineData("h,h@example.com,Muller,opt-out,2026-06-01", false, 1)]
    public async Task Refusal_in_a_row_of_customers_is_heeded_or_counted(string row, bool isHeeded, int notHeeded)
    {
        var (people, summary) = await ImportCustomers(new ConsentDoubts(), row);

        Assert.Equal(isHeeded ? ["h"] : [], people.SelectMany(person => person.Consents).Select(entry => entry.Customer.Value));
        Assert.DoesNotContain(people.SelectMany(person => person.Consents), entry => !entry.IsRefusal);
        Assert.Equal((1L, (long)notHeeded), (summary.LinesSetAside, summary.RefusalsNotHeeded));
    }

    [Theory]
    [InlineData("phone", "0049 30 7654321", "+49307654321")]
    [InlineData("phone", "49307654321", "+49 30 7654321")]
    [InlineData("email", "mailto:three@example.com", "three@example.com")]
    [InlineData("email", "four@example.com.", "four@example.com")]
    [InlineData("email", "Five@example.com?subject=a", "five@example.com")]
    [InlineData("email", "six @example.com", "six@example.com")]
    [InlineData("email", "Six <mailto:six@example.com?subject=b>", "six@example.com")]
    public async Task Other_spelling_of_an_address_is_the_same_address(string channel, string refused, string agreed)
    {
        var (entries, summary) = await ImportConsents(
            new ConsentDoubts(), $"1,{channel},{refused},marketing,,opt-out,soon,form", $"2,{channel},{agreed},marketing,,opt-in,2026-05-01,form");

        Assert.Empty(entries);
        Assert.Equal(2, summary.LinesSetAside);
    }

    [Fact]
    public async Task Doubt_about_one_record_of_a_person_holds_back_agreements_of_the_others()
    {
        var doubts = new ConsentDoubts { PersonOf = id => id == "q" || id == "r" ? "p" : id };
        var (entries, _) = await ImportConsents(
            doubts,
            "q,email,q@example.com,marketing,,opt-out,soon,form",
            "p,email,p@example.com,marketing,,opt-in,2026-05-01,form",
            "r,email,r@example.com,marketing,,opt-in,2026-05-01,form",
            "s,email,s@example.com,marketing,,opt-in,2026-05-01,form");

        Assert.Equal(["s"], entries.Select(entry => entry.Customer.Value));
    }

    private static Task<ImmutableArray<CustomerId>> KnownAt(ContactPoint point, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<CustomerId>>(point.FoldedAddress == "shared@example.com" ? ["x", "y"] : []);

    private static async Task<(List<ConsentEntry> Entries, ConsentImportSummary Summary)> ImportConsents(ConsentDoubts doubts, params IEnumerable<string> rows)
    {
        using var file = Latin(Consents, rows);
        var import = new ConsentCsvReader(ConsentFile.Options).Open(file, "S.csv", new ListedRejects(), doubts);
        return (await import.ToListAsync(), import.Summary);
    }

    private static async Task<(List<ImportedCustomer> People, LineImportSummary Summary)> ImportCustomers(ConsentDoubts doubts, params IEnumerable<string> rows)
    {
        using var file = Latin(Customers, rows);
        var import = new CustomerCsvReader(CsvText.CustomerOptions).Open(file, "C.csv", new ListedRejects(), doubts);
        return (await import.ToListAsync(), import.Summary);
    }

    // A letter with an umlaut is then a byte that is no UTF-8.
    private static MemoryStream Latin(string header, IEnumerable<string> rows) => new(Encoding.Latin1.GetBytes(string.Concat(rows.Prepend(header).Select(line => line + "\n"))));
}
