using CrmKit.Calendars;
using CrmKit.DependencyInjection;
using CrmKit.Desk;
using CrmKit.Scheduling;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmKit.EndToEnd.Tests.Hosting;

public sealed class HostedPlannerTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    // Ann's birthday is 1 October: the manual clock's day.
    private static readonly LocalDateTime Nine = new(1997, 10, 1, 9, 0);

    [Fact]
    public async Task Host_plans_at_its_hour_and_its_dispatcher_sends()
    {
        using var folder = new TemporaryFolder();
        var (time, clock) = (new ManualTime(), new ManualClock(At(Nine.PlusMinutes(-2))));
        using var host = Build(folder, time, clock, PlanningSchedule.Daily(Nine.TimeOfDay, MisfirePolicy.Skip));
        var store = host.Services.GetRequiredService<ICrmStore>();
        await AddAnnAsync(store);

        await host.StartAsync();
        await Wait.UntilAsync(() => time.Timers == 2);
        time.Tick();
        Assert.Empty(await store.ReadOutboxAsync().ToListAsync());

        clock.Now = At(Nine);
        await Wait.UntilAsync(
            () => Directory.Exists(folder["outbox"]) && Directory.EnumerateFiles(folder["outbox"], "*.eml").Any(),
            time.Tick);
        await host.StopAsync();
        Assert.Equal(0, time.Timers);
        Assert.Equal("occasion.birthday", Assert.Single(await store.ReadOutboxAsync().ToListAsync()).Intent.Key.Reason);
    }

    [Theory]
    [InlineData(MisfirePolicy.Skip, 0)]
    [InlineData(MisfirePolicy.Once, 1)]
    [InlineData(MisfirePolicy.All, 2)]
    public async Task Missed_plannings_of_today_are_made_up_for_as_the_policy_says(MisfirePolicy misfire, int plans)
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualClock(At(Nine.PlusHours(4)));
        using var host = Build(folder, new ManualTime(), clock, PlanningSchedule.Daily(Nine.TimeOfDay, misfire));
        var desk = host.Services.GetRequiredService<CrmDesk>();
        await AddAnnAsync(host.Services.GetRequiredService<ICrmStore>());
        var twice = new PlanningSchedule
        {
            Runs = new Recurrence(Nine.PlusDays(-30), RecurrenceRule.Parse("FREQ=DAILY;BYHOUR=9,12")),
            Misfire = misfire,
        };

        var look = await desk.PlanDueAsync(twice, decidedThrough: null);
        Assert.Equal(plans, look.Plans.Length);
        Assert.Equal(plans == 0 ? 0 : 1, look.Plans.Sum(plan => plan.Enqueued.Added));
        Assert.Equal([At(Nine), At(Nine.PlusHours(3))], look.Due.Select(run => run.Run.At));
        Assert.All(look.Due, run => Assert.True(run.IsLate));

        // What was decided is decided; the next one is met on time, whatever the policy.
        Assert.Empty((await desk.PlanDueAsync(twice, look.DecidedThrough)).Due);
        clock.Now = At(Nine.PlusDays(1).PlusMinutes(1));
        Assert.Single((await desk.PlanDueAsync(twice, look.DecidedThrough)).Plans);
    }

    // From Wednesday 09:00 to Saturday 10:00 the program slept: the days of Thursday and Friday are over.
    [Theory]
    [InlineData(MisfirePolicy.Skip, "Expired Expired Skipped")]
    [InlineData(MisfirePolicy.All, "Expired Expired Runs")]
    public async Task Planning_of_a_day_that_is_over_runs_under_no_policy(MisfirePolicy misfire, string fates)
    {
        using var folder = new TemporaryFolder();
        using var host = Build(folder, new ManualTime(), new ManualClock(At(Nine.PlusDays(3).PlusHours(1))), PlanningSchedule.Daily(Nine.TimeOfDay, misfire));
        var look = await host.Services.GetRequiredService<CrmDesk>().PlanDueAsync(PlanningSchedule.Daily(Nine.TimeOfDay, misfire), At(Nine));
        Assert.Equal(fates, string.Join(' ', look.Due.Select(run => run.Fate)));
    }

    // 30 March 1997: the clocks jump from two to three; 26 October: they show two to three twice.
    [Fact]
    public async Task Days_on_which_the_clocks_change_have_one_planning_each()
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualClock(At(new LocalDateTime(1997, 3, 1, 0, 0)));
        var schedule = PlanningSchedule.Daily(new LocalTime(2, 30), MisfirePolicy.Once);
        using var host = Build(folder, new ManualTime(), clock, schedule);
        var desk = host.Services.GetRequiredService<CrmDesk>();
        var days = new List<LocalDateTime>();
        Instant? through = null;
        for (var end = At(new LocalDateTime(1997, 11, 1, 0, 0)); clock.Now < end; clock.Advance(Duration.FromMinutes(30)))
        {
            var look = await desk.PlanDueAsync(schedule, through);
            through = look.DecidedThrough;
            days.AddRange(look.Due.Select(run => run.Run.At.InZone(Berlin).LocalDateTime));
        }

        Assert.Equal(Enumerable.Range(0, days.Count).Select(new LocalDate(1997, 3, 1).PlusDays), days.Select(at => at.Date));
        Assert.Equal(new LocalTime(3, 30), days.Single(at => at.Date == new LocalDate(1997, 3, 30)).TimeOfDay);
        Assert.Equal(245, days.Count);
    }

    [Fact]
    public void Wrong_schedule_or_period_names_itself()
    {
        using var folder = new TemporaryFolder();
        var daily = PlanningSchedule.Daily(Nine.TimeOfDay, MisfirePolicy.Once);
        Assert.Throws<ArgumentOutOfRangeException>(() => daily with { Misfire = default });
        Assert.Throws<ArgumentOutOfRangeException>(() => daily with { Grace = -Duration.Epsilon });
        using var other = Build(folder, new ManualTime(), new ManualClock(), daily, TimeSpan.Zero);
        var error = Assert.ThrowsAny<ArgumentException>(() => other.Services.GetServices<IHostedService>().ToList());
        Assert.Contains("Period must be 1 second to 1 day.", error.Message, StringComparison.Ordinal);
    }

    private static Instant At(LocalDateTime local) => local.InZoneStrictly(Berlin).ToInstant();

    private static Task<CommitReport> AddAnnAsync(ICrmStore store) => store.CommitAsync(new ChangeSet
    {
        Customers = [A.Customer("ann") with { Birthday = new PartialDate(new AnnualDate(10, 1)) }],
        Consents = [A.Consent("ann", at: A.Noon - Duration.FromDays(1)) with { Purpose = Purpose.Greetings }],
    });

    private static IHost Build(TemporaryFolder folder, ManualTime time, ManualClock clock, PlanningSchedule schedule, TimeSpan? period = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddLogging().AddSingleton<TimeProvider>(time).AddSingleton<IClock>(clock).AddCrmKitSqlite(folder["shop.db"]);
        builder.Services.AddCrmKit(new CrmDeskOptions
        {
            BusinessName = "The hosted shop",
            From = "shop@example.com",
            BusinessZone = Berlin,
            Currency = Currency.Usd,
            OutboxFolder = folder["outbox"],
        });
        builder.Services.AddCrmKitPlanner(new HostedPlannerOptions { Schedule = schedule, Period = period ?? TimeSpan.FromMinutes(1) });
        return builder.Build();
    }
}
