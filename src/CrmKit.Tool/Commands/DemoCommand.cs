using System.CommandLine;

namespace CrmKit.Tool;

/// <summary><c>crmkit demo</c>: the whole loop on an invented shop.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--folder") { HelpName = "FOLDER", DefaultValueFactory = _ => new DirectoryInfo("crmkit-demo"), Description = "Where everything is written." };
        var customers = new Option<int>("--customers") { HelpName = "N", DefaultValueFactory = _ => 500, Description = "How many customers to invent, 1 to 100,000." };
        var common = new CommonOptions();
        var command = new Command("demo", "Invent a shop (every person is synthetic), and run the whole loop on it: import, plan, send, report.") { folder, customers, common.Json };
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var count = parsed.GetValue(customers);
            if (count is < 1 or > 100_000)
            {
                throw new UsageException("--customers: expected 1 to 100,000.");
            }

            var shop = new DemoShop(parsed.GetRequiredValue(folder));
            var output = await ProgressBar.RunAsync("running the demo", isWanted: !parsed.GetValue(common.Json), _ => shop.RunAsync(count, cancellationToken)).ConfigureAwait(false);
            Print(parsed.GetValue(common.Json), output);
        });
        return command;
    }

    private static void Print(bool json, DemoOutput output)
    {
        if (json)
        {
            Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(output, ToolJson.Default.DemoOutput));
            return;
        }

        Console.WriteLine(FormattableString.Invariant($"An invented shop with {output.Customers:N0} customers and {output.Purchases:N0} purchases; today is {output.Today}. Every person is synthetic."));
        Console.WriteLine($"{output.ContactsToday} contacts today, {output.Sent} sent now, {output.SentBefore} sent before: nothing is sent twice.");
        Console.WriteLine($"Look at {output.Report} and at the messages in {output.Outbox}.");
        Console.WriteLine($"Then try: crmkit why --db {output.Database} --as-of {output.Today} {output.AskAbout}");
    }
}
