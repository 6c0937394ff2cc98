using CrmKit.Desk;
using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>Rows whose keys are known with other content.</summary>
public sealed class DeskConflictTests
{
    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Three_of_a_thousand_rows_are_set_aside_and_nothing_else_is_lost(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await shop.Desk.ImportAsync(new ImportRequest { PurchasesFile = shop.Folder.Write("before.csv", ["key,customer_id,date,amount", "k7,c7,2025-05-01,1", "k500,c1,2025-05-01,500", "k999,c9,2025-04-30,999", "k1,c1,2025-05-01,1"]) });
        var rows = Enumerable.Range(1, 1000).Select(i => FormattableString.Invariant($"k{i},c{i % 10},2025-05-01,{i}")).ToList();
        var request = new ImportRequest { PurchasesFile = shop.Folder.Write("p.csv", ["key,customer_id,date,amount", .. rows]), RejectsFile = shop.Folder["r.csv"], ReplacesRejectsFiles = true };

        await Assert.ThrowsAsync<EventConflictException>(() => shop.Desk.ImportAsync(request with { RejectsFile = null }));
        var dry = await shop.Desk.ImportAsync(request with { Mode = CommitMode.DryRun });
        var first = await shop.Desk.ImportAsync(request);
        Assert.Equal((dry.Changes.EventsAdded, 996, 1), (first.Changes.EventsAdded, first.Changes.EventsAdded, first.Changes.EventsKnown));
        Assert.Equal([new SetAsideCount("p.csv", RejectReason.KnownKey, 3)], first.SetAside.AsEnumerable());
        Assert.Equal((1000L, 997L, 3L, 3L), (first.Purchases!.LinesRead, first.Purchases.LinesTaken, first.Purchases.LinesSetAside, first.Purchases.KeysSetAside));
        var rejects = await File.ReadAllLinesAsync(request.RejectsFile);
        Assert.Equal(
            ["8,key,known-key|k7,c7,2025-05-01,7", "501,key,known-key|k500,c0,2025-05-01,500", "1000,key,known-key|k999,c9,2025-05-01,999"],
            rejects.Skip(1).Select(line => line.Replace("\"", string.Empty, StringComparison.Ordinal)).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)] + "|" + line[line.IndexOf(",k", line.IndexOf("expected", StringComparison.Ordinal), StringComparison.Ordinal)..][1..]));

        var events = await shop.Store.ReadEventsAsync().ToListAsync();
        Assert.Equal(1000, events.Count);
        var purchase = (Purchase)events.Single(recorded => recorded.Event.Key == new EventKey("k7")).Event;
        Assert.Equal(new Money(1, Currency.Eur), purchase.Amount);

        var second = await shop.Desk.ImportAsync(request);
        Assert.Equal((true, 997), (second.Changes.IsUnchanged, second.Changes.EventsKnown));
        Assert.Equal(rejects, await File.ReadAllLinesAsync(request.RejectsFile));
        Assert.Empty(Directory.GetFiles(shop.Folder.Path, "*.partial"));
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Invoice_is_set_aside_with_all_its_lines_beside_other_bad_rows(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        const string Header = "Invoice,Customer,Date,Quantity,Price";
        var options = new PurchaseCsvOptions { Currency = Currency.Eur, BusinessZone = DeskShop.Zone, KeyPrefix = "shop:", Map = PurchaseMap.Parse("customer=Customer,date=Date,amount=Quantity*Price,key=Invoice") };
        var request = new ImportRequest { PurchasesFile = shop.Folder.Write("i.csv", [Header, "1,ann,2025-05-01,2,10", "1,ann,2025-05-01,1,5"]), Purchases = options };
        await shop.Desk.ImportAsync(request);

        shop.Folder.Write("i.csv", [Header, "1,ann,2025-05-01,2,10", "2,ann,2025-05-02,1,3", "1,ann,2025-05-01,1,6", "3,,2025-05-02,1,3", "1,ann,2025-05-01,1,7"]);
        var report = await shop.Desk.ImportAsync(request with { RejectsFile = shop.Folder["r.csv"], ReplacesRejectsFiles = true });
        Assert.Equal((1, 0), (report.Changes.EventsAdded, report.Changes.EventsKnown));
        Assert.Equal([new SetAsideCount("i.csv", RejectReason.CustomerMissing, 1), new SetAsideCount("i.csv", RejectReason.KnownKey, 3)], report.SetAside.AsEnumerable());
        Assert.Equal(["2", "4", "5", "6"], (await File.ReadAllLinesAsync(shop.Folder["r.csv"])).Skip(1).Select(line => line.Split(',')[0]));
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Row_of_a_corrected_event_is_known_as_long_as_it_once_stood(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        const string Header = "key,customer_id,date,amount";
        var request = new ImportRequest { PurchasesFile = shop.Folder.Write("p.csv", [Header, "k1,ann,2025-05-01,10"]) };
        await shop.Desk.ImportAsync(request);
        shop.Clock.Advance(Duration.FromHours(1));
        shop.Folder.Write("p.csv", [Header, "k1,ann,2025-05-01,12"]);
        Assert.Equal(1, (await shop.Desk.ImportAsync(request with { Corrects = true, RejectsFile = shop.Folder["r.csv"], ReplacesRejectsFiles = true })).Changes.EventsCorrected);

        shop.Folder.Write("p.csv", [Header, "k1,ann,2025-05-01,10", "k2,ann,2025-05-02,1"]);
        var former = await shop.Desk.ImportAsync(request with { RejectsFile = shop.Folder["r.csv"], ReplacesRejectsFiles = true });
        Assert.Equal((1, 1, 0), (former.Changes.EventsAdded, former.Changes.EventsKnown, former.SetAside.Length));

        shop.Folder.Write("p.csv", [Header, "k1,ann,2025-05-01,14", "k2,ann,2025-05-02,1"]);
        var other = await shop.Desk.ImportAsync(request with { RejectsFile = shop.Folder["r.csv"], ReplacesRejectsFiles = true });
        Assert.Equal((1, RejectReason.KnownKey), (other.Changes.EventsKnown, Assert.Single(other.SetAside).Reason));
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Interactions_and_timelines_are_set_aside_alike_each_in_its_own_file(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        var request = new ImportRequest
        {
            InteractionsFile = shop.Folder.Write("talks.csv", ["key,customer_id,type,date,score", "t1,ann,nps,2025-05-01,9", "t2,ann,complaint,2025-05-02,"]),
            TimelineFile = shop.Folder.Write("all.csv", ["key,customer_id,type,date", "a1,ann,complaint,2025-05-01"]),
            RejectsFile = shop.Folder["r.csv"], ReplacesRejectsFiles = true,
        };
        Assert.Empty((await shop.Desk.ImportAsync(request)).SetAside);

        shop.Folder.Write("talks.csv", ["key,customer_id,type,date,score", "t1,ann,nps,2025-05-01,3", "t2,ann,complaint,2025-05-02,", "t3,ann,complaint,2025-05-03,"]);
        shop.Folder.Write("all.csv", ["key,customer_id,type,date", "a1,ann,complaint,2025-05-04", "a2,ann,complaint,2025-05-05"]);
        var report = await shop.Desk.ImportAsync(request);
        Assert.Equal((2, 1), (report.Changes.EventsAdded, report.Changes.EventsKnown));
        Assert.Equal([new SetAsideCount("talks.csv", RejectReason.KnownKey, 1), new SetAsideCount("all.csv", RejectReason.KnownKey, 1)], report.SetAside.AsEnumerable());
        Assert.Contains(",t1,ann,nps,", await File.ReadAllTextAsync(shop.Folder["r.interactions.csv"]), StringComparison.Ordinal);
        Assert.Contains(",a1,ann,complaint,", await File.ReadAllTextAsync(shop.Folder["r.timeline.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vendors_deals_are_set_aside_and_its_contacts_never()
    {
        await using var shop = await DeskShop.OpenAsync("sqlite");
        const string Header = "Order Id,Contact Id,Order Date,Order Total,Order Status";
        var contacts = shop.Folder.Write("contacts.csv", ["Id,Email", "7,a@example.com"]);
        var request = new ImportRequest
        {
            Profile = VendorProfile.BuiltIn("keap"),
            ProfileOptions = new ProfileReaderOptions { BusinessZone = DeskShop.Zone, ExportedOn = new LocalDate(2025, 5, 31) },
            CustomersFile = contacts,
            PurchasesFile = shop.Folder.Write("deals.csv", [Header, "1,7,02/10/2024,12,Paid"]),
            RejectsFile = shop.Folder["r.csv"], ReplacesRejectsFiles = true,
        };
        Assert.Equal(1, (await shop.Desk.ImportAsync(request)).Changes.EventsAdded);

        shop.Folder.Write("deals.csv", [Header, "1,7,02/10/2024,13,Paid", "2,7,02/11/2024,5,Paid", "3,7,nonsense,5,Paid"]);
        var report = await shop.Desk.ImportAsync(request);
        Assert.Equal(1, report.Changes.EventsAdded);
        Assert.Equal([new SetAsideCount("deals.csv", RejectReason.KnownKey, 1), new SetAsideCount("deals.csv", RejectReason.Field, 1)], report.SetAside.OrderBy(count => count.Reason));

        shop.Folder.Write("contacts.csv", ["Id,Email", "7,nonsense"]);
        await Assert.ThrowsAsync<ImportFaultException>(() => shop.Desk.ImportAsync(request));
        await Assert.ThrowsAsync<ArgumentException>(() => shop.Desk.ImportAsync(request with { PurchasesFile = null }));
    }

    [Fact]
    public async Task Questions_are_asked_once_however_often_the_files_are_read()
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        await shop.Store.CommitAsync(new ChangeSet { Customers = [new Customer { Id = "ann", Name = "Ann" }] });
        await shop.Desk.ImportAsync(new ImportRequest { PurchasesFile = shop.Folder.Write("p.csv", ["key,customer_id,date,amount", "k1,ann,2025-05-01,10"]) });
        shop.Folder.Write("p.csv", ["key,customer_id,date,amount", "k1,ann,2025-05-01,11"]);
        var asked = 0;
        var report = await shop.Desk.ImportAsync(new ImportRequest
        {
            PurchasesFile = shop.Folder["p.csv"],
            CustomersFile = shop.Folder.Write("c.csv", ["customer_id,name", "ann,Anna"]),
            RejectsFile = shop.Folder["r.csv"], ReplacesRejectsFiles = true,
            Policy = new CustomerPolicy { Default = FieldPolicy.Ask },
            Decide = _ => ++asked == 1,
        });
        Assert.Equal((1, 1, RejectReason.KnownKey), (asked, report.Changes.CustomersChanged, Assert.Single(report.SetAside).Reason));
        Assert.Equal("Anna", (await shop.Store.FindCustomerAsync("ann"))!.Name);
    }
}
