using System.CommandLine;
using System.Text.Json;
using CrmKit.Churn;
using CrmKit.Reports;

namespace CrmKit.Tool;

/// <summary><c>crmkit churn</c>: one section after another, each from the same subscriptions.</summary>
internal static class ChurnCommand
{
    public static Command Create()
    {
        var (subscriptions, json) = (new SubscriptionOptions(), JsonOption.Create());
        var pause = new Option<string>("--pause") { HelpName = "churn|contraction", DefaultValueFactory = _ => "churn", Description = "What a pause counts as: the end of the relation, or a customer at nothing a month." };
        var page = new Option<FileInfo?>("--out") { HelpName = "FILE", Description = "Write one self-contained HTML page there: who may leave and why, movements, how long customers stay." };
        var force = new Option<bool>("--force") { Description = "Replace the file of --out if it is there." };
        var command = new Command("churn", "Accounts of subscriptions that add up, how long customers stay, who is at risk, and why.");
        subscriptions.AddTo(command);
        command.Options.Add(pause);
        command.Options.Add(page);
        command.Options.Add(force);
        command.Options.Add(json);
        command.SetGuardedAction(json, async (parsed, cancellationToken) =>
        {
            var policy = Policy(parsed.GetRequiredValue(pause));
            var to = OutputFile.Read(parsed, page, [subscriptions.FileOf(parsed)], parsed.GetValue(force));
            var ledger = await subscriptions.ReadAsync(parsed, cancellationToken).ConfigureAwait(false);
            var accounts = RetentionAccounts.Of(ledger, policy, cancellationToken);
            var outlook = ContractOutlook.Of(ledger, policy, cancellationToken);
            if (to is not null)
            {
                await File.WriteAllTextAsync(to, HtmlReport.Render(ContractPage.Of(accounts, outlook)), cancellationToken).ConfigureAwait(false);
            }

            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(ChurnOutput.From(ledger, accounts, outlook), ToolJson.Default.ChurnOutput));
            }
            else
            {
                Tell(ledger, accounts, outlook);
            }
        });
        return command;
    }

    private static void Tell(SubscriptionLedger ledger, RetentionAccounts accounts, ContractOutlook outlook)
    {
        var until = ledger.AsOf is { } day ? FormattableString.Invariant($"{day:uuuu-MM-dd}") : FormattableString.Invariant($"month {ledger.LastMonth}");
        Console.WriteLine(FormattableString.Invariant($"{ledger.CustomerCount:N0} customers up to {until}."));
        if (ledger.CustomersBetweenMonthEnds > 0)
        {
            Console.WriteLine(FormattableString.Invariant($"{ledger.CustomersBetweenMonthEnds:N0} more came and went between two month ends and are in no account."));
        }

        AccountTables.Write(Console.Out, accounts);
        ContractTables.Write(Console.Out, outlook);
    }

    private static PausePolicy Policy(string text) => text.Trim().ToUpperInvariant() switch
    {
        "CHURN" => PausePolicy.PauseIsChurn,
        "CONTRACTION" => PausePolicy.PauseIsContraction,
        _ => throw new UsageException($"--pause: expected churn or contraction; found {Shown.Of(text)}."),
    };
}
