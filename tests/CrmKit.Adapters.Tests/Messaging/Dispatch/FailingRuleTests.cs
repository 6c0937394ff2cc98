using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>Gates and renderers of the program's own that fail.</summary>
public sealed class FailingRuleTests
{
    private const string Sentinel = "sentinel@example.com";

    public static TheoryData<string, string> Failures
    {
        get
        {
            var failures = new TheoryData<string, string>();
            foreach (var failure in new[] { nameof(InvalidOperationException), nameof(OperationCanceledException), "nothing" })
            {
                failures.Add("memory", failure);
                failures.Add("sqlite", failure);
            }

            return failures;
        }
    }

    public static TheoryData<string> Stores => DispatchScene.Stores;

    [Theory, MemberData(nameof(Failures))]
    public async Task Failing_renderer_holds_its_message_and_neighbours_go(string kind, string failure)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann", "bob", "cid"]);
        scene.Templates = new FailingRenderer("bob", failure);
        await AssertBobIsHeldAsync(scene, failure == "nothing" ? nameof(InvalidOperationException) : failure);
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task Failing_gate_holds_its_message_and_neighbours_go(string kind, string failure)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann", "bob", "cid"]);
        scene.Gates = new GateList(new FailingGate("bob", failure));
        await AssertBobIsHeldAsync(scene, failure == "nothing" ? nameof(NullReferenceException) : failure);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Gate_that_names_a_past_reopening_does_not_keep_the_dispatcher_busy(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann", "bob"]);
        scene.Gates = new GateList(new ClosedGate("ann", Reopening.At(A.Noon)));

        // A run without end would end here.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var report = await scene.Dispatcher().DispatchDueAsync(patience.Token);

        Assert.Equal((1, 1), (report.Sent, report.Postponed));
        var row = await scene.RowOfAsync("ann");
        Assert.Equal((OutboxState.Due, "test.closed"), (row.State, row.StateReason!.Code));
        Assert.True(row.DueAt > A.Noon);
    }

    private static async Task AssertBobIsHeldAsync(DispatchScene scene, string error)
    {
        var log = new ListLog();
        scene.Log = log;

        var report = await scene.DispatchAsync();

        Assert.Equal((2, 1), (report.Sent, report.Held));
        Assert.Equal(["ann", "cid"], scene.Sender.Recipients.Order());
        var row = await scene.RowOfAsync("bob");
        Assert.Equal((OutboxState.Held, ReasonCodes.RuleFailed, error), (row.State, row.StateReason!.Code, row.StateReason["error"]));
        Assert.Contains(error, Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain(Sentinel, string.Join('\n', log.Lines) + row.StateReason, StringComparison.Ordinal);
    }

    private static void Fail(string failure)
    {
        switch (failure)
        {
            case nameof(InvalidOperationException):
                throw new InvalidOperationException(Sentinel, new InvalidOperationException(Sentinel));
            case nameof(OperationCanceledException):
                throw new OperationCanceledException(Sentinel);
        }
    }

    private sealed class FailingRenderer(string customer, string failure) : ITemplateRenderer
    {
        public RenderResult Render(Reason reason, Customer person)
        {
            if (person.Id == customer)
            {
                Fail(failure);
                return null!;
            }

            return RenderResult.Rendered(new MessageText("Hello", "How are you?"));
        }
    }

    private sealed class FailingGate(string customer, string failure) : IGate
    {
        public string Rule => "failing";

        public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
        {
            if (facts.Customer == customer)
            {
                Fail(failure);
                return null!;
            }

            return GateVerdict.Open;
        }
    }

    private sealed class ClosedGate(string customer, Reopening reopening) : IGate
    {
        public string Rule => "closed";

        public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at) =>
            facts.Customer == customer ? GateVerdict.Closed(Rule, new Reason("test.closed"), reopening) : GateVerdict.Open;
    }
}
