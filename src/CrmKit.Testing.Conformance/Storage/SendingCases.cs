using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>Nothing leaves on facts that have changed, and what left is known once.</summary>
internal static class SendingCases
{
    private static readonly Duration Lease = Duration.FromMinutes(5);

    public static IEnumerable<ConformanceCase> All =>
    [
        new("Begin_after_an_opt_out_between_claim_and_begin_gives_facts_changed", OptOutAsync),
        new("Sent_row_becomes_a_touch_once", SentAsync),
        new("Effects_whose_texts_hold_slashes_become_distinct_touches", SlashesAsync),
        new("Postponed_row_is_due_again_at_its_time_and_counts_its_attempts", PostponedAsync),
        new("Outcome_that_the_state_does_not_allow_is_refused", DisallowedAsync),
        new("Dead_row_never_comes_back", DeadAsync),
        new("Dead_row_that_suppresses_its_point_does_so_for_all_who_share_it", SuppressingAsync),
    ];

    private static async Task OptOutAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        await test.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("1")], Consents = [A.Consent("1")] }, cancellationToken).ConfigureAwait(false);
        var claim = await ClaimOneAsync(test, cancellationToken).ConfigureAwait(false);
        var judged = await FactsAsync(test, cancellationToken).ConfigureAwait(false);
        await test.Store.CommitAsync(new ChangeSet { Consents = [A.Consent("1", ConsentState.OptOut, A.Noon)] }, cancellationToken).ConfigureAwait(false);

        Expect.Equal(BeginSending.FactsChanged, await test.Store.TryBeginSendingAsync(claim, judged.FactsVersion, cancellationToken).ConfigureAwait(false), "The begin on facts from before the opt-out");
        var row = (await RowsAsync(test, cancellationToken).ConfigureAwait(false)).Single();
        Expect.Equal(claim.Row, row, "The row, still claimed");

        var again = await FactsAsync(test, cancellationToken).ConfigureAwait(false);
        Expect.Equal(judged.FactsVersion + 1, again.FactsVersion, "The facts version after the opt-out");
        Expect.True(!again.Consents.Decide(A.Email("1"), Purpose.Marketing, A.Noon).IsAllowed, "The facts hold the opt-out");
        var reason = new Reason(ReasonCodes.ConsentRefused);
        Expect.True(await test.Store.FinishAsync(claim, OutboxOutcome.Dead(reason), cancellationToken).ConfigureAwait(false), "The worker may still let go of the row");
    }

    private static async Task SentAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var claim = await ClaimOneAsync(test, cancellationToken).ConfigureAwait(false);
        var promised = await FactsAsync(test, cancellationToken).ConfigureAwait(false);
        var key = claim.Row.Intent.Key;
        Expect.Sequence([new ContactRecord(key, A.Noon, TouchClass.Promotional, Channel.Email)], promised.Commitments, "The commitments while claimed");
        Expect.Equal(BeginSending.Started, await test.Store.TryBeginSendingAsync(claim, promised.FactsVersion, cancellationToken).ConfigureAwait(false), "The begin");
        var leaving = await FactsAsync(test, cancellationToken).ConfigureAwait(false);
        Expect.Equal(promised.FactsVersion + 1, leaving.FactsVersion, "The facts version once it is leaving");
        Expect.Sequence([new ContactRecord(key, A.Noon, TouchClass.Promotional, Channel.Email)], leaving.Contacts, "The contacts while sending");
        Expect.True(leaving.Commitments.IsEmpty, "No commitment while sending");

        var sentAt = test.Clock.Advance(Duration.FromSeconds(3));
        Expect.True(await test.Store.FinishAsync(claim, OutboxOutcome.Sent, cancellationToken).ConfigureAwait(false), "The finish");
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        var recorded = (await Expect.AllAsync(test.Store.ReadEventsAsync("1", cancellationToken), cancellationToken).ConfigureAwait(false)).Single();
        Expect.Equal(new RecordedEvent(SentTouch.Of(claim.Row.Intent, sentAt), sentAt), recorded, "The touch on the timeline");
        var sent = await FactsAsync(test, cancellationToken).ConfigureAwait(false);
        Expect.Equal(leaving.FactsVersion + 1, sent.FactsVersion, "The facts version once it is sent");
        Expect.Sequence([new ContactRecord(key, sentAt, TouchClass.Promotional, Channel.Email)], sent.Contacts, "The contacts, in which row and touch are one");
        Expect.Sequence([key], sent.Decided, "The effects that stand in the outbox");
        var row = (await RowsAsync(test, cancellationToken).ConfigureAwait(false)).Single();
        Expect.Equal(claim.Row with { State = OutboxState.Sent, ChangedAt = sentAt, Attempts = 1 }, row, "The row");
        Expect.Equal(new EnqueueReport(0, 1), await test.Store.EnqueueAsync(A.Plan(A.PlannedTouch("1")), "v2", cancellationToken).ConfigureAwait(false), "A later planning of the same effect");
    }

    private static async Task SlashesAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var touches = new[] { ("a", "b/c", "d"), ("a", "b", "c/d"), ("a/b", "c", "d") }
            .Select(parts => A.PlannedTouch("1") with { Intent = A.Intent("1") with { Key = new TouchKey(parts.Item1, parts.Item2, parts.Item3) } });
        await test.Store.EnqueueAsync(A.Plan(touches), "test", cancellationToken).ConfigureAwait(false);
        foreach (var claim in await test.Store.ClaimAsync(10, Lease, cancellationToken).ConfigureAwait(false))
        {
            var facts = await test.Store.LoadFactsAsync(claim.Row.Intent.Key.Customer, DateTimeZone.Utc, cancellationToken).ConfigureAwait(false);
            await test.Store.TryBeginSendingAsync(claim, facts.FactsVersion, cancellationToken).ConfigureAwait(false);
            Expect.True(await test.Store.FinishAsync(claim, OutboxOutcome.Sent, cancellationToken).ConfigureAwait(false), "The finish");
        }

        var events = await Expect.AllAsync(test.Store.ReadEventsAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Equal(3, events.Length, "Touches of three effects");
    }

    private static async Task PostponedAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var claim = await ClaimOneAsync(test, cancellationToken).ConfigureAwait(false);
        await BeginAsync(test, claim, cancellationToken).ConfigureAwait(false);
        var before = await FactsAsync(test, cancellationToken).ConfigureAwait(false);
        var later = A.Noon + Duration.FromHours(1);
        var reason = new Reason(ReasonCodes.QuietHours, ReasonArgument.Of("local", "21:00"));
        Expect.True(await test.Store.FinishAsync(claim, OutboxOutcome.Postponed(later, reason), cancellationToken).ConfigureAwait(false), "The finish");
        var row = (await RowsAsync(test, cancellationToken).ConfigureAwait(false)).Single();
        Expect.Equal(claim.Row with { State = OutboxState.Due, StateReason = reason, DueAt = later, Attempts = 1 }, row, "The row");
        var facts = await FactsAsync(test, cancellationToken).ConfigureAwait(false);
        Expect.Equal(before.FactsVersion + 1, facts.FactsVersion, "The facts version");
        Expect.Sequence([new ContactRecord(row.Intent.Key, later, TouchClass.Promotional, Channel.Email)], facts.Commitments, "The commitments");
        Expect.True(facts.Contacts.IsEmpty, "What did not leave is no contact");

        Expect.True((await test.Store.ClaimAsync(1, Lease, cancellationToken).ConfigureAwait(false)).IsEmpty, "Nothing is due before its time");
        test.Clock.Now = later;
        var again = (await test.Store.ClaimAsync(1, Lease, cancellationToken).ConfigureAwait(false)).Single();
        await BeginAsync(test, again, cancellationToken).ConfigureAwait(false);
        Expect.Equal(2, (await RowsAsync(test, cancellationToken).ConfigureAwait(false)).Single().Attempts, "Attempts at the second sending");
    }

    private static async Task DisallowedAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var reason = new Reason(ReasonCodes.OutcomeUncertain);
        var claim = await ClaimOneAsync(test, cancellationToken).ConfigureAwait(false);
        var claimed = await RowsAsync(test, cancellationToken).ConfigureAwait(false);
        await RefusedAsync(OutboxOutcome.Sent).ConfigureAwait(false);
        await RefusedAsync(OutboxOutcome.Uncertain(reason)).ConfigureAwait(false);
        Expect.Sequence(claimed, await RowsAsync(test, cancellationToken).ConfigureAwait(false), "The row after refused outcomes");

        await BeginAsync(test, claim, cancellationToken).ConfigureAwait(false);
        await RefusedAsync(OutboxOutcome.Held(reason)).ConfigureAwait(false);
        Expect.True(await test.Store.FinishAsync(claim, OutboxOutcome.Uncertain(reason), cancellationToken).ConfigureAwait(false), "An outcome that is allowed");

        async Task RefusedAsync(OutboxOutcome outcome) =>
            await Expect.ThrowsAsync<InvalidOperationException>(() => test.Store.FinishAsync(claim, outcome, cancellationToken), $"The outcome {outcome.State}").ConfigureAwait(false);
    }

    private static async Task DeadAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var claim = await ClaimOneAsync(test, cancellationToken).ConfigureAwait(false);
        var before = await FactsAsync(test, cancellationToken).ConfigureAwait(false);
        Expect.True(await test.Store.FinishAsync(claim, OutboxOutcome.Dead(new Reason(ReasonCodes.Expired)), cancellationToken).ConfigureAwait(false), "The finish");
        test.Clock.Advance(Duration.FromDays(1));
        Expect.True((await test.Store.ClaimAsync(1, Lease, cancellationToken).ConfigureAwait(false)).IsEmpty, "A dead row is not claimed");
        Expect.Equal(new EnqueueReport(0, 1), await test.Store.EnqueueAsync(A.Plan(A.PlannedTouch("1")), "v2", cancellationToken).ConfigureAwait(false), "A later planning of the same effect");
        var facts = await FactsAsync(test, cancellationToken).ConfigureAwait(false);
        Expect.True(facts.Contacts.IsEmpty && facts.Commitments.IsEmpty && facts.Decided.Length == 1, "A dead effect is decided, and neither made nor promised");
        Expect.Equal(before.FactsVersion + 1, facts.FactsVersion, "The facts version");
    }

    private static async Task SuppressingAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var point = A.Email("1");
        await test.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("1"), A.Customer("2") with { ContactPoints = [point] }, A.Customer("3")] }, cancellationToken).ConfigureAwait(false);
        var claim = await ClaimOneAsync(test, cancellationToken).ConfigureAwait(false);
        await BeginAsync(test, claim, cancellationToken).ConfigureAwait(false);
        var before = await AllFactsAsync().ConfigureAwait(false);
        var dead = OutboxOutcome.Dead(new Reason(ReasonCodes.SenderRefused), suppressesPoint: true);
        Expect.True(dead.SuppressesPoint && !OutboxOutcome.Dead(new Reason(ReasonCodes.SenderRefused)).SuppressesPoint, "An outcome suppresses where it is told to, and only there");
        var stranger = claim with { Token = Guid.NewGuid() };
        Expect.True(!await test.Store.FinishAsync(stranger, dead, cancellationToken).ConfigureAwait(false), "The finish of one who does not hold the row");
        Expect.Sequence([0, 0, 0], (await AllFactsAsync().ConfigureAwait(false)).Select(facts => facts.Suppressed.Length), "Suppressed contact points after it");

        Expect.True(await test.Store.FinishAsync(claim, dead, cancellationToken).ConfigureAwait(false), "The finish");
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        var after = await AllFactsAsync().ConfigureAwait(false);
        Expect.Sequence([1, 1, 0], after.Select(facts => facts.Suppressed.Length), "Suppressed contact points of two who share it and one who does not");
        Expect.Sequence([2L, 1L, 0L], after.Zip(before, (late, early) => late.FactsVersion - early.FactsVersion), "Changes of their facts: the row's end and the suppression, the suppression, nothing");
        Expect.Equal(OutboxState.Dead, (await RowsAsync(test, cancellationToken).ConfigureAwait(false)).Single().State, "Where the row stands");
        var known = await test.Store.CommitAsync(new ChangeSet { Suppressions = [new Suppression("1", point)] }, cancellationToken).ConfigureAwait(false);
        Expect.True(known.IsUnchanged, "The suppression is known already");

        Task<ImmutableArray<GateFacts>> AllFactsAsync() => Expect.AllAsync(test.Store.ReadFactsAsync(DateTimeZone.Utc, cancellationToken), cancellationToken);
    }

    private static async Task<OutboxClaim> ClaimOneAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        await test.Store.EnqueueAsync(A.Plan(A.PlannedTouch("1")), "test", cancellationToken).ConfigureAwait(false);
        return (await test.Store.ClaimAsync(1, Lease, cancellationToken).ConfigureAwait(false)).Single();
    }

    private static Task<GateFacts> FactsAsync(StoreUnderTest test, CancellationToken cancellationToken) =>
        test.Store.LoadFactsAsync("1", DateTimeZone.Utc, cancellationToken);

    private static Task<ImmutableArray<OutboxRow>> RowsAsync(StoreUnderTest test, CancellationToken cancellationToken) =>
        Expect.AllAsync(test.Store.ReadOutboxAsync(cancellationToken), cancellationToken);

    private static async Task BeginAsync(StoreUnderTest test, OutboxClaim claim, CancellationToken cancellationToken)
    {
        var facts = await FactsAsync(test, cancellationToken).ConfigureAwait(false);
        Expect.Equal(BeginSending.Started, await test.Store.TryBeginSendingAsync(claim, facts.FactsVersion, cancellationToken).ConfigureAwait(false), "The begin of sending");
    }
}
