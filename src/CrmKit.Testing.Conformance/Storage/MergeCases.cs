using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>Two records become one person, and each keeps what is its own.</summary>
internal static class MergeCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Merged_records_are_read_as_one_person_and_kept_as_two", OnePersonAsync),
        StoreScene.Case("Merged_events_and_decisions_are_told_of_the_survivor_in_the_order_of_recording", EventsAsync),
        StoreScene.Case("Merge_gives_both_records_one_facts_version_above_all_that_was_judged", VersionsAsync),
        StoreScene.Case("Facts_of_any_record_are_those_of_the_person", FactsAsync),
        StoreScene.Case("Refusal_of_one_record_holds_at_the_contact_points_of_both", RefusalAsync),
        StoreScene.Case("Merge_suppresses_nothing_and_lifts_nothing", SuppressionAsync),
        StoreScene.Case("Merge_of_records_that_are_one_person_gives_the_merge_that_stands", AgainAsync),
        StoreScene.Case("Merge_of_unknown_or_equal_records_is_refused_and_changes_nothing", RefusedAsync),
        StoreScene.Case("Merge_of_absorbed_records_merges_their_people", ChainAsync),
        StoreScene.Case("Record_imported_again_after_a_merge_is_compared_with_itself", ImportAsync),
        StoreScene.Case("Change_under_an_absorbed_id_changes_the_facts_of_the_person", ChangeAsync),
        StoreScene.Case("Record_may_be_absorbed_by_an_id_without_one", WithoutRecordAsync),
        StoreScene.Case("Merges_are_kept_in_the_order_of_recording", LogAsync),
    ];

    private static async Task OnePersonAsync(StoreScene scene)
    {
        var one = A.Customer("1") with { Name = null, Roles = [new PartyRole("spouse", "2")] };
        var two = RecordCases.Detailed("2");
        await scene.PutAsync(one, two, A.Customer("3")).ConfigureAwait(false);
        var at = scene.AdvanceHour();
        Expect.Equal(new RecordMerge("1", "2", at), await scene.MergeAsync("1", "2").ConfigureAwait(false), "The merge");
        await scene.ReopenAsync().ConfigureAwait(false);
        var person = MergedCustomer.Combine(one, two);
        Expect.True(person.Name is not null && person.ContactPoints.Length == 6 && person.Roles.Length == 2, "The person has what either record has");
        Expect.Equal(person, await scene.FindAsync("1").ConfigureAwait(false), "The person under the survivor's id");
        Expect.Equal(person, await scene.FindAsync("2").ConfigureAwait(false), "The person under the absorbed id");
        Expect.Sequence([person, A.Customer("3")], await scene.CustomersAsync().ConfigureAwait(false), "All people");
        Expect.Equal(new StoredCustomer(one, A.Noon), await scene.FindRecordAsync("1").ConfigureAwait(false), "The survivor's record");
        Expect.Equal(new StoredCustomer(two, A.Noon), await scene.FindRecordAsync("2").ConfigureAwait(false), "The absorbed record");
    }

    private static async Task EventsAsync(StoreScene scene)
    {
        TimelineEvent[] events = [A.Purchase("2", new LocalDate(1997, 1, 1)), A.Purchase("1", new LocalDate(1997, 1, 2)), A.Touch("2"), A.Purchase("3", new LocalDate(1997, 1, 3))];
        await scene.HappenAsync([.. events]).ConfigureAwait(false);
        var (early, late) = (A.Decision(A.PlannedTouch("2")), A.Decision(A.PlannedTouch("1", "2")));
        await scene.Store.EnqueueAsync(A.Plan() with { Decisions = [early, late] }, "test").ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var told = events.Take(3).Select(happened => new RecordedEvent(happened.OnBehalfOf("1"), A.Noon)).ToArray();
        Expect.Sequence(told, await scene.EventsAsync("1").ConfigureAwait(false), "The events under the survivor's id");
        Expect.Sequence(told, await scene.EventsAsync("2").ConfigureAwait(false), "The events under the absorbed id");
        Expect.Sequence(told, await scene.VersionsAsync("2").ConfigureAwait(false), "The versions");
        Expect.Sequence([.. told, new RecordedEvent(events[3], A.Noon)], await scene.EventsAsync().ConfigureAwait(false), "All events");
        PlanDecision[] decisions = [early with { Key = early.Key.OnBehalfOf("1") }, late];
        Expect.Sequence(decisions, await scene.DecisionsAsync("1").ConfigureAwait(false), "The decisions under the survivor's id");
        Expect.Sequence(decisions, await scene.DecisionsAsync("2").ConfigureAwait(false), "The decisions under the absorbed id");
    }

    private static async Task VersionsAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2"), A.Consent("2", ConsentState.OptOut)).ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("1")).ConfigureAwait(false);
        var (one, two) = (await scene.VersionAsync("1").ConfigureAwait(false), await scene.VersionAsync("2").ConfigureAwait(false));
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var merged = await scene.VersionAsync("1").ConfigureAwait(false);
        Expect.Equal(Math.Max(one, two) + 1, merged, "The facts version of the person");
        var claim = (await scene.ClaimAsync().ConfigureAwait(false)).Single();
        Expect.Equal(BeginSending.FactsChanged, await scene.BeginAsync(claim, one).ConfigureAwait(false), "The begin on facts of before the merge");
        Expect.Equal(BeginSending.Started, await scene.BeginAsync(claim, merged).ConfigureAwait(false), "The begin on the facts of the person");
    }

    private static async Task FactsAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1") with { Zone = null }, RecordCases.Detailed("2"), A.Customer("3")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2"), A.Consent("1")).ConfigureAwait(false);
        await scene.HappenAsync(A.Touch("2", "touched"), A.Touch("1", "sent", at: A.Noon)).ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("2", "promised") with { Intent = A.Intent("2", "promised") with { Point = A.Email("gone") } }).ConfigureAwait(false);
        await scene.CommitAsync(new ChangeSet { Suppressions = [new Suppression("x", A.Email("gone")), new Suppression("x", A.Email("1"), SuppressionKind.Objection)] }).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.Equal(Observed.Text(facts), Observed.Text(await scene.FactsAsync("2").ConfigureAwait(false)), "The facts under the absorbed id");
        var all = await scene.AllFactsAsync().ConfigureAwait(false);
        Expect.Sequence([Observed.Text(facts), Observed.Text(await scene.FactsAsync("3").ConfigureAwait(false))], all.Select(Observed.Text), "The facts in bulk");

        var person = MergedCustomer.Combine(A.Customer("1") with { Zone = null }, RecordCases.Detailed("2"));
        Expect.True(facts.Customer == "1" && facts.Zone == person.Zone, "Person and zone");
        Expect.Sequence(person.ContactPoints.Where(point => point.IsUsable).Select(point => point.Point), facts.Points, "The points");
        Expect.Sequence(person.CareFlags, facts.CareFlags, "The flags");
        Expect.Sequence([A.Consent("2") with { Customer = "1" }, A.Consent("1")], facts.Consents.Entries.Select(recorded => recorded.Entry), "The statements");
        Expect.Sequence([A.Intent("1", "touched").Key, A.Intent("1", "sent").Key], facts.Contacts.Select(contact => contact.Key), "The contacts");
        Expect.Sequence([A.Intent("1", "promised").Key], facts.Commitments.Select(contact => contact.Key), "The commitments");
        Expect.Sequence([A.Intent("1", "promised").Key], facts.Decided, "The decided effects");
        Expect.Sequence([new(A.Email("1"), SuppressionKind.Objection, A.Noon), new SuppressedPoint(A.Email("gone"), SuppressionKind.Undeliverable, A.Noon)], facts.Suppressed, "The suppressed points");
    }

    private static async Task RefusalAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1"), A.Consent("2", ConsentState.OptOut, topic: "garden"), A.Consent("2", ConsentState.OptOut, A.Noon - Duration.FromHours(2))).ConfigureAwait(false);
        var said = (await scene.FactsAsync("1").ConfigureAwait(false)).Consents.Entries.Concat((await scene.FactsAsync("2").ConfigureAwait(false)).Consents.Entries).ToArray();
        var at = scene.AdvanceHour();
        var merge = await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var concluded = MergedConsent.Conclude("1", [A.Customer("1"), A.Customer("2")], said, [merge], at);
        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.True(concluded.Length == 4, "Both refusals are carried to both addresses");
        Expect.Sequence(concluded.Select(one => new RecordedConsent(one.Entry, at) { Concluded = one.Terms }), facts.Consents.Entries.Skip(3), "The statements that the merge concluded");
        Expect.True(!await scene.IsAllowedAsync("1", A.Email("1")).ConfigureAwait(false), "The agreement at the other address does not count any more");
    }

    private static async Task SuppressionAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("2"), A.Consent("1")).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.Sequence([new SuppressedPoint(A.Email("2"), SuppressionKind.Objection, A.Noon)], facts.Suppressed, "The suppressed points");
        Expect.True(!await scene.IsAllowedAsync("1", A.Email("1")).ConfigureAwait(false), "Contact at the other address is refused all the same");
        scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Equal(SuppressionKind.Objection, await scene.SuppressionAsync("2").ConfigureAwait(false), "The suppression after the undoing");
    }

    private static async Task AgainAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        var first = await scene.MergeAsync("1", "2").ConfigureAwait(false);
        scene.AdvanceHour();
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        Expect.Equal(first, await scene.MergeAsync("1", "2").ConfigureAwait(false), "The same merge again");
        Expect.Equal(first, await scene.MergeAsync("2", "1").ConfigureAwait(false), "The same merge the other way round");
        var second = await scene.MergeAsync("3", "1").ConfigureAwait(false);
        ImmutableArray<RecordMerge> merges = [first, second];
        Expect.True(merges.Contains(await scene.MergeAsync("2", "3").ConfigureAwait(false)), "A merge of two that are one by way of a third is one of those that stand");
        Expect.Sequence(merges, await scene.MergesAsync().ConfigureAwait(false), "The merges");
        Expect.True(version < await scene.VersionAsync("1").ConfigureAwait(false), "Only the second merge made new facts");
    }

    private static async Task RefusedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await Expect.ThrowsAsync<ArgumentException>(() => scene.MergeAsync("1", "1"), "A merge with itself").ConfigureAwait(false);
        await Expect.ThrowsAsync<UnknownCustomerException>(() => scene.MergeAsync("1", "2"), "A merge with somebody unknown").ConfigureAwait(false);
        await Expect.ThrowsAsync<UnknownCustomerException>(() => scene.MergeAsync("2", "1"), "A merge into somebody unknown").ConfigureAwait(false);
        Expect.Sequence([], await scene.MergesAsync().ConfigureAwait(false), "The merges");
        Expect.Sequence([A.Customer("1")], await scene.CustomersAsync().ConfigureAwait(false), "All people");
    }

    private static async Task ChainAsync(StoreScene scene)
    {
        Customer[] records = [.. "12345".Select(id => A.Customer($"{id}"))];
        await scene.PutAsync([.. records]).ConfigureAwait(false);
        await scene.MergeAsync("2", "3").ConfigureAwait(false);
        await scene.MergeAsync("4", "5").ConfigureAwait(false);
        Expect.Equal(new RecordMerge("2", "4", A.Noon), await scene.MergeAsync("3", "5").ConfigureAwait(false), "The merge of two absorbed records");
        await scene.MergeAsync("1", "3").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var person = MergedCustomer.Combine(records[0], records[1], records[2], records[3], records[4]);
        Expect.Sequence([person], await scene.CustomersAsync().ConfigureAwait(false), "All people");
        Expect.Equal(person, await scene.FindAsync("5").ConfigureAwait(false), "The person under the id that lies deepest");
        Expect.Sequence([.. "12345".Select(id => A.Email($"{id}"))], (await scene.FactsAsync("5").ConfigureAwait(false)).Points, "The points");
    }

    private static async Task ImportAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        var change = new ChangeSet { Consents = [A.Consent("2")], Events = [A.Purchase("2", new LocalDate(1997, 1, 1))] };
        await scene.CommitAsync(change).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        var again = await scene.CommitAsync(change with { Customers = [A.Customer("1"), A.Customer("2")] }).ConfigureAwait(false);
        Expect.Equal(new CommitReport { CustomersUnchanged = 2, ConsentsKnown = 1, EventsKnown = 1 }, again, "The report of the same import again");
        Expect.Equal(version, await scene.VersionAsync("1").ConfigureAwait(false), "The facts version");
    }

    private static async Task ChangeAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await ExpectNewFactsAsync(() => scene.SayAsync(A.Consent("2")), "A statement").ConfigureAwait(false);
        await ExpectNewFactsAsync(() => scene.PutAsync(A.Customer("2") with { Zone = null }), "Another zone").ConfigureAwait(false);
        await ExpectNewFactsAsync(() => scene.HappenAsync(A.Touch("2")), "A touch").ConfigureAwait(false);
        await ExpectNewFactsAsync(() => scene.EnqueueAsync(A.PlannedTouch("2", "new")), "A promised contact").ConfigureAwait(false);
        await ExpectNewFactsAsync(() => scene.SuppressAsync("2"), "A suppression").ConfigureAwait(false);
        await ExpectNewFactsAsync(() => scene.PutAsync(A.Customer("1") with { ContactPoints = [] }), "The survivor's own points").ConfigureAwait(false);

        async Task ExpectNewFactsAsync(Func<Task> change, string what)
        {
            var before = await scene.VersionAsync("1").ConfigureAwait(false);
            await change().ConfigureAwait(false);
            Expect.Equal(before + 1, await scene.VersionAsync("1").ConfigureAwait(false), $"{what}: the facts version of the person");
        }
    }

    private static async Task WithoutRecordAsync(StoreScene scene)
    {
        await scene.HappenAsync(A.Purchase("1", new LocalDate(1997, 1, 1))).ConfigureAwait(false);
        await scene.PutAsync(A.Customer("2") with { Kind = PartyKind.Organisation }).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var person = A.Customer("2") with { Id = "1", Kind = PartyKind.Organisation };
        Expect.Sequence([person], await scene.CustomersAsync().ConfigureAwait(false), "All people");
        Expect.Sequence([person], await scene.CustomersAsync(A.Noon).ConfigureAwait(false), "All people as known then");
        Expect.Equal(person, await scene.FindAsync("2").ConfigureAwait(false), "The person");
        Expect.True(await scene.FindRecordAsync("1").ConfigureAwait(false) is null, "There is still no record under the survivor's id");
        Expect.Sequence([A.Email("2")], (await scene.AllFactsAsync().ConfigureAwait(false)).Single().Points, "The points of the person");
    }

    private static async Task LogAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        var first = await scene.MergeAsync("3", "2").ConfigureAwait(false);
        var second = await scene.MergeAsync("1", "3").ConfigureAwait(false);
        scene.AdvanceHour();
        var undone = await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Equal(first with { UnmergedAt = scene.Test.Clock.GetCurrentInstant() }, undone, "The merge that was undone");
        var third = await scene.MergeAsync("2", "1").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([undone!, second, third], await scene.MergesAsync().ConfigureAwait(false), "The merges");
    }
}
