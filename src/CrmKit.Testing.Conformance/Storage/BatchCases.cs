using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>Many rows begun and ended at once, each by itself, and what is told of the whole outbox.</summary>
internal static class BatchCases
{
    private static readonly Reason Because = new(ReasonCodes.SenderRetry);

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Beginning_of_many_gives_each_row_its_own_result", BeginAsync),
        StoreScene.Case("Beginning_of_two_rows_of_one_person_begins_the_first_alone", OnePersonAsync),
        StoreScene.Case("Finish_of_many_gives_each_row_its_own_result", FinishAsync),
        StoreScene.Case("Finish_of_many_records_what_each_alone_would", SameAsOneAsync),
        StoreScene.Case("Health_counts_what_is_not_over_and_tells_the_oldest", HealthAsync),
        StoreScene.Case("Health_of_an_empty_outbox_is_good", EmptyAsync),
    ];

    /// <summary>A planned contact of a class.</summary>
    public static PlannedTouch Of(TouchClass touchClass, string customer)
    {
        var touch = A.PlannedTouch(customer);
        var intent = touch.Intent;
        return touch with { Intent = new TouchIntent(intent.Key, touchClass, intent.Purpose, intent.Point, intent.ExpiresAt) };
    }

    private static async Task BeginAsync(StoreScene scene)
    {
        await scene.EnqueueAsync([.. Enumerable.Range(1, 5).Select(i => A.PlannedTouch($"{i}"))]).ConfigureAwait(false);
        var claims = await scene.ClaimAsync().ConfigureAwait(false);
        Expect.True(await scene.FinishAsync(claims[1], OutboxOutcome.Dead(Because)).ConfigureAwait(false), "The second's end");
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        var now = scene.Advance(Duration.FromSeconds(1));

        var results = await scene.Store.TryBeginSendingAsync(
        [
            new SendingWish(claims[0], version),
            new SendingWish(claims[1], version),
            new SendingWish(claims[2], version + 7),
            new SendingWish(claims[3] with { Token = Guid.NewGuid() }, version),
            new SendingWish(claims[4], version),
            new SendingWish(claims[4], version + 1),
        ]).ConfigureAwait(false);
        Expect.Sequence(
            [BeginSending.Started, BeginSending.LeaseLost, BeginSending.FactsChanged, BeginSending.LeaseLost, BeginSending.Started, BeginSending.LeaseLost],
            results,
            "Results of a good row, a dead one, one on old facts, one under a wrong token, another good one, and that one again");
        await scene.ReopenAsync().ConfigureAwait(false);
        var rows = await scene.RowsAsync().ConfigureAwait(false);
        Expect.Sequence(
            [OutboxState.Sending, OutboxState.Dead, OutboxState.Claimed, OutboxState.Claimed, OutboxState.Sending],
            rows.Select(row => row.State),
            "Where the rows stand");
        Expect.Sequence([1, 0, 0, 0, 1], rows.Select(row => row.Attempts), "Attempts");
        Expect.Equal((now, version + 1), (rows[4].ChangedAt, await scene.VersionAsync("5").ConfigureAwait(false)), "The last one's instant and facts version");

        scene.Advance(StoreScene.Lease);
        var late = await scene.Store.TryBeginSendingAsync([new SendingWish(claims[2], await scene.VersionAsync("3").ConfigureAwait(false))]).ConfigureAwait(false);
        Expect.Sequence([BeginSending.LeaseLost], late, "A beginning after the lease");
    }

    private static async Task OnePersonAsync(StoreScene scene)
    {
        await scene.EnqueueAsync(A.PlannedTouch("1", "1"), A.PlannedTouch("1", "2")).ConfigureAwait(false);
        var claims = await scene.ClaimAsync().ConfigureAwait(false);
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        var results = await scene.Store.TryBeginSendingAsync([.. claims.Select(claim => new SendingWish(claim, version))]).ConfigureAwait(false);
        Expect.Sequence([BeginSending.Started, BeginSending.FactsChanged], results, "Two rows of one person on the same facts");
    }

    private static async Task FinishAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("4")).ConfigureAwait(false);
        await scene.EnqueueAsync([.. Enumerable.Range(1, 6).Select(i => A.PlannedTouch($"{i}"))]).ConfigureAwait(false);
        var claims = await scene.ClaimAsync().ConfigureAwait(false);
        foreach (var claim in claims[..4])
        {
            await scene.BeginAsync(claim).ConfigureAwait(false);
        }

        var later = scene.Advance(Duration.FromSeconds(1)) + Duration.FromHours(1);
        var results = await scene.Store.FinishAsync(
        [
            new SendingEnd(claims[0], OutboxOutcome.Sent),
            new SendingEnd(claims[4], OutboxOutcome.Sent),
            new SendingEnd(claims[1] with { Token = Guid.NewGuid() }, OutboxOutcome.Sent),
            new SendingEnd(claims[2], OutboxOutcome.Postponed(later, Because)),
            new SendingEnd(claims[0], OutboxOutcome.Sent),
            new SendingEnd(claims[3], OutboxOutcome.Dead(Because, suppressesPoint: true)),
            new SendingEnd(claims[5], OutboxOutcome.Released(claims[5].Row.DueAt)),
        ]).ConfigureAwait(false);
        Expect.Sequence(
            [
                FinishSending.Recorded, FinishSending.NotAllowed, FinishSending.ClaimLost, FinishSending.Recorded, FinishSending.ClaimLost, FinishSending.Recorded,
                FinishSending.Recorded,
            ],
            results,
            "Results of one that left, one that never began, one under a wrong token, one put off, the first again, one refused, and one released");
        await scene.ReopenAsync().ConfigureAwait(false);
        var rows = (await scene.RowsAsync().ConfigureAwait(false)).OrderBy(row => row.Intent.Key.Customer).ToArray();
        Expect.Sequence(
            [OutboxState.Sent, OutboxState.Sending, OutboxState.Due, OutboxState.Dead, OutboxState.Claimed, OutboxState.Due],
            rows.Select(row => row.State),
            "Where the rows stand");
        Expect.Equal(later, rows[2].DueAt, "When the third is due again");
        Expect.Sequence(["1"], (await scene.EventsAsync().ConfigureAwait(false)).Select(recorded => recorded.Event.Customer.Value), "Whose touches the timeline has");
        Expect.Equal(SuppressionKind.Undeliverable, await scene.SuppressionAsync("4").ConfigureAwait(false), "The refused point's suppression");
    }

    private static async Task SameAsOneAsync(StoreScene scene)
    {
        await scene.EnqueueAsync(A.PlannedTouch("1"), A.PlannedTouch("2"), A.PlannedTouch("3")).ConfigureAwait(false);
        var claims = await scene.ClaimAsync().ConfigureAwait(false);
        foreach (var claim in claims)
        {
            await scene.BeginAsync(claim).ConfigureAwait(false);
        }

        Expect.True(await scene.FinishAsync(claims[0], OutboxOutcome.Sent).ConfigureAwait(false), "The first's end, alone");
        scene.Advance(Duration.FromSeconds(1));
        await scene.Store.FinishAsync([new SendingEnd(claims[1], OutboxOutcome.Sent), new SendingEnd(claims[2], OutboxOutcome.Sent)]).ConfigureAwait(false);
        var events = await scene.EventsAsync().ConfigureAwait(false);
        Expect.Equal(3, events.Length, "Touches");
        Expect.True(events[0].RecordedAt < events[1].RecordedAt && events[1].RecordedAt == events[2].RecordedAt, "What is recorded later says so, and what is recorded together");
        Expect.Sequence(claims.Select(claim => SentTouch.KeyOf(claim.Row.Intent.Key)), events.Select(recorded => recorded.Event.Key), "The touches' keys");
        foreach (var customer in new[] { "1", "2", "3" })
        {
            Expect.Equal(3L, await scene.VersionAsync(customer).ConfigureAwait(false), "The facts version: promised, begun, left");
        }
    }

    private static async Task HealthAsync(StoreScene scene)
    {
        var noon = scene.Test.Clock.GetCurrentInstant();
        await scene.EnqueueAsync(
            [.. Enumerable.Range(1, 6).Select(i => A.PlannedTouch($"{i}", at: noon + Duration.FromMinutes(i))), A.PlannedTouch("7", at: noon + Duration.FromHours(2))]).ConfigureAwait(false);
        var fresh = await scene.Store.ReadHealthAsync().ConfigureAwait(false);
        Expect.Equal((null, Duration.Zero, 0L, 7L), (fresh.OldestDueAt, fresh.OldestDueAge, fresh.DueNow, fresh.DueLater), "Health before anything is due");

        var now = scene.Advance(Duration.FromHours(1));
        var claims = await scene.ClaimAsync(5).ConfigureAwait(false);
        await scene.BeginAsync(claims[0]).ConfigureAwait(false);
        await scene.BeginAsync(claims[1]).ConfigureAwait(false);
        await scene.BeginAsync(claims[2]).ConfigureAwait(false);
        await scene.FinishAsync(claims[0], OutboxOutcome.Sent).ConfigureAwait(false);
        await scene.FinishAsync(claims[1], OutboxOutcome.Uncertain(new Reason(ReasonCodes.OutcomeUncertain))).ConfigureAwait(false);
        await scene.FinishAsync(claims[3], OutboxOutcome.Held(new Reason(ReasonCodes.MissingValue))).ConfigureAwait(false);
        var busy = await scene.Store.ReadHealthAsync().ConfigureAwait(false);
        var expected = new OutboxHealth
        {
            ReadAt = now,
            OldestDueAt = noon + Duration.FromMinutes(5),
            DueNow = 1,
            DueLater = 1,
            Claimed = 1,
            Sending = 1,
            LeftBehind = 0,
            Uncertain = 1,
            Held = 1,
        };
        Expect.Equal(expected, busy, "Health with a row in every state, of which the fifth waits longest, claimed as it is");
        Expect.Equal(Duration.FromMinutes(55), busy.OldestDueAge, "How long it has waited");

        now = scene.Advance(StoreScene.Lease);
        Expect.Equal(expected with { ReadAt = now, LeftBehind = 2 }, await scene.Store.ReadHealthAsync().ConfigureAwait(false), "Health when no worker claims any more");
    }

    private static async Task EmptyAsync(StoreScene scene)
    {
        var health = await scene.Store.ReadHealthAsync().ConfigureAwait(false);
        Expect.Equal(
            new OutboxHealth { ReadAt = A.Noon, DueNow = 0, DueLater = 0, Claimed = 0, Sending = 0, LeftBehind = 0, Uncertain = 0, Held = 0 }, health, "Health of nothing");
    }
}
