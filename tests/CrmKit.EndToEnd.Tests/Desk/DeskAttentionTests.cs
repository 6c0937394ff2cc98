using CrmKit.Cadence;
using CrmKit.Desk;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>What may as well come later makes room for attention that is about to come.</summary>
public sealed class DeskAttentionTests
{
    public static TheoryData<string> Stores => DeskShop.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Regular_word_waits_for_a_birthday_within_the_days_of_the_cap_and_comes_when_the_birthday_cannot(string kind)
    {
        // Whose birthday comes in ten days, who refused greetings of it, whose comes too late to matter, and whose nobody knows.
        await using var shop = await DeskShop.OpenAsync(kind);
        await shop.ImportAsync(
            [.. new[] { "ann", "bob", "cid", "dee" }.Select(who => $"{who},2025-03-24,30")],
            ["ann,Ann,ann@example.com,--06-12,opt-in,opt-in,2025-01-01", "bob,Bob,bob@example.com,--06-12,opt-in,,2025-01-01", "cid,Cid,cid@example.com,--06-16,opt-in,opt-in,2025-01-01", "dee,Dee,dee@example.com,,opt-in,opt-in,2025-01-01"]);
        var desk = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with { Templates = new Town.AnyWords(), Profile = BusinessProfiles.DressShop() with { Value = null, Risk = null, IntervalDays = 70 } });

        var planned = (await desk.PlanAsync(await desk.AssessAsync())).Plan;
        Assert.Equal(["bob", "cid", "dee"], planned.Touches.Where(touch => touch.Intent.Key.Reason == ProfileReasons.Due).Select(touch => touch.Intent.Key.Customer.Value).Order(StringComparer.Ordinal));

        // Nobody is forgotten over it: the greeting is a contact, from which the days are counted anew.
        var heard = new List<(LocalDate Day, string Reason)>();
        for (var day = 0; day < 90; day++)
        {
            planned = (await desk.PlanAsync(await desk.AssessAsync())).Plan;
            heard.AddRange(planned.Touches.Where(touch => touch.Intent.Key.Customer == "ann").Select(touch => (desk.Today, touch.Intent.Key.Reason)));
            await desk.SendAsync();
            shop.Clock.Advance(Duration.FromDays(1));
        }

        Assert.Equal([(new LocalDate(2025, 6, 12), "occasion.birthday"), (new LocalDate(2025, 8, 21), ProfileReasons.Due)], heard);
    }

    [Theory]
    [InlineData(1, 14, false)]
    [InlineData(2, 14, true)]
    [InlineData(1, 10, true)]
    [InlineData(1, 3660, false)]
    public async Task Regular_word_comes_where_the_cap_has_room_for_it_and_the_birthday(int max, int days, bool comes)
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        await shop.ImportAsync(["ann,2025-03-24,30"], ["ann,Ann,ann@example.com,--06-12,opt-in,opt-in,2025-01-01"]);
        var desk = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with { Cadence = new IntervalCadenceOptions { IntervalDays = 70 }, Gates = new GateOptions { Cap = TouchCap.AtMost(max, days) } });
        Assert.Equal(comes, (await desk.PlanAsync(await desk.AssessAsync())).Plan.Touches.Any());
    }
}
