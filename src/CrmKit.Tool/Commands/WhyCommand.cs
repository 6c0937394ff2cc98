using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CrmKit.Desk;

namespace CrmKit.Tool;

/// <summary><c>crmkit why</c>.</summary>
internal static class WhyCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var customer = CustomerArgument.Create("customer", "The customer's key.");
        var command = new Command("why", "Tell why a customer was, will be, or was not contacted, from the stored decisions.") { customer };
        var touched = TouchOption.Create();
        command.Add(touched);
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var id = CustomerArgument.Read(parsed, customer);
            var touch = TouchOption.Read(parsed, touched, id);
            var store = await common.OpenAsync(parsed, business, toWrite: false, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            await CustomerArgument.RequireKnownAsync(store, id, cancellationToken).ConfigureAwait(false);
            var (desk, text, json) = (new CrmDesk(store, business.DeskOptions), new WhyText(business.DateTimeZone), parsed.GetValue(common.Json));
            if (touch is { } one)
            {
                Print(json, TouchWhyOutput.From(await desk.WhyAsync(id, one, cancellationToken).ConfigureAwait(false)), ToolJson.Default.TouchWhyOutput, text.Print);
                return;
            }

            Print(json, WhyOutput.From(await desk.WhyAsync(id, cancellationToken).ConfigureAwait(false)), ToolJson.Default.WhyOutput, text.Print);
        });
        return command;
    }

    private static void Print<T>(bool json, T output, JsonTypeInfo<T> form, Action<T> print)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, form));
        }
        else
        {
            print(output);
        }
    }
}
