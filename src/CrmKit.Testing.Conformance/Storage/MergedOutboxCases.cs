using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>What is promised to two records is made once for the person, and nothing under way is lost.</summary>
internal static class MergedOutboxCases
{
    private static readonly Reason Why = new(ReasonCodes.SenderRetry, ReasonArgument.Of("remedy", "Retry"));

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Pending_contacts_of_one_occasion_become_one_and_the_more_advanced_stays", CollisionsAsync),
        StoreScene.Case("Dead_contact_makes_no_other_superfluous", DeadAsync),
        StoreScene.Case("Claim_on_a_contact_that_gave_way_is_lost", LostClaimAsync),
        StoreScene.Case("Contact_that_was_leaving_at_a_merge_is_finished_after_it_under_its_own_record", LeavingAsync),
        StoreScene.Case("Contact_claimed_before_a_merge_is_due_again_and_its_claim_lost", ClaimedAsync),
        StoreScene.Case("Contact_claimed_before_the_undoing_is_due_again_and_its_claim_lost", UnmergedAsync),
        StoreScene.Case("Rows_and_claims_are_told_of_the_person", ToldAsync),
        StoreScene.Case("Planning_knows_what_any_record_of_the_person_was_promised", EnqueueAsync),
        StoreScene.Case("Sent_contacts_of_both_records_count_both", BothSentAsync),
    ];

    private static OutboxState[] States { get; } =
        [OutboxState.Sent, OutboxState.Uncertain, OutboxState.Sending, OutboxState.Claimed, OutboxState.Due, OutboxState.Held];

    private static async Task CollisionsAsync(StoreScene scene)
    {
        // One occurrence for every pair of states; the states are listed from the most advanced on.
        List<(string Occurrence, OutboxState Survivor, OutboxState Absorbed)> pairs =
            [.. States.SelectMany(_ => States, (one, two) => ($"{one}-{two}", one, two))];
        foreach (var (occurrence, one, two) in pairs)
        {
            await BringToAsync(scene, "1", occurrence, one).ConfigureAwait(false);
            await BringToAsync(scene, "2", occurrence, two).ConfigureAwait(false);
        }

        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var rows = (await scene.RowsAsync().ConfigureAwait(false)).ToLookup(row => row.Intent.Key.Occurrence, row => (Own: row.Intent.Point == A.Email("1"), row.State, row.StateReason), StringComparer.Ordinal);
        foreach (var (occurrence, one, two) in pairs)
        {
            var keepsOwn = Array.IndexOf(States, one) <= Array.IndexOf(States, two);
            Expect.Equal(Expected(one, keepsOwn), rows[occurrence].Single(row => row.Own).State, $"{occurrence}: the survivor's row");
            Expect.Equal(Expected(two, !keepsOwn), rows[occurrence].Single(row => !row.Own).State, $"{occurrence}: the absorbed one's row");
            Expect.True(rows[occurrence].All(row => row.State != OutboxState.Dead || new Reason(ReasonCodes.Merged).Equals(row.StateReason)), $"{occurrence}: what is dead is dead for the merge");
        }

        static OutboxState Expected(OutboxState state, bool stays) => (state, stays) switch
        {
            (OutboxState.Sent or OutboxState.Uncertain or OutboxState.Sending, _) => state,
            (_, false) => OutboxState.Dead,
            (OutboxState.Claimed, true) => OutboxState.Due,
            _ => state,
        };
    }

    private static async Task DeadAsync(StoreScene scene)
    {
        await BringToAsync(scene, "1", "1", OutboxState.Dead).ConfigureAwait(false);
        await BringToAsync(scene, "2", "1", OutboxState.Due).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        Expect.Equal(A.Email("2"), (await scene.ClaimAsync().ConfigureAwait(false)).Single().Row.Intent.Point, "The point of the row that is still claimed");
    }

    private static async Task LostClaimAsync(StoreScene scene)
    {
        var sending = await BringToAsync(scene, "1", "1", OutboxState.Sending).ConfigureAwait(false);
        var lost = await BringToAsync(scene, "2", "1", OutboxState.Claimed).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        Expect.Equal(BeginSending.LeaseLost, await scene.BeginAsync(lost!, await scene.VersionAsync("1").ConfigureAwait(false)).ConfigureAwait(false), "The begin on the lost claim");
        Expect.True(!await scene.FinishAsync(lost!, OutboxOutcome.Postponed(A.Noon, Why)).ConfigureAwait(false), "The lost claim changes nothing");
        Expect.True(await scene.FinishAsync(sending!, OutboxOutcome.Sent).ConfigureAwait(false), "The other claim is finished");
    }

    private static async Task LeavingAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        var claim = (await BringToAsync(scene, "2", "1", OutboxState.Sending).ConfigureAwait(false))!;
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var before = await scene.VersionAsync("1").ConfigureAwait(false);
        var sentAt = scene.Advance(Duration.FromMinutes(1));
        Expect.True(await scene.FinishAsync(claim, OutboxOutcome.Sent).ConfigureAwait(false), "The finish");
        Expect.Equal(before + 1, await scene.VersionAsync("1").ConfigureAwait(false), "The facts version of the person");
        var touch = SentTouch.Of(A.Intent("2"), sentAt);
        Expect.Sequence([new RecordedEvent(touch.OnBehalfOf("1"), sentAt)], await scene.EventsAsync("1").ConfigureAwait(false), "The touch, under its own key, told of the person");
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Sequence([new RecordedEvent(touch, sentAt)], await scene.EventsAsync("2").ConfigureAwait(false), "The touch, recorded under its own record");
        Expect.Sequence([], await scene.EventsAsync("1").ConfigureAwait(false), "The other's events");
    }

    private static async Task ClaimedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        var claim = (await BringToAsync(scene, "2", "1", OutboxState.Claimed).ConfigureAwait(false))!;
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        await ExpectDueAsync(scene, claim, "1").ConfigureAwait(false);
    }

    // What was judged and written for the person may be neither permitted nor right for the one whose record it is.
    private static async Task UnmergedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var claim = (await BringToAsync(scene, "2", "1", OutboxState.Claimed).ConfigureAwait(false))!;
        Expect.Equal("1", claim.Row.Intent.Key.Customer.Value, "Whom the claimed row is told of");
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        await ExpectDueAsync(scene, claim, "2").ConfigureAwait(false);
    }

    private static async Task ExpectDueAsync(StoreScene scene, OutboxClaim former, string person)
    {
        Expect.Equal(BeginSending.LeaseLost, await scene.BeginAsync(former, await scene.VersionAsync(person).ConfigureAwait(false)).ConfigureAwait(false), "The begin on the former claim");
        Expect.True(!await scene.FinishAsync(former, OutboxOutcome.Postponed(A.Noon, Why)).ConfigureAwait(false), "The former claim changes nothing");
        var claim = (await scene.ClaimAsync().ConfigureAwait(false)).Single();
        Expect.Equal(A.Intent(person).Key, claim.Row.Intent.Key, "Whom the row is told of when it is claimed again");
        await scene.BeginAsync(claim).ConfigureAwait(false);
        Expect.True(await scene.FinishAsync(claim, OutboxOutcome.Sent).ConfigureAwait(false), "The finish");
    }

    private static async Task ToldAsync(StoreScene scene)
    {
        await scene.EnqueueAsync(A.PlannedTouch("2", "late", A.Noon + Duration.FromHours(2)), A.PlannedTouch("2", "b"), A.PlannedTouch("1", "c"), A.PlannedTouch("2", "a")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var rows = await scene.RowsAsync().ConfigureAwait(false);
        Expect.Sequence(["a", "b", "c", "late"], rows.Select(row => row.Intent.Key.Occurrence), "The rows by due time and key");
        Expect.True(rows.All(row => row.Intent.Key.Customer == "1"), "All rows are told of the person");
        var claims = await scene.ClaimAsync().ConfigureAwait(false);
        Expect.Sequence([A.Intent("1", "a").Key, A.Intent("1", "b").Key, A.Intent("1", "c").Key], claims.Select(claim => claim.Row.Intent.Key), "The claimed rows");
    }

    private static async Task EnqueueAsync(StoreScene scene)
    {
        foreach (var state in States.Append(OutboxState.Dead))
        {
            await BringToAsync(scene, "2", $"{state}", state).ConfigureAwait(false);
        }

        await scene.HappenAsync(A.Purchase("1", new LocalDate(1997, 1, 1))).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        foreach (var state in States.Append(OutboxState.Dead))
        {
            var expected = state == OutboxState.Held ? new EnqueueReport(1, 0) : new EnqueueReport(0, 1);
            Expect.Equal(expected, await scene.EnqueueAsync(A.PlannedTouch("1", $"{state}")).ConfigureAwait(false), $"A planning of what the absorbed record has {state}");
        }

        Expect.Equal(new EnqueueReport(0, 1), await scene.EnqueueAsync(A.PlannedTouch("2", $"{OutboxState.Held}")).ConfigureAwait(false), "A planning for the absorbed record of what is promised to the person since");
    }

    private static async Task BothSentAsync(StoreScene scene)
    {
        await BringToAsync(scene, "1", "1", OutboxState.Sent).ConfigureAwait(false);
        await BringToAsync(scene, "2", "1", OutboxState.Sent).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.Sequence([A.Intent("1").Key, A.Intent("1").Key], facts.Contacts.Select(contact => contact.Key), "The contacts that were made");
        Expect.Sequence([A.Intent("1").Key], facts.Decided, "The decided effects");
    }

    /// <summary>Promises a contact and brings its row to a state.</summary>
    /// <returns>The claim that still holds it; <c>null</c> where none does.</returns>
    internal static async Task<OutboxClaim?> BringToAsync(StoreScene scene, string customer, string occurrence, OutboxState state)
    {
        Expect.Equal(1, (await scene.EnqueueAsync(A.PlannedTouch(customer, occurrence)).ConfigureAwait(false)).Added, "Promised contacts");
        if (state == OutboxState.Due)
        {
            return null;
        }

        var claims = await scene.ClaimAsync().ConfigureAwait(false);
        var claim = claims.Single(found => string.Equals(found.Row.Intent.Key.Occurrence, occurrence, StringComparison.Ordinal) && found.Row.Intent.Point == A.Email(customer));
        foreach (var other in claims.Where(found => found != claim))
        {
            await scene.FinishAsync(other, OutboxOutcome.Released(other.Row.DueAt)).ConfigureAwait(false);
        }

        if (state is OutboxState.Sending or OutboxState.Sent or OutboxState.Uncertain)
        {
            await scene.BeginAsync(claim).ConfigureAwait(false);
        }

        var outcome = state switch
        {
            OutboxState.Sent => OutboxOutcome.Sent,
            OutboxState.Uncertain => OutboxOutcome.Uncertain(Why),
            OutboxState.Held => OutboxOutcome.Held(Why),
            OutboxState.Dead => OutboxOutcome.Dead(Why),
            _ => null,
        };
        if (outcome is not null)
        {
            await scene.FinishAsync(claim, outcome).ConfigureAwait(false);
        }

        return outcome is null ? claim : null;
    }
}
