using System.Text.Json;
using static CrmKit.EndToEnd.Tests.Tool.ExitCodes;

namespace CrmKit.EndToEnd.Tests.Tool;

public sealed class ToolLoopTests
{
    [Fact]
    public async Task Loop_plans_sends_explains_and_reports()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        (await shop.RunAsync("plan", "--db", "shop.db", "--as-of", "2025-06-02T08:00")).Ends(Done);

        // Planning again at ten promises nothing new. Ann has her birthday; cid and dee are due, but it is four in the morning at dee's.
        var plan = (await shop.RunAsync("plan", "--db", "shop.db", "--as-of", ToolShop.Now, "--json")).Ends(Done).Json;
        Assert.Equal(("2025-06-02", 0, 5), (plan.GetProperty("day").GetString(), plan.GetProperty("newlyPlanned").GetInt32(), plan.GetProperty("customers").GetInt32()));
        Assert.Equal(
            ["ann email 2025-06-02T08:00+02:00 Europe/Berlin occasion.birthday", "cid email 2025-06-02T08:00+02:00 Europe/Berlin cadence.interval-due", "dee email 2025-06-02T08:00-04:00 America/New_York cadence.interval-due"],
            plan.GetProperty("contacts").EnumerateArray().Select(Line).Order());
        var refused = Assert.Single(plan.GetProperty("notToday").EnumerateArray());
        Assert.Equal(("refused", "consent", 1), (Text(refused, "outcome"), Text(refused, "rule"), refused.GetProperty("count").GetInt32()));

        var sent = (await shop.RunAsync("send", "--db", "shop.db", "--as-of", ToolShop.Now, "--json")).Ends(Done).Json;
        Assert.Equal((1, 1, 1), (sent.GetProperty("sent").GetInt32(), sent.GetProperty("held").GetInt32(), sent.GetProperty("waiting").GetInt32()));
        Assert.Equal("2025-06-02T12:00:00Z", sent.GetProperty("nextDueAt").GetString());
        Assert.Single(Directory.EnumerateFiles(shop.Folder["outbox"]));
        Assert.Contains("1 more planned; the next is due at 2025-06-02 14:00 Europe/Berlin.", (await shop.RunAsync("send", "--db", "shop.db", "--as-of", ToolShop.Now)).Ends(Done).Output, StringComparison.Ordinal);

        // What was told of the business at the import is remembered.
        Assert.Contains("From: The small shop <shop@example.com>", File.ReadAllText(Directory.EnumerateFiles(shop.Folder["outbox"]).Single()), StringComparison.Ordinal);

        await AssertWhyAsync(shop);
        var report = (await shop.RunAsync("report", "--db", "shop.db", "--as-of", ToolShop.Now, "--json")).Ends(Done).Json;
        Assert.Equal(("report.html", 5), (Text(report, "path"), report.GetProperty("customers").GetInt32()));
        Assert.Contains("The small shop", File.ReadAllText(shop.Folder["report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_again_is_remembered_by_every_command()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        (await shop.RunAsync("plan", "--db", "shop.db", "--as-of", ToolShop.Now, "--from", "new@example.com", "--business", "The renamed shop")).Ends(Done);
        (await shop.RunAsync("send", "--db", "shop.db", "--as-of", ToolShop.Now)).Ends(Done);
        Assert.Contains("From: The renamed shop <new@example.com>", File.ReadAllText(Directory.EnumerateFiles(shop.Folder["outbox"]).First()), StringComparison.Ordinal);

        shop.Folder.Write("shop.db.business.json", "{ \"name\": ");
        var run = (await shop.RunAsync("send", "--db", "shop.db")).Ends(Usage);
        Assert.Contains("shop.db.business.json is not readable (line 2)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_for_a_time_before_the_import_says_why_nobody_agreed()
    {
        using var shop = new ToolShop();
        (await shop.RunAsync("import", "--db", "shop.db", "--currency", "EUR", "--purchases", "purchases.csv", "--customers", "customers.csv")).Ends(Done);
        var plan = (await shop.RunAsync("plan", "--db", "shop.db", "--as-of", ToolShop.Now)).Ends(Done);
        Assert.Contains("This database was filled later than --as-of", plan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_text_is_printed_when_output_is_redirected()
    {
        using var shop = new ToolShop();
        string[][] commands =
        [
            ["import", "--db", "shop.db", "--currency", "EUR", "--purchases", "purchases.csv", "--customers", "customers.csv", "--from", "shop@example.com"],
            ["plan", "--db", "shop.db", "--as-of", ToolShop.Now],
            ["send", "--db", "shop.db", "--as-of", ToolShop.Now],
            ["why", "--db", "shop.db", "ann"],
            ["report", "--db", "shop.db", "--as-of", ToolShop.Now],
        ];
        foreach (var command in commands)
        {
            var run = (await shop.RunAsync(command)).Ends(Done);
            Assert.Empty(run.Error);
            Assert.DoesNotContain('\u001B', run.Output);
            Assert.NotEmpty(run.Output);
        }
    }

    [Fact]
    public async Task Demo_runs_twice_and_sends_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        var first = (await ToolRun.OfAsync(folder.Path, "demo", "--json")).Ends(Done).Json;
        var sent = first.GetProperty("sent").GetInt32();
        Assert.True(sent > 0);
        Assert.Equal((500, 0), (first.GetProperty("customers").GetInt32(), first.GetProperty("sentBefore").GetInt32()));
        var outbox = Path.Combine(folder.Path, Text(first, "outbox"));
        var messages = Directory.EnumerateFiles(outbox, "*.eml").Order().ToDictionary(file => file, File.ReadAllText);
        Assert.Equal(sent, messages.Count);
        Assert.True(File.Exists(Path.Combine(folder.Path, Text(first, "report"))));

        var second = (await ToolRun.OfAsync(folder.Path, "demo")).Ends(Done);
        Assert.Contains($"0 sent now, {sent} sent before: nothing is sent twice.", second.Output, StringComparison.Ordinal);
        Assert.Empty(second.Error);
        Assert.Equal(messages, Directory.EnumerateFiles(outbox, "*.eml").Order().ToDictionary(file => file, File.ReadAllText));

        // The command that the demo proposes works as it is printed.
        var proposed = second.Output.Split('\n').Single(line => line.StartsWith("Then try: crmkit ", StringComparison.Ordinal))["Then try: crmkit ".Length..].Trim();
        Assert.Contains("planned (rule: open)", (await ToolRun.OfAsync(folder.Path, proposed.Split(' '))).Ends(Done).Output, StringComparison.Ordinal);
    }

    private static async Task AssertWhyAsync(ToolShop shop)
    {
        var planned = (await shop.RunAsync("why", "--db", "shop.db", "ann", "--json")).Ends(Done).Json;
        Assert.Equal(("ann", "sent"), (Text(planned, "customer"), Text(planned.GetProperty("contacts")[0], "state")));
        var decision = Assert.Single(planned.GetProperty("decisions").EnumerateArray());
        Assert.Equal(("planned", "open", "occasion.birthday"), (Text(decision, "outcome"), Text(decision, "rule"), Text(decision.GetProperty("proposed"), "code")));

        // Bob was looked at by both plannings.
        var refused = (await shop.RunAsync("why", "--db", "shop.db", "bob", "--json")).Ends(Done).Json;
        Assert.Empty(refused.GetProperty("contacts").EnumerateArray());
        Assert.All(refused.GetProperty("decisions").EnumerateArray(), item => Assert.Equal(("refused", "gate.consent-refused"), (Text(item, "outcome"), Text(item.GetProperty("decided"), "code"))));
        Assert.Contains("refused marketing by email on 2025-01-01 (customers.csv)", (await shop.RunAsync("why", "--db", "shop.db", "bob")).Ends(Done).Output, StringComparison.Ordinal);

        Assert.Contains("held, because the message needs given-name", (await shop.RunAsync("why", "--db", "shop.db", "cid")).Ends(Done).Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was ever decided about eve", (await shop.RunAsync("why", "--db", "shop.db", "eve")).Ends(Done).Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was ever decided about ghost", (await shop.RunAsync("why", "--db", "shop.db", "ghost")).Ends(Done).Output, StringComparison.Ordinal);
        Assert.Equal("There is no customer nobody in this database.", (await shop.RunAsync("why", "--db", "shop.db", "nobody", "--json")).Ends(DataFault).ErrorJson.GetProperty("message").GetString());
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static string Line(JsonElement contact) =>
        $"{Text(contact, "customer")} {Text(contact, "channel")} {Text(contact, "localTime")} {Text(contact.GetProperty("reason"), "code")}";
}
