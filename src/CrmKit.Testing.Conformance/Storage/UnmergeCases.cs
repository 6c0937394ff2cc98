using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>A merge undone gives back both sides, and what was refused since is refused by both.</summary>
internal static class UnmergeCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Unmerge_gives_back_both_sides_as_they_were", AsTheyWereAsync),
        StoreScene.Case("Unmerge_leaves_what_was_recorded_since_under_its_own_id", SinceAsync),
        StoreScene.Case("Refusals_since_the_merge_hold_for_both_sides", RefusalsAsync),
        StoreScene.Case("Refusals_that_a_merge_concluded_end_with_it_and_are_still_read_for_the_time_before", ConclusionsAsync),
        StoreScene.Case("Contacts_that_gave_way_are_due_again", DueAgainAsync),
        StoreScene.Case("Contact_that_gave_way_stays_dead_where_its_own_side_still_has_another", NestedAsync),
        StoreScene.Case("Contact_that_gave_way_stays_dead_when_a_merge_of_others_is_undone", UnrelatedAsync),
        StoreScene.Case("Contact_that_gave_way_is_due_again_when_what_it_gave_way_to_leaves_by_another_undoing", LeftAsync),
        StoreScene.Case("Unmerge_gives_both_sides_a_facts_version_above_all_that_was_judged", VersionsAsync),
        StoreScene.Case("Unmerge_of_a_record_that_is_not_absorbed_changes_nothing", NotAbsorbedAsync),
        StoreScene.Case("Unmerge_takes_out_a_record_with_all_that_it_had_absorbed", InnerAsync),
        StoreScene.Case("Merge_after_an_unmerge_is_another_merge", AgainAsync),
    ];

    private static async Task AsTheyWereAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), RecordCases.Detailed("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1"), A.Consent("2", ConsentState.OptOut)).ConfigureAwait(false);
        await scene.HappenAsync(A.Touch("1", "x"), A.Touch("2", "x"), A.Purchase("2", new LocalDate(1997, 1, 1))).ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("1"), A.PlannedTouch("2"), A.PlannedTouch("2", "2")).ConfigureAwait(false);
        await scene.SuppressAsync("2").ConfigureAwait(false);

        // What is recorded at the instant of the merge counts as recorded since.
        var now = scene.AdvanceHour();
        var facts = (await scene.AllFactsAsync().ConfigureAwait(false)).Select(Observed.Content).ToArray();
        var events = await scene.EventsAsync().ConfigureAwait(false);
        var rows = (await scene.RowsAsync().ConfigureAwait(false)).Select(row => (row.Intent, row.State, row.StateReason, row.DueAt));
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([A.Customer("1"), RecordCases.Detailed("2")], await scene.CustomersAsync().ConfigureAwait(false), "All people");
        Expect.Sequence(events, await scene.EventsAsync().ConfigureAwait(false), "All events");
        Expect.Sequence(rows, (await scene.RowsAsync().ConfigureAwait(false)).Select(row => (row.Intent, row.State, row.StateReason, row.DueAt)), "All rows");
        var standing = (await scene.AllFactsAsync().ConfigureAwait(false)).Select(one => Observed.Content(one with { Consents = StandingConsents.At(one.Consents.Entries, now) }));
        Expect.Sequence(facts, standing, "All facts, without what is void");
    }

    private static async Task SinceAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        scene.AdvanceHour();
        var changed = A.Customer("2") with { Language = "fr" };
        await scene.PutAsync(changed).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2")).ConfigureAwait(false);
        var (one, two) = (A.Purchase("1", new LocalDate(1997, 1, 1)), A.Purchase("2", new LocalDate(1997, 1, 1)));
        await scene.HappenAsync(one, two).ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("2")).ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([A.Customer("1"), changed], await scene.CustomersAsync().ConfigureAwait(false), "All people");
        Expect.Sequence([one], (await scene.EventsAsync("1").ConfigureAwait(false)).Select(recorded => recorded.Event), "The survivor's events");
        Expect.Sequence([two], (await scene.EventsAsync("2").ConfigureAwait(false)).Select(recorded => recorded.Event), "The absorbed one's events");
        Expect.True(!await scene.IsAllowedAsync("1", A.Email("2")).ConfigureAwait(false) && await scene.IsAllowedAsync("2", A.Email("2")).ConfigureAwait(false), "The agreement is that of the record that gave it");
        var facts = await scene.AllFactsAsync().ConfigureAwait(false);
        Expect.Sequence([0, 1], facts.Select(one => one.Commitments.Length), "The promised contacts of each");
        Expect.Sequence([0, 1], facts.Select(one => one.Decided.Length), "The decided effects of each");
        Expect.Equal(1, (await scene.DecisionsAsync("2").ConfigureAwait(false)).Length, "The decisions about the absorbed one");
        Expect.Equal(0, (await scene.DecisionsAsync("1").ConfigureAwait(false)).Length, "The decisions about the survivor");
    }

    private static async Task RefusalsAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1"), A.Consent("2")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var refused = scene.AdvanceHour();
        await scene.SayAsync(A.Consent("1", ConsentState.OptOut, refused)).ConfigureAwait(false);
        var since = (await scene.FactsAsync("1").ConfigureAwait(false)).Consents.Entries.Where(recorded => recorded.Entry.OccurredAt == refused && !string.Equals(recorded.Entry.Source, MergedConsent.MergeSource, StringComparison.Ordinal)).ToArray();
        var at = scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        foreach (var side in (string[])["1", "2"])
        {
            Expect.True(!await scene.IsAllowedAsync(side, A.Email(side)).ConfigureAwait(false), "Both refuse since then");
            var told = (await scene.FactsAsync(side).ConfigureAwait(false)).Consents.Entries.Where(recorded => string.Equals(recorded.Entry.Source, MergedConsent.UnmergeSource, StringComparison.Ordinal));
            var expected = MergedConsent.AtUnmerge(since, [A.Email(side)], side);
            Expect.Sequence(expected.Select(entry => new RecordedConsent(entry, at)), told, "The statements that the undoing concluded");
        }
    }

    private static async Task ConclusionsAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1"), A.Consent("2", ConsentState.OptOut)).ConfigureAwait(false);
        var merged = scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        Expect.True(!await scene.IsAllowedAsync("1", A.Email("1")).ConfigureAwait(false), "The merge refuses");
        var undone = scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.True(await scene.IsAllowedAsync("1", A.Email("1")).ConfigureAwait(false), "The agreement counts again");
        Expect.True(!await scene.IsAllowedAsync("2", A.Email("2")).ConfigureAwait(false), "The other's own refusal stays");
        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        var concluded = facts.Consents.Entries.Where(recorded => string.Equals(recorded.Entry.Source, MergedConsent.MergeSource, StringComparison.Ordinal)).ToArray();
        Expect.True(concluded.Length == 2 && concluded.All(recorded => recorded.VoidFrom == undone), "What the merge concluded is void from its end on");
        Expect.True(!facts.Consents.Decide(A.Email("1"), Purpose.Marketing, merged).IsAllowed, "As of the merge it is still refused");
        Expect.True((await scene.AllFactsAsync().ConfigureAwait(false))[0].Consents.Entries.SequenceEqual(facts.Consents.Entries), "The same statements are read in bulk");
    }

    private static async Task DueAgainAsync(StoreScene scene)
    {
        await MergedOutboxCases.BringToAsync(scene, "1", "sent", OutboxState.Sent).ConfigureAwait(false);
        await MergedOutboxCases.BringToAsync(scene, "2", "sent", OutboxState.Due).ConfigureAwait(false);
        await MergedOutboxCases.BringToAsync(scene, "1", "held", OutboxState.Held).ConfigureAwait(false);
        await MergedOutboxCases.BringToAsync(scene, "2", "held", OutboxState.Due).ConfigureAwait(false);
        await MergedOutboxCases.BringToAsync(scene, "2", "dead", OutboxState.Dead).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var rows = (await scene.RowsAsync().ConfigureAwait(false)).ToDictionary(row => row.Intent.Key);
        Expect.Equal(OutboxState.Due, rows[A.Intent("2", "sent").Key].State, "What gave way to one that was sent");
        Expect.Equal(null, rows[A.Intent("2", "sent").Key].StateReason, "Why it stands there");
        Expect.Equal(OutboxState.Due, rows[A.Intent("1", "held").Key].State, "What was held and gave way");
        Expect.Equal(OutboxState.Due, rows[A.Intent("2", "held").Key].State, "What it gave way to");
        Expect.Equal(OutboxState.Dead, rows[A.Intent("2", "dead").Key].State, "What was dead before");
        Expect.Equal(3, (await scene.ClaimAsync().ConfigureAwait(false)).Length, "Rows that are claimed");
    }

    private static async Task NestedAsync(StoreScene scene)
    {
        await MergedOutboxCases.BringToAsync(scene, "1", "1", OutboxState.Sent).ConfigureAwait(false);
        await MergedOutboxCases.BringToAsync(scene, "2", "1", OutboxState.Due).ConfigureAwait(false);
        await scene.HappenAsync(A.Purchase("3", new LocalDate(1997, 1, 1))).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.MergeAsync("1", "3").ConfigureAwait(false);
        await scene.UnmergeAsync("3").ConfigureAwait(false);
        Expect.True((await scene.ClaimAsync().ConfigureAwait(false)).IsEmpty, "Nothing is due while the person of both was sent it");
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Equal(A.Intent("2").Key, (await scene.ClaimAsync().ConfigureAwait(false)).Single().Row.Intent.Key, "What is due once they are two");
    }

    private static async Task UnrelatedAsync(StoreScene scene)
    {
        await MergedOutboxCases.BringToAsync(scene, "1", "1", OutboxState.Due).ConfigureAwait(false);
        await MergedOutboxCases.BringToAsync(scene, "2", "1", OutboxState.Due).ConfigureAwait(false);
        await scene.HappenAsync(A.Purchase("3", new LocalDate(1997, 1, 1))).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.MergeAsync("1", "3").ConfigureAwait(false);
        await scene.FinishAsync((await scene.ClaimAsync().ConfigureAwait(false)).Single(), OutboxOutcome.Dead(new Reason(ReasonCodes.ConsentRefused))).ConfigureAwait(false);
        await scene.UnmergeAsync("3").ConfigureAwait(false);
        Expect.True((await scene.ClaimAsync().ConfigureAwait(false)).IsEmpty, "What gave way to a contact of its own person, of which it was decided");
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Equal(A.Intent("2").Key, (await scene.ClaimAsync().ConfigureAwait(false)).Single().Row.Intent.Key, "What is due once they are two");
    }

    private static async Task LeftAsync(StoreScene scene)
    {
        await MergedOutboxCases.BringToAsync(scene, "2", "1", OutboxState.Sent).ConfigureAwait(false);
        await MergedOutboxCases.BringToAsync(scene, "3", "1", OutboxState.Due).ConfigureAwait(false);
        await scene.HappenAsync(A.Purchase("1", new LocalDate(1997, 1, 1))).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.MergeAsync("1", "3").ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Equal(A.Intent("1").Key, (await scene.ClaimAsync().ConfigureAwait(false)).Single().Row.Intent.Key, "What gave way to the contact of the record that left");
    }

    private static async Task VersionsAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1"), A.Consent("1", ConsentState.OptOut), A.Consent("2")).ConfigureAwait(false);
        var judged = await scene.VersionAsync("1").ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Equal(judged + 1, await scene.VersionAsync("1").ConfigureAwait(false), "The facts version of the survivor");
        Expect.Equal(judged + 1, await scene.VersionAsync("2").ConfigureAwait(false), "The facts version of the other");
    }

    private static async Task NotAbsorbedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        Expect.Equal(null, await scene.UnmergeAsync("1").ConfigureAwait(false), "The undoing of the survivor");
        Expect.Equal(null, await scene.UnmergeAsync("nobody").ConfigureAwait(false), "The undoing of somebody unknown");
        Expect.Equal(version, await scene.VersionAsync("1").ConfigureAwait(false), "The facts version");
        Expect.Equal(1, (await scene.CustomersAsync().ConfigureAwait(false)).Length, "People");
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Equal(null, await scene.UnmergeAsync("2").ConfigureAwait(false), "The undoing a second time");
        Expect.Equal(1, (await scene.MergesAsync().ConfigureAwait(false)).Count, "Merges");
    }

    private static async Task InnerAsync(StoreScene scene)
    {
        Customer[] records = [.. "1234".Select(id => A.Customer($"{id}"))];
        await scene.PutAsync([.. records]).ConfigureAwait(false);
        await scene.MergeAsync("2", "3").ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.MergeAsync("1", "4").ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Customer[] people = [MergedCustomer.Combine(records[0], records[3]), MergedCustomer.Combine(records[1], records[2])];
        Expect.Sequence(people, await scene.CustomersAsync().ConfigureAwait(false), "All people");
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var undone = await scene.UnmergeAsync("3").ConfigureAwait(false);
        Expect.True(undone?.Survivor == "2", "The merge that absorbed the innermost is undone");
        Expect.Sequence([MergedCustomer.Combine(records[0], records[3], records[1]), records[2]], await scene.CustomersAsync().ConfigureAwait(false), "All people then");
    }

    private static async Task AgainAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1"), A.Consent("2", ConsentState.OptOut)).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Equal(2, (await scene.MergesAsync().ConfigureAwait(false)).Count, "Merges, at one instant");
        Expect.True(!await scene.IsAllowedAsync("1", A.Email("1")).ConfigureAwait(false), "The second merge refuses as the first did");
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.MergeAsync("2", "1").ConfigureAwait(false);
        Expect.Equal("2", (await scene.CustomersAsync().ConfigureAwait(false)).Single().Id.Value, "Under whose id the person is known, merged the other way round");
    }
}
