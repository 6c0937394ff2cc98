using CrmKit.Desk;
using CrmKit.Messaging;
using CrmKit.Scheduling;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;
using Microsoft.Extensions.Logging;

namespace CrmKit.EndToEnd.Tests.Privacy;

/// <summary>A shop in one SQLite file whose people are known by nothing but sentinels, with everything that a shop keeps of people.</summary>
internal sealed class SentinelShop : IAsyncDisposable
{
    /// <summary>A record that was merged into the person of a number bears the number and this.</summary>
    public const int Twin = 90_000;

    private SentinelShop(TemporaryFolder folder, SqliteCrmStore store, ManualClock clock, int people, ILoggerFactory logs)
    {
        (Folder, Store, Clock, People) = (folder, store, clock, people);
        var eml = new EmlFolderSender(new EmlFolderOptions { Folder = folder["outbox"], From = "shop@example.com", FromName = "The shop" });
        Desk = new CrmDesk(
            store,
            new CrmDeskOptions
            {
                BusinessName = "The shop",
                From = "shop@example.com",
                BusinessZone = DateTimeZone.Utc,
                Currency = Currency.Usd,
                DayLimit = DayLimit.AtMost(people * 2),
                Senders = [new FickleSender(eml)],
            },
            logs.CreateLogger<Dispatcher>());
    }

    public TemporaryFolder Folder { get; }

    public SqliteCrmStore Store { get; }

    public ManualClock Clock { get; }

    public CrmDesk Desk { get; }

    public int People { get; }

    public string[] DatabaseFiles => [Folder["shop.db"], Folder["shop.db-wal"], Folder["shop.db-shm"]];

    public static string Id(int number) => $"c{number.ToString(CultureInfo.InvariantCulture)}";

    public static async Task<SentinelShop> OpenAsync(int people, ILoggerFactory logs)
    {
        var folder = new TemporaryFolder();
        var clock = new ManualClock();
        return new SentinelShop(folder, await SqliteCrmStore.OpenAsync(folder["shop.db"], new SqliteStoreOptions { Clock = clock }), clock, people, logs);
    }

    /// <summary>People, history, statements, double opt-ins, corrections, merges that stand and others that do not, roles.</summary>
    public async Task FillAsync()
    {
        await ImportAsync();
        await CommitAsync(number => new ChangeSet
        {
            Customers = [.. number % 5 == 2 ? [Changed(number)] : Array.Empty<Customer>(), .. number % 100 is 7 or 8 ? [Twinned(number)] : Array.Empty<Customer>()],
            Consents =
            [
                new ConsentEntry(Id(number), Sentinel.Email(number), Purpose.Marketing, ConsentState.OptIn, A.Noon - Duration.FromHours(2), "test") { Wording = "newsletter-3", Evidence = new ConsentEvidence(EvidenceKind.Confirmed, "test") },
                .. number % 50 == 7 && number % 400 == 307 ? [A.Objection(Id(number)) with { Point = Sentinel.Phone(number) }] : Array.Empty<ConsentEntry>(),
            ],
            Events = number % 20 != 7 ? [] : [new Complaint(new EventKey($"complaint-{number}"), Id(number), A.Noon - Duration.FromDays(30), null, Sentinel.Remark(number)), new ComplaintResolved(new EventKey($"resolved-{number}"), Id(number), A.Noon - Duration.FromDays(29), new EventKey($"complaint-{number}"))],
        });
        Clock.Advance(Duration.FromMinutes(1));
        for (var number = 7; number <= People; number += 100)
        {
            await Desk.RequestOptInAsync(new OptInAsked { Customer = Id(number), Point = Sentinel.Email(number), Purpose = Purpose.Greetings, Source = "test" });
            await Store.MergeAsync(Id(number), Id(number + Twin));
            if (number % 300 == 7)
            {
                await Store.MergeAsync(Id(number + 3), Id(number));
                Clock.Advance(Duration.FromMinutes(1));
                await Store.UnmergeAsync(Id(number));
            }
        }
    }

    /// <summary>A planning, a sending in which every fate occurs, and rows that are due later, held, claimed and sending.</summary>
    public async Task SendAsync()
    {
        await Desk.PlanAsync(await Desk.AssessAsync());
        await Desk.SendAsync();
        await Store.EnqueueAsync(A.Plan(Enumerable.Range(1, People).Where(number => number % 10 == 7).Select(number => Touch(number, "later", Clock.Now + Duration.FromDays(number % 3)))), "test");
        var claims = await Store.ClaimAsync(People, Duration.FromMinutes(5));
        foreach (var claim in claims.Where((_, index) => index % 3 == 0))
        {
            var facts = await Store.LoadFactsAsync(claim.Row.Intent.Key.Customer, DateTimeZone.Utc);
            await Store.TryBeginSendingAsync(claim, facts.FactsVersion);
        }

        foreach (var claim in claims.Where((_, index) => index % 3 == 1))
        {
            await Store.FinishAsync(claim, OutboxOutcome.Held(new Reason(ReasonCodes.RuleFailed, ReasonArgument.Of("error", "none"))));
        }
    }

    public async Task<string> ExportAsync(string name)
    {
        var folder = Directory.CreateDirectory(Folder[name]).FullName;
        await Desk.ExportAsync(new ExportRequest
        {
            CustomersFile = Path.Combine(folder, "people.csv"),
            ConsentsFile = Path.Combine(folder, "consents.csv"),
            TimelineFile = Path.Combine(folder, "timeline.csv"),
            VCardFile = Path.Combine(folder, "people.vcf"),
        });
        return folder;
    }

    public static PlannedTouch Touch(int number, string occurrence, Instant at) =>
        A.PlannedTouch(Id(number), occurrence, at) with { Intent = A.Intent(Id(number), occurrence) with { Point = Sentinel.Email(number), ExpiresAt = at + Duration.FromDays(9) } };

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Folder.Dispose();
    }

    // As the file says it, at another address: the record's former content holds the one before.
    private static Customer Changed(int number) => Person(number) with { ContactPoints = [Sentinel.Email(number), Sentinel.Phone(number)] };

    private static Customer Twinned(int number) => Person(number + Twin) with { ContactPoints = [Sentinel.Email(number + Twin)], Roles = [] };

    private static Customer Person(int number) => new()
    {
        Id = Id(number),
        Name = Sentinel.Name(number),
        GivenName = Sentinel.GivenName(number),
        Birthday = new AnnualDate(3, 1),
        ContactPoints = [Sentinel.FormerEmail(number), Sentinel.Phone(number)],
        Roles = number % 100 == 9 ? [new PartyRole("friend", Id(number - 2))] : [],
        Fields = CustomFields.None.With("note", FieldValue.Of(Sentinel.Remark(number))),
    };

    private async Task ImportAsync()
    {
        var numbers = Enumerable.Range(1, People);
        var inbox = Directory.CreateDirectory(Folder["inbox"]).FullName;
        await File.WriteAllLinesAsync(Path.Combine(inbox, "customers.csv"), numbers
            .Select(number => $"{Id(number)},{Sentinel.Name(number)},{Sentinel.GivenName(number)},{(number % 5 == 2 ? Sentinel.FormerEmail(number) : Sentinel.Email(number)).Address},{Sentinel.Phone(number).Address},--10-01,\"{Sentinel.Remark(number)}\",{(number % 100 == 9 ? Id(number - 2) : null)}")
            .Prepend("customer_id,name,given_name,email,phone,birthday,field_note:text,role_friend"));
        await File.WriteAllLinesAsync(Path.Combine(inbox, "purchases.csv"), numbers
            .SelectMany(number => new[] { 400, 300, 100 }.Select(days => $"{Id(number)},{new LocalDate(1997, 10, 1).PlusDays(-days - (number % 90)):uuuu-MM-dd},{10 + (number % 7)}.50"))
            .Prepend("customer_id,date,amount"));
        await Desk.ImportAsync(new ImportRequest { CustomersFile = Path.Combine(inbox, "customers.csv"), PurchasesFile = Path.Combine(inbox, "purchases.csv") });

        // The files that somebody brought are theirs to delete.
        Directory.Delete(inbox, recursive: true);
    }

    private async Task CommitAsync(Func<int, ChangeSet> changes) =>
        await Store.CommitAsync(Enumerable.Range(1, People).Select(changes).ToAsyncEnumerable(), CommitMode.Apply, conflict: null);
}
