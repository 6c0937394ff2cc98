using System.CommandLine;
using System.Text.Json;
using CrmKit.Cadence;
using CrmKit.Desk;
using CrmKit.Scheduling;
using CrmKit.Storage.Sqlite;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary><c>crmkit plan</c>.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var (common, problem) = (new CommonOptions(), new ProblemOptions());
        common.Database.Required = false;
        var limit = new Option<int>("--limit") { HelpName = "N", DefaultValueFactory = _ => 40, Description = "Most contacts today; birthdays always go." };
        var interval = new Option<int>("--interval") { HelpName = "DAYS", DefaultValueFactory = _ => 90, Description = "Days without purchase or contact after which a customer is due; not used with a trade." };
        var command = new Command("plan", "Fit the models, choose today's contacts under every gate, and put them in the outbox. Planning twice promises nothing twice.") { limit, interval };
        var days = new Option<int>("--days") { HelpName = "N", DefaultValueFactory = _ => 1, Description = "Days to look at, 1 to 64: a contact waits where a later day is better. Only today's are promised." };
        command.Add(days);
        var care = new Option<int>("--care-every") { HelpName = "DAYS", Description = "Owe every customer one caring contact in any so many days, and tell whom no day allows it for; 0 for none." };
        command.Add(care);
        problem.AddTo(command);
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(problem.File) is not null)
            {
                await ProblemPlan.RunAsync(parsed, problem, parsed.GetValue(common.Json), cancellationToken).ConfigureAwait(false);
                return;
            }

            if (parsed.GetValue(common.Database) is null)
            {
                throw new UsageException("--db: name the database, or a problem file with --problem.");
            }

            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var store = await common.OpenAsync(parsed, business, toWrite: true, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            var desk = new CrmDesk(store, Options(business, parsed.GetValue(limit), parsed.GetValue(interval), parsed.GetValue(days), parsed.GetValue(care)));
            var (book, planned) = await ProgressBar.RunAsync(
                "fitting and planning",
                isWanted: !parsed.GetValue(common.Json),
                async progress =>
                {
                    var assessed = await desk.AssessAsync(cancellationToken).ConfigureAwait(false);
                    progress.Report(0.5);
                    return (assessed, await desk.PlanAsync(assessed, cancellationToken).ConfigureAwait(false));
                }).ConfigureAwait(false);
            var contacts = await desk.TodaysContactsAsync(cancellationToken).ConfigureAwait(false);
            var output = new PlanOutput(
                LocalDatePattern.Iso.Format(book.Today),
                book.Outlooks.Length,
                book.IsValued,
                book.WhyNotValued ?? book.HowValued,
                planned.Enqueued.Added,
                [.. contacts.Select(ContactOutput.From)],
                [.. planned.Plan.Decisions.Where(decision => decision.Outcome == PlanOutcome.ForStaff).Select(StaffOutput.From)],
                PlanCountOutput.From(planned.Plan),
                await NoteAsync(store, cancellationToken).ConfigureAwait(false))
            {
                Horizon = planned.Horizon is { } horizon ? HorizonOutput.From(horizon) : null,
                Owed = parsed.GetValue(care) > 0 ? OwedOutput.From(planned) : null,
            };
            Print(parsed.GetValue(common.Json), output);
        });
        return command;
    }

    /// <summary>Consent counts from the instant at which it was recorded: a plan for the past finds nobody who agreed, which looks like a fault where nobody says why.</summary>
    private static async Task<string?> NoteAsync(SqliteCrmStore store, CancellationToken cancellationToken)
    {
        var now = store.Clock.GetCurrentInstant();
        await foreach (var recorded in store.ReadEventsAsync(cancellationToken).ConfigureAwait(false))
        {
            return recorded.RecordedAt > now
                ? "This database was filled later than --as-of, and a consent counts from when it was recorded. To work in the past, import with an --as-of too."
                : null;
        }

        return null;
    }

    private static CrmDeskOptions Options(BusinessSettings business, int limit, int interval, int days, int care)
    {
        if (days is < 1 or > ContactProblem.MostDays)
        {
            throw new UsageException($"--days: expected 1 to {ContactProblem.MostDays}.");
        }

        if (care is < 0 or > 3660)
        {
            throw new UsageException("--care-every: expected 1 to 3,660 days, or 0 for none.");
        }

        try
        {
            var options = business.DeskOptions with
            {
                DayLimit = DayLimit.AtMost(limit),
                PlanningDays = days,
                Cadence = new IntervalCadenceOptions { IntervalDays = interval },
                Minimum = care == 0 ? MinimumContact.None : MinimumContact.AtLeast(1, care),
            };
            _ = new IntervalCadence(options.Cadence);
            return options;
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new UsageException(limit is < 0 or > 1_000_000_000 ? "--limit: expected 0 to 1,000,000,000." : "--interval: expected 1 to 3,660 days.");
        }
    }

    private static void Print(bool json, PlanOutput output)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.PlanOutput));
            return;
        }

        Console.WriteLine($"{output.Day}: contacts {output.Contacts.Count}, of them new {output.NewlyPlanned} (times on the customer's clock).");
        if (output.WhyNotValued is { } why)
        {
            Console.WriteLine($"  {why}");
        }

        foreach (var contact in output.Contacts)
        {
            Console.WriteLine($"  {contact.LocalTime}  {contact.Channel,-5}  {contact.State,-8}  {contact.Customer}: {contact.Reason.Text}");
        }

        foreach (var handed in output.ForStaff)
        {
            Console.WriteLine($"  for staff         {handed.Customer}: {handed.Proposed.Text}; {handed.Decided.Text}");
        }

        if (output.Contacts.Count == 0 && output.NotToday.Count == 0)
        {
            Console.WriteLine("Nobody with a customer record has a reason to be contacted today. Records come from 'crmkit import --customers C.csv'.");
        }

        if (output.Note is { } note)
        {
            Console.WriteLine(note);
        }

        output.Horizon?.Print();
        output.Owed?.Print();
        foreach (var count in output.NotToday)
        {
            Console.WriteLine(FormattableString.Invariant($"  {count.Count:N0} {count.Outcome} by {count.Rule}"));
        }
    }
}
