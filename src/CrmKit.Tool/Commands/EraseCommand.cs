using System.CommandLine;
using System.Text.Json;

namespace CrmKit.Tool;

/// <summary><c>crmkit erase</c>.</summary>
internal static class EraseCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var customer = CustomerArgument.Create("customer", "The customer's key.");
        var sure = new Option<bool>("--yes") { Description = "Really forget: nothing undoes it." };
        var command = new Command("erase", "Forget a person wholly: records, history, messages. What stays is a number, and hashes that keep old lists from bringing the person back.") { customer, sure };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var id = CustomerArgument.Read(parsed, customer);
            if (!parsed.GetValue(sure))
            {
                throw new UsageException($"Forgetting {id} cannot be undone: say --yes. 'crmkit export --person {id}' keeps a copy for the person.");
            }

            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var store = await common.OpenAsync(parsed, business, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            if (!await store.EraseAsync(id, cancellationToken).ConfigureAwait(false))
            {
                throw new DataFaultException($"There is no customer {id} in this database.");
            }

            Console.WriteLine(parsed.GetValue(common.Json) ? JsonSerializer.Serialize(new EraseOutput(Erased: true), ToolJson.Default.EraseOutput) : "Forgotten.");
        });
        return command;
    }
}
