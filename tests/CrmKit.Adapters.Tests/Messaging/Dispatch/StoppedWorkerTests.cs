using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>Workers that stop half-way, and leases that run out.</summary>
public sealed class StoppedWorkerTests
{
    private static readonly Duration Lease = Duration.FromMinutes(5);

    public static TheoryData<string> Stores => DispatchScene.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Worker_stopped_between_sending_and_recording_leaves_it_uncertain_and_never_resent(string kind)
    {
        var clock = new ManualClock();
        await using var scene = await DispatchScene.OfAsync(kind, clock, "ann", "bob");
        scene.Store.BeforeFinish = claim => claim.Row.Intent.Key.Customer == "ann" ? throw new CrmStoreException("the power went") : Task.CompletedTask;

        await Assert.ThrowsAsync<CrmStoreException>(scene.DispatchAsync);
        scene.Store.BeforeFinish = _ => Task.CompletedTask;

        // The neighbour was released at once; the message itself is left alone, before its lease has run out and afterwards.
        Assert.Equal(1, (await scene.DispatchAsync()).Sent);
        clock.Advance(Lease);
        Assert.Equal(0, (await scene.DispatchAsync()).Total);
        clock.Advance(Duration.FromDays(1));
        Assert.Equal(0, (await scene.DispatchAsync()).Total);

        Assert.Equal(["ann", "bob"], scene.Sender.Recipients);
        var row = await scene.RowOfAsync("ann");
        Assert.Equal((OutboxState.Uncertain, ReasonCodes.OutcomeUncertain, 1), (row.State, row.StateReason!.Code, row.Attempts));

        // It may have left: it keeps its place in the cap.
        await scene.Store.EnqueueAsync(A.Plan(A.PlannedTouch("ann", "2")), "test");
        Assert.Equal(1, (await scene.DispatchAsync()).Postponed);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Worker_stopped_before_sending_leaves_the_message_to_the_next(string kind)
    {
        var clock = new ManualClock();
        await using var scene = await DispatchScene.OfAsync(kind, clock, "ann");
        await scene.Store.ClaimAsync(10, Lease);

        Assert.Equal(0, (await scene.DispatchAsync()).Total);
        clock.Advance(Lease);

        Assert.Equal(1, (await scene.DispatchAsync()).Sent);
        Assert.Equal(["ann"], scene.Sender.Recipients);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Lease_lost_before_sending_sends_nothing(string kind)
    {
        var clock = new ManualClock();
        await using var scene = await DispatchScene.OfAsync(kind, clock, "ann");
        var second = await scene.SecondStoreAsync();
        await using var closing = second;
        var isFirst = true;
        scene.Store.BeforeBegin = async _ =>
        {
            if (isFirst)
            {
                // The first worker dozes off; the second takes the row over, and sends it.
                isFirst = false;
                clock.Advance(Lease);
                Assert.Equal(1, (await scene.Dispatcher(second).DispatchDueAsync()).Sent);
            }
        };

        var report = await scene.DispatchAsync();

        Assert.Equal((0, 1), (report.Sent, report.LostLease));
        Assert.Single(scene.Sender.Messages);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Stopping_ends_between_two_messages_and_records_the_one_under_way(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann", "bob"]);
        using var stopping = new CancellationTokenSource();
        scene.Sender.Answer = async _ =>
        {
            await stopping.CancelAsync();
            return SendOutcome.Accepted;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.Dispatcher().DispatchDueAsync(stopping.Token));

        Assert.Equal(["ann"], scene.Sender.Recipients);
        Assert.Equal(OutboxState.Sent, (await scene.RowOfAsync("ann")).State);
        Assert.Equal((OutboxState.Due, 0), ((await scene.RowOfAsync("bob")).State, (await scene.RowOfAsync("bob")).Attempts));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Stop_between_two_messages_makes_the_rest_due_at_once(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, null, "ann", "bob", "cyd");
        using var stop = new CancellationTokenSource();
        scene.Store.BeforeFinish = _ => stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.Dispatcher().DispatchDueAsync(stop.Token));
        scene.Store.BeforeFinish = _ => Task.CompletedTask;

        Assert.Equal(2, (await scene.DispatchAsync()).Sent);
        Assert.Equal(["ann", "bob", "cyd"], scene.Sender.Recipients);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Promise_to_an_address_that_was_replaced_is_held_and_not_sent(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, null, "ann");
        await scene.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("ann") with { ContactPoints = [A.Email("new")] }] });

        Assert.Equal(1, (await scene.DispatchAsync()).Held);
        Assert.Empty(scene.Sender.Recipients);
        Assert.Equal(ReasonCodes.PointGone, (await scene.RowOfAsync("ann")).StateReason!.Code);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Store_that_cannot_read_one_person_holds_that_message_and_neighbours_go(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, null, "ann", "bob");
        scene.Store.BeforeBegin = claim => claim.Row.Intent.Key.Customer == "ann" ? throw new CrmStoreException("unreadable") { IsUnreadable = true } : Task.CompletedTask;

        var report = await scene.DispatchAsync();
        Assert.Equal((1, 1), (report.Held, report.Sent));
        Assert.Equal(["bob"], scene.Sender.Recipients);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Store_that_is_busy_for_a_moment_still_learns_what_was_sent(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, null, "ann");
        var busy = 2;
        scene.Store.BeforeFinish = _ => busy-- > 0 ? throw new CrmStoreException("busy", isTransient: true, new TimeoutException()) : Task.CompletedTask;

        Assert.Equal(1, (await scene.DispatchAsync()).Sent);
        Assert.Equal(OutboxState.Sent, (await scene.RowOfAsync("ann")).State);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Gate_that_fails_at_the_last_look_lets_nothing_through(string kind)
    {
        var gate = new SecondLookThrows();
        await using var scene = await DispatchScene.OfAsync(kind, new TickingClock(), "ann");
        scene.Gates = new GateList(gate);

        Assert.Equal(1, (await scene.DispatchAsync()).Postponed);
        Assert.Equal(2, gate.Looks);
        Assert.Empty(scene.Sender.Recipients);
        Assert.Equal((OutboxState.Due, ReasonCodes.RuleFailed), ((await scene.RowOfAsync("ann")).State, (await scene.RowOfAsync("ann")).StateReason!.Code));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Store_that_fails_altogether_ends_the_run_and_holds_nobody(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, null, "ann", "bob");
        scene.Store.BeforeBegin = _ => throw new CrmStoreException("the disk is gone");

        await Assert.ThrowsAsync<CrmStoreException>(scene.DispatchAsync);
        Assert.Equal([OutboxState.Due, OutboxState.Due], [(await scene.RowOfAsync("ann")).State, (await scene.RowOfAsync("bob")).State]);
        Assert.Null((await scene.RowOfAsync("bob")).StateReason);
    }

    private sealed class SecondLookThrows : IGate
    {
        public int Looks { get; private set; }

        public string Rule => "second-look";

        public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at) =>
            ++Looks > 1 ? throw new InvalidOperationException("no second look") : GateVerdict.Open;
    }

    private sealed class TickingClock : IClock
    {
        private Instant _now = A.Noon;

        public Instant GetCurrentInstant() => _now += Duration.FromMilliseconds(5);
    }
}
