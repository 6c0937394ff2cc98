using System.Globalization;
using ContactDesk;
using CrmKit;
using CrmKit.AspNetCore;
using CrmKit.Desk;
using CrmKit.Import;
using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Testing;
using NodaTime;

// A desk for one shop on the web: whom to contact today, why, and the pages behind the links in the messages.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var builder = WebApplication.CreateBuilder(args);
var folder = Directory.CreateDirectory(builder.Configuration["Folder"] ?? "crmkit-contactdesk").FullName;

// The purchases are of 1997: a clock that stands at that day makes "today" mean something. Fixed keys and a store that forgets are for a sample alone.
var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
var clock = new ManualClock(new LocalDateTime(1997, 10, 1, 6, 0).InZoneStrictly(zone).ToInstant());
var ring = new RotatingKeyRing();
var store = new InMemoryCrmStore(clock, ring);
var desk = new CrmDesk(store, new CrmDeskOptions
{
    BusinessName = "The CDNOW sample shop",
    From = "shop@example.com",
    BusinessZone = zone,
    Currency = Currency.Usd,
    OutboxFolder = Path.Combine(folder, "outbox"),
    UnsubscribeLinks = new UnsubscribeLinks(new Uri("https://shop.example/u"), ring),
});

var data = Path.Combine(AppContext.BaseDirectory, "data");
await desk.ImportAsync(new ImportRequest
{
    CustomersFile = Path.Combine(data, "customers_synthetic.csv"),
    PurchasesFile = Path.Combine(data, "cdnow_transactions.csv"),
    Purchases = new PurchaseCsvOptions { Currency = Currency.Usd, BusinessZone = zone, AmountColumn = "dollars" },
});
await desk.PlanAsync(await desk.AssessAsync());

builder.Services.AddSingleton<ICrmStore>(store).AddSingleton<IKeyRing>(ring);
builder.Services.AddSingleton<IOptInSender>(new OptInFolder(Path.Combine(folder, "confirmations.txt")));
var app = builder.Build();

var list = new DeskPages(desk, new LinkTokens(ring));
app.MapGet("/", async (CancellationToken cancellationToken) => Results.Content(await list.TodayAsync(cancellationToken), "text/html; charset=utf-8"));
app.MapGet("/why/{customer}", async (string customer, CancellationToken cancellationToken) => Results.Content(await list.WhyAsync(customer, cancellationToken), "text/html; charset=utf-8"));
app.MapPost("/send", async () =>
{
    // A hosted dispatcher looks once a minute; here the clock is moved to each instant at which something is due.
    foreach (var due in (await desk.TodaysContactsAsync()).Select(contact => contact.Row).Where(row => row.State == OutboxState.Due).Select(row => row.DueAt).Distinct().Order())
    {
        clock.Now = Instant.Max(clock.Now, due);
        await desk.SendAsync();
    }

    return Results.LocalRedirect("/");
});

var pages = new LinkPageOptions { BusinessName = "The CDNOW sample shop", PreferencesPath = "/preferences", ConfirmAddress = new Uri("https://shop.example/confirm") };
app.MapCrmKitUnsubscribe("/u", pages);
app.MapCrmKitPreferences("/preferences", pages);
app.MapCrmKitOptIn("/confirm", pages);
app.Run();
