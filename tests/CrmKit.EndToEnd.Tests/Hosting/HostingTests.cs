using System.Diagnostics;
using CrmKit.DependencyInjection;
using CrmKit.Desk;
using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmKit.EndToEnd.Tests.Hosting;

public sealed class HostingTests
{
    [Fact]
    public async Task Host_sends_what_is_due_at_each_look()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime();
        var clock = new ManualClock();
        using var host = Build(folder, services => services.AddSingleton<TimeProvider>(time).AddSingleton<IClock>(clock));
        var store = host.Services.GetRequiredService<ICrmStore>();
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("ann"), A.Customer("bob")], Consents = [A.Consent("ann"), A.Consent("bob")] });
        await store.EnqueueAsync(A.Plan(A.PlannedTouch("ann"), A.PlannedTouch("bob", at: A.Noon + Duration.FromMinutes(1))), "test");

        await host.StartAsync();
        await Wait.UntilAsync(() => Messages(folder) == 1);

        // The hour comes, and then the look.
        clock.Advance(Duration.FromMinutes(1));
        await Wait.UntilAsync(() => time.Timers == 1);
        time.Tick();
        await Wait.UntilAsync(() => Messages(folder) == 2);

        var stopping = Stopwatch.StartNew();
        await host.StopAsync();
        Assert.InRange(stopping.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(0, time.Timers);
        var states = await store.ReadOutboxAsync().Select(row => row.State).ToListAsync();
        Assert.Equal([OutboxState.Sent, OutboxState.Sent], states);
    }

    [Fact]
    public async Task Desk_resolves_and_runs_the_loop_on_the_host_s_clock()
    {
        using var folder = new TemporaryFolder();
        using var host = Build(folder, services => services.AddSingleton<IClock>(new ManualClock()));
        var desk = host.Services.GetRequiredService<CrmDesk>();
        Assert.Same(desk, host.Services.GetRequiredService<CrmDesk>());
        Assert.Equal(new LocalDate(1997, 10, 1), desk.Today);
        Assert.Empty((await desk.PlanAsync(await desk.AssessAsync())).Plan.Touches);
    }

    [Fact]
    public async Task Host_s_log_hears_of_a_failing_rule_and_of_nobody_s_address()
    {
        using var folder = new TemporaryFolder();
        var log = new ListLoggerProvider();
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddLogging(logging => logging.AddProvider(log)).AddSingleton<IClock>(new ManualClock());
        builder.Services.AddCrmKitSqlite(folder["shop.db"]).AddCrmKit(Options(folder) with { Templates = new FailingRenderer() });
        using var host = builder.Build();
        var store = host.Services.GetRequiredService<ICrmStore>();
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("ann")], Consents = [A.Consent("ann")] });
        await store.EnqueueAsync(A.Plan(A.PlannedTouch("ann")), "test");

        await host.StartAsync();
        await Wait.UntilAsync(() => !log.Lines.IsEmpty);
        await host.StopAsync();

        Assert.Contains("failed with InvalidOperationException; the message is held", Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", string.Join('\n', log.Lines), StringComparison.Ordinal);
        Assert.Equal(OutboxState.Held, (await store.ReadOutboxAsync().SingleAsync()).State);
    }

    [Fact]
    public async Task Missing_store_is_told_with_the_way_out()
    {
        using var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddCrmKit(Options(folder));
        using var host = builder.Build();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.Equal("CrmKit has no store. Add one beside AddCrmKit, for example services.AddCrmKitSqlite(\"shop.db\").", error.Message);
    }

    [Fact]
    public void Two_registrations_start_one_dispatcher_and_keep_one_store()
    {
        using var folder = new TemporaryFolder();
        using var host = Build(folder, services => services.AddCrmKit(Options(folder)).AddCrmKitSqlite(folder["other.db"]));
        Assert.Single(host.Services.GetServices<IHostedService>());
        Assert.Single(host.Services.GetServices<ICrmStore>());
        Assert.Single(host.Services.GetServices<CrmDesk>());
        Assert.False(File.Exists(folder["other.db"]));
    }

    [Fact]
    public void Wrong_period_names_itself()
    {
        using var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddLogging().AddCrmKitSqlite(folder["shop.db"]).AddCrmKit(Options(folder), new HostedDispatcherOptions { Period = TimeSpan.Zero });
        using var host = builder.Build();
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => host.Services.GetServices<IHostedService>().ToList());
        Assert.Contains("Period must be 1 second to 1 day.", error.Message, StringComparison.Ordinal);
    }

    private static IHost Build(TemporaryFolder folder, Action<IServiceCollection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddCrmKit(Options(folder)).AddCrmKitSqlite(folder["shop.db"]);
        add(builder.Services);
        return builder.Build();
    }

    private static CrmDeskOptions Options(TemporaryFolder folder) => new()
    {
        BusinessName = "The hosted shop",
        From = "shop@example.com",
        BusinessZone = DateTimeZoneProviders.Tzdb["Europe/Berlin"],
        Currency = Currency.Usd,
        OutboxFolder = folder["outbox"],
    };

    private static int Messages(TemporaryFolder folder) => Directory.Exists(folder["outbox"]) ? Directory.EnumerateFiles(folder["outbox"], "*.eml").Count() : 0;

    private sealed class FailingRenderer : ITemplateRenderer
    {
        public RenderResult Render(Reason reason, Customer customer) => throw new InvalidOperationException(customer.ContactPoints[0].Point.Address);
    }
}
