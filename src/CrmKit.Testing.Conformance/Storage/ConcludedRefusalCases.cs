using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>As long as records are one person, what is refused at one address is refused at every address of its channel, whatever came first.</summary>
internal static class ConcludedRefusalCases
{
    private static readonly ContactPoint Third = A.Email("third");

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Refusal_while_records_are_one_holds_at_every_address_of_the_channel", WhileOneAsync),
        StoreScene.Case("Refusal_before_a_merge_and_one_after_it_close_the_same_addresses", OrderAsync),
        StoreScene.Case("Agreement_after_a_refusal_opens_the_address_that_it_is_about_and_no_other", AgreementAsync),
        StoreScene.Case("Refusal_that_was_taken_back_where_it_was_given_closes_nothing_any_more", TakenBackAsync),
        StoreScene.Case("Address_that_a_record_brings_later_is_closed_by_the_refusal_of_the_other", NewAddressAsync),
        StoreScene.Case("Undoing_an_inner_merge_ends_what_was_refused_by_it_alone", InnerAsync),
        StoreScene.Case("Another_merge_closes_nothing_that_was_agreed_to_since_the_first", AnotherMergeAsync),
        StoreScene.Case("Refusal_before_a_merge_at_its_instant_is_not_told_of_the_other_side_when_it_is_undone", SameInstantAsync),
        StoreScene.Case("Refusal_since_a_merge_is_told_of_both_sides_although_the_clock_went_back", ClockBackAsync),
        StoreScene.Case("Merge_and_its_undoing_stay_in_order_on_a_clock_that_was_ahead", ClockAheadAsync),
        StoreScene.Case("Objection_while_records_were_one_suppresses_the_addresses_of_both_once_they_are_two", ObjectionAsync),
        StoreScene.Case("Objection_that_was_answered_while_records_were_one_suppresses_no_further_address_once_they_are_two", AnsweredObjectionAsync),
    ];

    private static async Task WhileOneAsync(StoreScene scene)
    {
        await AgreedAsync(scene, "1", "2").ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await ExpectAsync(scene, "1", isOpen: true, "1", "2").ConfigureAwait(false);
        var refused = scene.AdvanceHour();
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, refused)).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        await ExpectAsync(scene, "1", isOpen: false, "1", "2").ConfigureAwait(false);
        Expect.True((await scene.FactsAsync("1").ConfigureAwait(false)).Consents.Decide(A.Email("1"), Purpose.Marketing, A.Noon).IsAllowed, "Before it was refused it was allowed");
    }

    private static async Task OrderAsync(StoreScene scene)
    {
        await AgreedAsync(scene, "1", "2", "3", "4").ConfigureAwait(false);
        var refused = scene.AdvanceHour();
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, refused)).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.MergeAsync("3", "4").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("4", ConsentState.OptOut, refused)).ConfigureAwait(false);
        await ExpectAsync(scene, "1", isOpen: false, "1", "2").ConfigureAwait(false);
        await ExpectAsync(scene, "3", isOpen: false, "3", "4").ConfigureAwait(false);
    }

    private static async Task AgreementAsync(StoreScene scene)
    {
        await AgreedAsync(scene, "1", "2").ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var refused = scene.AdvanceHour();
        var agreed = scene.AdvanceHour();
        await scene.SayAsync(A.Consent("1", at: agreed)).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, refused)).ConfigureAwait(false);
        await ExpectAsync(scene, "1", isOpen: true, "1").ConfigureAwait(false);
        await ExpectAsync(scene, "1", isOpen: false, "2").ConfigureAwait(false);
    }

    private static async Task TakenBackAsync(StoreScene scene)
    {
        await AgreedAsync(scene, "1", "2").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, scene.AdvanceHour())).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await ExpectAsync(scene, "1", isOpen: false, "1", "2").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", at: scene.AdvanceHour())).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        await ExpectAsync(scene, "1", isOpen: true, "1", "2").ConfigureAwait(false);
    }

    private static async Task NewAddressAsync(StoreScene scene)
    {
        await AgreedAsync(scene, "1", "2").ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1", scene.AdvanceHour())).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.CommitAsync(new ChangeSet
        {
            Customers = [A.Customer("2") with { ContactPoints = [new(A.Email("2")), new(Third)] }],
            Consents = [A.Consent("2") with { Point = Third }],
        }).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        await ExpectAsync(scene, "1", isOpen: false, "1", "2", "third").ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await ExpectAsync(scene, "2", isOpen: true, "2", "third").ConfigureAwait(false);
    }

    private static async Task InnerAsync(StoreScene scene)
    {
        await AgreedAsync(scene, "1", "2", "3").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, scene.AdvanceHour())).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.MergeAsync("3", "1").ConfigureAwait(false);
        await ExpectAsync(scene, "3", isOpen: false, "1", "2", "3").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        await ExpectAsync(scene, "3", isOpen: true, "1", "3").ConfigureAwait(false);
        await ExpectAsync(scene, "2", isOpen: false, "2").ConfigureAwait(false);
    }

    private static async Task AnotherMergeAsync(StoreScene scene)
    {
        await AgreedAsync(scene, "1", "2", "3").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, scene.AdvanceHour())).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", at: scene.AdvanceHour())).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.MergeAsync("1", "3").ConfigureAwait(false);
        await ExpectAsync(scene, "1", isOpen: true, "1").ConfigureAwait(false);
        await ExpectAsync(scene, "1", isOpen: false, "2", "3").ConfigureAwait(false);
    }

    private static async Task SameInstantAsync(StoreScene scene)
    {
        await AgreedAsync(scene, "1", "2").ConfigureAwait(false);
        var at = scene.AdvanceHour();
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, at)).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await ExpectAsync(scene, "1", isOpen: true, "1").ConfigureAwait(false);
        await ExpectAsync(scene, "2", isOpen: false, "2").ConfigureAwait(false);
    }

    private static async Task ClockBackAsync(StoreScene scene)
    {
        await AgreedAsync(scene, "1", "2").ConfigureAwait(false);
        scene.Advance(Duration.FromHours(5));
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var refused = scene.Advance(Duration.FromHours(-3));
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, refused)).ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        await ExpectAsync(scene, "1", isOpen: false, "1").ConfigureAwait(false);
        await ExpectAsync(scene, "2", isOpen: false, "2").ConfigureAwait(false);
    }

    private static async Task ClockAheadAsync(StoreScene scene)
    {
        await AgreedAsync(scene, "1", "2", "3", "4").ConfigureAwait(false);
        scene.Advance(Duration.FromDays(365));
        await scene.MergeAsync("3", "4").ConfigureAwait(false);
        var merge = await scene.MergeAsync("1", "2").ConfigureAwait(false);
        scene.Advance(Duration.FromDays(-364));
        var just = Duration.FromTicks(10);
        var undone = merge.MergedAt + just;
        Expect.Equal(merge with { UnmergedAt = undone }, await scene.UnmergeAsync("2").ConfigureAwait(false), "The undoing is not before the merge");
        Expect.Equal(new RecordMerge("2", "1", undone + just), await scene.MergeAsync("2", "1").ConfigureAwait(false), "The same pair is not merged again before its merge was undone");
        var later = scene.Advance(Duration.FromDays(365));
        Expect.Equal(new RecordMerge("2", "1", undone + just) { UnmergedAt = later }, await scene.UnmergeAsync("1").ConfigureAwait(false), "Once the clock has caught up, it counts");
    }

    private static async Task ObjectionAsync(StoreScene scene)
    {
        await AgreedAsync(scene, "1", "2").ConfigureAwait(false);
        await scene.PutAsync(A.Customer("5") with { ContactPoints = [new(A.Email("2"))] }).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1", scene.AdvanceHour())).ConfigureAwait(false);
        Expect.Equal(null, await scene.SuppressionAsync("2").ConfigureAwait(false), "While they are one, what was said covers the person and nobody else at the other address");
        scene.AdvanceHour();
        var version = await scene.VersionAsync("5").ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Equal(SuppressionKind.Objection, await scene.SuppressionAsync("1").ConfigureAwait(false), "The one side");
        Expect.Equal(SuppressionKind.Objection, await scene.SuppressionAsync("2").ConfigureAwait(false), "The other side");
        Expect.True(version < await scene.VersionAsync("5").ConfigureAwait(false), "The facts of who shares the address changed");
    }

    private static async Task AnsweredObjectionAsync(StoreScene scene)
    {
        await AgreedAsync(scene, "1", "2").ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1", scene.AdvanceHour())).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", at: scene.AdvanceHour()) with { Evidence = new ConsentEvidence(EvidenceKind.Document) }).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Equal(SuppressionKind.Objection, await scene.SuppressionAsync("1").ConfigureAwait(false), "The address of the objection");
        Expect.True(!await StopsAsync("1", "1").ConfigureAwait(false), "It is open to the person who agreed later, with proof");
        Expect.Equal(null, await scene.SuppressionAsync("2").ConfigureAwait(false), "The other side");
        Expect.True(await StopsAsync("2", "1").ConfigureAwait(false), "The agreement of the one opens the address to nobody else");

        // Of whoever has the address, as the gates ask.
        async Task<bool> StopsAsync(string person, string address)
        {
            var suppressed = (await scene.FactsAsync("1").ConfigureAwait(false)).Suppressed.Single(found => found.Point.Reaches(A.Email(address)));
            var facts = await scene.FactsAsync(person).ConfigureAwait(false);
            return suppressed.StopsAdvertising(facts.Consents, Purpose.Marketing, topic: null, facts.ReadAt);
        }
    }

    private static async Task AgreedAsync(StoreScene scene, params ImmutableArray<string> records)
    {
        await scene.PutAsync([.. records.Select(id => A.Customer(id))]).ConfigureAwait(false);
        await scene.SayAsync([.. records.Select(id => A.Consent(id))]).ConfigureAwait(false);
        scene.AdvanceHour();
    }

    private static async Task ExpectAsync(StoreScene scene, string person, bool isOpen, params ImmutableArray<string> addresses)
    {
        foreach (var address in addresses)
        {
            Expect.Equal(isOpen, await scene.IsAllowedAsync(person, A.Email(address)).ConfigureAwait(false), $"Whether {address} of {person} is open");
        }
    }
}
