using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>What suppresses a contact point, and what opens it again, to whom.</summary>
internal static class SuppressionCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Objection_suppresses_its_contact_point_and_is_told_as_one", ObjectionAsync),
        StoreScene.Case("Objection_that_is_known_already_changes_nothing", KnownObjectionAsync),
        StoreScene.Case("Fresh_opt_in_opens_its_point_in_any_spelling_and_under_any_key_and_deletes_no_suppression", OpenedAsync),
        StoreScene.Case("Fresh_opt_in_of_one_opens_a_shared_point_to_nobody_else", SharedAsync),
        StoreScene.Case("Fresh_opt_in_for_one_purpose_opens_a_point_for_no_other_and_to_nobody_else", OtherPurposeAsync),
        StoreScene.Case("Fresh_opt_in_of_another_does_not_let_an_old_list_bring_the_erased_back", ErasedAsync),
        StoreScene.Case("Agreement_without_proof_or_of_another_basis_or_not_later_opens_nothing", NotFreshAsync),
        StoreScene.Case("Suppression_repeated_is_later_and_a_change_of_the_facts_alone", RepeatedAsync),
        StoreScene.Case("Suppression_of_two_kinds_is_told_of_both_and_each_is_answered_by_what_came_after_it", TwoKindsAsync),
        StoreScene.Case("Point_that_nothing_got_through_to_is_opened_by_a_confirmation_and_by_no_other_proof", DeadAsync),
        StoreScene.Case("Dry_run_suppresses_and_opens_nothing", DryRunAsync),
        StoreScene.Case("Fresh_opt_in_that_is_known_already_opens_nothing", KnownOptInAsync),
        StoreScene.Case("Opt_in_dated_ahead_opens_nothing_that_was_suppressed_after_it_was_recorded", DatedAheadAsync),
    ];

    private static async Task ObjectionAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2") with { ContactPoints = [A.Email("1")] }).ConfigureAwait(false);
        var before = await scene.AllFactsAsync().ConfigureAwait(false);
        var report = await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        Expect.Equal(new CommitReport { ConsentsAdded = 1, SuppressionsAdded = 1 }, report, "The report");
        await scene.ReopenAsync().ConfigureAwait(false);
        var after = await scene.AllFactsAsync().ConfigureAwait(false);
        SuppressedPoint expected = new(A.Email("1"), SuppressionKind.Objection, A.Noon);
        Expect.Sequence([expected, expected], after.SelectMany(facts => facts.Suppressed), "The suppressed points of both who have the address");
        Expect.True(before.Zip(after).All(pair => pair.First.FactsVersion < pair.Second.FactsVersion), "The facts versions of both changed");
    }

    private static async Task KnownObjectionAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("1", scene.AdvanceHour())).ConfigureAwait(false);
        scene.AdvanceHour();
        var before = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.Equal(new CommitReport { ConsentsKnown = 1 }, await scene.SayAsync(A.Objection("1")).ConfigureAwait(false), "The report of the old list");
        Expect.Equal(Observed.Text(before), Observed.Text(await scene.FactsAsync("1").ConfigureAwait(false)), "The facts");
        Expect.True(await scene.MayLeaveAsync("1").ConfigureAwait(false), "Contact is permitted still");
    }

    private static async Task OpenedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1") with { ContactPoints = [A.Email("Ann")] }).ConfigureAwait(false);
        await scene.CommitAsync(new ChangeSet { Suppressions = [new Suppression("1", A.Email("ANN"))] }).ConfigureAwait(false);
        scene.Test.Keys.Rotate();
        await scene.ReopenAsync().ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1") with { Point = A.Email("ann") }).ConfigureAwait(false);
        var before = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.True(!await scene.MayLeaveAsync("1", A.Email("Ann")).ConfigureAwait(false), "Contact is not permitted");
        var report = await scene.SayAsync(A.FreshOptIn("1", scene.AdvanceHour()) with { Point = A.Email("aNN") }).ConfigureAwait(false);
        Expect.Equal(new CommitReport { ConsentsAdded = 1 }, report, "The report of the opt-in");
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.True(await scene.MayLeaveAsync("1", A.Email("Ann")).ConfigureAwait(false), "Contact is permitted again");
        Expect.Sequence(before.Suppressed, (await scene.FactsAsync("1").ConfigureAwait(false)).Suppressed, "The suppressions, which stay");
    }

    private static async Task SharedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2") with { ContactPoints = [A.Email("1")] }).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1"), A.FreshOptIn("2", A.Noon) with { Point = A.Email("1") }).ConfigureAwait(false);
        var before = await scene.VersionAsync("2").ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("1", scene.AdvanceHour())).ConfigureAwait(false);
        Expect.True(await scene.MayLeaveAsync("1").ConfigureAwait(false), "Whoever agreed may be contacted");
        Expect.True(!await scene.MayLeaveAsync("2", A.Email("1")).ConfigureAwait(false), "The other one, who agreed before, may not");
        Expect.Equal(before, await scene.VersionAsync("2").ConfigureAwait(false), "The facts version of the other");
    }

    private static async Task OtherPurposeAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2") with { ContactPoints = [A.Email("1")] }).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.SayAsync(A.Consent("2", at: scene.AdvanceHour()) with { Point = A.Email("1") }).ConfigureAwait(false);
        await scene.AddOptInAsync(A.OptInRequest("2", at: scene.AdvanceHour()) with { Point = A.Email("1"), Purpose = Purpose.Greetings }).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.ConfirmAsync().ConfigureAwait(false);
        Expect.True(await scene.MayLeaveAsync("2", A.Email("1"), Purpose.Greetings, TouchClass.Relationship).ConfigureAwait(false), "What was confirmed is permitted");
        Expect.True(!await scene.MayLeaveAsync("2", A.Email("1")).ConfigureAwait(false), "What some list reports for another purpose is not");
        Expect.True(!await scene.MayLeaveAsync("1", purpose: Purpose.Greetings, touchClass: TouchClass.Relationship).ConfigureAwait(false), "Nor is anything to whoever objected");
    }

    private static async Task ErasedAsync(StoreScene scene)
    {
        var list = new ChangeSet { Customers = [A.Customer("1")], Consents = [A.Consent("1")] };
        await scene.CommitAsync(list).ConfigureAwait(false);
        await scene.PutAsync(A.Customer("2") with { ContactPoints = [A.Email("1")] }).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.EraseAsync("1").ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("2", scene.AdvanceHour()) with { Point = A.Email("1"), Purpose = Purpose.Greetings }).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.CommitAsync(list).ConfigureAwait(false);
        Expect.True(!await scene.MayLeaveAsync("1").ConfigureAwait(false), "The forgotten one may not be contacted");
    }

    private static async Task NotFreshAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        var later = scene.AdvanceHour();
        var report = await scene.SayAsync(
            A.Consent("1", at: later),
            A.FreshOptIn("1", later) with { Basis = LegalBasis.LegitimateInterest },
            A.FreshOptIn("1", later) with { Basis = LegalBasis.Contract },
            A.FreshOptIn("1", A.Noon),
            A.FreshOptIn("1", A.Noon - Duration.FromMinutes(30)),
            A.FreshOptIn("1", later) with { Point = A.Email("other") },
            A.FreshOptIn("1", later) with { Purpose = Purpose.Greetings },
            A.FreshOptIn("1", later) with { Topic = new Topic("garden") }).ConfigureAwait(false);
        Expect.Equal(new CommitReport { ConsentsAdded = 8 }, report, "The report");
        Expect.True(!await scene.MayLeaveAsync("1").ConfigureAwait(false), "Contact is not permitted");
        await scene.SayAsync(A.FreshOptIn("1", later)).ConfigureAwait(false);
        Expect.True(await scene.MayLeaveAsync("1").ConfigureAwait(false), "Contact is permitted after a fresh opt-in");
        await scene.SayAsync(A.Consent("1", ConsentState.OptOut, scene.AdvanceHour()), A.Consent("1", at: scene.AdvanceHour())).ConfigureAwait(false);
        Expect.True(!await scene.MayLeaveAsync("1").ConfigureAwait(false), "Contact is not permitted after a refusal and a report that it was taken back");
    }

    private static async Task RepeatedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.SuppressAsync("1").ConfigureAwait(false);
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        var second = scene.AdvanceHour();
        Expect.True((await scene.SuppressAsync("1").ConfigureAwait(false)).IsUnchanged, "The same suppression again is counted as no change");
        Expect.Equal(version + 1, await scene.VersionAsync("1").ConfigureAwait(false), "The facts version");
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([new SuppressedPoint(A.Email("1"), SuppressionKind.Undeliverable, second)], (await scene.FactsAsync("1").ConfigureAwait(false)).Suppressed, "The suppressions");
        scene.AdvanceHour();
        await scene.SayAsync(A.FreshOptIn("1", second - Duration.FromMinutes(1))).ConfigureAwait(false);
        Expect.True(!await scene.MayLeaveAsync("1").ConfigureAwait(false), "An opt-in between the two opens nothing");
        await scene.SayAsync(A.FreshOptIn("1", second + Duration.FromMinutes(1))).ConfigureAwait(false);
        Expect.True(await scene.MayLeaveAsync("1").ConfigureAwait(false), "An opt-in after both does");
        scene.AdvanceHour();
        await scene.SuppressAsync("1").ConfigureAwait(false);
        Expect.True(!await scene.MayLeaveAsync("1").ConfigureAwait(false), "And does not, once it was learned again");
    }

    private static async Task TwoKindsAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        var second = scene.AdvanceHour();
        Expect.Equal(1, (await scene.SuppressAsync("1").ConfigureAwait(false)).SuppressionsAdded, "Suppressions added of another kind");
        Expect.Equal(0, (await scene.SuppressAsync("1", SuppressionKind.Objection).ConfigureAwait(false)).SuppressionsAdded, "Suppressions added of a kind that is there");
        var third = scene.AdvanceHour();
        await scene.SuppressAsync("1").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence(
            [new SuppressedPoint(A.Email("1"), SuppressionKind.Undeliverable, third), new(A.Email("1"), SuppressionKind.Objection, second)],
            (await scene.FactsAsync("1").ConfigureAwait(false)).Suppressed,
            "The suppressions, the strictest first");
        scene.AdvanceHour();
        await scene.SayAsync(A.FreshOptIn("1", second + Duration.FromMinutes(1))).ConfigureAwait(false);
        Expect.True(!await scene.MayLeaveAsync("1", touchClass: TouchClass.Transactional).ConfigureAwait(false), "An opt-in between the two answers the objection alone");
        await scene.SayAsync(A.FreshOptIn("1", third + Duration.FromMinutes(1))).ConfigureAwait(false);
        Expect.True(await scene.MayLeaveAsync("1").ConfigureAwait(false), "One after both answers both");
    }

    private static async Task DeadAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2") with { ContactPoints = [A.Email("1")] }).ConfigureAwait(false);
        await scene.SuppressAsync("1").ConfigureAwait(false);
        var later = scene.AdvanceHour();
        await scene.SayAsync(A.FreshOptIn("1", later) with { Evidence = new ConsentEvidence(EvidenceKind.Document, "card 1") }).ConfigureAwait(false);
        Expect.True(!await scene.MayLeaveAsync("1", touchClass: TouchClass.Legal).ConfigureAwait(false), "A signature does not show that anything gets through");
        await scene.SayAsync(A.FreshOptIn("1", later) with { Purpose = Purpose.Greetings }).ConfigureAwait(false);
        Expect.True(await scene.MayLeaveAsync("1", touchClass: TouchClass.Legal).ConfigureAwait(false), "A confirmation does, whatever its purpose");
        Expect.True(!await scene.MayLeaveAsync("2", A.Email("1"), touchClass: TouchClass.Legal).ConfigureAwait(false), "It says nothing of another person");
    }

    private static async Task DryRunAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        var later = scene.AdvanceHour();
        var before = await scene.AllFactsAsync().ConfigureAwait(false);
        var change = new ChangeSet { Consents = [A.Objection("2"), A.FreshOptIn("1", later)], Suppressions = [new Suppression("1", A.Email("1"), SuppressionKind.Objection)] };
        var report = await scene.Store.CommitAsync(AsyncEnumerable.Repeat(change, 1), CommitMode.DryRun).ConfigureAwait(false);
        Expect.Equal(new CommitReport { ConsentsAdded = 2, SuppressionsAdded = 1 }, report, "The report");
        var after = await scene.AllFactsAsync().ConfigureAwait(false);
        Expect.Sequence(before.Select(Observed.Text), after.Select(Observed.Text), "The facts");
    }

    private static async Task KnownOptInAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        var future = A.FreshOptIn("1", A.Noon + Duration.FromDays(1));
        await scene.SayAsync(future).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        Expect.Equal(new CommitReport { ConsentsKnown = 1 }, await scene.SayAsync(future).ConfigureAwait(false), "The report of the same statement again");
        Expect.Equal(SuppressionKind.Objection, await scene.SuppressionAsync("1").ConfigureAwait(false), "The suppression");
    }

    private static async Task DatedAheadAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2") with { ContactPoints = [A.Email("1")] }).ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("2", A.Noon + Duration.FromDays(1)) with { Point = A.Email("1") }).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        await scene.SuppressAsync("1").ConfigureAwait(false);
        scene.Advance(Duration.FromDays(2));
        Expect.True(!await scene.MayLeaveAsync("2", A.Email("1")).ConfigureAwait(false), "Advertising is not permitted");
        Expect.True(!await scene.MayLeaveAsync("2", A.Email("1"), touchClass: TouchClass.Legal).ConfigureAwait(false), "Nor anything else");
    }
}
