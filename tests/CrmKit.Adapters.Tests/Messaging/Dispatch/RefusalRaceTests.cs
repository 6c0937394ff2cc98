using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>Somebody refuses between the dispatcher's judgement and its wish to send.</summary>
public sealed class RefusalRaceTests
{
    public static TheoryData<string> Stores => DispatchScene.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Unsubscribe_between_claim_and_send_stops_the_message(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann", "bob"]);
        scene.Store.BeforeBegin = Once("ann", () => scene.SayAsync("ann", ConsentState.OptOut));

        var report = await scene.DispatchAsync();

        Assert.Equal((1, 1), (report.Sent, report.Refused));
        Assert.Equal(["bob"], scene.Sender.Recipients);
        var row = await scene.RowOfAsync("ann");
        Assert.Equal((OutboxState.Dead, ReasonCodes.ConsentRefused, 0), (row.State, row.StateReason!.Code, row.Attempts));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Suppression_between_claim_and_send_stops_the_message(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann", "bob"]);
        scene.Store.BeforeBegin = Once("ann", () => scene.SuppressAsync("ann"));

        var report = await scene.DispatchAsync();

        Assert.Equal((1, 1), (report.Sent, report.Refused));
        Assert.Equal(["bob"], scene.Sender.Recipients);
        var row = await scene.RowOfAsync("ann");
        Assert.Equal((OutboxState.Dead, ReasonCodes.Undeliverable), (row.State, row.StateReason!.Code));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Unsubscribe_in_another_instance_stops_the_message(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann"]);
        var other = await scene.SecondStoreAsync();
        await using var closing = other;
        scene.Store.BeforeBegin = Once("ann", () => other.CommitAsync(new ChangeSet { Consents = [A.Consent("ann", ConsentState.OptOut, A.Noon - Duration.FromMinutes(1))] }));

        Assert.Equal(1, (await scene.DispatchAsync()).Refused);
        Assert.Empty(scene.Sender.Messages);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Refusal_taken_back_before_the_send_lets_the_message_go_once(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann"]);
        scene.Store.BeforeBegin = Once("ann", async () =>
        {
            await scene.SayAsync("ann", ConsentState.OptOut);
            await scene.Store.CommitAsync(new ChangeSet { Consents = [A.Consent("ann", ConsentState.OptIn, A.Noon)] });
        });

        Assert.Equal(1, (await scene.DispatchAsync()).Sent);
        Assert.Equal(["ann"], scene.Sender.Recipients);
        Assert.Equal(1, (await scene.RowOfAsync("ann")).Attempts);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Refusal_of_a_neighbour_costs_no_second_judgement(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann", "bob"]);
        var wishes = 0;
        scene.Store.BeforeBegin = claim =>
        {
            wishes++;
            return claim.Row.Intent.Key.Customer == "ann" ? scene.SayAsync("bob", ConsentState.OptOut) : Task.CompletedTask;
        };

        var report = await scene.DispatchAsync();

        Assert.Equal((1, 1, 1), (report.Sent, report.Refused, wishes));
        Assert.Equal(["ann"], scene.Sender.Recipients);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Facts_that_change_without_end_put_the_row_off_and_neighbours_go(string kind)
    {
        await using var scene = await DispatchScene.OfAsync(kind, customers: ["ann", "bob"]);
        var changes = 0;
        scene.Store.BeforeBegin = claim => claim.Row.Intent.Key.Customer == "ann"
            ? scene.Store.CommitAsync(new ChangeSet { Consents = [A.Consent("ann", ConsentState.OptIn, A.Noon - Duration.FromSeconds(++changes))] })
            : Task.CompletedTask;

        var report = await scene.DispatchAsync();

        Assert.Equal((1, 1), (report.Sent, report.Postponed));
        Assert.Equal(["bob"], scene.Sender.Recipients);
        var row = await scene.RowOfAsync("ann");
        Assert.Equal(OutboxState.Due, row.State);
        Assert.True(row.DueAt > A.Noon);
    }

    private static Func<OutboxClaim, Task> Once(string customer, Func<Task> act)
    {
        var done = false;
        return async claim =>
        {
            if (claim.Row.Intent.Key.Customer == customer && !done)
            {
                done = true;
                await act();
            }
        };
    }
}
