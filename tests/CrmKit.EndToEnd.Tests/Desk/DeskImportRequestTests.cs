using CrmKit.Desk;
using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>What an import takes, sets aside, corrects and asks.</summary>
public sealed class DeskImportRequestTests
{
    private static readonly PurchaseCsvOptions Invoices = new()
    {
        Currency = Currency.Eur,
        BusinessZone = DeskShop.Zone,
        Map = PurchaseMap.Parse("customer=Customer,date=Date,amount=Quantity*Price,key=Invoice,return-prefix=C"),
    };

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Bad_rows_are_set_aside_and_come_in_once_corrected(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        var file = shop.Folder.Write("invoices.csv", ["Invoice,Customer,Date,Quantity,Price", "1,ann,2025-05-01,2,10", "1,ann,2025-05-01,1,5.50", "2,,2025-05-02,1,7", "C1,ann,2025-05-03,-1,5.50"]);
        var request = new ImportRequest { PurchasesFile = file, Purchases = Invoices, RejectsFile = shop.Folder["rejects.csv"] };

        await Assert.ThrowsAsync<ImportFaultException>(() => shop.Desk.ImportAsync(request with { RejectsFile = null }));
        Assert.Empty(await shop.Store.ReadEventsAsync().ToListAsync());

        var report = await shop.Desk.ImportAsync(request);
        Assert.Equal([new SetAsideCount("invoices.csv", RejectReason.CustomerMissing, 1)], report.SetAside.AsEnumerable());
        Assert.Equal((1L, 1L, 1L), (report.Purchases!.Purchases, report.Purchases.Returns, report.Purchases.LinesMerged));
        Assert.Equal(["Purchase 25.5", "PurchaseReturn 5.5"], (await shop.Store.ReadEventsAsync().ToListAsync()).Select(Words));

        var rejects = await File.ReadAllTextAsync(shop.Folder["rejects.csv"]);
        Assert.StartsWith("reject_line,reject_column,reject_reason,Invoice,Customer,Date,Quantity,Price", rejects, StringComparison.Ordinal);
        await File.WriteAllTextAsync(shop.Folder["corrected.csv"], rejects.Replace(",2,,2025", ",2,bob,2025", StringComparison.Ordinal));
        var second = await shop.Desk.ImportAsync(request with { PurchasesFile = shop.Folder["corrected.csv"], RejectsFile = null });
        Assert.Equal((1, 0), (second.Changes.EventsAdded, second.Changes.EventsKnown));
    }

    [Fact]
    public async Task Rejects_of_several_files_are_kept_apart_and_none_is_left_where_the_import_fails()
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        var request = new ImportRequest
        {
            PurchasesFile = shop.Folder.Write("invoices.csv", ["Invoice,Customer,Date,Quantity,Price", "2,,2025-05-02,1,7"]),
            Purchases = Invoices,
            InteractionsFile = shop.Folder.Write("talks.csv", ["customer_id,type,date", "ann,shout,2025-05-01"]),
            RejectsFile = shop.Folder["rejects.csv"],
            ReplacesRejectsFiles = true,
        };
        await shop.Desk.ImportAsync(request);
        Assert.True(File.Exists(shop.Folder["rejects.purchases.csv"]) && File.Exists(shop.Folder["rejects.interactions.csv"]));

        File.Delete(shop.Folder["rejects.purchases.csv"]);
        shop.Folder.Write("talks.csv", ["no such columns"]);
        await Assert.ThrowsAsync<ImportFaultException>(() => shop.Desk.ImportAsync(request));
        Assert.False(File.Exists(shop.Folder["rejects.purchases.csv"]));
        Assert.Empty(Directory.GetFiles(shop.Folder.Path, "*.partial"));
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Same_key_with_other_content_is_refused_unless_it_is_a_correction(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        var file = shop.Folder.Write("p.csv", ["key,customer_id,date,amount", "k1,ann,2025-05-01,10"]);
        var request = new ImportRequest { PurchasesFile = file };
        await shop.Desk.ImportAsync(request);
        var before = await File.ReadAllTextAsync(file);
        shop.Folder.Write("p.csv", ["key,customer_id,date,amount", "k1,ann,2025-05-01,12"]);
        await Assert.ThrowsAsync<EventConflictException>(() => shop.Desk.ImportAsync(request));
        shop.Clock.Advance(Duration.FromHours(1));
        Assert.Equal(1, (await shop.Desk.ImportAsync(request with { Corrects = true })).Changes.EventsCorrected);
        Assert.Equal("Purchase 12", Words(Assert.Single(await shop.Store.ReadEventsAsync().ToListAsync())));

        // The source that has not learned of the correction tells the old amount again: that is known, and changes nothing.
        await File.WriteAllTextAsync(file, before);
        Assert.True((await shop.Desk.ImportAsync(request)).Changes.IsUnchanged);
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Open_question_takes_nothing_and_an_answer_takes_all(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await shop.Store.CommitAsync(new ChangeSet { Customers = [new Customer { Id = "ann", Name = "Ann", Language = "de" }] });
        var request = new ImportRequest
        {
            CustomersFile = shop.Folder.Write("c.csv", ["customer_id,name,language", "ann,Anna,de", "bob,Bob,de"]),
            Policy = new CustomerPolicy { Default = FieldPolicy.Ask },
        };
        var open = await shop.Desk.ImportAsync(request);
        Assert.Equal((false, 1L), (open.WasTaken, open.OpenQuestions));
        Assert.Equal(new FieldDifference("ann", "name", FieldChange.Open, "Ann", "Anna"), Assert.Single(open.Differences));
        Assert.Null(await shop.Store.FindCustomerAsync("bob"));

        var answered = await shop.Desk.ImportAsync(request with { Decide = _ => true });
        Assert.True(answered.WasTaken);
        Assert.Equal("Anna", (await shop.Store.FindCustomerAsync("ann"))!.Name);
    }

    [Theory]
    [InlineData("hubspot")]
    [InlineData("keap")]
    [InlineData("sharpspring")]
    [InlineData("dynamics365")]
    public async Task Vendors_export_comes_in_twice_and_nobody_who_refused_there_becomes_contactable(string vendor)
    {
        await using var shop = await DeskShop.OpenAsync("sqlite");
        var folder = Path.Combine(Checkout.Root, "samples", "data", "profiles", vendor);
        var request = new ImportRequest
        {
            Profile = VendorProfile.BuiltIn(vendor),
            ProfileOptions = new ProfileReaderOptions { BusinessZone = DeskShop.Zone, ExportedOn = new LocalDate(2025, 5, 31), PassOverUnreadableAddresses = true },
            CustomersFile = Path.Combine(folder, "contacts.csv"),
            ConsentsFile = Path.Combine(folder, "statuses.csv"),
            PurchasesFile = Path.Combine(folder, "deals.csv"),
        };
        var desk = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with { Currency = Currency.Usd });
        var first = await desk.ImportAsync(request);
        Assert.True(first.Changes.CustomersAdded > 0 && first.Changes.ConsentsAdded > 0 && first.Changes.EventsAdded > 0);
        Assert.True((await desk.ImportAsync(request)).Changes.IsUnchanged);

        var refused = 0;
        await foreach (var facts in shop.Store.ReadFactsAsync(DeskShop.Zone))
        {
            foreach (var said in facts.Consents.Entries.Where(recorded => recorded.Entry.IsRefusal))
            {
                refused++;
                Assert.False(facts.Consents.DecideContact(said.Entry.Point, said.Entry.Purpose, facts.ReadAt, said.Entry.Topic).IsAllowed);
            }
        }

        Assert.True(refused > 0);
    }

    private static string Words(RecordedEvent recorded) => recorded.Event switch
    {
        Purchase purchase => FormattableString.Invariant($"Purchase {purchase.Amount.Amount / 1.000m:0.##}"),
        PurchaseReturn back => FormattableString.Invariant($"PurchaseReturn {back.Amount.Amount / 1.000m:0.##}"),
        var other => other.GetType().Name,
    };
}
