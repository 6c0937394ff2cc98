using CrmKit.Cadence;
using CrmKit.Desk;
using CrmKit.Scheduling;
using CrmKit.Storage;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>A dry run of the days to come, and the days themselves.</summary>
public sealed class DeskForecastTests
{
    private const int Days = 90;

    public static TheoryData<string> Stores => DeskShop.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Ninety_days_come_as_they_were_forecast(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await FillAsync(shop);
        var assumed = Assumed();
        var forecast = await shop.Desk.ForecastAsync(new ForecastOptions { Days = Days, Assumed = assumed }).ToListAsync();
        Assert.Empty(shop.Messages());
        Assert.Empty(await shop.Store.ReadOutboxAsync().ToListAsync());

        var lived = await LiveAsync(shop, shop.Desk, assumed, Days);
        Assert.Equal(Days, forecast.Count);
        Assert.InRange(forecast.Sum(day => day.Contacts.Length), 40, 1000);
        Assert.Contains(forecast, day => day.Plan.Decisions.Any(decision => decision.Rule == "consent"));
        for (var i = 0; i < Days; i++)
        {
            Assert.Equal(lived[i], Told(forecast[i]));
        }
    }

    // Every morning looks at two weeks, of which no day takes more than two contacts.
    [Fact]
    public async Task Days_that_are_planned_many_at_once_come_as_they_were_forecast()
    {
        const int Month = 30;
        await using var shop = await DeskShop.OpenAsync("memory");
        await FillAsync(shop);
        var desk = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with { PlanningDays = 14, DayLimit = DayLimit.AtMost(2) });
        var forecast = await desk.ForecastAsync(new ForecastOptions { Days = Month, Assumed = Assumed() }).ToListAsync();
        var lived = await LiveAsync(shop, desk, Assumed(), Month);
        Assert.Equal(lived, forecast.Select(Told));
        Assert.InRange(forecast.Sum(day => day.Contacts.Length), 20, 2 * Month);
        Assert.Contains(forecast, day => day.Plan.Decisions.Any(decision => decision.DecidedBecause.Code == ReasonCodes.BetterDay));
    }

    // The limit is one over all channels and days: a full day sends the rest to the next ones, and the plan proves that it lost nothing by it.
    [Fact]
    public async Task Limit_of_a_day_holds_on_every_day_ahead()
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        await FillAsync(shop);
        var desk = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with { PlanningDays = 14, DayLimit = DayLimit.AtMost(2) });
        var planned = await desk.PlanAsync(await desk.AssessAsync());
        var ahead = planned.Horizon!.Ahead.GroupBy(contact => contact.Day).ToDictionary(day => day.Key, day => day.ToArray());
        Assert.Equal(2, planned.Plan.Touches.Length);
        Assert.InRange(ahead.Count, 5, 13);
        Assert.All(ahead.Values, day => Assert.True(day.Length <= Math.Max(2, day.Count(contact => contact.IsCommitment))));
        Assert.All(Enumerable.Range(1, 5), t => Assert.Equal(2, ahead[desk.Today.PlusDays(t)].Length));
        Assert.InRange(planned.Horizon.Gap, 0, 0.01);
    }

    [Fact]
    public async Task Contact_that_waits_to_leave_is_not_promised_again_under_the_name_of_another_interval()
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        await FillAsync(shop);
        var options = DeskShop.OptionsIn(shop.Folder);
        options = options with { Gates = options.Gates with { Cap = TouchCap.None } };
        var first = new CrmDesk(shop.Store, options with { Cadence = new IntervalCadenceOptions { IntervalDays = 7 } });
        var planned = await first.PlanAsync(await first.AssessAsync());
        Assert.NotEmpty(planned.Plan.Touches);
        var second = new CrmDesk(shop.Store, options with { Cadence = new IntervalCadenceOptions { IntervalDays = 5 } });
        var again = await second.PlanAsync(await second.AssessAsync());
        Assert.Empty(again.Plan.Touches.Select(touch => touch.Intent.Key.Customer).Intersect(planned.Plan.Touches.Select(touch => touch.Intent.Key.Customer)));
    }

    [Fact]
    public async Task Copy_of_a_database_is_gone_after_the_forecast()
    {
        await using var shop = await DeskShop.OpenAsync("sqlite");
        await FillAsync(shop);
        var before = Copies();
        var clock = new CrmKit.Testing.ManualClock(shop.Clock.Now);
        await using (var copy = await ((IRehearsalStore)shop.Store).RehearseAsync(clock))
        {
            Assert.Equal(before + 1, Copies());
            await copy.CommitAsync(new ChangeSet { Customers = [new Customer { Id = "new" }] });
            Assert.NotNull(await copy.FindCustomerAsync("new"));
        }

        Assert.Equal(before, Copies());
        Assert.Null(await shop.Store.FindCustomerAsync("new"));

        static int Copies() => Directory.GetDirectories(Path.GetTempPath(), "crmkit-*").Count(folder => File.Exists(Path.Combine(folder, "rehearsal.db")));
    }

    [Fact]
    public async Task Days_outside_their_range_are_refused_before_anything_is_copied()
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        Assert.Throws<ArgumentOutOfRangeException>(() => shop.Desk.ForecastAsync(new ForecastOptions { Days = 0 }));
    }

    // The days themselves: the clock is moved to each morning, and then from one thing that happens to the next.
    private static async Task<List<string>> LiveAsync(DeskShop shop, CrmDesk desk, ImmutableArray<AssumedChange> events, int days)
    {
        var told = new List<string>();
        var (day, next) = (desk.Today, 0);
        for (var i = 0; i < days; i++, day = day.PlusDays(1))
        {
            await PassAsync(Instant.Max(shop.Clock.Now, day.At(new LocalTime(6, 0)).InZoneStrictly(DeskShop.Zone).ToInstant()));
            var planned = await desk.PlanAsync(await desk.AssessAsync());
            await PassAsync(day.PlusDays(1).AtMidnight().InZoneStrictly(DeskShop.Zone).ToInstant());
            var keys = planned.Plan.Touches.Select(touch => touch.Intent.Key).ToHashSet();
            told.Add(Told(new ForecastDay(day, planned.Plan, [.. await shop.Store.ReadOutboxAsync().Where(row => keys.Contains(row.Intent.Key)).ToListAsync()])));
        }

        return told;

        async Task PassAsync(Instant until)
        {
            for (var now = shop.Clock.Now; now < until; now = shop.Clock.Now)
            {
                for (; next < events.Length && events[next].At <= now; next++)
                {
                    await shop.Store.CommitAsync(events[next].Changes);
                }

                await desk.SendAsync();
                var due = await shop.Store.ReadOutboxAsync().Where(row => row.State == OutboxState.Due && row.DueAt > now).Select(row => row.DueAt).ToListAsync();
                shop.Clock.Now = due.Append(next < events.Length ? events[next].At : until).Append(until).Min();
            }
        }
    }

    private static string Told(ForecastDay day) => string.Join('\n',
    [
        day.Day.ToString(),
        .. day.Plan.Decisions.Select(decision => decision.ToString()),
        .. day.Plan.Touches.Select(touch => touch.ToString()),
        .. day.Contacts.Select(row => $"{row.Intent.Key} {row.DueAt} {row.State} {row.StateReason} {row.ChangedAt}"),
    ]);

    // Forty people, synthetic, who bought now and then and have birthdays all over the year.
    private static async Task FillAsync(DeskShop shop)
    {
        var first = new LocalDate(2025, 1, 6);
        var purchases = new List<string>();
        var customers = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            var birthday = new LocalDate(1990, 6, 1).PlusDays(7 * i);
            customers.Add(FormattableString.Invariant($"c{i},Name{i},c{i}@example.com,{birthday:uuuu-MM-dd},{(i % 7 == 3 ? "opt-out" : "opt-in")},opt-in,2025-01-01"));
            for (var k = 0; k <= i % 4; k++)
            {
                purchases.Add(FormattableString.Invariant($"c{i},{first.PlusDays((11 * i % 60) + (23 * k)):uuuu-MM-dd},{10 + i}"));
            }
        }

        await shop.ImportAsync([.. purchases], [.. customers]);
    }

    private static ImmutableArray<AssumedChange> Assumed()
    {
        var noon = Instant.FromUtc(2025, 6, 2, 10, 0);
        ChangeSet Bought(string id, int day) => new()
        {
            Events = [new Purchase(new EventKey(FormattableString.Invariant($"till-{id}-{day}")), id, noon + Duration.FromDays(day), new LocalDate(2025, 6, 2).PlusDays(day), new Money(25m, Currency.Eur))],
        };
        ChangeSet Refused(string id, int day) => new()
        {
            Consents = [new ConsentEntry(id, ContactPoint.Parse(Channel.Email, id + "@example.com"), Purpose.Marketing, ConsentState.OptOut, noon + Duration.FromDays(day), "link")],
        };
        return
        [
            new(noon + Duration.FromDays(3), Bought("c1", 3)), new(noon + Duration.FromDays(10), Refused("c2", 10)), new(noon + Duration.FromDays(20), Bought("c5", 20)),
            new(noon + Duration.FromDays(33), Refused("c8", 33)), new(noon + Duration.FromDays(50), Bought("c9", 50)), new(noon + Duration.FromDays(61), Bought("c1", 61)),
        ];
    }
}
