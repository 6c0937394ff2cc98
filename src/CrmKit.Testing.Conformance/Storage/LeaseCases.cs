using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>A row is one worker's at a time, and never lost with a worker.</summary>
internal static class LeaseCases
{
    private static readonly Duration Lease = Duration.FromMinutes(5);

    public static IEnumerable<ConformanceCase> All =>
    [
        new("Two_claimers_never_get_the_same_row", TwoClaimersAsync),
        new("Claimed_row_whose_lease_ran_out_is_due_again", ClaimedExpiresAsync),
        new("Sending_row_whose_lease_ran_out_is_uncertain", SendingExpiresAsync),
        new("Late_begin_after_a_lost_lease_changes_nothing", LateBeginAsync),
        new("Late_finish_while_nobody_took_the_row_over_is_recorded", LateButHeldAsync),
        new("Late_finish_after_the_row_was_given_up_as_uncertain_changes_nothing", LateAndUncertainAsync),
        new("Late_finish_after_a_lost_lease_returns_false_and_changes_nothing", LateFinishAsync),
        new("Claim_refuses_senseless_arguments", ArgumentsAsync),
    ];

    private static async Task TwoClaimersAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        await test.Store.EnqueueAsync(A.Plan(Enumerable.Range(0, 60).Select(i => A.PlannedTouch($"{i}"))), "test", cancellationToken).ConfigureAwait(false);
        async Task<List<OutboxClaim>> ClaimAllAsync()
        {
            List<OutboxClaim> mine = [];
            while (await test.Store.ClaimAsync(7, Lease, cancellationToken).ConfigureAwait(false) is { IsEmpty: false } some)
            {
                mine.AddRange(some);
                await Task.Yield();
            }

            return mine;
        }

        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(ClaimAllAsync, cancellationToken))).ConfigureAwait(false);
        var claims = all.SelectMany(mine => mine).ToArray();
        Expect.Equal(60, claims.Length, "Rows claimed by four workers of sixty that are due");
        Expect.Equal(60, claims.Select(claim => claim.Row.Intent.Key).Distinct().Count(), "Distinct rows claimed");
        Expect.Equal(60, claims.Select(claim => claim.Token).Distinct().Count(), "Distinct tokens");
        Expect.True(claims.All(claim => claim.Row.State == OutboxState.Claimed && claim.LeaseUntil == A.Noon + Lease), "Every claim says that it is one, and until when");
    }

    private static async Task ClaimedExpiresAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var claim = await ClaimOneAsync(test, cancellationToken).ConfigureAwait(false);
        var before = await VersionAsync(test, cancellationToken).ConfigureAwait(false);
        test.Clock.Advance(Lease - Duration.FromMilliseconds(1));
        Expect.True((await test.Store.ClaimAsync(1, Lease, cancellationToken).ConfigureAwait(false)).IsEmpty, "Nothing to claim while the lease lasts");
        var now = test.Clock.Advance(Duration.FromMilliseconds(1));

        var again = (await test.Store.ClaimAsync(1, Lease, cancellationToken).ConfigureAwait(false)).Single();
        Expect.Equal(claim.Row with { ChangedAt = now }, again.Row, "The row, claimed again");
        Expect.True(claim.Token != again.Token, "Another claim has another token");
        Expect.Equal(before, await VersionAsync(test, cancellationToken).ConfigureAwait(false), "The facts version, which a lapsed claim leaves alone");
    }

    private static async Task SendingExpiresAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var claim = await ClaimOneAsync(test, cancellationToken).ConfigureAwait(false);
        var began = test.Clock.Advance(Duration.FromSeconds(1));
        await BeginAsync(test, claim, cancellationToken).ConfigureAwait(false);
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        var now = test.Clock.Advance(Lease);

        Expect.True((await test.Store.ClaimAsync(10, Lease, cancellationToken).ConfigureAwait(false)).IsEmpty, "A row that may have left is not claimed again");
        var row = (await Expect.AllAsync(test.Store.ReadOutboxAsync(cancellationToken), cancellationToken).ConfigureAwait(false)).Single();
        var expected = claim.Row with { State = OutboxState.Uncertain, StateReason = new Reason(ReasonCodes.OutcomeUncertain), ChangedAt = now, Attempts = 1 };
        Expect.Equal(expected, row, "The row");
        var facts = await test.Store.LoadFactsAsync("1", DateTimeZone.Utc, cancellationToken).ConfigureAwait(false);
        var contact = new ContactRecord(claim.Row.Intent.Key, began, TouchClass.Promotional, Channel.Email);
        Expect.Sequence([contact], facts.Contacts, "The contacts: it may have left when it entered sending");
    }

    private static async Task LateBeginAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var late = await ClaimOneAsync(test, cancellationToken).ConfigureAwait(false);
        var version = await VersionAsync(test, cancellationToken).ConfigureAwait(false);
        test.Clock.Advance(Lease);
        Expect.Equal(BeginSending.LeaseLost, await test.Store.TryBeginSendingAsync(late, version, cancellationToken).ConfigureAwait(false), "A begin at the end of the lease");
        var other = (await test.Store.ClaimAsync(1, Lease, cancellationToken).ConfigureAwait(false)).Single();
        Expect.Equal(BeginSending.LeaseLost, await test.Store.TryBeginSendingAsync(late, version, cancellationToken).ConfigureAwait(false), "A begin when the row is another's");
        Expect.Equal(BeginSending.Started, await test.Store.TryBeginSendingAsync(other, version, cancellationToken).ConfigureAwait(false), "The begin of the one who holds it");
        Expect.Equal(BeginSending.LeaseLost, await test.Store.TryBeginSendingAsync(other, version + 1, cancellationToken).ConfigureAwait(false), "A second begin of the same claim");
    }

    private static async Task LateButHeldAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var claim = await ClaimOneAsync(test, cancellationToken).ConfigureAwait(false);
        await BeginAsync(test, claim, cancellationToken).ConfigureAwait(false);
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        var now = test.Clock.Advance(Lease + Lease);
        Expect.True(await test.Store.FinishAsync(claim, OutboxOutcome.Sent, cancellationToken).ConfigureAwait(false), "A finish after the end of the lease, the row being nobody else's");
        Expect.True((await test.Store.ClaimAsync(10, Lease, cancellationToken).ConfigureAwait(false)).IsEmpty, "Nothing is left to claim");
        var row = (await Expect.AllAsync(test.Store.ReadOutboxAsync(cancellationToken), cancellationToken).ConfigureAwait(false)).Single();
        Expect.Equal(claim.Row with { State = OutboxState.Sent, ChangedAt = now, Attempts = 1 }, row, "The row, which is not uncertain");
        var events = await Expect.AllAsync(test.Store.ReadEventsAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence([new RecordedEvent(SentTouch.Of(claim.Row.Intent, now), now)], events, "The touch on the timeline");

        await test.Store.EnqueueAsync(A.Plan(A.PlannedTouch("1", "2")), "test", cancellationToken).ConfigureAwait(false);
        var second = (await test.Store.ClaimAsync(1, Lease, cancellationToken).ConfigureAwait(false)).Single();
        test.Clock.Advance(Lease);
        var reason = new Reason(ReasonCodes.MissingValue, ReasonArgument.Of("missing", "given-name"));
        Expect.True(await test.Store.FinishAsync(second, OutboxOutcome.Held(reason), cancellationToken).ConfigureAwait(false), "A claimed row held at the end of its lease");
    }

    private static async Task LateAndUncertainAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var claim = await ClaimOneAsync(test, cancellationToken).ConfigureAwait(false);
        await BeginAsync(test, claim, cancellationToken).ConfigureAwait(false);
        test.Clock.Advance(Lease);
        await test.Store.ClaimAsync(1, Lease, cancellationToken).ConfigureAwait(false);
        Expect.True(!await test.Store.FinishAsync(claim, OutboxOutcome.Sent, cancellationToken).ConfigureAwait(false), "A finish after another claim let go of the row");
        var row = (await Expect.AllAsync(test.Store.ReadOutboxAsync(cancellationToken), cancellationToken).ConfigureAwait(false)).Single();
        Expect.Equal(OutboxState.Uncertain, row.State, "Where the row stands");
    }

    private static async Task LateFinishAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var late = await ClaimOneAsync(test, cancellationToken).ConfigureAwait(false);
        test.Clock.Advance(Lease);
        var other = (await test.Store.ClaimAsync(1, Lease, cancellationToken).ConfigureAwait(false)).Single();
        await BeginAsync(test, other, cancellationToken).ConfigureAwait(false);
        var before = await Expect.AllAsync(test.Store.ReadOutboxAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        var version = await VersionAsync(test, cancellationToken).ConfigureAwait(false);

        var reason = new Reason(ReasonCodes.SenderGaveUp, ReasonArgument.Of("attempts", 1));
        foreach (var outcome in new[] { OutboxOutcome.Sent, OutboxOutcome.Dead(reason), OutboxOutcome.Held(reason), OutboxOutcome.Postponed(A.Noon, reason) })
        {
            Expect.True(!await test.Store.FinishAsync(late, outcome, cancellationToken).ConfigureAwait(false), $"A late finish as {outcome.State} returns false");
        }

        Expect.Sequence(before, await Expect.AllAsync(test.Store.ReadOutboxAsync(cancellationToken), cancellationToken).ConfigureAwait(false), "The rows after late finishes");
        Expect.Equal(version, await VersionAsync(test, cancellationToken).ConfigureAwait(false), "The facts version after late finishes");
        Expect.True((await Expect.AllAsync(test.Store.ReadEventsAsync(cancellationToken), cancellationToken).ConfigureAwait(false)).IsEmpty, "No touch after a late finish as sent");
        Expect.True(await test.Store.FinishAsync(other, OutboxOutcome.Sent, cancellationToken).ConfigureAwait(false), "The finish of the one who holds it");
        Expect.True(!await test.Store.FinishAsync(other, OutboxOutcome.Sent, cancellationToken).ConfigureAwait(false), "A second finish returns false");
    }

    private static async Task ArgumentsAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        await Expect.ThrowsAsync<ArgumentOutOfRangeException>(async () => await test.Store.ClaimAsync(0, Lease, cancellationToken).ConfigureAwait(false), "A claim of no rows").ConfigureAwait(false);
        await Expect.ThrowsAsync<ArgumentOutOfRangeException>(async () => await test.Store.ClaimAsync(1, Duration.Zero, cancellationToken).ConfigureAwait(false), "A lease of no length").ConfigureAwait(false);
    }

    private static async Task<OutboxClaim> ClaimOneAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        await test.Store.EnqueueAsync(A.Plan(A.PlannedTouch("1")), "test", cancellationToken).ConfigureAwait(false);
        return (await test.Store.ClaimAsync(1, Lease, cancellationToken).ConfigureAwait(false)).Single();
    }

    private static async Task<long> VersionAsync(StoreUnderTest test, CancellationToken cancellationToken) =>
        (await test.Store.LoadFactsAsync("1", DateTimeZone.Utc, cancellationToken).ConfigureAwait(false)).FactsVersion;

    private static async Task BeginAsync(StoreUnderTest test, OutboxClaim claim, CancellationToken cancellationToken)
    {
        var version = await VersionAsync(test, cancellationToken).ConfigureAwait(false);
        Expect.Equal(BeginSending.Started, await test.Store.TryBeginSendingAsync(claim, version, cancellationToken).ConfigureAwait(false), "The begin of sending");
    }
}
