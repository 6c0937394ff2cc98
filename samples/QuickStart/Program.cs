using System.Globalization;
using CrmKit;
using CrmKit.Desk;
using CrmKit.Import;
using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;
using NodaTime;
using QuickStart;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var data = Path.Combine(AppContext.BaseDirectory, "data");
var folder = Directory.CreateDirectory(args is [var given] ? given : "crmkit-quickstart").FullName;

// The purchases are of 1997: a clock that stands at that day makes "today" mean something.
var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
var clock = new ManualClock(new LocalDateTime(1997, 10, 1, 6, 0).InZoneStrictly(zone).ToInstant());

await using var store = await SqliteCrmStore.OpenAsync(Path.Combine(folder, "shop.db"), new SqliteStoreOptions { Clock = clock });
var desk = new CrmDesk(store, new CrmDeskOptions
{
    BusinessName = "The CDNOW sample shop",
    From = "shop@example.com",
    BusinessZone = zone,
    Currency = Currency.Usd,
    OutboxFolder = Path.Combine(folder, "outbox"),
});

Show.Heading(clock.GetCurrentInstant().InZone(zone), folder);
var imported = await desk.ImportAsync(new ImportRequest
{
    CustomersFile = Path.Combine(data, "customers_synthetic.csv"),
    PurchasesFile = Path.Combine(data, "cdnow_transactions.csv"),
    Purchases = new PurchaseCsvOptions { Currency = Currency.Usd, BusinessZone = zone, AmountColumn = "dollars" },
});
Show.Import(imported.Changes);

var book = await desk.AssessAsync();
Show.Fits(book);
Show.MostValuable(book.MostValuable(10));
Show.SlippingAway(book.SlippingAway(10));

var planned = await desk.PlanAsync(book);
var before = (await desk.TodaysContactsAsync()).Count(contact => contact.Row.State == OutboxState.Sent);

// A hosted dispatcher looks once a minute; here the clock is moved to each instant at which something is due.
var sent = new DispatchReport();
foreach (var due in (await desk.TodaysContactsAsync()).Select(contact => contact.Row).Where(row => row.State == OutboxState.Due).Select(row => row.DueAt).Distinct().Order())
{
    clock.Now = Instant.Max(clock.Now, due);
    sent += await desk.SendAsync();
}

Show.Contacts(await desk.TodaysContactsAsync(), planned.Plan);
Show.Sent(sent, before);

await desk.WriteReportAsync(
    new ReportRequest
    {
        Path = Path.Combine(folder, "report.html"),
        Plan = planned.Plan,
        Notes =
        [
            "Purchases are the real CDNOW sample of 1997 and 1998; names, addresses, birthdays, zones and consents are synthetic.",
            "Today is 1 October 1997. The models saw purchases up to 30 September; later ones serve to check the forecast.",
        ],
    },
    book);
Show.Files(folder);
