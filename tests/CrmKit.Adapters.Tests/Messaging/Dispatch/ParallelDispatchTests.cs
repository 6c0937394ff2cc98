using System.Collections.Concurrent;
using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>Several messages at once, and leases that are kept meanwhile.</summary>
public sealed class ParallelDispatchTests
{
    public static TheoryData<string> Stores => DispatchScene.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Workers_send_side_by_side_and_never_two_messages_to_one_person(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind);
        scene.Gates = new GateList(new ConsentGate());
        string[] people = [.. Enumerable.Range(0, 8).Select(i => $"p{i}")];
        await scene.Store.CommitAsync(new ChangeSet { Customers = [.. people.Select(A.Customer)], Consents = [.. people.Select(id => A.Consent(id))] });
        await scene.Store.EnqueueAsync(A.Plan(people.SelectMany(id => Enumerable.Range(1, 3).Select(i => A.PlannedTouch(id, $"{i}")))), "test");
        var (now, most, twice) = (0, 0, 0);
        var busy = new ConcurrentDictionary<string, byte>();
        scene.Sender.Answer = async message =>
        {
            var person = RecordingSender.CustomerOf(message);
            Interlocked.Add(ref twice, busy.TryAdd(person, 0) ? 0 : 1);
            var here = Interlocked.Increment(ref now);
            InterlockedMax(ref most, here);
            await Task.Delay(20);
            Interlocked.Decrement(ref now);
            busy.TryRemove(person, out _);
            return SendOutcome.Accepted;
        };

        var report = await scene.Dispatcher(workers: 4).DispatchDueAsync();

        Assert.Equal((24, 24), (report.Sent, report.Total));
        Assert.Equal((4, 0), (most, twice));
        Assert.Equal(24, scene.Sender.Messages.Select(message => message.Id).Distinct().Count());
        Assert.Equal(24, await scene.Store.ReadEventsAsync().CountAsync());
        Assert.All(await scene.RowsAsync(), row => Assert.Equal((OutboxState.Sent, 1), (row.State, row.Attempts)));
    }

    [Theory]
    [InlineData("memory", 2, 5)]
    [InlineData("sqlite", 2, 5)]
    [InlineData("sqlite", 1, 1)]
    public async Task No_more_rows_are_in_sending_than_the_window_holds(string kind, int workers, int window)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: Enumerable.Range(0, 12).Select(i => $"p{i:D2}"));
        var most = 0;
        scene.Sender.Answer = async _ =>
        {
            InterlockedMax(ref most, (int)(await scene.Store.ReadHealthAsync()).Sending);
            return SendOutcome.Accepted;
        };

        Assert.Equal(12, (await scene.Dispatcher(workers: workers, window: window).DispatchDueAsync()).Sent);
        Assert.Equal(window, most);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Lease_is_renewed_while_a_slow_sender_works(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, SystemClock.Instance);
        scene.Gates = new GateList();
        await scene.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("ann"), A.Customer("bob")] });
        await scene.Store.EnqueueAsync(A.Plan(Lasting(TouchClass.Transactional, "ann"), Lasting(TouchClass.Transactional, "bob")), "test");
        var second = await scene.SecondStoreAsync();
        await using var closing = second;
        scene.Sender.Answer = async _ =>
        {
            // Longer than the lease: without renewal the row would be due again, and the neighbour's claim run out.
            await Task.Delay(TimeSpan.FromSeconds(1.6));
            return SendOutcome.Accepted;
        };
        var working = Task.Run(() => scene.Dispatcher(lease: Duration.FromSeconds(1)).DispatchDueAsync());
        while (scene.Sender.Messages.Count == 0 && !working.IsCompleted)
        {
            await Task.Delay(10);
        }

        while (!working.IsCompleted)
        {
            Assert.Empty(await second.ClaimAsync(10, Duration.FromSeconds(1)));
            await Task.Delay(100);
        }

        var report = await working;
        Assert.Equal((2, 2), (report.Sent, report.Total));
        Assert.Equal(2, scene.Sender.Messages.Count);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Lease_that_ran_out_between_begin_and_send_lets_nothing_leave(string kind)
    {
        var clock = new ManualClock();
        await using var scene = await DispatchScene.OfAsync(kind, clock, "ann", "bob");
        scene.Sender.Answer = _ =>
        {
            // The worker is stopped after its first message, for longer than its lease.
            clock.Advance(Duration.FromMinutes(5));
            return Task.FromResult(SendOutcome.Accepted);
        };

        var report = await scene.Dispatcher(window: 2).DispatchDueAsync();

        // Nobody took the second row over, so that it is known not to have left, and goes on the next claim; the first is recorded.
        Assert.Equal((2, 1), (report.Sent, report.Postponed));
        Assert.Equal(["ann", "bob"], scene.Sender.Recipients);
        Assert.Equal([1, 2], (await scene.RowsAsync()).OrderBy(row => row.Intent.Key.Customer).Select(row => row.Attempts));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Refusal_of_one_in_the_window_stops_that_message_alone(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, null, "ann", "bob", "cyd", "dan");
        var refused = false;
        scene.Store.BeforeBegin = async claim =>
        {
            if (claim.Row.Intent.Key.Customer == "bob" && !refused)
            {
                refused = true;
                await scene.SayAsync("bob", ConsentState.OptOut);
            }

            if (claim.Row.Intent.Key.Customer == "dan")
            {
                throw new CrmStoreException("unreadable") { IsUnreadable = true };
            }
        };

        var report = await scene.Dispatcher(workers: 2, window: 4).DispatchDueAsync();

        Assert.Equal((2, 1, 1), (report.Sent, report.Refused, report.Held));
        Assert.Equal(["ann", "cyd"], scene.Sender.Recipients.Order());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Failing_store_leaves_what_was_begun_and_not_sent_due_again(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, null, "ann", "bob", "cyd", "dan");
        scene.Store.BeforeFinish = claim => claim.Row.Intent.Key.Customer == "ann" ? throw new CrmStoreException("the disk is gone") : Task.CompletedTask;

        await Assert.ThrowsAsync<CrmStoreException>(() => scene.Dispatcher(window: 3).DispatchDueAsync());

        Assert.Equal(["ann"], scene.Sender.Recipients);
        var rows = (await scene.RowsAsync()).OrderBy(row => row.Intent.Key.Customer);
        Assert.Equal([OutboxState.Sending, OutboxState.Due, OutboxState.Due, OutboxState.Due], rows.Select(row => row.State));
        Assert.Equal([1, 1, 1, 0], rows.Select(row => row.Attempts));
        Assert.Equal(3, (await scene.DispatchAsync()).Sent);
        Assert.Equal(["ann", "bob", "cyd", "dan"], scene.Sender.Recipients);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(65, null)]
    [InlineData(1, 0)]
    [InlineData(1, 1001)]
    public async Task Workers_and_window_outside_their_ranges_are_refused(int workers, int? window)
    {
        await using var scene = await DispatchScene.OfAsync("memory");
        Assert.Throws<ArgumentOutOfRangeException>(() => scene.Dispatcher(workers: workers, window: window));
    }

    /// <summary>A contact of a class that is due now and lasts for a day, on the clock of today.</summary>
    private static PlannedTouch Lasting(TouchClass touchClass, string customer)
    {
        var (touch, now) = (A.PlannedTouch(customer), SystemClock.Instance.GetCurrentInstant());
        return touch with { Intent = new TouchIntent(touch.Intent.Key, touchClass, Purpose.Marketing, touch.Intent.Point, now + Duration.FromDays(1)), SendAt = now };
    }

    private static void InterlockedMax(ref int most, int here)
    {
        for (var known = Volatile.Read(ref most); here > known; known = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, here, known);
        }
    }
}
