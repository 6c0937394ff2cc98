using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>What a merge carries to other addresses goes by when things were said, keeps what objections are, and does not depend on when a store looks.</summary>
internal static class CarriedRefusalCases
{
    private static readonly Purpose Unrelated = new("unrelated");

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Agreement_dated_ahead_opens_no_address_after_a_refusal_at_another", AheadOfRefusalAsync),
        StoreScene.Case("Agreement_of_one_record_before_the_merge_takes_back_nothing_of_the_other_though_it_is_dated_after", AheadOfMergeAsync),
        StoreScene.Case("Agreement_dated_ahead_opens_the_other_addresses_on_its_day_whether_or_not_anything_is_said_then", OnItsDayAsync),
        StoreScene.Case("Refusal_dated_ahead_gives_way_at_other_addresses_to_an_agreement_that_was_said_later", RefusalAheadAsync),
        StoreScene.Case("Objection_lifted_for_one_topic_stays_one_at_other_addresses", LiftedTopicAsync),
        StoreScene.Case("Objection_lifted_for_one_purpose_is_carried_on_for_the_others_alone", LiftedPurposeAsync),
        StoreScene.Case("Objection_behind_a_later_refusal_stays_one_at_other_addresses", BehindRefusalAsync),
        StoreScene.Case("Agreement_soon_after_a_merge_stands_although_conclusions_are_written_anew", WrittenAnewAsync),
        StoreScene.Case("Objection_while_records_were_one_is_not_answered_by_an_agreement_dated_ahead", UndoneAheadAsync),
    ];

    private static async Task AheadOfRefusalAsync(StoreScene scene)
    {
        await MergedAsync(scene).ConfigureAwait(false);
        var now = scene.AdvanceHour();
        await scene.SayAsync(A.Consent("1", at: now + Duration.FromDays(30))).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, scene.AdvanceHour())).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: false).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(31));
        await ExpectAsync(scene, isOpen: false).ConfigureAwait(false);
        await UnrelatedAsync(scene).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: false).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", at: scene.AdvanceHour())).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: true).ConfigureAwait(false);
    }

    private static async Task AheadOfMergeAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1"), A.Consent("2", ConsentState.OptOut)).ConfigureAwait(false);
        var now = scene.AdvanceHour();
        await scene.SayAsync(A.Consent("1", at: now + Duration.FromDays(30)) with { Point = A.Email("2") }).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        scene.Advance(Duration.FromDays(31));
        await ExpectAsync(scene, isOpen: false).ConfigureAwait(false);
        await UnrelatedAsync(scene).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: false).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", at: scene.AdvanceHour()) with { Point = A.Email("2") }).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: true).ConfigureAwait(false);
    }

    private static async Task OnItsDayAsync(StoreScene scene)
    {
        await MergedAsync(scene).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, scene.AdvanceHour())).ConfigureAwait(false);
        var now = scene.AdvanceHour();
        await scene.SayAsync(A.Consent("2", at: now + Duration.FromDays(30))).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(29));
        await ExpectAsync(scene, isOpen: false).ConfigureAwait(false);
        await UnrelatedAsync(scene).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: false).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(1));
        await scene.ReopenAsync().ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: true).ConfigureAwait(false);
        await UnrelatedAsync(scene).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: true).ConfigureAwait(false);
        var ledger = (await scene.FactsAsync("1").ConfigureAwait(false)).Consents;
        Expect.True(!ledger.Decide(A.Email("1"), Purpose.Marketing, now + Duration.FromDays(29)).IsAllowed, "The day before reads as it did");
    }

    private static async Task RefusalAheadAsync(StoreScene scene)
    {
        await MergedAsync(scene).ConfigureAwait(false);
        var now = scene.AdvanceHour();
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, now + Duration.FromDays(30))).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", at: scene.AdvanceHour())).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: true).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(40));
        await UnrelatedAsync(scene).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: true).ConfigureAwait(false);
    }

    private static async Task LiftedTopicAsync(StoreScene scene)
    {
        await MergedAsync(scene).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("2", scene.AdvanceHour())).ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("2", scene.AdvanceHour()) with { Topic = new Topic("garden") }).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", at: scene.AdvanceHour())).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: false).ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("1", scene.AdvanceHour())).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: true).ConfigureAwait(false);
    }

    private static async Task LiftedPurposeAsync(StoreScene scene)
    {
        await MergedAsync(scene).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1") with { Purpose = Purpose.Greetings }, A.Objection("2", scene.AdvanceHour())).ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("2", scene.AdvanceHour())).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", at: scene.AdvanceHour()) with { Purpose = Purpose.Greetings }).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: true).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: false, Purpose.Greetings).ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("1", scene.AdvanceHour()) with { Purpose = Purpose.Greetings }).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: true, Purpose.Greetings).ConfigureAwait(false);
    }

    private static async Task BehindRefusalAsync(StoreScene scene)
    {
        await MergedAsync(scene).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("2", scene.AdvanceHour())).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, scene.AdvanceHour())).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", at: scene.AdvanceHour())).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: false).ConfigureAwait(false);
    }

    // What was concluded at the merge is concluded for one purpose less, minutes after somebody agreed: that it is written down later does not make it later.
    private static async Task WrittenAnewAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("2")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var agreed = scene.Advance(Duration.FromMinutes(5));
        await scene.SayAsync(A.FreshOptIn("1", agreed) with { Purpose = Purpose.Greetings }).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: true, Purpose.Greetings).ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("2", scene.Advance(Duration.FromMinutes(5)))).ConfigureAwait(false);
        await ExpectAsync(scene, isOpen: true, Purpose.Greetings).ConfigureAwait(false);
    }

    private static async Task UndoneAheadAsync(StoreScene scene)
    {
        await MergedAsync(scene).ConfigureAwait(false);
        var now = scene.AdvanceHour();
        await scene.SayAsync(A.FreshOptIn("1", now + Duration.FromDays(30))).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1", scene.AdvanceHour())).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Equal(SuppressionKind.Objection, await scene.SuppressionAsync("2").ConfigureAwait(false), "The other side");
    }

    private static async Task MergedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1"), A.Consent("2")).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
    }

    // Makes the store look at all that the person's merges conclude.
    private static Task<CommitReport> UnrelatedAsync(StoreScene scene) =>
        scene.SayAsync(A.Consent("2", ConsentState.OptOut, scene.Test.Clock.Now) with { Point = ContactPoint.Parse(Channel.Post, "Far Away 1"), Purpose = Unrelated });

    // Of the address of the survivor, at which everything is carried.
    private static async Task ExpectAsync(StoreScene scene, bool isOpen, Purpose? purpose = null)
    {
        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.Equal(isOpen, facts.Consents.DecideContact(A.Email("1"), purpose ?? Purpose.Marketing, scene.Test.Clock.Now).IsAllowed, "Whether the other address is open");
    }
}
