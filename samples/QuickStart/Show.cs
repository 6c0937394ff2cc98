using CrmKit;
using CrmKit.Desk;
using CrmKit.Messaging;
using CrmKit.Storage;
using NodaTime;

namespace QuickStart;

/// <summary>Prints what the desk answers.</summary>
internal static class Show
{
    public static void Heading(ZonedDateTime now, string folder)
    {
        Console.WriteLine("CrmKit on the CDNOW sample: real purchases of 1997-98, synthetic people at example.com.");
        Console.WriteLine($"The clock stands at {now:uuuu-MM-dd HH:mm} in {now.Zone.Id}: purchases after 1997-09-30 are kept aside to check the forecast.");
        Console.WriteLine($"Everything is written to {Path.GetRelativePath(".", folder)}");
    }

    public static void Import(CommitReport report)
    {
        Console.WriteLine();
        Console.WriteLine(report.IsUnchanged
            ? $"Imported nothing new: {report.EventsKnown:N0} purchases and {report.CustomersUnchanged:N0} customers are known already."
            : $"Imported {report.EventsAdded:N0} purchases and {report.CustomersAdded:N0} customers into SQLite.");
    }

    public static void Fits(CustomerBook book)
    {
        Console.WriteLine();
        Console.WriteLine($"{book.Outlooks.Length:N0} customers had bought by {book.Summaries.ObservedUntil:uuuu-MM-dd}.");
        if (book.PurchaseFit is { } purchases)
        {
            var model = purchases.Model;
            Console.WriteLine(
                $"  BG/NBD       r {model.R:F6}  alpha {model.Alpha:F5}  a {model.A:F6}  b {model.B:F5}  log-likelihood {purchases.LogLikelihood:F3}  ({purchases.Convergence.Status})");
        }

        if (book.SpendFit is { } spend)
        {
            var model = spend.Model;
            Console.WriteLine(
                $"  Gamma-Gamma  p {model.P:F5}  q {model.Q:F5}  gamma {model.Gamma:F4}  log-likelihood {spend.LogLikelihood:F3}  ({spend.Convergence.Status})");
        }
    }

    public static void MostValuable(IEnumerable<CustomerOutlook> outlooks)
    {
        Console.WriteLine();
        Console.WriteLine("Most valuable, over the next 52 weeks:");
        Console.WriteLine("  customer   alive  purchases  per purchase   expected value");
        foreach (var outlook in outlooks)
        {
            var value = outlook.Value!;
            Console.WriteLine($"  {outlook.Customer,8}  {value.ProbabilityAlive,6:P1}  {value.ExpectedPurchases,9:F2}  {value.ExpectedSpend.Amount,8:F2} {value.ExpectedSpend.Currency}  {value.ExpectedValue.Amount,11:N2} {value.ExpectedValue.Currency}");
        }
    }

    public static void SlippingAway(IEnumerable<CustomerOutlook> outlooks)
    {
        Console.WriteLine();
        Console.WriteLine("Slipping away, the most valuable first:");
        Console.WriteLine("  customer   alive   expected value   if still here");
        foreach (var outlook in outlooks)
        {
            var value = outlook.Value!;
            Console.WriteLine($"  {outlook.Customer,8}  {value.ProbabilityAlive,6:P1}  {value.ExpectedValue.Amount,11:N2} {value.ExpectedValue.Currency}  {value.ValueIfAlive.Amount,10:N2} {value.ValueIfAlive.Currency}");
        }
    }

    public static void Contacts(IReadOnlyCollection<DeskContact> contacts, ContactPlan plan)
    {
        Console.WriteLine();
        Console.WriteLine($"Today's contacts ({contacts.Count}), by the customer's own clock:");
        foreach (var contact in contacts)
        {
            var row = contact.Row;
            Console.WriteLine($"  {row.Intent.Key.Customer,6}  {row.Intent.Point.Channel,-5}  {contact.LocalTime:HH:mm} {contact.LocalTime.Zone.Id,-20} {OutboxWords.Of(row.State),-5}  {EnglishReasons.Render(row.Reason)}");
        }

        foreach (var group in plan.Decisions.Where(decision => decision.Outcome != PlanOutcome.Planned).GroupBy(decision => (decision.Outcome, decision.Rule)).OrderBy(group => group.Key))
        {
            Console.WriteLine($"  {group.Count():N0} {group.Key.Outcome.ToString().ToLowerInvariant()} by {group.Key.Rule}, for example: {EnglishReasons.Render(group.First().DecidedBecause)}");
        }
    }

    public static void Sent(DispatchReport report, int before)
    {
        Console.WriteLine();
        Console.WriteLine($"Sent {report.Sent} messages; {report.Held} held for want of a value, {report.Postponed} postponed, {report.Refused} refused at the last moment.");
        if (before > 0)
        {
            Console.WriteLine($"{before} of today's contacts had been sent before: nothing was sent twice.");
        }
    }

    public static void Files(string folder)
    {
        var shown = Path.GetRelativePath(".", folder);
        Console.WriteLine();
        Console.WriteLine($"Look at {Path.Combine(shown, "report.html")} and at the messages in {Path.Combine(shown, "outbox")}.");
    }
}
