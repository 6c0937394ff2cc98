using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>What the sender says, and what becomes of the row.</summary>
public sealed class SenderOutcomeTests
{
    public static TheoryData<string> Stores => DispatchScene.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Retry_waits_and_is_given_up_after_the_last_attempt(string kind)
    {
        var clock = new ManualClock();
        await using var scene = await DispatchScene.OfAsync(kind, clock, "ann", "bob");
        scene.Sender.Answer = message => Task.FromResult(
            RecordingSender.CustomerOf(message) == "ann" ? SendOutcome.RetryAfter(Duration.FromMinutes(10), "4.2.0") : SendOutcome.Accepted);

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var report = await scene.Dispatcher(maxAttempts: 3).DispatchDueAsync();
            var row = await scene.RowOfAsync("ann");
            Assert.Equal((attempt == 1 ? 1 : 0, attempt), (report.Sent, row.Attempts));
            if (attempt < 3)
            {
                Assert.Equal((1, OutboxState.Due, clock.Now + Duration.FromMinutes(10), "4.2.0"), (report.Postponed, row.State, row.DueAt, row.StateReason!["remedy"]));
                Assert.Equal(0, (await scene.Dispatcher(maxAttempts: 3).DispatchDueAsync()).Total);
            }
            else
            {
                Assert.Equal((1, OutboxState.Dead, ReasonCodes.SenderGaveUp), (report.GivenUp, row.State, row.StateReason!.Code));
            }

            clock.Advance(Duration.FromMinutes(10));
        }

        Assert.Equal(0, (await scene.Dispatcher(maxAttempts: 3).DispatchDueAsync()).Total);
        Assert.Equal(3, scene.Sender.Recipients.Count(id => id == "ann"));
        Assert.Single(scene.Sender.Messages.Where(message => RecordingSender.CustomerOf(message) == "ann").Select(message => message.Id).Distinct());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Retry_without_a_wait_ends_within_one_run(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann"]);
        scene.Sender.Answer = _ => Task.FromResult(SendOutcome.RetryAfter(Duration.Zero, "busy"));

        var report = await scene.DispatchAsync();

        Assert.Equal((4, 1), (report.Postponed, report.GivenUp));
        Assert.Equal(5, scene.Sender.Messages.Count);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Given_up_message_is_dead_and_takes_no_place_in_the_cap(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann"]);
        scene.Sender.Answer = _ => Task.FromResult(SendOutcome.GiveUp("5.7.1"));
        var report = await scene.DispatchAsync();
        var row = await scene.RowOfAsync("ann");
        Assert.Equal((1, OutboxState.Dead, ReasonCodes.SenderRefused, "5.7.1"), (report.GivenUp, row.State, row.StateReason!.Code, row.StateReason["remedy"]));

        scene.Sender.Answer = _ => Task.FromResult(SendOutcome.Accepted);
        await scene.Store.EnqueueAsync(A.Plan(A.PlannedTouch("ann", "2")), "test");
        Assert.Equal(1, (await scene.DispatchAsync()).Sent);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Suppressed_by_the_far_side_stops_every_later_message_to_the_address(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann", "bob"]);

        // Another customer shares ann's address, and comes after her.
        await scene.Store.CommitAsync(new ChangeSet
        {
            Customers = [A.Customer("zoe") with { ContactPoints = [A.Email("ann")] }],
            Consents = [A.Consent("zoe") with { Point = A.Email("ann") }],
        });
        var touch = A.PlannedTouch("zoe");
        await scene.Store.EnqueueAsync(A.Plan(touch with { Intent = touch.Intent with { Point = A.Email("ann") } }), "test");
        scene.Sender.Answer = message => Task.FromResult(RecordingSender.CustomerOf(message) == "ann" ? SendOutcome.Suppress("5.1.1") : SendOutcome.Accepted);

        var report = await scene.DispatchAsync();

        Assert.Equal((1, 1, 1), (report.Sent, report.GivenUp, report.Refused));
        Assert.Equal(["ann", "bob"], scene.Sender.Recipients.Order());
        Assert.Equal((OutboxState.Dead, ReasonCodes.SenderRefused), ((await scene.RowOfAsync("ann")).State, (await scene.RowOfAsync("ann")).StateReason!.Code));
        Assert.Equal((OutboxState.Dead, ReasonCodes.Undeliverable), ((await scene.RowOfAsync("zoe")).State, (await scene.RowOfAsync("zoe")).StateReason!.Code));

        await scene.Store.EnqueueAsync(A.Plan(A.PlannedTouch("ann", "2")), "test");
        Assert.Equal(1, (await scene.DispatchAsync()).Refused);
        Assert.Equal(1, scene.Sender.Recipients.Count(id => id == "ann"));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Throwing_sender_leaves_its_message_uncertain_and_neighbours_go(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann", "bob", "cid"]);
        var log = new ListLog();
        scene.Log = log;
        scene.Sender.Answer = message => RecordingSender.CustomerOf(message) == "bob"
            ? throw new InvalidOperationException("451 <sentinel@example.com> is unwell")
            : Task.FromResult(SendOutcome.Accepted);

        var report = await scene.DispatchAsync();

        Assert.Equal((2, 1), (report.Sent, report.Uncertain));
        var row = await scene.RowOfAsync("bob");
        Assert.Equal((OutboxState.Uncertain, ReasonCodes.OutcomeUncertain), (row.State, row.StateReason!.Code));
        Assert.Contains("InvalidOperationException", Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("sentinel", string.Join('\n', log.Lines) + row, StringComparison.Ordinal);
        Assert.Equal(0, (await scene.DispatchAsync()).Total);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Sender_without_an_answer_leaves_its_message_uncertain_and_neighbours_go(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann", "bob"]);
        scene.Sender.Answer = message => Task.FromResult(RecordingSender.CustomerOf(message) == "ann" ? null! : SendOutcome.Accepted);

        var report = await scene.DispatchAsync();

        Assert.Equal((1, 1), (report.Sent, report.Uncertain));
        Assert.Equal(OutboxState.Uncertain, (await scene.RowOfAsync("ann")).State);
    }
}
