using System.CommandLine;
using System.Text.Json;
using CrmKit.Desk;
using CrmKit.Import;

namespace CrmKit.Tool;

/// <summary><c>crmkit duplicates</c>.</summary>
internal static class DuplicatesCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var limit = new Option<int>("--limit") { HelpName = "N", DefaultValueFactory = _ => 50, Description = "Most pairs to list, best first, 1 to 1,000,000." };
        var score = new Option<double>("--min-score") { HelpName = "BITS", DefaultValueFactory = _ => 0, Description = "The lowest score: 0 is as likely one person as two, 10 about a thousand to one." };
        var command = new Command("duplicates", "List pairs of records that may be of one person, best first, and what speaks for and against it. 'crmkit merge' makes two one.") { limit, score };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(limit) is < 1 or > 1_000_000)
            {
                throw new UsageException("--limit: expected 1 to 1,000,000.");
            }

            if (!double.IsFinite(parsed.GetValue(score)))
            {
                throw new UsageException("--min-score: expected a number.");
            }

            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var store = await common.OpenAsync(parsed, business, toWrite: false, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            var options = new DuplicateOptions { MinimumScore = parsed.GetValue(score), MaxCandidates = parsed.GetValue(limit) };
            var report = await ProgressBar.RunAsync(
                "comparing",
                isWanted: !parsed.GetValue(common.Json),
                progress => new CrmDesk(store, business.DeskOptions).FindDuplicatesAsync(options, progress, cancellationToken)).ConfigureAwait(false);
            Print(parsed.GetValue(common.Json), DuplicatesOutput.From(report));
        });
        return command;
    }

    private static void Print(bool json, DuplicatesOutput output)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.DuplicatesOutput));
            return;
        }

        foreach (var pair in output.Pairs)
        {
            Console.WriteLine(FormattableString.Invariant($"{pair.First}  ~  {pair.Second}   score {pair.Score:0.0}, {pair.Probability:P1} one person"));
            foreach (var evidence in pair.Evidence)
            {
                Console.WriteLine(FormattableString.Invariant($"  {evidence.Weight,7:+0.0;-0.0}  {evidence.Text}"));
            }
        }

        Console.WriteLine(FormattableString.Invariant($"{output.Found:N0} pairs among {output.People:N0} people; {output.Compared:N0} compared."));
        if (output.NotComparedInFull > 0)
        {
            Console.WriteLine(FormattableString.Invariant($"{output.NotComparedInFull:N0} people share a name or address with so many others that they were not compared with all of them."));
        }

        if (output.Pairs.Count > 0)
        {
            Console.WriteLine($"Where it is one person: crmkit merge --db FILE {output.Pairs[0].First} {output.Pairs[0].Second}");
        }
    }
}
