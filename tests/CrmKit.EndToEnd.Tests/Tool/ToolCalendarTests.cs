using CrmKit.Import;
using static CrmKit.EndToEnd.Tests.Tool.ExitCodes;

namespace CrmKit.EndToEnd.Tests.Tool;

public sealed class ToolCalendarTests
{
    [Fact]
    public async Task Calendar_holds_todays_contacts_and_the_birthdays_to_come()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        (await shop.RunAsync("plan", "--db", "shop.db", "--as-of", "2025-06-02T08:00")).Ends(Done);

        var run = (await shop.RunAsync("calendar", "--db", "shop.db", "--as-of", ToolShop.Now, "--names", "--days", "206", "--json")).Ends(Done).Json;
        Assert.Equal(("plan.ics", 3, 2), (run.GetProperty("path").GetString(), run.GetProperty("contacts").GetInt32(), run.GetProperty("birthdays").GetInt32()));
        var events = await ReadAsync(shop.Folder["plan.ics"]);
        Assert.Equal(
            [
                ("Ann Arbor by email: birthday on 2025-06-02", "2025-06-02T06:00:00 UTC"), ("Ann Arbor: birthday", "2000-06-02"), ("Cid Cay by email", "2025-06-02T06:00:00 UTC"),
                ("Dee Dee by email", "2025-06-02T12:00:00 UTC"), ("Eve Eden: birthday", "2000-12-24"),
            ],
            events.Select(read => (read.Summary!.Split(": no purchase")[0], read.Start.ToString())).Order());
        Assert.All(events, read => Assert.Equal(CalendarStatus.Confirmed, read.Status));

        // Sent, held and waiting ones are the same events; what changed has a higher number.
        (await shop.RunAsync("send", "--db", "shop.db", "--as-of", ToolShop.Now)).Ends(Done);
        (await shop.RunAsync("calendar", "--db", "shop.db", "--as-of", "2025-06-02T11:00", "--names", "--days", "206", "--force")).Ends(Done);
        var later = (await ReadAsync(shop.Folder["plan.ics"])).ToDictionary(read => read.Uid);
        Assert.Equal(events.Select(read => read.Uid).Order(), later.Keys.Order());
        Assert.All(events, read => Assert.True(later[read.Uid].Sequence >= read.Sequence));
        var held = later.Values.Single(read => read.Status == CalendarStatus.Tentative);
        Assert.StartsWith("Cid Cay", held.Summary, StringComparison.Ordinal);
        Assert.True(held.Sequence > events.Single(read => read.Uid == held.Uid).Sequence);
    }

    [Fact]
    public async Task Nobody_is_named_unless_asked_and_no_file_is_overwritten_unless_asked()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        (await shop.RunAsync("plan", "--db", "shop.db", "--as-of", ToolShop.Now)).Ends(Done);
        Assert.Equal("Wrote mine.ics: 3 contacts, 1 birthdays.", (await shop.RunAsync("calendar", "--db", "shop.db", "--as-of", ToolShop.Now, "--out", "mine.ics")).Ends(Done).Output.Trim());
        var text = File.ReadAllText(shop.Folder["mine.ics"]);
        Assert.All(["ann", "arbor", "cid", "dee", "@"], personal => Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase));

        Assert.Contains("is there already", (await shop.RunAsync("calendar", "--db", "shop.db", "--out", "mine.ics")).Ends(Usage).Error, StringComparison.Ordinal);
        Assert.Contains("is the database", (await shop.RunAsync("calendar", "--db", "shop.db", "--out", "shop.db", "--force")).Ends(Usage).Error, StringComparison.Ordinal);
        Assert.Contains("--days: expected 0 to 366.", (await shop.RunAsync("calendar", "--db", "shop.db", "--days", "367")).Ends(Usage).Error, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(shop.Folder["mine.ics"]));
    }

    [Fact]
    public async Task Birthday_of_somebody_who_refused_greetings_is_left_out()
    {
        using var shop = new ToolShop();
        (await shop.ImportAsync()).Ends(Done);
        (await shop.RunAsync("consent", "--db", "shop.db", "--as-of", "2025-06-01", "ann", "--say", "opt-out", "--purpose", "greetings")).Ends(Done);
        var run = (await shop.RunAsync("calendar", "--db", "shop.db", "--as-of", ToolShop.Now, "--days", "366", "--json")).Ends(Done).Json;
        Assert.Equal(1, run.GetProperty("birthdays").GetInt32());
    }

    private static async Task<List<ImportedEvent>> ReadAsync(string path)
    {
        var stream = File.OpenRead(path);
        await using var _ = stream.ConfigureAwait(false);
        var events = new List<ImportedEvent>();
        await foreach (var read in CalendarReader.Open(stream, "plan.ics"))
        {
            events.Add(read);
        }

        return events;
    }
}
