using CrmKit;
using CrmKit.Desk;
using CrmKit.LifetimeValue;
using CrmKit.Storage.Sqlite;
using NodaTime;

// The whole loop after trimming, on purchases simulated from a seed: CSV, SQLite, fits, plan, messages, report.
var opening = new LocalDate(2025, 1, 1);
var shop = new BgNbdSimulator(new BgNbdModel(r: 0.8, alpha: 9, a: 0.9, b: 2.5), arrivalDays: 90, observationDays: 364).Simulate(400, seed: 7);
var rows = shop.SelectMany((customer, i) => customer.RepeatDays.Prepend(customer.FirstDay)
    .Select((day, k) => FormattableString.Invariant($"{i + 1},{opening.PlusDays(day):uuuu-MM-dd},{10 + (i % 7) + (k % 3)}.50")));
File.WriteAllLines("purchases.csv", rows.Prepend("customer_id,date,amount"));
File.WriteAllLines("customers.csv", Enumerable.Range(1, 400)
    .Select(i => $"{i},Customer {i},Customer {i},customer.{i}@example.com,opt-in,2025-01-01")
    .Prepend("customer_id,name,given_name,email,consent_marketing,consent_date"));

var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
var clock = new NoonClock(zone.AtLeniently(opening.PlusDays(364).At(new LocalTime(12, 0))).ToInstant());
await using var store = await SqliteCrmStore.OpenAsync("shop.db", new SqliteStoreOptions { Clock = clock });
var desk = new CrmDesk(store, new CrmDeskOptions { BusinessName = "The shop", From = "shop@example.com", BusinessZone = zone, Currency = Currency.Eur });
var import = await desk.ImportAsync(new ImportRequest { PurchasesFile = "purchases.csv", CustomersFile = "customers.csv" });
var book = await desk.AssessAsync();
var plan = await desk.PlanAsync(book);
var sent = await desk.SendAsync();
await desk.WriteReportAsync(new ReportRequest { Path = "report.html", Plan = plan.Plan }, book);

Console.WriteLine($"{import.CustomersAdded} customers, {book.PurchaseFit?.Convergence.Status} and {book.SpendFit?.Convergence.Status}");
Console.WriteLine($"{plan.Enqueued.Added} planned, {sent.Sent} sent, {Directory.GetFiles("outbox", "*.eml").Length} messages");
Console.WriteLine(File.ReadAllText("report.html").Contains("<svg", StringComparison.Ordinal) ? "report with a picture" : "report without a picture");

internal sealed class NoonClock(Instant now) : IClock
{
    public Instant GetCurrentInstant() => now;
}
