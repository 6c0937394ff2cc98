using CrmKit.Desk;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>A desk over a store of either kind, on a clock of its own, with the files of a very small shop.</summary>
internal sealed class DeskShop : IAsyncDisposable
{
    private DeskShop(TemporaryFolder folder, ICrmStore store, ManualClock clock)
    {
        Folder = folder;
        Store = store;
        Clock = clock;
        Desk = new CrmDesk(store, OptionsIn(folder));
    }

    /// <summary>The stores that every fact about the desk holds for.</summary>
    public static TheoryData<string> Stores => ["memory", "sqlite"];

    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    public TemporaryFolder Folder { get; }

    public ICrmStore Store { get; }

    public ManualClock Clock { get; }

    public CrmDesk Desk { get; }

    /// <summary>Noon in Berlin on the 2nd of June 2025.</summary>
    public static async Task<DeskShop> OpenAsync(string kind)
    {
        var folder = new TemporaryFolder();
        var clock = new ManualClock(Instant.FromUtc(2025, 6, 2, 10, 0));
        return new DeskShop(folder, kind == "sqlite" ? await SqliteAsync(folder, clock) : new InMemoryCrmStore(clock, new RotatingKeyRing()), clock);
    }

    public static async Task<ICrmStore> SqliteAsync(TemporaryFolder folder, IClock clock) =>
        await SqliteCrmStore.OpenAsync(folder["shop.db"], new SqliteStoreOptions { Clock = clock });

    public static CrmDeskOptions OptionsIn(TemporaryFolder folder) => new()
    {
        BusinessName = "The small shop",
        From = "shop@example.com",
        BusinessZone = Zone,
        Currency = Currency.Eur,
        OutboxFolder = folder["outbox"],
    };

    public async Task<CommitReport> ImportAsync(string[]? purchases, string[]? customers, CommitMode mode = CommitMode.Apply) => (await Desk.ImportAsync(new ImportRequest
    {
        PurchasesFile = purchases is null ? null : Folder.Write("purchases.csv", purchases.Prepend("customer_id,date,amount")),
        CustomersFile = customers is null ? null : Folder.Write("customers.csv", customers.Prepend("customer_id,given_name,email,birthday,consent_marketing,consent_greetings,consent_date")),
        Mode = mode,
    })).Changes;

    public async Task<PlanResult> PlanAsync() => await Desk.PlanAsync(await Desk.AssessAsync());

    public async Task<string> ReportAsync()
    {
        var planned = await PlanAsync();
        await Desk.WriteReportAsync(new ReportRequest { Path = Folder["report.html"], Plan = planned.Plan }, await Desk.AssessAsync());
        return await File.ReadAllTextAsync(Folder["report.html"]);
    }

    public IReadOnlyCollection<string> Messages() => Directory.Exists(Folder["outbox"]) ? Directory.GetFiles(Folder["outbox"], "*.eml") : [];

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Folder.Dispose();
    }
}
