using CrmKit.Cadence;
using static CrmKit.EndToEnd.Tests.Tool.ExitCodes;

namespace CrmKit.EndToEnd.Tests.Tool;

public sealed class ToolDueTests
{
    [Fact]
    public async Task Due_lists_what_could_be_said_and_promises_nothing()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        var text = (await shop.RunAsync("due", "--db", "shop.db", "--as-of", ToolShop.Now)).Ends(Done).Output;
        Assert.Contains("2025-06-02: ", text, StringComparison.Ordinal);
        Assert.Contains("ann", text, StringComparison.Ordinal);
        Assert.Contains("birthday on 2025-06-02 (owed)", text, StringComparison.Ordinal);

        var json = (await shop.RunAsync("due", "--db", "shop.db", "--as-of", ToolShop.Now, "--json")).Ends(Done).Json;
        var due = json.GetProperty("due").EnumerateArray().ToList();
        Assert.Equal("ann", due[0].GetProperty("customer").GetString());
        Assert.True(due[0].GetProperty("owed").GetBoolean());
        var bob = due.Single(one => one.GetProperty("customer").GetString() == "bob");
        Assert.Equal("consent", bob.GetProperty("gate").GetString());
        Assert.All(due, one => Assert.False(one.GetProperty("planned").GetBoolean()));

        // Looking is not promising; what is promised says so.
        (await shop.RunAsync("plan", "--db", "shop.db", "--as-of", ToolShop.Now)).Ends(Done);
        var after = (await shop.RunAsync("due", "--db", "shop.db", "--as-of", ToolShop.Now, "--customer", "ann", "--json")).Ends(Done).Json.GetProperty("due");
        Assert.True(Assert.Single(after.EnumerateArray()).GetProperty("planned").GetBoolean());
    }

    [Fact]
    public async Task Explain_shows_the_terms_and_what_closes_a_contact()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        var text = (await shop.RunAsync("due", "--db", "shop.db", "--as-of", ToolShop.Now, "--explain", "--trade", "dress-shop")).Ends(Done).Output;
        Assert.Contains("recency = ", text, StringComparison.Ordinal);
        Assert.Contains("rhythm = ", text, StringComparison.Ordinal);
        Assert.Contains("closed by consent: refused", text, StringComparison.Ordinal);

        // The trade is remembered, and taken back.
        Assert.Contains("cadence.profile-due", (await shop.RunAsync("due", "--db", "shop.db", "--as-of", ToolShop.Now, "--json")).Ends(Done).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("cadence.profile-due", (await shop.RunAsync("due", "--db", "shop.db", "--as-of", ToolShop.Now, "--trade", "none", "--json")).Ends(Done).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_of_ones_own_is_read_and_its_faults_are_told_by_field()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        shop.Folder.Write("mine.json", BusinessProfileJson.ToText(BusinessProfiles.Coach() with { Name = "mine", IntervalDays = 20 }));
        Assert.Contains("mine", (await shop.RunAsync("due", "--db", "shop.db", "--as-of", ToolShop.Now, "--trade", "mine.json", "--json")).Ends(Done).Output, StringComparison.Ordinal);
        shop.Folder.Write("bad.json", BusinessProfileJson.ToText(BusinessProfiles.Coach()).Replace("\"intervalDays\": 60", "\"intervalDays\": 0", StringComparison.Ordinal).Replace("\"intervalDays\": 30", "\"intervalDays\": 0", StringComparison.Ordinal));
        var error = (await shop.RunAsync("due", "--db", "shop.db", "--trade", "bad.json")).Ends(Usage).Error;
        Assert.Contains("bad.json is no profile", error, StringComparison.Ordinal);
        Assert.Contains("intervalDays", error, StringComparison.Ordinal);
        Assert.Contains("--trade: expected", (await shop.RunAsync("due", "--db", "shop.db", "--trade", "butcher")).Ends(Usage).Error, StringComparison.Ordinal);
    }
}
