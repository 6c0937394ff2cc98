using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>The loop on tiny files, on both stores.</summary>
public sealed class DeskLoopTests
{
    private static readonly string[] Purchases = ["ann,2025-05-20,20", "bob,2025-01-02,12.50", "bob,2025-02-01,7.50", "cid,2025-01-15,10", "dee,2025-01-15,10", "dee,2025-02-15,30", "ghost,2025-01-15,99"];

    private static readonly string[] Customers =
    [
        "ann,Ann,ann@example.com,--06-02,opt-in,opt-in,2025-01-01", "bob,Bob,bob@example.com,,opt-out,,2025-01-01", "cid,,cid@example.com,,opt-in,,2025-01-01",
        "dee,Dee,dee@example.com,,opt-in,,2025-01-01", "eve,Eve,eve@example.com,--06-02,,opt-in,2025-01-01", "fay,Fay,,--06-02,,,",
    ];

    public static TheoryData<string> Stores => DeskShop.Stores;

    [Fact]
    public async Task Both_stores_give_the_same_decisions_messages_and_report()
    {
        var told = new List<string>();
        var pages = new List<string>();
        foreach (var kind in new[] { "memory", "sqlite" })
        {
            await using var shop = await DeskShop.OpenAsync(kind);
            await shop.ImportAsync(Purchases, Customers);
            var planned = await shop.PlanAsync();
            var sent = await shop.Desk.SendAsync();
            var contacts = await shop.Desk.TodaysContactsAsync();
            var why = await shop.Desk.WhyAsync("bob");
            told.Add(string.Join('\n', planned.Plan.Decisions.Select(item => item.ToString()).Concat(contacts.Select(contact => $"{contact.Row} {contact.LocalTime}"))
                .Append($"{sent} {planned.Enqueued} {string.Join(';', why.Decisions)}").Concat(shop.Messages().Select(file => Path.GetFileName(file)).Order())));

            Assert.Equal((3, 1), (sent.Sent, sent.Held));
            Assert.Equal(["ann", "dee", "eve"], contacts.Where(contact => contact.Row.State == OutboxState.Sent).Select(contact => contact.Row.Intent.Key.Customer.Value).Order());
            Assert.Equal(ReasonCodes.ConsentRefused, Assert.Single(why.Decisions).DecidedBecause.Code);
            Assert.Equal(ReasonCodes.NoContactPoint, Assert.Single((await shop.Desk.WhyAsync("fay")).Decisions).DecidedBecause.Code);
            pages.Add(await shop.ReportAsync());
        }

        Assert.Equal(told[0], told[1]);
        Assert.Equal(pages[0], pages[1]);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Same_files_twice_change_nothing(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        var first = await shop.ImportAsync(Purchases, Customers);
        Assert.Equal((7, 6), (first.EventsAdded, first.CustomersAdded));
        shop.Clock.Advance(Duration.FromHours(1));
        var second = await shop.ImportAsync(Purchases, Customers);
        Assert.True(second.IsUnchanged);
        Assert.Equal((7, 6), (second.EventsKnown, second.CustomersUnchanged));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Bad_row_leaves_nothing_of_either_file(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        var error = await Assert.ThrowsAsync<ImportFaultException>(() => shop.ImportAsync([.. Purchases, "ann,2025-02-30,1"], Customers));
        Assert.Equal(("purchases.csv", 9, "date"), (error.File, error.Line, error.Column));
        Assert.Empty(await shop.Store.ReadCustomersAsync().ToListAsync());
        Assert.Empty(await shop.Store.ReadEventsAsync().ToListAsync());
        Assert.Equal((0, 0), ((await shop.ImportAsync(Purchases, Customers)).EventsKnown, (await shop.ImportAsync(null, Customers)).CustomersAdded));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Dry_run_counts_and_takes_nothing(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        var dry = await shop.ImportAsync(Purchases, Customers, CommitMode.DryRun);
        Assert.Equal((7, 6), (dry.EventsAdded, dry.CustomersAdded));
        Assert.Empty(await shop.Store.ReadCustomersAsync().ToListAsync());
        Assert.Equal(dry, await shop.ImportAsync(Purchases, Customers));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Held_message_goes_once_its_value_is_known_and_planned_again(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await shop.ImportAsync(Purchases, Customers);
        await shop.PlanAsync();
        Assert.Equal(1, (await shop.Desk.SendAsync()).Held);

        // Planning alone tries again, and is held again.
        Assert.Equal(1, (await shop.PlanAsync()).Enqueued.Added);
        Assert.Equal(1, (await shop.Desk.SendAsync()).Held);

        await shop.ImportAsync(null, ["cid,Cid,cid@example.com,,opt-in,,2025-01-01"]);
        Assert.Equal(1, (await shop.PlanAsync()).Enqueued.Added);
        Assert.Equal(1, (await shop.Desk.SendAsync()).Sent);
        Assert.Equal(4, shop.Messages().Count);
        Assert.Equal(0, (await shop.PlanAsync()).Enqueued.Added);
    }
}
