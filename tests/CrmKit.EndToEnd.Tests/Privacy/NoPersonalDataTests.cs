using CrmKit.Desk;
using CrmKit.Messaging;
using CrmKit.Scheduling;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace CrmKit.EndToEnd.Tests.Privacy;

/// <summary>Whatever fails, no name, address or telephone number is in a line of the log, a metric or an exception, caught ones included.</summary>
[Collection(ProcessWide.Name)]
public sealed class NoPersonalDataTests(ITestOutputHelper output)
{
    private const int People = 500;

    [Fact]
    public async Task Loop_with_failing_senders_gates_words_and_store_tells_of_nobody()
    {
        using var overheard = new Overheard();
        await using var shop = await SentinelShop.OpenAsync(People, overheard);
        await shop.FillAsync();
        await shop.SendAsync();
        foreach (var options in new[]
        {
            Options(shop) with { MoreGates = [new LoudGate()] },
            Options(shop) with { Templates = new LoudWords() },
            Options(shop) with { Senders = [new EmlFolderSender(new EmlFolderOptions { Folder = shop.Folder["shop.db"], From = "shop@example.com", FromName = "The shop" })] },
        })
        {
            var desk = new CrmDesk(shop.Store, options, overheard.CreateLogger<Dispatcher>());
            shop.Clock.Advance(Duration.FromHours(1));
            await shop.Store.EnqueueAsync(A.Plan(Enumerable.Range(1, People).Where(number => number % 9 == 5).Select(number => SentinelShop.Touch(number, $"{shop.Clock.Now}", shop.Clock.Now))), "test");
            await desk.SendAsync();
        }

        await Record.ExceptionAsync(() => new CrmDesk(shop.Store, Options(shop) with { MoreSources = [new LoudSource()] }).PlanAsync(shop.Desk.AssessAsync().GetAwaiter().GetResult()));
        AssertHeard(overheard, logs: 3);
        Assert.Contains(overheard.Lines, line => line.Contains(nameof(LoudException), StringComparison.Ordinal));
        Assert.Contains(overheard.Metrics, metric => metric.Contains("uncertain", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> BadFiles => new()
    {
        { "customers", "customer_id,name,email,birthday,zone,consent_marketing,consent_date|c1,{n},{a},{n},,,|c2,{n},{n},,,,|c3,{n},{a},,{a},,|c4,{n},{a},,,{a},{p}|c5,{n},\"{a},,,,|c6,{n},{a},,,opt-in,{a}" },
        { "customers", "c1,{n},{a},{p}|c2,{n},{a},{p}" },
        { "customers", "customer_id,name,phone,preferred_hours,care_hardship,block_all|{n}\t,{n},{n},,,|c2,{n},{p},{a},,|c3,{n},{p},,{n},|c4,{n},{p},,,{a}|c5,{n},{p},,,,,,{a}" },
        { "consents", "customer_id,channel,address,purpose,state,date|c1,email,{n},marketing,opt-in,1997-09-01|c2,{a},{a},marketing,opt-in,1997-09-01|c3,email,{a},{n},opt-out,1997-09-01|c4,email,{a},marketing,{a},1997-09-01|c5,email,{a},marketing,opt-in,{p}" },
        { "purchases", "customer_id,date,amount,key|c1,{n},1,k1|c2,1997-09-01,{a},k2|{a}\u0001,1997-09-01,3,k3|c1,1997-09-01,1,{n}|c1,1997-09-01,2,{n}|c9,1997-09-01" },
        { "interactions", "key,customer_id,type,date,score,note|k1,c1,{n},1997-09-01,,|k2,c1,nps,1997-09-01,{p},|k3,c1,complaint,{a},,{t}|k4,c1,nps,1997-09-01,99,{t}" },
        { "timeline", "key,customer_id,type,day|k1,c1,{n},{a}|k2,c1,purchase,{a}" },
        { "cards", "BEGIN:VCARD|VERSION:4.0|FN:{n}|BDAY:{n}|EMAIL:{n}|TEL:{a}|UID:{n}|END:VCARD|BEGIN:VCARD|VERSION:{a}|FN:{n}|END:VCARD|{n}" },
    };

    [Theory, MemberData(nameof(BadFiles))]
    public async Task Import_of_bad_rows_tells_of_nobody_outside_the_file_of_rejects(string kind, string lines)
    {
        using var overheard = new Overheard();
        await using var shop = await SentinelShop.OpenAsync(10, overheard);
        var text = lines
            .Replace("{n}", Sentinel.Name(1), StringComparison.Ordinal).Replace("{a}", Sentinel.Email(1).Address, StringComparison.Ordinal)
            .Replace("{p}", Sentinel.Phone(1).Address, StringComparison.Ordinal).Replace("{t}", Sentinel.Remark(1), StringComparison.Ordinal);
        var file = shop.Folder.Write("file.txt", text.Split('|'));
        var request = new ImportRequest
        {
            CustomersFile = kind == "customers" ? file : null,
            ConsentsFile = kind == "consents" ? file : null,
            PurchasesFile = kind == "purchases" ? file : null,
            InteractionsFile = kind == "interactions" ? file : null,
            TimelineFile = kind == "timeline" ? file : null,
            VCardFile = kind == "cards" ? file : null,
        };
        var thrown = await Record.ExceptionAsync(() => shop.Desk.ImportAsync(request));
        Assert.NotNull(thrown);
        output.WriteLine(thrown.Message);
        var setAside = await Record.ExceptionAsync(() => shop.Desk.ImportAsync(request with { RejectsFile = shop.Folder["rejects.txt"] }));
        output.WriteLine(setAside?.Message ?? "set aside");
        AssertHeard(overheard, logs: 0);
    }

    [Theory]
    [InlineData("UPDATE crm_customer SET document = replace(document, '{', '[{')")]
    [InlineData("UPDATE crm_customer SET document = replace(document, '\"person\"', '\"Qzn00001z\"')")]
    [InlineData("UPDATE crm_customer SET document = replace(document, '\"email\"', '\"Qzn00001z\"')")]
    [InlineData("UPDATE crm_customer SET document = replace(document, '@', ' at ')")]
    [InlineData("UPDATE crm_customer SET document = replace(document, '--03-01', 'Qzn00001z')")]
    [InlineData("UPDATE crm_consent SET address = 'Qzn00001z', channel = 1")]
    [InlineData("UPDATE crm_consent SET purpose = 'Qzn00001z Doe'")]
    [InlineData("UPDATE crm_event SET detail = replace(detail, '\"note\"', '\"note\":\"Qzn00001z\",\"note\"') || '}' WHERE detail IS NOT NULL")]
    [InlineData("UPDATE crm_event SET currency = 'Qzn00001z', amount = 'qza00001z@example.com' WHERE kind = 1")]
    [InlineData("UPDATE crm_outbox SET because = 'Qzn00001z', address = 'Qzn00001z Doe'")]
    [InlineData("UPDATE crm_outbox SET reason = 'Qzn00001z' || char(10)")]
    [InlineData("UPDATE crm_outbox SET state = 99, purpose = 'qza00001z@example.com'")]
    [InlineData("UPDATE crm_decision SET proposed_because = '{Qzn00001z', decided_because = 'qza00001z@example.com'")]
    [InlineData("CREATE TRIGGER t BEFORE UPDATE ON crm_outbox BEGIN SELECT raise(ABORT, 'no'); END")]
    [InlineData("CREATE TRIGGER t BEFORE INSERT ON crm_event BEGIN SELECT raise(ABORT, 'no'); END")]
    [InlineData("DROP TABLE crm_decision")]
    [InlineData("DROP TABLE crm_contact_point")]
    public async Task Store_that_cannot_be_read_or_written_tells_of_nobody(string damage)
    {
        using var overheard = new Overheard();
        await using var shop = await SentinelShop.OpenAsync(20, overheard);
        await shop.FillAsync();
        await shop.SendAsync();
        shop.Clock.Advance(Duration.FromHours(3));
        Execute(shop, damage);
        CustomerId id = SentinelShop.Id(7);
        var failures = 0;
        foreach (var act in new Func<Task>[]
        {
            async () => await shop.Desk.PlanAsync(await shop.Desk.AssessAsync()),
            () => shop.Desk.SendAsync(),
            () => shop.Desk.WhyAsync(id),
            () => shop.Desk.DescribePersonAsync(id),
            () => shop.ExportAsync("export"),
            async () => await shop.Store.ReadCustomersAsync().CountAsync(),
            async () => await shop.Store.ReadOutboxAsync().CountAsync(),
            async () => await shop.Store.ReadDecisionsAsync(id).CountAsync(),
            () => shop.Store.CommitAsync(new ChangeSet { Customers = [new Customer { Id = id, Name = Sentinel.Name(2), ContactPoints = [Sentinel.Email(2)] }], Events = [A.Complaint(id.Value, note: Sentinel.Remark(2))] }),
            () => shop.Store.MergeAsync(SentinelShop.Id(1), SentinelShop.Id(2)),
            () => shop.Store.FindByPointAsync(Sentinel.Email(1)),
            () => shop.Store.PurgeAsync(new RetentionSchedule { Complaints = RetentionPeriod.Of(Period.FromDays(1)), OutboxRows = RetentionPeriod.Of(Period.FromDays(1)) }),
            () => shop.Desk.EraseAsync([id]),
        })
        {
            failures += await Record.ExceptionAsync(act) is { } thrown ? 1 : 0;
        }

        output.WriteLine($"{failures} of 13 failed, {overheard.Exceptions.Count} exceptions");
        Assert.NotEqual(0, failures + overheard.Exceptions.Count);
        AssertHeard(overheard, logs: 0);
    }

    [Fact]
    public async Task Busy_or_closed_store_and_wrong_arguments_tell_of_nobody()
    {
        using var overheard = new Overheard();
        await using var shop = await SentinelShop.OpenAsync(20, overheard);
        await shop.FillAsync();
        await using (var other = await SqliteCrmStore.OpenAsync(shop.Folder["shop.db"], new SqliteStoreOptions { Clock = shop.Clock, BusyTimeout = Duration.FromMilliseconds(1) }))
        {
            using var connection = Open(shop);
            using var transaction = connection.BeginTransaction(deferred: false);
            await Assert.ThrowsAsync<CrmStoreException>(() => other.CommitAsync(new ChangeSet { Customers = [new Customer { Id = "new", Name = Sentinel.Name(3), ContactPoints = [Sentinel.Email(3)] }] }));
        }

        await Record.ExceptionAsync(() => shop.Store.CommitAsync(new ChangeSet { Events = [A.Purchase(SentinelShop.Id(1), new LocalDate(1997, 1, 1), 1m, "same"), A.Purchase(SentinelShop.Id(1), new LocalDate(1997, 1, 1), 2m, "same")] }));
        await Record.ExceptionAsync(() => shop.Store.MergeAsync("nobody", "none"));
        foreach (var wrong in new Action[]
        {
            () => ContactPoint.Parse(Channel.Email, Sentinel.Name(1)),
            () => ContactPoint.Parse(Channel.Phone, Sentinel.Email(1).Address),
            () => _ = new ConsentEntry("1", Sentinel.Email(1), Purpose.Marketing, ConsentState.OptIn, A.Noon, Sentinel.Name(1) + "\n"),
            () => _ = new ConsentEvidence(EvidenceKind.Document, Sentinel.Name(1) + "\r"),
            () => _ = new Complaint(new EventKey("k"), "1", A.Noon, null, Sentinel.Remark(1) + "\0" + new string('x', 100_000)),
            () => _ = new Purpose(Sentinel.Name(1)),
            () => _ = new Topic(Sentinel.Email(1).Address),
            () => _ = new Customer { Id = "1", Name = Sentinel.Name(1) + "\0", Language = Sentinel.Name(1) },
            () => CustomerJson.FromText($"{{\"schema\":1,\"id\":\"1\",\"kind\":\"person\",\"name\":[\"{Sentinel.Name(1)}\"]}}"),
            () => TimelineJson.FromText($"{{\"{Sentinel.Name(1)}\":1}}"),
        })
        {
            Record.Exception(wrong);
        }

        await shop.Store.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => shop.Desk.SendAsync());
        AssertHeard(overheard, logs: 0);
    }

    private void AssertHeard(Overheard overheard, int logs)
    {
        Assert.True(overheard.Lines.Count >= logs, $"{overheard.Lines.Count} lines were logged.");
        Assert.Equal([], overheard.Lines.Where(Tells));
        Assert.Equal([], overheard.Metrics.Where(Tells));

        // What the program's own sender, gate or template throws is theirs; that nobody else passes it on is what is tested.
        var loud = typeof(LoudException).FullName;
        Assert.Equal([], overheard.Exceptions.Where(thrown => !string.Equals(thrown.Type, loud, StringComparison.Ordinal) && Tells(thrown.Text)).Select(thrown => thrown.Text));
        output.WriteLine($"{overheard.Lines.Count} lines, {overheard.Metrics.Count} measurements, exceptions: {string.Join(", ", overheard.Exceptions.CountBy(thrown => thrown.Type).Select(one => $"{one.Value} {one.Key}"))}");

        static bool Tells(string text) => Sentinel.In(text).Any();
    }

    private static CrmDeskOptions Options(SentinelShop shop) => new()
    {
        BusinessName = "The shop",
        From = "shop@example.com",
        BusinessZone = DateTimeZone.Utc,
        Currency = Currency.Usd,
        DayLimit = DayLimit.AtMost(People),
        OutboxFolder = shop.Folder["outbox"],
    };

    private static SqliteConnection Open(SentinelShop shop)
    {
        var connection = new SqliteConnection($"Data Source={shop.Folder["shop.db"]};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SentinelShop shop, string sql)
    {
        using var connection = Open(shop);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = OFF; " + sql;
        command.ExecuteNonQuery();
    }

    private sealed class LoudGate : IGate
    {
        public string Rule => "loud";

        public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at) => throw new LoudException(1);
    }

    private sealed class LoudWords : ITemplateRenderer
    {
        public RenderResult Render(Reason reason, Customer customer) => throw new LoudException(2);
    }

    private sealed class LoudSource : ITouchSource
    {
        public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today) => throw new LoudException(3);
    }
}
