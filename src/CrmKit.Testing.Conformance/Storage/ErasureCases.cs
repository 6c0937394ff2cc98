using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>A person who is forgotten leaves nothing, and no old list brings him back.</summary>
internal static class ErasureCases
{
    private static readonly LocalDate Day = new(1997, 1, 1);

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Erasure_leaves_nothing_of_any_record_of_the_person", NothingLeftAsync),
        StoreScene.Case("Erasure_of_somebody_unknown_does_nothing", UnknownAsync),
        StoreScene.Case("Erasure_suppresses_every_contact_point_as_objected_to", PointsAsync),
        StoreScene.Case("Erasure_suppresses_the_contact_points_that_the_person_had_before", FormerPointsAsync),
        StoreScene.Case("Erased_person_comes_back_suppressed_and_as_somebody_new", BackAsync),
        StoreScene.Case("Erasure_changes_the_facts_of_others_who_share_a_contact_point", SharedAsync),
        StoreScene.Case("Erasure_takes_the_person_out_of_the_roles_of_others_and_of_their_past", RolesAsync),
        StoreScene.Case("Erasure_takes_what_an_undone_merge_with_the_person_concluded", UndoneMergeAsync),
        StoreScene.Case("Erasure_loses_every_claim_on_what_was_promised", ClaimAsync),
        StoreScene.Case("Erasures_are_counted_for_the_instants_at_which_the_person_was_known", CountAsync),
        StoreScene.Case("Erasures_count_merged_records_as_the_people_that_they_were_at_the_instant", CountMergedAsync),
        StoreScene.Case("Erasure_takes_the_versions_of_the_person_alone", VersionsAsync),
    ];

    private static async Task NothingLeftAsync(StoreScene scene)
    {
        await scene.PutAsync(RecordCases.Detailed("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        await scene.PutAsync(A.Customer("2") with { Name = "new" }).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1"), A.Consent("2", ConsentState.OptOut)).ConfigureAwait(false);
        await scene.HappenAsync(A.Purchase("1", Day), A.Purchase("2", Day, key: "k"), A.Touch("2"), A.Purchase("3", Day)).ConfigureAwait(false);
        await scene.CorrectAsync(A.Purchase("2", Day, 3m, "k")).ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("1"), A.PlannedTouch("2", "2"), A.PlannedTouch("3")).ConfigureAwait(false);
        await scene.AddOptInAsync(A.OptInRequest("2")).ConfigureAwait(false);
        await scene.GrantAsync("1").ConfigureAwait(false);
        var then = scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        scene.AdvanceHour();
        Expect.True(await scene.EraseAsync("2").ConfigureAwait(false), "Something was stored");
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([A.Customer("3")], await scene.CustomersAsync().ConfigureAwait(false), "All people");
        Expect.Sequence([A.Customer("3")], await scene.CustomersAsync(then).ConfigureAwait(false), "All people as known then");
        Expect.Sequence([new RecordedEvent(A.Purchase("3", Day), A.Noon)], await scene.EventsAsync().ConfigureAwait(false), "All events");
        Expect.Sequence([new RecordedEvent(A.Purchase("3", Day), A.Noon)], await scene.EventsAsync(then).ConfigureAwait(false), "All events as known then");
        Expect.Sequence([A.Intent("3").Key], (await scene.RowsAsync().ConfigureAwait(false)).Select(row => row.Intent.Key), "All rows");
        Expect.Sequence([], await scene.MergesAsync().ConfigureAwait(false), "All merges");
        Expect.Equal(null, await scene.FindOptInAsync().ConfigureAwait(false), "The double opt-in");
        foreach (var id in (string[])["1", "2"])
        {
            Expect.Equal(null, await scene.FindAsync(id).ConfigureAwait(false), "The person");
            Expect.Equal(null, await scene.FindRecordAsync(id).ConfigureAwait(false), "The record");
            Expect.Sequence([], await scene.VersionsAsync(id).ConfigureAwait(false), "The versions");
            Expect.Sequence([], await scene.DecisionsAsync(id).ConfigureAwait(false), "The decisions");
            var facts = await scene.FactsAsync(id).ConfigureAwait(false);
            Expect.True(facts.FactsVersion == 0 && facts.Points.IsEmpty && facts.Consents.Entries.Count == 0 && facts.Contacts.IsEmpty && facts.Decided.IsEmpty && facts.Commitments.IsEmpty, "There are no facts");
            Expect.True(!await scene.EraseAsync(id).ConfigureAwait(false), "There is nothing to erase any more");
        }
    }

    private static async Task UnknownAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        scene.AdvanceHour();
        Expect.True(!await scene.EraseAsync("2").ConfigureAwait(false), "Nothing was stored");
        Expect.Equal(0, await scene.CountErasedAsync(A.Noon).ConfigureAwait(false), "Erased people");
        Expect.Sequence([A.Customer("1")], await scene.CustomersAsync().ConfigureAwait(false), "All people");
        await scene.HappenAsync(A.Complaint("2")).ConfigureAwait(false);
        Expect.True(await scene.EraseAsync("2").ConfigureAwait(false), "A person of whom nothing but an event is known is erased");
    }

    private static async Task PointsAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("record") with { ContactPoints = [A.Email("record"), new ContactPointRecord(A.Email("retired"), ContactPointStatus.Retired)] }, A.Customer("absorbed")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("record") with { Point = A.Email("consent") }).ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("record") with { Intent = A.Intent("record") with { Point = A.Email("promised") } }).ConfigureAwait(false);
        await scene.MergeAsync("record", "absorbed").ConfigureAwait(false);
        await scene.EraseAsync("record").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        ContactPoint[] points = [A.Email("record"), A.Email("retired"), A.Email("absorbed"), A.Email("consent"), A.Email("promised")];
        await scene.PutAsync(A.Customer("new") with { ContactPoints = [.. points, A.Email("other")] }).ConfigureAwait(false);
        var facts = await scene.FactsAsync("new").ConfigureAwait(false);
        Expect.Sequence(points.Select(point => new SuppressedPoint(point, SuppressionKind.Objection, A.Noon)), facts.Suppressed, "The suppressed points");
    }

    private static async Task FormerPointsAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("record") with { ContactPoints = [A.Email("former")] }).ConfigureAwait(false);
        await scene.PutAsync(A.Customer("record")).ConfigureAwait(false);
        await scene.AddOptInAsync(A.OptInRequest("record") with { Point = A.Email("asked") }).ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("record") with { Intent = A.Intent("record") with { Point = A.Email("sent") } }).ConfigureAwait(false);
        var claim = (await scene.ClaimAsync().ConfigureAwait(false)).Single();
        await scene.BeginAsync(claim).ConfigureAwait(false);
        await scene.FinishAsync(claim, OutboxOutcome.Sent).ConfigureAwait(false);
        await scene.EraseAsync("record").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        ContactPoint[] points = [A.Email("former"), A.Email("asked"), A.Email("sent")];
        await scene.PutAsync(A.Customer("new") with { ContactPoints = [.. points] }).ConfigureAwait(false);
        Expect.Sequence(points, (await scene.FactsAsync("new").ConfigureAwait(false)).Suppressed.Select(suppressed => suppressed.Point), "The suppressed points");
    }

    private static async Task BackAsync(StoreScene scene)
    {
        var list = new ChangeSet { Customers = [A.Customer("1")], Consents = [A.FreshOptIn("1", A.Noon)], Events = [A.Purchase("1", Day)] };
        await scene.CommitAsync(list).ConfigureAwait(false);
        var erased = scene.AdvanceHour();
        await scene.EraseAsync("1").ConfigureAwait(false);
        scene.Test.Keys.Rotate();
        await scene.ReopenAsync().ConfigureAwait(false);
        var back = scene.AdvanceHour();
        Expect.Equal(new CommitReport { CustomersAdded = 1, ConsentsAdded = 1, EventsAdded = 1 }, await scene.CommitAsync(list).ConfigureAwait(false), "The report of the old list");
        Expect.Equal(SuppressionKind.Objection, await scene.SuppressionAsync("1").ConfigureAwait(false), "The suppression");
        Expect.Equal(back, (await scene.FindRecordAsync("1").ConfigureAwait(false))?.RecordedAt, "When the new record was recorded");
        Expect.Sequence([], await scene.CustomersAsync(erased).ConfigureAwait(false), "All people as known at the erasure");
        Expect.True(!await scene.MayLeaveAsync("1").ConfigureAwait(false), "The agreement of the old list opens nothing");
        await scene.SayAsync(A.FreshOptIn("1", back)).ConfigureAwait(false);
        Expect.True(await scene.MayLeaveAsync("1").ConfigureAwait(false), "A fresh opt-in opens the address");
    }

    private static async Task SharedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2") with { ContactPoints = [A.Email("1")] }, A.Customer("3")).ConfigureAwait(false);
        var before = await scene.AllFactsAsync().ConfigureAwait(false);
        await scene.EraseAsync("1").ConfigureAwait(false);
        var after = await scene.AllFactsAsync().ConfigureAwait(false);
        Expect.Sequence([before[1].FactsVersion + 1, before[2].FactsVersion], after.Select(facts => facts.FactsVersion), "The facts versions of one who shares the address and one who does not");
        Expect.Equal(SuppressionKind.Objection, after[0].Suppressed.Single().Kind, "The suppression of the shared address");
    }

    private static async Task RolesAsync(StoreScene scene)
    {
        var other = A.Customer("other") with { Roles = [new PartyRole("spouse", "2"), new PartyRole("member", "household")] };
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), other).ConfigureAwait(false);
        var changed = scene.AdvanceHour();
        await scene.PutAsync(other with { Name = "new" }).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.EraseAsync("1").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var left = other with { Roles = [new PartyRole("member", "household")] };
        Expect.Equal(new StoredCustomer(left with { Name = "new" }, changed), await scene.FindRecordAsync("other").ConfigureAwait(false), "The other's record");
        Expect.Sequence([left], await scene.CustomersAsync(A.Noon).ConfigureAwait(false), "The other's record as it was");
    }

    private static async Task UndoneMergeAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut)).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        var before = await scene.FactsAsync("1").ConfigureAwait(false);
        await scene.EraseAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var after = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.Equal(2, before.Consents.Entries.Count, "What the merge had concluded");
        Expect.Equal(0, after.Consents.Entries.Count, "What is left of it");
        Expect.True(before.FactsVersion < after.FactsVersion, "The facts version changed");
        Expect.Sequence([], await scene.MergesAsync().ConfigureAwait(false), "All merges");
    }

    private static async Task ClaimAsync(StoreScene scene)
    {
        await scene.EnqueueAsync(A.PlannedTouch("1"), A.PlannedTouch("1", "2")).ConfigureAwait(false);
        var claims = await scene.ClaimAsync().ConfigureAwait(false);
        await scene.BeginAsync(claims[0]).ConfigureAwait(false);
        await scene.EraseAsync("1").ConfigureAwait(false);
        Expect.True(!await scene.FinishAsync(claims[0], OutboxOutcome.Sent).ConfigureAwait(false), "What was leaving has no row any more");
        Expect.Equal(BeginSending.LeaseLost, await scene.BeginAsync(claims[1], 0).ConfigureAwait(false), "The begin on the other claim");
        Expect.Sequence([], await scene.EventsAsync().ConfigureAwait(false), "All events");
    }

    private static async Task CountAsync(StoreScene scene)
    {
        await scene.HappenAsync(A.Complaint("1")).ConfigureAwait(false);
        var second = scene.AdvanceHour();
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        await scene.MergeAsync("2", "3").ConfigureAwait(false);
        var erased = scene.AdvanceHour();
        await scene.EraseAsync("1").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.EraseAsync("3").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var just = Duration.FromNanoseconds(1000);
        Expect.Equal(0, await scene.CountErasedAsync(A.Noon - just).ConfigureAwait(false), "Before anybody was known");
        Expect.Equal(1, await scene.CountErasedAsync(A.Noon).ConfigureAwait(false), "When one of them was known by a complaint");
        Expect.Equal(2, await scene.CountErasedAsync(second).ConfigureAwait(false), "When both people were known");
        Expect.Equal(2, await scene.CountErasedAsync(erased - just).ConfigureAwait(false), "Before the first erasure");
        Expect.Equal(1, await scene.CountErasedAsync(erased).ConfigureAwait(false), "At the first erasure");
        Expect.Equal(0, await scene.CountErasedAsync(scene.AdvanceHour()).ConfigureAwait(false), "After both");
    }

    private static async Task CountMergedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        var merged = scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var undone = scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        var again = scene.AdvanceHour();
        await scene.MergeAsync("3", "2").ConfigureAwait(false);
        await scene.MergeAsync("3", "1").ConfigureAwait(false);
        var erased = scene.AdvanceHour();
        await scene.EraseAsync("1").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        int[] expected = [3, 2, 3, 1, 0];
        foreach (var (instant, people) in new[] { A.Noon, merged, undone, again, erased }.Zip(expected))
        {
            Expect.Equal(people, await scene.CountErasedAsync(instant).ConfigureAwait(false), "The people of whom the three records were then");
        }
    }

    private static async Task VersionsAsync(StoreScene scene)
    {
        await scene.HappenAsync(A.Purchase("1", Day, key: "k")).ConfigureAwait(false);
        var at = scene.AdvanceHour();
        await scene.CorrectAsync(A.Purchase("2", Day, key: "k")).ConfigureAwait(false);
        await scene.EraseAsync("1").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([new RecordedEvent(A.Purchase("2", Day, key: "k"), at)], await scene.EventsAsync().ConfigureAwait(false), "All events");
        Expect.Sequence([], await scene.EventsAsync(A.Noon).ConfigureAwait(false), "All events as known before the correction");
        await scene.EraseAsync("2").ConfigureAwait(false);
        Expect.Equal(1, (await scene.HappenAsync(A.Purchase("3", Day, key: "k")).ConfigureAwait(false)).EventsAdded, "Events added under the key of which nothing is left");
    }
}
