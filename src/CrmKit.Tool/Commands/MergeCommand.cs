using System.CommandLine;
using System.Text.Json;
using CrmKit.Storage.Sqlite;

namespace CrmKit.Tool;

/// <summary><c>crmkit merge</c> and <c>crmkit unmerge</c>.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var survivor = CustomerArgument.Create("survivor", "The key under which the person is known from now on.");
        var absorbed = CustomerArgument.Create("absorbed", "The key of the other record of the same person.");
        var command = new Command("merge", "Say that two records are of one person. Nothing is lost, the most restrictive consent holds for both, and unmerge undoes it.") { survivor, absorbed };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var (keep, other) = (CustomerArgument.Read(parsed, survivor), CustomerArgument.Read(parsed, absorbed));
            if (keep == other)
            {
                throw new UsageException("Name two different records.");
            }

            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var store = await common.OpenAsync(parsed, business, toWrite: true, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            await CustomerArgument.RequireKnownAsync(store, keep, cancellationToken).ConfigureAwait(false);
            await CustomerArgument.RequireKnownAsync(store, other, cancellationToken).ConfigureAwait(false);
            var merge = await store.MergeAsync(keep, other, cancellationToken).ConfigureAwait(false);
            if (merge.Absorbed != other || merge.Survivor != keep)
            {
                Print(parsed, common, merge, $"{keep} and {other} are one person already: {merge.Absorbed} was merged into {merge.Survivor}, which stays.");
                return;
            }

            Print(parsed, common, merge, $"{merge.Absorbed} is one person with {merge.Survivor} now. 'crmkit unmerge {merge.Absorbed}' undoes it.");
        });
        return command;
    }

    public static Command CreateUndo()
    {
        var common = new CommonOptions();
        var absorbed = CustomerArgument.Create("absorbed", "The key of the record that was absorbed.");
        var command = new Command("unmerge", "Say that two records are not of one person after all: both are as they were, with everything recorded since; refusals since then hold for both.") { absorbed };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var id = CustomerArgument.Read(parsed, absorbed);
            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var store = await common.OpenAsync(parsed, business, toWrite: true, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            var undone = await store.UnmergeAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new DataFaultException(await WhyNotAsync(store, id, cancellationToken).ConfigureAwait(false));
            Print(parsed, common, undone, $"{undone.Absorbed} and {undone.Survivor} are two people again.");
        });
        return command;
    }

    // Whoever names the survivor means the merge all the same, and is told which record to name.
    private static async Task<string> WhyNotAsync(SqliteCrmStore store, CustomerId id, CancellationToken cancellationToken)
    {
        var merges = await store.ReadMergesAsync(cancellationToken).ConfigureAwait(false);
        var absorbed = merges.All.Where(merge => merge.Survivor == id && merge.UnmergedAt is null).Select(merge => merge.Absorbed.Value).ToList();
        return absorbed.Count == 0 ? $"{id} is not merged into another record." : $"{id} is not merged into another record, but absorbed {string.Join(", ", absorbed)}: name that one.";
    }

    private static void Print(ParseResult parsed, CommonOptions common, RecordMerge merge, string text) =>
        Console.WriteLine(parsed.GetValue(common.Json) ? JsonSerializer.Serialize(MergeOutput.From(merge), ToolJson.Default.MergeOutput) : text);
}
