using CrmKit.Desk;
using CrmKit.LifetimeValue;
using CrmKit.Numerics;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>An invented shop: purchases simulated from BG/NBD, people synthetic, everything from one seed.</summary>
internal sealed class DemoShop(DirectoryInfo folder)
{
    private const ulong Seed = 1997;
    private const int ArrivalDays = 180;
    private const int ObservationDays = 364;

    private static readonly LocalDate Opening = new(2025, 1, 1);

    // A shop whose customers come a few times a year; a year of it shows every part of the report.
    private static readonly BgNbdModel Habits = new(r: 0.8, alpha: 9, a: 0.9, b: 2.5);

    public async Task<DemoOutput> RunAsync(int customers, CancellationToken cancellationToken)
    {
        folder.Create();
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var today = Opening.PlusDays(ObservationDays);
        var clock = new ManualClock(zone.AtLeniently(today.At(new LocalTime(9, 0))).ToInstant());
        var business = new BusinessSettings { Name = "The demo shop", From = "shop@example.com", Zone = zone.Id, Currency = "EUR" };
        var (purchases, people) = await WriteFilesAsync(customers, cancellationToken).ConfigureAwait(false);

        var store = await SqliteCrmStore.OpenAsync(InFolder("shop.db"), new SqliteStoreOptions { Clock = clock }, cancellationToken).ConfigureAwait(false);
        await using var _ = store.ConfigureAwait(false);
        business.Save(InFolder("shop.db"));
        var desk = new CrmDesk(store, business.DeskOptions with { OutboxFolder = InFolder("outbox") });
        await desk.ImportAsync(new ImportRequest { PurchasesFile = purchases, CustomersFile = people }, cancellationToken).ConfigureAwait(false);
        var book = await desk.AssessAsync(cancellationToken).ConfigureAwait(false);
        var planned = await desk.PlanAsync(book, cancellationToken).ConfigureAwait(false);
        var before = (await desk.TodaysContactsAsync(cancellationToken).ConfigureAwait(false)).Count(contact => contact.Row.State == OutboxState.Sent);
        var sent = await desk.SendAsync(cancellationToken).ConfigureAwait(false);
        await desk.WriteReportAsync(Report(planned.Plan), book, cancellationToken).ConfigureAwait(false);
        var contacts = await desk.TodaysContactsAsync(cancellationToken).ConfigureAwait(false);
        return new DemoOutput(
            LocalDatePattern.Iso.Format(today),
            book.Outlooks.Length,
            book.Summaries.Sum(summary => summary.RepeatPurchases + 1),
            contacts.Length,
            sent.Sent,
            before,
            Shown("shop.db"),
            Shown("report.html"),
            Shown("outbox"),
            contacts.IsEmpty ? "1" : contacts[0].Row.Intent.Key.Customer.Value);
    }

    private ReportRequest Report(ContactPlan plan) =>
        new() { Path = InFolder("report.html"), Plan = plan, Notes = ["This shop is invented: purchases are simulated, and every person is synthetic."] };

    private async Task<(string Purchases, string Customers)> WriteFilesAsync(int customers, CancellationToken cancellationToken)
    {
        var simulated = new PurchaseSimulator(Habits, ArrivalDays, ObservationDays).Simulate(customers, Seed).ToList();
        var random = new SeededRandom(Seed);
        var rows = simulated.SelectMany((customer, i) => customer.RepeatDays.Prepend(customer.FirstDay).Select(day => FormattableString.Invariant(
            $"{i + 1},{LocalDatePattern.Iso.Format(Opening.PlusDays(day))},{decimal.Round((decimal)(5 + (60 * random.NextGamma(2.0) / 2)), 2)}")));
        await File.WriteAllLinesAsync(InFolder("purchases.csv"), rows.Prepend("customer_id,date,amount"), cancellationToken).ConfigureAwait(false);

        var synthetic = new SyntheticCustomers(Seed);
        var people = new StreamWriter(InFolder("customers.csv"));
        await using (people.ConfigureAwait(false))
        {
            SyntheticCustomerCsv.Write(people, simulated.Select((_, i) => synthetic.Of(i + 1)));
        }

        return (InFolder("purchases.csv"), InFolder("customers.csv"));
    }

    private string InFolder(string name) => Path.Combine(folder.FullName, name);

    private string Shown(string name) => Path.Combine(folder.ToString(), name);
}
