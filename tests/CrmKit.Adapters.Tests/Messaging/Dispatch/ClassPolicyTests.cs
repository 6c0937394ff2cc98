using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>What becomes, class by class, of messages that may have left, and of links that fail.</summary>
public sealed class ClassPolicyTests
{
    private static readonly Duration Lease = Duration.FromMinutes(5);

    [Theory]
    [InlineData("memory", TouchClass.Promotional, false)]
    [InlineData("sqlite", TouchClass.Promotional, false)]
    [InlineData("sqlite", TouchClass.Relationship, false)]
    [InlineData("memory", TouchClass.Transactional, true)]
    [InlineData("sqlite", TouchClass.Transactional, true)]
    [InlineData("sqlite", TouchClass.Legal, true)]
    public async Task Message_that_may_have_left_is_sent_again_under_its_id_where_the_class_says_so(string kind, TouchClass touchClass, bool isSentAgain)
    {
        var clock = new ManualClock();
        await using var scene = await OfAsync(kind, clock, touchClass);
        var failures = 1;
        scene.Sender.Answer = _ => failures-- > 0 ? throw new IOException("gone while acknowledging") : Task.FromResult(SendOutcome.Accepted);

        var report = await scene.DispatchAsync();
        Assert.Equal(isSentAgain ? (1, 0) : (0, 1), (report.Postponed, report.Uncertain));
        var row = await scene.RowOfAsync("ann");
        Assert.Equal((isSentAgain ? OutboxState.Due : OutboxState.Uncertain, ReasonCodes.OutcomeUncertain), (row.State, row.StateReason!.Code));

        clock.Advance(Lease);
        Assert.Equal(isSentAgain ? 1 : 0, (await scene.DispatchAsync()).Sent);
        Assert.Equal(isSentAgain ? 2 : 1, scene.Sender.Messages.Count);
        Assert.Single(scene.Sender.Messages.Select(message => message.Id).Distinct());
    }

    [Fact]
    public async Task Message_whose_sender_fails_every_time_ends_uncertain()
    {
        var clock = new ManualClock();
        await using var scene = await OfAsync("sqlite", clock, TouchClass.Transactional);
        scene.Sender.Answer = _ => throw new IOException("gone while acknowledging");
        for (var attempt = 1; attempt < 3; attempt++)
        {
            Assert.Equal(1, (await scene.Dispatcher(maxAttempts: 3).DispatchDueAsync()).Postponed);
            clock.Advance(Lease);
        }

        Assert.Equal(1, (await scene.Dispatcher(maxAttempts: 3).DispatchDueAsync()).Uncertain);
        Assert.Equal(3, scene.Sender.Messages.Count);
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task Message_that_stops_every_worker_is_given_up_and_its_neighbour_goes(string kind)
    {
        var clock = new ManualClock();
        await using var scene = await OfAsync(kind, clock, TouchClass.Transactional);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var claim = Assert.Single(await scene.Store.ClaimAsync(1, Lease));
            Assert.Equal(BeginSending.Started, await scene.Store.TryBeginSendingAsync(claim, (await scene.Store.LoadFactsAsync("ann", DateTimeZone.Utc)).FactsVersion));
            clock.Advance(Lease);
        }

        await scene.Store.EnqueueAsync(A.Plan(Of(TouchClass.Transactional, "bob")), "test");
        var report = await scene.Dispatcher(maxAttempts: 3).DispatchDueAsync();
        Assert.Equal((1, 1), (report.GivenUp, report.Sent));
        Assert.Equal(["bob"], scene.Sender.Recipients);
        Assert.Equal((OutboxState.Dead, ReasonCodes.SenderGaveUp), ((await scene.RowOfAsync("ann")).State, (await scene.RowOfAsync("ann")).StateReason!.Code));
    }

    [Theory]
    [InlineData("memory", false)]
    [InlineData("sqlite", false)]
    [InlineData("sqlite", true)]
    public async Task Link_that_fails_holds_the_message_before_it_begins_and_neighbours_go(string kind, bool isRelative)
    {
        await using var scene = await DispatchScene.OfAsync(kind, null, "ann", "bob");
        var log = new ListLog();
        scene.Log = log;
        var links = new Links(customer => customer != "ann" ? new Uri("https://shop.example/u/1")
            : isRelative ? new Uri("/u/1", UriKind.Relative) : throw new InvalidOperationException("no key for ann@example.com"));

        var report = await scene.Dispatcher(links: links).DispatchDueAsync();

        Assert.Equal((1, 1, 0), (report.Held, report.Sent, report.Uncertain));
        var row = await scene.RowOfAsync("ann");
        Assert.Equal((OutboxState.Held, ReasonCodes.RuleFailed, 0), (row.State, row.StateReason!.Code, row.Attempts));
        Assert.Equal(new Uri("https://shop.example/u/1"), Assert.Single(scene.Sender.Messages).UnsubscribeLink);
        Assert.DoesNotContain(log.Lines, line => line.Contains("ann@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Link_is_not_asked_for_where_no_agreement_is_needed()
    {
        await using var scene = await OfAsync("memory", new ManualClock(), TouchClass.Transactional);
        Assert.Equal(1, (await scene.Dispatcher(links: new Links(_ => throw new InvalidOperationException())).DispatchDueAsync()).Sent);
        Assert.Null(Assert.Single(scene.Sender.Messages).UnsubscribeLink);
    }

    private static async Task<DispatchScene> OfAsync(string kind, IClock clock, TouchClass touchClass)
    {
        var scene = await DispatchScene.OfAsync(kind, clock);
        await scene.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("ann"), A.Customer("bob")], Consents = [A.Consent("ann"), A.Consent("bob")] });
        await scene.Store.EnqueueAsync(A.Plan(Of(touchClass, "ann")), "test");
        return scene;
    }

    private static PlannedTouch Of(TouchClass touchClass, string customer)
    {
        var touch = A.PlannedTouch(customer);
        return touch with { Intent = new TouchIntent(touch.Intent.Key, touchClass, touch.Intent.Purpose, touch.Intent.Point, touch.Intent.ExpiresAt) };
    }

    private sealed class Links(Func<string, Uri> link) : IUnsubscribeLinks
    {
        public Uri LinkFor(CustomerId customer, ContactPoint point, Purpose purpose) => link(customer.Value);
    }
}
