using System.CommandLine;
using System.Text.Json;
using CrmKit.Desk;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary><c>crmkit report</c>.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var output = new Option<FileInfo>("--out") { HelpName = "FILE", DefaultValueFactory = _ => new FileInfo("report.html"), Description = "The page to write." };
        var knownAt = new Option<string?>("--known-at") { HelpName = "LOCAL", Description = "Write the page of this past time where the business is, on what was known then: yyyy-MM-dd or yyyy-MM-ddTHH:mm. It has no contact list." };
        var command = new Command("report", "Write one self-contained HTML page: figures, today's contacts, who is slipping away, who is worth most, how well the model tracks.") { output, knownAt };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var file = parsed.GetRequiredValue(output);
            if (file.Directory is not { Exists: true } || Directory.Exists(file.FullName))
            {
                throw new UsageException($"--out: expected a file in a folder that exists, not {file}.");
            }

            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var past = LocalTimeOption.Read(parsed, knownAt, business);
            var store = await common.OpenAsync(parsed, business, toWrite: false, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            if (past > store.Clock.GetCurrentInstant())
            {
                throw new UsageException("--known-at: expected a time that has passed.");
            }

            var desk = new CrmDesk(store, business.DeskOptions);
            var book = await ProgressBar.RunAsync(
                "fitting",
                isWanted: !parsed.GetValue(common.Json),
                async _ =>
                {
                    var assessed = past is { } instant ? await desk.AssessAsync(instant, cancellationToken).ConfigureAwait(false) : await desk.AssessAsync(cancellationToken).ConfigureAwait(false);
                    await desk.WriteReportAsync(new ReportRequest { Path = file.FullName }, assessed, cancellationToken).ConfigureAwait(false);
                    return assessed;
                }).ConfigureAwait(false);
            Console.WriteLine(parsed.GetValue(common.Json)
                ? JsonSerializer.Serialize(new ReportOutput(file.ToString(), book.Outlooks.Length, book.KnownAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null, book.KnownAt is null ? null : book.ErasedSince), ToolJson.Default.ReportOutput)
                : $"Wrote {file}: {book.Outlooks.Length} customers as of {book.Today:uuuu-MM-dd}.{(book.KnownAt is null ? string.Empty : $" People known then and forgotten since, who are missing: {book.ErasedSince}.")}");
        });
        return command;
    }
}
