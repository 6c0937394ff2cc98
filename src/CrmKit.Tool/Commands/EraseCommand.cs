using System.CommandLine;
using System.Text.Json;
using CrmKit.Desk;

namespace CrmKit.Tool;

/// <summary><c>crmkit erase</c>.</summary>
internal static class EraseCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var customers = new Argument<string[]>("customer") { Description = "The customer's key, or several.", Arity = ArgumentArity.OneOrMore };
        var sure = new Option<bool>("--yes") { Description = "Really forget: nothing undoes it." };
        var outbox = new Option<DirectoryInfo>("--outbox") { HelpName = "FOLDER", DefaultValueFactory = _ => new DirectoryInfo("outbox"), Description = "Where 'crmkit send' wrote messages: those to the forgotten are deleted." };
        var command = new Command("erase", "Forget people wholly, all at once or none: records, history, messages. What stays is a number, and hashes that keep old lists from bringing anybody back.") { customers, sure, outbox };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            ImmutableArray<CustomerId> ids = [.. parsed.GetRequiredValue(customers).Select(text => CustomerArgument.Read(customers.Name, text))];
            if (!parsed.GetValue(sure))
            {
                throw new UsageException($"Forgetting {string.Join(", ", ids)} cannot be undone: say --yes. 'crmkit export --person {ids[0]}' keeps a copy for the person.");
            }

            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var store = await common.OpenAsync(parsed, business, toWrite: true, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            var desk = new CrmDesk(store, business.DeskOptions with { OutboxFolder = parsed.GetRequiredValue(outbox).FullName });
            var (people, copies) = await desk.EraseAsync(ids, cancellationToken).ConfigureAwait(false);
            if (people == 0)
            {
                throw new DataFaultException($"There is no customer {string.Join(", ", ids)} in this database.");
            }

            var words = ids.Length == 1 ? "Forgotten." : string.Create(CultureInfo.InvariantCulture, $"Forgotten: {people:N0} of {ids.Length:N0}. Records of one person count once, and an unknown key not at all.");
            words += copies == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" {copies:N0} messages deleted from the outbox folder.");
            Console.WriteLine(parsed.GetValue(common.Json) ? JsonSerializer.Serialize(new EraseOutput(Erased: true, people, copies), ToolJson.Default.EraseOutput) : words);
        });
        return command;
    }
}
