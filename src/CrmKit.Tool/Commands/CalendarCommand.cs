using System.CommandLine;
using System.Text.Json;
using CrmKit.Desk;

namespace CrmKit.Tool;

/// <summary><c>crmkit calendar</c>.</summary>
internal static class CalendarCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var output = new Option<FileInfo?>("--out") { HelpName = "FILE", DefaultValueFactory = _ => new FileInfo("plan.ics"), Description = "The iCalendar file to write." };
        var days = new Option<int>("--days") { HelpName = "N", DefaultValueFactory = _ => 30, Description = "Write the birthdays of this many days, today's first; 0 to 366." };
        var names = new Option<bool>("--names") { Description = "Say who it is. Without it the file holds neither names nor customers' keys." };
        var force = new Option<bool>("--force") { Description = "Replace a file that is there already." };
        var command = new Command("calendar", "Write the contacts of today and what else is promised, and birthdays to come, as a file that any calendar program opens. Loaded again, it updates what it brought before.") { output, days, names, force };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(days) is < 0 or > 366)
            {
                throw new UsageException("--days: expected 0 to 366.");
            }

            var file = parsed.GetRequiredValue(output)!;
            var path = OutputFile.Read(parsed, output, parsed.GetRequiredValue(common.Database), [], parsed.GetValue(force))!;
            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var store = await common.OpenAsync(parsed, business, toWrite: false, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            var desk = new CrmDesk(store, business.DeskOptions);
            var request = new CalendarRequest { Path = path, Days = parsed.GetValue(days), NamesPeople = parsed.GetValue(names) };
            var report = await desk.WriteCalendarAsync(request, cancellationToken).ConfigureAwait(false);
            Console.WriteLine(parsed.GetValue(common.Json)
                ? JsonSerializer.Serialize(new CalendarOutput(file.ToString(), report.Contacts, report.Birthdays), ToolJson.Default.CalendarOutput)
                : FormattableString.Invariant($"Wrote {file}: {report.Contacts:N0} contacts, {report.Birthdays:N0} birthdays."));
        });
        return command;
    }
}
