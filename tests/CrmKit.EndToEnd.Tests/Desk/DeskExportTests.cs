using CrmKit.Desk;
using CrmKit.Storage;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>What goes out comes back the same.</summary>
public sealed class DeskExportTests
{
    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Export_into_an_empty_store_gives_the_same_people_statements_and_events(string kind)
    {
        await using var shop = await FilledAsync(kind);
        var files = FilesIn(shop);
        var written = await shop.Desk.ExportAsync(files);
        Assert.Equal((2, 2, 4), (written.Customers, written.Consents, written.Events));

        await using var other = await DeskShop.OpenAsync(kind);
        var report = await other.Desk.ImportAsync(ImportRequest.OfOwnExport(files, DeskShop.Zone) with { VCardFile = null });
        Assert.Empty(report.SetAside);
        Assert.Equal(await AllAsync(shop.Store.ReadCustomersAsync()), await AllAsync(other.Store.ReadCustomersAsync()));
        Assert.Equal(
            (await AllAsync(shop.Store.ReadEventsAsync())).Select(recorded => recorded.Event),
            (await AllAsync(other.Store.ReadEventsAsync())).Select(recorded => recorded.Event));
        foreach (var id in new CustomerId[] { "=1", "2" })
        {
            var (left, right) = (await shop.Store.LoadFactsAsync(id, DeskShop.Zone), await other.Store.LoadFactsAsync(id, DeskShop.Zone));
            Assert.Equal(left.Consents.Entries.Select(recorded => recorded.Entry), right.Consents.Entries.Select(recorded => recorded.Entry));
            Assert.Equal(left.Suppressed.AsEnumerable(), right.Suppressed);
        }

        var again = await other.Desk.ImportAsync(ImportRequest.OfOwnExport(files, DeskShop.Zone) with { VCardFile = null });
        Assert.True(again.Changes.IsUnchanged);
    }

    [Fact]
    public async Task Text_that_a_spreadsheet_would_compute_is_guarded_and_numbers_are_not()
    {
        await using var shop = await FilledAsync("memory");
        await shop.Desk.ExportAsync(FilesIn(shop));
        var people = await File.ReadAllTextAsync(shop.Folder["people.csv"]);
        Assert.Contains("'=1,", people, StringComparison.Ordinal);
        Assert.Contains("'@SUM(A1)", people, StringComparison.Ordinal);
        Assert.Contains("'+493012345678", people, StringComparison.Ordinal);
        Assert.Contains(",-10.50", people, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dead_address_goes_out_as_dead_since_nobody_else_knows_the_hash()
    {
        await using var shop = await FilledAsync("memory");
        await shop.Store.CommitAsync(new ChangeSet { Suppressions = [new Suppression("2", ContactPoint.Parse(Channel.Email, "two@example.com"))] });
        var files = FilesIn(shop);
        await shop.Desk.ExportAsync(files);
        await using var other = await DeskShop.OpenAsync("memory");
        await other.Desk.ImportAsync(ImportRequest.OfOwnExport(files, DeskShop.Zone) with { VCardFile = null });
        Assert.Equal(ContactPointStatus.Dead, (await other.Store.FindCustomerAsync("2"))!.ContactPoints.Single().Status);
        Assert.Empty((await other.Store.LoadFactsAsync("2", DeskShop.Zone)).Points);
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task One_person_is_one_document_with_everything_kept(string kind)
    {
        await using var shop = await FilledAsync(kind);
        await shop.Store.MergeAsync("2", "=1");
        var document = (await shop.Desk.DescribePersonAsync("=1"))!;
        Assert.Equal("2", document.Customer.Id.Value);
        Assert.Equal(["2", "=1"], document.MergedFrom.Select(record => record.Id.Value));
        Assert.Equal(4, document.Events.Length);
        Assert.Equal(document, PersonDocument.FromText(document.ToText()));
        Assert.Null(await shop.Desk.DescribePersonAsync("nobody"));
    }

    [Fact]
    public async Task Export_without_a_file_says_which_to_name()
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        Assert.Contains("CustomersFile", (await Assert.ThrowsAsync<ArgumentException>(() => shop.Desk.ExportAsync(new ExportRequest()))).Message, StringComparison.Ordinal);
    }

    private static ExportRequest FilesIn(DeskShop shop) => new()
    {
        CustomersFile = shop.Folder["people.csv"],
        ConsentsFile = shop.Folder["consents.csv"],
        TimelineFile = shop.Folder["timeline.csv"],
        VCardFile = shop.Folder["people.vcf"],
    };

    private static async Task<DeskShop> FilledAsync(string kind)
    {
        var shop = await DeskShop.OpenAsync(kind);
        var one = ContactPoint.Parse(Channel.Email, "one@example.com");
        var two = ContactPoint.Parse(Channel.Email, "two@example.com");
        var now = shop.Clock.GetCurrentInstant() - Duration.FromDays(1);
        await shop.Store.CommitAsync(new ChangeSet
        {
            Customers =
            [
                new Customer
                {
                    Id = "=1",
                    Name = "@SUM(A1)",
                    GivenName = "'quoted",
                    ContactPoints = [one, ContactPoint.Parse(Channel.Phone, "+49 30 12345678")],
                    Birthday = new AnnualDate(2, 29),
                    Fields = CustomFields.None.With("balance", FieldValue.Of(-10.50m)).With("note", FieldValue.Of("=cmd|' /C calc'!A0")),
                },
                new Customer { Id = "2", Name = "שלום \u200Bworld", ContactPoints = [two], Roles = [new PartyRole("member", "=1", new LocalDate(2020, 1, 1))] },
            ],
            Consents =
            [
                new ConsentEntry("=1", one, Purpose.Marketing, ConsentState.OptIn, now, "web form") { Topic = new Topic("boats"), Wording = "v1" },
                new ConsentEntry("=1", one, Purpose.Marketing, ConsentState.Objection, now + Duration.FromHours(1), "telephone"),
            ],
            Events =
            [
                Purchase.OnDay(new EventKey("invoice-1"), "=1", new LocalDate(2025, 5, 1), new Money(12.30m, Currency.Eur), DeskShop.Zone),
                PurchaseReturn.OnDay(new EventKey("credit-1"), "=1", new LocalDate(2025, 5, 2), new Money(2.30m, Currency.Eur), DeskShop.Zone, new EventKey("invoice-1")),
                new Complaint(new EventKey("-complaint"), "2", now, About: null, "line one\nline \"two\", with a comma"),
                new Feedback(new EventKey("nps-1"), "2", now, SatisfactionMetric.NetPromoter, 9),
            ],
        });
        return shop;
    }

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items) => await items.ToListAsync();
}
