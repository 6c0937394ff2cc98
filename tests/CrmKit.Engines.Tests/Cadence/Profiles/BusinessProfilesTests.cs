using CrmKit.Cadence;

namespace CrmKit.Engines.Tests;

public sealed class BusinessProfilesTests
{
    private static readonly LocalDate Bought = new(2020, 5, 4);

    [Fact]
    public void Six_profiles_pass_their_own_check_and_are_found_by_name()
    {
        Assert.Equal(["boat-dealer", "coach", "dress-shop", "guest-house", "online-shop", "repair-shop"], BusinessProfiles.All.Select(profile => profile.Name).Order(StringComparer.Ordinal));
        foreach (var profile in BusinessProfiles.All)
        {
            Assert.Same(profile, new CadencePolicy(profile).Profile);
            Assert.Equal(profile, BusinessProfiles.Named(profile.Name));
            Assert.Equal(profile, BusinessProfileJson.FromText(BusinessProfileJson.ToText(profile)));

            // A gift of value or attention in every band: nobody hears of offers alone.
            Assert.All(profile.Bands.Bought.Append(profile.Bands.NeverBought), band => Assert.Contains(band.Contents, content => content.Kind != TouchKind.Pitch));
        }

        Assert.Null(BusinessProfiles.Named("bank"));
    }

    [Fact]
    public void Every_band_has_something_to_say_to_who_owns_nothing_and_agreed_to_greetings_or_to_marketing_alone() => Assert.All(
        from profile in BusinessProfiles.All
        from band in profile.Bands.Bought.Append(profile.Bands.NeverBought)
        from purpose in new[] { Purpose.Greetings, Purpose.Marketing }
        select (profile, band, purpose),
        given => Assert.Contains(given.band.Contents, content =>
            content.Purpose == given.purpose && content.Condition?.Holds(null, Bought) != false));

    [Fact]
    public void Natural_channel_is_a_card_or_call_for_large_tickets_and_mail_where_stock_changes()
    {
        Assert.Equal([Channel.Post, Channel.Phone], BusinessProfiles.BoatDealer().Channels.ToArray());
        Assert.Equal([Channel.Email], BusinessProfiles.DressShop().Channels.ToArray());
        Assert.Equal([Channel.Email], BusinessProfiles.OnlineShop().Channels.ToArray());
        Assert.Equal(Channel.Phone, BusinessProfiles.Coach().Channels[0]);
        Assert.Equal(Channel.Post, BusinessProfiles.GuestHouse().Channels[0]);
        Assert.Equal(Channel.Sms, BusinessProfiles.RepairShop().Channels[0]);
    }

    [Fact]
    public void Recent_boat_buyers_hear_of_accessories_and_older_ones_of_the_new_model_and_a_trade_in()
    {
        var boat = new Topic("boat");
        var recent = Offers(boat, 0, 1095);
        Assert.Contains("accessories", recent);
        Assert.DoesNotContain("boat", recent);
        Assert.DoesNotContain("trade-in", recent);
        var older = Offers(boat, 1095, 3000);
        Assert.Contains("boat", older);
        Assert.Contains("trade-in", older);

        // Who bought something else long ago has nothing to trade in.
        Assert.DoesNotContain("trade-in", Offers(new Topic("accessories"), 1095, 3000));
        Assert.Contains("boat", Offers(new Topic("accessories"), 1095, 3000));
    }

    // All that somebody hears of at due days between two ages of a purchase, each contact made on its due day.
    private static List<string> Offers(Topic item, int from, int below)
    {
        var source = new ProfileCadence(new CadencePolicy(BusinessProfiles.BoatDealer()));
        var topics = new List<string>();
        List<TimelineEvent> events = [Purchase.OnDay(new EventKey("p"), "7", Bought, new Money(20_000, Currency.Eur), DateTimeZone.Utc) with { Items = [item] }];
        for (var today = Bought; today < Bought.PlusDays(below); today = today.PlusDays(1))
        {
            var snapshot = new CustomerSnapshot(new Customer { Id = "7" }, new CustomerOutlook("7", today), Bought, null) { History = new RelationshipHistory(events, DateTimeZone.Utc) };
            if (source.Propose(snapshot, today).SingleOrDefault() is { } candidate)
            {
                Assert.Equal(today, candidate.Window.Start);
                events.Add(new Touch(new EventKey($"t{events.Count}"), "7", today.At(LocalTime.Noon).InUtc().ToInstant(), candidate.Key, candidate.Class, Channel.Post));
                if (today >= Bought.PlusDays(from))
                {
                    topics.Add(candidate.Topic?.Code ?? "greeting");
                }
            }
        }

        return topics;
    }
}
