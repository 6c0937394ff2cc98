using System.Text.Json;
using static CrmKit.EndToEnd.Tests.Tool.ExitCodes;

namespace CrmKit.EndToEnd.Tests.Tool;

/// <summary>crmkit plan --days on a database.</summary>
public sealed class ToolPlanDaysTests
{
    [Fact]
    public async Task Days_ahead_are_shown_with_worth_and_bound_and_today_alone_is_promised()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        string[] plan = ["plan", "--db", "shop.db", "--as-of", ToolShop.Now, "--interval", "30", "--limit", "1"];

        // Ann's birthday fills today; cid and dee follow on the next days, one a day.
        var json = (await shop.RunAsync([.. plan, "--days", "14", "--json"])).Ends(Done).Json;
        Assert.Equal("ann", Assert.Single(json.GetProperty("contacts").EnumerateArray()).GetProperty("customer").GetString());
        var horizon = json.GetProperty("horizon");
        var ahead = horizon.GetProperty("ahead").EnumerateArray().ToArray();
        Assert.Equal(["2025-06-03", "2025-06-04"], ahead.Select(contact => Text(contact, "day")));
        Assert.Equal(["cid", "dee"], ahead.Select(contact => Text(contact, "customer")).Order());
        Assert.All(ahead, contact => Assert.False(contact.GetProperty("owed").GetBoolean()));
        Assert.InRange(horizon.GetProperty("value").GetInt64(), 0, horizon.GetProperty("bound").GetInt64());

        var later = (await shop.RunAsync([.. plan, "--days", "14"])).Ends(Done).Output;
        Assert.Contains("  2025-06-03      1 to come, 0 of them owed", later, StringComparison.Ordinal);
        Assert.Contains("Days to come promise nothing.", later, StringComparison.Ordinal);
        Assert.Contains("the better day", (await shop.RunAsync("why", "--db", "shop.db", "dee")).Ends(Done).Output, StringComparison.Ordinal);
        Assert.False((await shop.RunAsync([.. plan, "--json"])).Ends(Done).Json.TryGetProperty("horizon", out _));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("-3")]
    public async Task Days_outside_their_range_are_a_usage_fault(string days)
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        Assert.Contains("--days: expected 1 to 64", (await shop.RunAsync("plan", "--db", "shop.db", "--days", days)).Ends(Usage).Error, StringComparison.Ordinal);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
