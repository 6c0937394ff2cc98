using CrmKit;
using CrmKit.Desk;
using CrmKit.LifetimeValue;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using NodaTime;

// The whole loop after trimming, on purchases simulated from a seed: CSV, SQLite, fits, plan, messages, report.
var opening = new LocalDate(2025, 1, 1);
var shop = new PurchaseSimulator(new BgNbdModel(r: 0.8, alpha: 9, a: 0.9, b: 2.5), arrivalDays: 90, observationDays: 364).Simulate(400, seed: 7);
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

Console.WriteLine($"{import.Changes.CustomersAdded} customers, {book.PurchaseFit?.Convergence.Status} and {book.SpendFit?.Convergence.Status}");
Console.WriteLine($"{plan.Enqueued.Added} planned, {sent.Sent} sent, {Directory.GetFiles("outbox", "*.eml").Length} messages");
// People, consent, history: what reads and writes documents must not need what trimming takes away.
var files = new ExportRequest { CustomersFile = "people.csv", ConsentsFile = "consents.csv", TimelineFile = "timeline.csv", VCardFile = "people.vcf" };
var exported = await desk.ExportAsync(files);
var first = (await store.ReadCustomersAsync().FirstAsync()).Id;
var known = PersonDocument.FromText((await desk.DescribePersonAsync(first))!.ToText());
var again = await desk.ImportAsync(ImportRequest.OfOwnExport(files, zone) with { VCardFile = null, Mode = CommitMode.DryRun });
var token = await desk.RequestOptInAsync(new OptInAsked { Customer = first, Point = known.Customer.ContactPoints[0].Point, Source = "web form" });
var confirmed = await desk.ConfirmOptInAsync(token);
var duplicates = await desk.FindDuplicatesAsync();
Console.WriteLine($"{exported.Customers} people out, unchanged on the way back: {again.Changes.CustomersChanged == 0 && again.Changes.EventsAdded == 0}; opt-in {confirmed!.State}");
Console.WriteLine($"{duplicates.People} compared; {CrmKit.Import.VendorProfile.BuiltIn("hubspot").Vendor} profile");
Console.WriteLine(File.ReadAllText("report.html").Contains("<svg", StringComparison.Ordinal) ? "report with a picture" : "report without a picture");

internal sealed class NoonClock(Instant now) : IClock
{
    public Instant GetCurrentInstant() => now;
}
