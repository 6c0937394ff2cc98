using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>Rows that are put off, held or over by the time a dispatcher comes to them.</summary>
public sealed class DispatchTimeTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    public static TheoryData<string> Stores => DispatchScene.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Message_met_in_quiet_hours_is_sent_in_the_morning(string kind)
    {
        var clock = new ManualClock();
        await using var scene = await DispatchScene.OfAsync(kind, clock, "ann");
        clock.Now = new LocalDateTime(1997, 10, 1, 22, 30).InZoneStrictly(Berlin).ToInstant();
        var morning = new LocalDateTime(1997, 10, 2, 8, 0).InZoneStrictly(Berlin).ToInstant();

        Assert.Equal(1, (await scene.DispatchAsync()).Postponed);
        var row = await scene.RowOfAsync("ann");
        Assert.Equal((OutboxState.Due, morning, ReasonCodes.QuietHours, 0), (row.State, row.DueAt, row.StateReason!.Code, row.Attempts));

        clock.Now = morning - Duration.FromSeconds(1);
        Assert.Equal(0, (await scene.DispatchAsync()).Total);
        clock.Now = morning;
        Assert.Equal(1, (await scene.DispatchAsync()).Sent);
        Assert.Equal(new LocalDateTime(1997, 10, 2, 8, 0), Assert.Single(scene.Sender.Messages).Date.LocalDateTime);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Message_whose_morning_comes_after_its_occasion_dies_of_the_quiet_hours(string kind)
    {
        var clock = new ManualClock();
        await using var scene = await DispatchScene.OfAsync(kind, clock);
        await scene.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("ann")], Consents = [A.Consent("ann")] });
        var touch = A.PlannedTouch("ann");
        var midnight = new LocalDate(1997, 10, 2).AtStartOfDayInZone(Berlin).ToInstant();
        await scene.Store.EnqueueAsync(A.Plan(touch with { Intent = touch.Intent with { ExpiresAt = midnight } }), "test");

        clock.Now = midnight - Duration.FromHours(1);
        Assert.Equal(1, (await scene.DispatchAsync()).Refused);
        var row = await scene.RowOfAsync("ann");
        Assert.Equal((OutboxState.Dead, ReasonCodes.QuietHours), (row.State, row.StateReason!.Code));
        Assert.Empty(scene.Sender.Messages);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Message_met_after_its_occasion_is_never_sent(string kind)
    {
        var clock = new ManualClock();
        await using var scene = await DispatchScene.OfAsync(kind, clock, "ann");
        clock.Advance(Duration.FromDays(31));

        Assert.Equal(1, (await scene.DispatchAsync()).Refused);
        Assert.Equal((OutboxState.Dead, ReasonCodes.Expired), ((await scene.RowOfAsync("ann")).State, (await scene.RowOfAsync("ann")).StateReason!.Code));
        Assert.Empty(scene.Sender.Messages);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Missing_value_holds_the_message_until_it_is_known_and_planned_again(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann", "bob"]);
        await scene.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("ann") with { GivenName = null }] });

        var report = await scene.DispatchAsync();
        Assert.Equal((1, 1), (report.Sent, report.Held));
        var row = await scene.RowOfAsync("ann");
        Assert.Equal((OutboxState.Held, ReasonCodes.MissingValue, "given-name"), (row.State, row.StateReason!.Code, row.StateReason["missing"]));
        Assert.Equal(0, (await scene.DispatchAsync()).Total);

        await scene.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("ann")] });
        var again = await scene.Store.EnqueueAsync(A.Plan(A.PlannedTouch("ann"), A.PlannedTouch("bob")), "test");
        Assert.Equal(new EnqueueReport(Added: 1, AlreadyKnown: 1), again);
        Assert.Equal(1, (await scene.DispatchAsync()).Sent);
        Assert.Equal(["ann", "bob"], scene.Sender.Recipients.Order());
        Assert.Contains("Nameann", scene.Sender.Messages.Last().Text.Subject, StringComparison.Ordinal);
    }
}
