using System.Text.Json;
using static CrmKit.EndToEnd.Tests.Tool.ExitCodes;

namespace CrmKit.EndToEnd.Tests.Tool;

/// <summary>The minimum of caring contact at the shell, and why one contact was made or was not.</summary>
public sealed class ToolCareTests
{
    [Fact]
    public async Task Plan_tells_whom_no_day_allows_care_for_by_rule_with_counts()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        string[] plan = ["plan", "--db", "shop.db", "--as-of", ToolShop.Now];
        Assert.False((await shop.RunAsync([.. plan, "--json"])).Ends(Done).Json.TryGetProperty("owed", out _));

        // Bob, cid and dee never agreed to greetings and have been customers for longer; ann has her birthday today, and eve is new.
        var owed = (await shop.RunAsync([.. plan, "--care-every", "60", "--json"])).Ends(Done).Json.GetProperty("owed");
        Assert.Equal(0, owed.GetProperty("waiting").GetInt32());
        Assert.Equal(
            ["bob minimum,consent", "cid minimum,consent", "dee minimum,consent"],
            owed.GetProperty("infeasible").EnumerateArray().Select(item => $"{Text(item, "customer")} {string.Join(',', item.GetProperty("conflicts").EnumerateArray().Select(conflict => Text(conflict, "rule")))}"));
        Assert.Contains("  3 owed care that no day allows, by consent", (await shop.RunAsync([.. plan, "--care-every", "60"])).Ends(Done).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("owed care", (await shop.RunAsync([.. plan, "--care-every", "0"])).Ends(Done).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_tells_one_contact_that_was_sent_refused_or_never_proposed()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        (await shop.RunAsync("plan", "--db", "shop.db", "--as-of", ToolShop.Now)).Ends(Done);
        (await shop.RunAsync("send", "--db", "shop.db", "--as-of", ToolShop.Now)).Ends(Done);

        // The contact is named as the whole answer names it.
        const string Birthday = "occasion.birthday/2025-06-02";
        Assert.Contains($"  contact:  {Birthday}", (await shop.RunAsync("why", "--db", "shop.db", "ann")).Ends(Done).Output, StringComparison.Ordinal);
        var sent = (await shop.RunAsync("why", "--db", "shop.db", "ann", "--touch", Birthday, "--json")).Ends(Done).Json;
        Assert.Equal(("ann", Birthday, "sent", "2025-06-02T08:00:00Z"), (Text(sent, "customer"), Text(sent, "touch"), Text(sent, "standing"), Text(sent, "leftAt")));
        Assert.Equal("planned", Text(Assert.Single(sent.GetProperty("decisions").EnumerateArray()), "outcome"));
        Assert.Contains($"ann {Birthday}: sent at 2025-06-02 10:00 Europe/Berlin", (await shop.RunAsync("why", "--db", "shop.db", "ann", "--touch", Birthday)).Ends(Done).Output, StringComparison.Ordinal);

        var decision = (await shop.RunAsync("why", "--db", "shop.db", "bob", "--json")).Ends(Done).Json.GetProperty("decisions")[0];
        var refused = (await shop.RunAsync("why", "--db", "shop.db", "bob", "--touch", $"{Text(decision.GetProperty("proposed"), "code")}/{Text(decision, "occurrence")}", "--json")).Ends(Done).Json;
        Assert.Equal(("refused", "gate.consent-refused"), (Text(refused, "standing"), Text(refused.GetProperty("because"), "code")));
        Assert.False(refused.TryGetProperty("contact", out _));

        // Dee's is planned for the afternoon, her morning.
        var due = (await shop.RunAsync("why", "--db", "shop.db", "dee", "--json")).Ends(Done).Json.GetProperty("decisions")[0];
        Assert.Contains(": planned for 2025-06-02 14:00 Europe/Berlin", (await shop.RunAsync("why", "--db", "shop.db", "dee", "--touch", $"cadence.interval-due/{Text(due, "occurrence")}")).Ends(Done).Output, StringComparison.Ordinal);

        var never = (await shop.RunAsync("why", "--db", "shop.db", "eve", "--touch", Birthday)).Ends(Done).Output;
        Assert.Contains("never-proposed", never, StringComparison.Ordinal);
        Assert.Contains("No planning ever decided about this contact.", never, StringComparison.Ordinal);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
