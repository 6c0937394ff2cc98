using System.Text.Json;
using static CrmKit.EndToEnd.Tests.Tool.ExitCodes;

namespace CrmKit.EndToEnd.Tests.Tool;

/// <summary>The past and the future at the shell: what was known then, and what is not written yet.</summary>
public sealed class ToolTimeTests
{
    [Theory]
    [InlineData("plan --db shop.db")]
    [InlineData("send --db shop.db")]
    [InlineData("merge --db shop.db ann bob")]
    [InlineData("unmerge --db shop.db bob")]
    [InlineData("erase --db shop.db ann --yes")]
    [InlineData("consent --db shop.db ann --say opt-out")]
    [InlineData("import --db shop.db --customers customers.csv")]
    public async Task Time_to_come_is_refused_by_commands_that_write(string line)
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        var refused = (await shop.RunAsync([.. line.Split(' '), "--as-of", "2999-01-01"])).Ends(Usage).Error;
        Assert.Contains("--as-of: 2999-01-01 lies ahead", refused, StringComparison.Ordinal);
        Assert.Contains("Leave --as-of out", refused, StringComparison.Ordinal);
        (await shop.RunAsync("consent", "--db", "shop.db", "bob", "--say", "opt-in")).Ends(Done);
        Assert.True(await AllowedAsync(shop, "bob"));
        Assert.True(await AllowedAsync(shop, "ann"));
    }

    [Theory]
    [InlineData("people --db shop.db")]
    [InlineData("why --db shop.db ann")]
    [InlineData("history --db shop.db ann")]
    [InlineData("consent --db shop.db ann")]
    [InlineData("duplicates --db shop.db")]
    [InlineData("report --db shop.db")]
    [InlineData("import --db shop.db --customers customers.csv --dry-run")]
    public async Task Time_to_come_is_taken_by_commands_that_show(string line)
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        (await shop.RunAsync([.. line.Split(' '), "--as-of", "2099-01-01"])).Ends(Done);
    }

    [Fact]
    public async Task Consent_of_the_past_knows_what_others_had_refused_at_the_same_address()
    {
        using var shop = new ToolShop();
        shop.Folder.Write("family.csv", "customer_id,email,consent_marketing,consent_date", "one,us@example.com,opt-in,2025-01-01", "two,US@example.com,opt-in,2025-01-01");
        (await shop.RunAsync("import", "--db", "shop.db", "--customers", "family.csv", "--zone", "Europe/Berlin", "--as-of", "2025-06-01")).Ends(Done);
        (await shop.RunAsync("consent", "--db", "shop.db", "two", "--say", "opt-out", "--as-of", "2025-06-03")).Ends(Done);
        (await shop.RunAsync("consent", "--db", "shop.db", "one", "--say", "opt-in", "--as-of", "2025-06-05")).Ends(Done);
        Assert.True(await AllowedAsync(shop, "one", "2025-06-02"));
        Assert.False(await AllowedAsync(shop, "one", "2025-06-04"));
        Assert.True(await AllowedAsync(shop, "one", "2025-06-06"));
        Assert.False(await AllowedAsync(shop, "two", "2025-06-06"));
        Assert.True(await AllowedAsync(shop, "one"));
    }

    [Fact]
    public async Task History_of_the_past_knows_nothing_of_later_corrections_and_merges()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        shop.Folder.Write("p.csv", "key,customer_id,date,amount", "k1,ann,2025-05-01,10", "k2,ann,2025-05-02,11");
        (await shop.RunAsync("import", "--db", "shop.db", "--purchases", "p.csv", "--as-of", "2025-06-01")).Ends(Done);
        shop.Folder.Write("p.csv", "key,customer_id,date,amount", "k1,ann,2025-05-01,12");
        (await shop.RunAsync("import", "--db", "shop.db", "--purchases", "p.csv", "--correct", "--as-of", "2025-06-03")).Ends(Done);
        (await shop.RunAsync("merge", "--db", "shop.db", "ann", "bob", "--as-of", "2025-06-04")).Ends(Done);

        var then = (await shop.RunAsync("history", "--db", "shop.db", "ann", "--known-at", "2025-06-02")).Ends(Done).Output;
        Assert.Contains("10 EUR", then, StringComparison.Ordinal);
        Assert.DoesNotContain("corrected", then, StringComparison.Ordinal);
        var json = (await shop.RunAsync("history", "--db", "shop.db", "ann", "--known-at", "2025-06-02", "--json")).Ends(Done).Json.GetProperty("events");
        Assert.Equal(3, json.GetArrayLength());
        Assert.All(json.EnumerateArray(), happened => Assert.False(happened.TryGetProperty("supersededAt", out var end) && end.ValueKind != JsonValueKind.Null));
        Assert.Equal(2, await CountAsync("bob", "2025-06-02"));
        Assert.Equal(5, await CountAsync("bob", "2025-06-05"));
        Assert.Contains("[corrected 2025-06-03", (await shop.RunAsync("history", "--db", "shop.db", "ann")).Ends(Done).Output, StringComparison.Ordinal);

        async Task<int> CountAsync(string id, string at) =>
            (await shop.RunAsync("history", "--db", "shop.db", id, "--known-at", at, "--json")).Ends(Done).Json.GetProperty("events").GetArrayLength();
    }

    private static async Task<bool> AllowedAsync(ToolShop shop, string customer, params string[] knownAt)
    {
        var json = (await shop.RunAsync(["consent", "--db", "shop.db", customer, .. knownAt.SelectMany(at => new[] { "--known-at", at }), "--json"])).Ends(Done).Json;
        var marketing = json.GetProperty("points")[0].GetProperty("decisions").EnumerateArray().Single(decision => decision.GetProperty("purpose").GetString() == "marketing");
        return marketing.GetProperty("allowed").GetBoolean();
    }
}
