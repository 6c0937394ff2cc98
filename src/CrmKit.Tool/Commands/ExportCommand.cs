using System.CommandLine;
using System.Text.Json;
using CrmKit.Desk;

namespace CrmKit.Tool;

/// <summary><c>crmkit export</c>.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var customers = new Option<FileInfo?>("--customers") { HelpName = "C.csv", Description = "Write people." };
        var consents = new Option<FileInfo?>("--consents") { HelpName = "S.csv", Description = "Write what people agreed to and refused, one statement a row." };
        var timeline = new Option<FileInfo?>("--timeline") { HelpName = "T.csv", Description = "Write what happened, one event a row." };
        var cards = new Option<FileInfo?>("--vcards") { HelpName = "A.vcf", Description = "Write people as an address book, vCard 4.0." };
        var force = new Option<bool>("--force") { Description = "Replace files that are there already." };
        var person = new Option<string?>("--person") { HelpName = "KEY", Description = "Print everything that is kept of one person, as one JSON document." };
        var command = new Command("export", "Write people, consents and history as CSV or vCard, or one person as a JSON document. Text that a spreadsheet would compute stands behind an apostrophe; 'crmkit import --own-export' takes it off again.")
        {
            customers, consents, timeline, cards, person, force,
        };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var files = new[] { customers, consents, timeline, cards };
            if (files.All(option => parsed.GetValue(option) is null) == (parsed.GetValue(person) is null))
            {
                throw new UsageException("Tell what to write: --customers, --consents, --timeline or --vcards with a file, or --person alone.");
            }

            var request = new ExportRequest
            {
                CustomersFile = Writable(customers),
                ConsentsFile = Writable(consents),
                TimelineFile = Writable(timeline),
                VCardFile = Writable(cards),
            };
            string? Writable(Option<FileInfo?> option) => OutputFile.Read(
                parsed, option, parsed.GetRequiredValue(common.Database), files.Where(other => other != option).Select(other => parsed.GetValue(other)?.FullName), parsed.GetValue(force));

            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var store = await common.OpenAsync(parsed, business, toWrite: false, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            var desk = new CrmDesk(store, business.DeskOptions);
            if (parsed.GetValue(person) is { } key)
            {
                var id = CustomerArgument.Read("--person", key);
                var document = await desk.DescribePersonAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new DataFaultException($"There is no record of a customer {id} in this database.");
                Console.WriteLine(document.ToText());
                return;
            }

            var report = await ProgressBar.RunAsync("writing", isWanted: !parsed.GetValue(common.Json), _ => desk.ExportAsync(request, cancellationToken)).ConfigureAwait(false);
            Console.WriteLine(parsed.GetValue(common.Json)
                ? JsonSerializer.Serialize(ExportOutput.From(report), ToolJson.Default.ExportOutput)
                : FormattableString.Invariant($"Wrote {report.Customers:N0} people, {report.Consents:N0} statements, {report.Events:N0} events, {report.Cards:N0} cards."));
        });
        return command;
    }
}
