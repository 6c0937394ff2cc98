using System.CommandLine;
using System.Text.Json;
using CrmKit.Desk;
using CrmKit.Storage;

namespace CrmKit.Tool;

/// <summary><c>crmkit import</c>.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var files = new ImportFileOptions();
        var command = new Command(
            "import",
            "Take in purchases and customers from CSV (RFC 4180, UTF-8): all of both files or nothing. The same files a second time change nothing.");
        files.AddTo(command);
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var database = parsed.GetRequiredValue(common.Database).FullName;
            var business = common.Business.Read(parsed, database);
            var request = files.Read(parsed, business);
            using var fresh = new FreshDatabase(parsed.GetRequiredValue(common.Database));
            CommitReport report;
            var store = await common.OpenAsync(fresh, parsed, business, cancellationToken).ConfigureAwait(false);
            await using (store.ConfigureAwait(false))
            {
                var desk = new CrmDesk(store, business.DeskOptions);
                report = await ProgressBar.RunAsync(
                    "reading",
                    isWanted: !parsed.GetValue(common.Json),
                    progress => desk.ImportAsync(request with { Progress = new Progress(progress) }, cancellationToken)).ConfigureAwait(false);
            }

            if (request.Mode == CommitMode.Apply)
            {
                fresh.Keep();
                business.SaveIfChanged(database);
            }

            Print(parsed.GetValue(common.Json), ImportOutput.From(report, request.Mode == CommitMode.DryRun), request, business);
        });
        return command;
    }

    private static void Print(bool json, ImportOutput output, ImportRequest request, BusinessSettings business)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.ImportOutput));
            return;
        }

        var format = request.Purchases!.Format;
        var culture = format.Culture.Name.Length == 0 ? "invariant" : format.Culture.Name;
        Console.WriteLine($"Read with dates as {format.DateFormat}, numbers as in culture {culture}, amounts in {business.Currency}, days of {business.Zone}.");
        Console.WriteLine(output switch
        {
            { Unchanged: true } => "Nothing new: everything in these files is known already.",
            { DryRun: true } => "Dry run: nothing was taken. An import would change:",
            _ => "Taken:",
        });
        Console.WriteLine(FormattableString.Invariant($"  purchases  {output.PurchasesAdded,9:N0} new  {output.PurchasesKnown,9:N0} known"));
        Console.WriteLine(FormattableString.Invariant($"  customers  {output.CustomersAdded,9:N0} new  {output.CustomersUnchanged,9:N0} known  {output.CustomersChanged,9:N0} changed"));
        Console.WriteLine(FormattableString.Invariant($"  consents   {output.ConsentsAdded,9:N0} new  {output.ConsentsKnown,9:N0} known"));
    }

    private sealed class Progress(IProgress<double> fraction) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => fraction.Report(value.Fraction);
    }
}
