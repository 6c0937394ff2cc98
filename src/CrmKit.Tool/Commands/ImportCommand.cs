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
            "Take in purchases, customers, consents and interactions from CSV (RFC 4180, UTF-8), address books, and exports of other systems: all of the files or nothing. The same files a second time change nothing.");
        files.AddTo(command);
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var database = parsed.GetRequiredValue(common.Database).FullName;
            var business = common.Business.Read(parsed, database);
            var request = files.Read(parsed, parsed.GetRequiredValue(common.Database), business);
            using var fresh = new FreshDatabase(parsed.GetRequiredValue(common.Database));
            ImportReport report;
            var store = await common.OpenAsync(fresh, parsed, business, toWrite: request.Mode == CommitMode.Apply, cancellationToken).ConfigureAwait(false);
            await using (store.ConfigureAwait(false))
            {
                report = await ImportAsync(new CrmDesk(store, business.DeskOptions), request, parsed, common, cancellationToken).ConfigureAwait(false);
            }

            if (report.WasTaken)
            {
                fresh.Keep();
                business.SaveIfChanged(database);
            }

            var output = ImportOutput.From(report, request.Mode == CommitMode.DryRun);
            if (parsed.GetValue(common.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.ImportOutput));
            }
            else
            {
                ImportText.Print(output, request, business);
            }

            if (output.OpenQuestions > 0 && !output.DryRun)
            {
                throw new DataFaultException($"{output.OpenQuestions} questions are open, so that nothing was taken. Answer them at a terminal, or say --policy keep, overwrite or newest.");
            }
        });
        return command;
    }

    private static async Task<ImportReport> ImportAsync(CrmDesk desk, ImportRequest request, ParseResult parsed, CommonOptions common, CancellationToken cancellationToken)
    {
        try
        {
            // A bar would run over the questions.
            return await ProgressBar.RunAsync(
                "reading",
                isWanted: !parsed.GetValue(common.Json) && request.Decide is null,
                progress => desk.ImportAsync(request with { Progress = new Progress(progress) }, cancellationToken)).ConfigureAwait(false);
        }
        catch (EventConflictException error)
        {
            throw new DataFaultException($"{error.Message} If the file is right and what is recorded was wrong, import with --correct; --rejects sets such rows aside.");
        }
        catch (ArgumentException error)
        {
            throw new UsageException(FlagNames.In(UsageException.Of("import", error).Message["import: ".Length..]));
        }
    }

    private sealed class Progress(IProgress<double> fraction) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => fraction.Report(value.Fraction);
    }
}
