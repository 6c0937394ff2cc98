using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>What suppresses a contact point, and the one thing that lifts it.</summary>
internal static class SuppressionCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Objection_suppresses_its_contact_point_and_is_told_as_one", ObjectionAsync),
        StoreScene.Case("Objection_that_is_known_already_changes_nothing", KnownObjectionAsync),
        StoreScene.Case("Fresh_opt_in_lifts_every_earlier_suppression_of_its_point_in_any_spelling_and_under_any_key", LiftAsync),
        StoreScene.Case("Fresh_opt_in_changes_the_facts_of_all_who_share_the_point", SharedLiftAsync),
        StoreScene.Case("Agreement_without_proof_or_of_another_basis_or_not_later_lifts_nothing", NotFreshAsync),
        StoreScene.Case("Suppression_repeated_is_later_and_no_change", RepeatedAsync),
        StoreScene.Case("Suppression_of_two_kinds_counts_as_the_stricter_and_each_is_lifted_by_what_came_after_it", TwoKindsAsync),
        StoreScene.Case("Dry_run_suppresses_and_lifts_nothing", DryRunAsync),
        StoreScene.Case("Fresh_opt_in_that_is_known_already_lifts_nothing", KnownOptInAsync),
    ];

    private static async Task ObjectionAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2") with { ContactPoints = [A.Email("1")] }).ConfigureAwait(false);
        var before = await scene.AllFactsAsync().ConfigureAwait(false);
        var report = await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        Expect.Equal(new CommitReport { ConsentsAdded = 1, SuppressionsAdded = 1 }, report, "The report");
        await scene.ReopenAsync().ConfigureAwait(false);
        var after = await scene.AllFactsAsync().ConfigureAwait(false);
        SuppressedPoint expected = new(A.Email("1"), SuppressionKind.Objection);
        Expect.Sequence([expected, expected], after.SelectMany(facts => facts.Suppressed), "The suppressed points of both who have the address");
        Expect.True(before.Zip(after).All(pair => pair.First.FactsVersion < pair.Second.FactsVersion), "The facts versions of both changed");
    }

    private static async Task KnownObjectionAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("1", scene.AdvanceHour())).ConfigureAwait(false);
        scene.AdvanceHour();
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        Expect.Equal(new CommitReport { ConsentsKnown = 1 }, await scene.SayAsync(A.Objection("1")).ConfigureAwait(false), "The report of the old list");
        Expect.Equal(null, await scene.SuppressionAsync("1").ConfigureAwait(false), "The suppression");
        Expect.Equal(version, await scene.VersionAsync("1").ConfigureAwait(false), "The facts version");
    }

    private static async Task LiftAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1") with { ContactPoints = [A.Email("Ann")] }).ConfigureAwait(false);
        await scene.CommitAsync(new ChangeSet { Suppressions = [new Suppression("1", A.Email("ANN"))] }).ConfigureAwait(false);
        scene.Test.Keys.Rotate();
        await scene.ReopenAsync().ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1") with { Point = A.Email("ann") }).ConfigureAwait(false);
        var later = scene.AdvanceHour();
        var report = await scene.SayAsync(A.FreshOptIn("1", later) with { Point = A.Email("aNN") }).ConfigureAwait(false);
        Expect.Equal(new CommitReport { ConsentsAdded = 1, SuppressionsLifted = 2 }, report, "The report of the opt-in");
        await scene.ReopenAsync().ConfigureAwait(false);
        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.True(facts.Suppressed.IsEmpty, "Nothing is suppressed any more");
        Expect.True(facts.Consents.DecideContact(A.Email("Ann"), Purpose.Marketing, later).IsAllowed, "Contact is permitted again");
    }

    private static async Task SharedLiftAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2") with { ContactPoints = [A.Email("1")] }, A.Customer("3")).ConfigureAwait(false);
        await scene.SuppressAsync("1").ConfigureAwait(false);
        var before = await scene.AllFactsAsync().ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("1", scene.AdvanceHour())).ConfigureAwait(false);
        var after = await scene.AllFactsAsync().ConfigureAwait(false);
        Expect.Sequence([true, true, false], before.Zip(after).Select(pair => pair.Second.FactsVersion > pair.First.FactsVersion), "Whether the facts of two who share the point and of one who does not changed");
        Expect.True(after.All(facts => facts.Suppressed.IsEmpty), "Nothing is suppressed any more");
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
            A.FreshOptIn("1", later) with { State = ConsentState.OptOut }).ConfigureAwait(false);
        Expect.Equal(new CommitReport { ConsentsAdded = 7 }, report, "The report");
        Expect.Equal(SuppressionKind.Objection, await scene.SuppressionAsync("1").ConfigureAwait(false), "The suppression");
    }

    private static async Task RepeatedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.SuppressAsync("1").ConfigureAwait(false);
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        var second = scene.AdvanceHour();
        Expect.True((await scene.SuppressAsync("1").ConfigureAwait(false)).IsUnchanged, "The same suppression again is no change");
        Expect.Equal(version, await scene.VersionAsync("1").ConfigureAwait(false), "The facts version");
        await scene.ReopenAsync().ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("1", second - Duration.FromMinutes(1))).ConfigureAwait(false);
        Expect.Equal(SuppressionKind.Undeliverable, await scene.SuppressionAsync("1").ConfigureAwait(false), "The suppression after an opt-in between the two");
        await scene.SayAsync(A.FreshOptIn("1", second + Duration.FromMinutes(1))).ConfigureAwait(false);
        Expect.Equal(null, await scene.SuppressionAsync("1").ConfigureAwait(false), "The suppression after an opt-in after both");
    }

    private static async Task TwoKindsAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        var second = scene.AdvanceHour();
        Expect.Equal(1, (await scene.SuppressAsync("1").ConfigureAwait(false)).SuppressionsAdded, "Suppressions added of another kind");
        Expect.Equal(SuppressionKind.Undeliverable, await scene.SuppressionAsync("1").ConfigureAwait(false), "The stricter kind");
        Expect.Equal(0, (await scene.SuppressAsync("1", SuppressionKind.Objection).ConfigureAwait(false)).SuppressionsAdded, "Suppressions added of a kind that is there");
        Expect.Equal(SuppressionKind.Undeliverable, await scene.SuppressionAsync("1").ConfigureAwait(false), "The stricter kind after the milder was repeated");
        var third = scene.AdvanceHour();
        await scene.SuppressAsync("1").ConfigureAwait(false);
        Expect.Equal(1, (await scene.SayAsync(A.FreshOptIn("1", second + Duration.FromMinutes(1))).ConfigureAwait(false)).SuppressionsLifted, "Suppressions lifted by an opt-in between the two");
        Expect.Equal(SuppressionKind.Undeliverable, await scene.SuppressionAsync("1").ConfigureAwait(false), "What stays");
        Expect.Equal(1, (await scene.SayAsync(A.FreshOptIn("1", third + Duration.FromMinutes(1))).ConfigureAwait(false)).SuppressionsLifted, "Suppressions lifted by one after both");
        Expect.Equal(null, await scene.SuppressionAsync("1").ConfigureAwait(false), "What stays then");
    }

    private static async Task DryRunAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1")).ConfigureAwait(false);
        var before = await scene.AllFactsAsync().ConfigureAwait(false);
        var change = new ChangeSet { Consents = [A.Objection("2"), A.FreshOptIn("1", scene.AdvanceHour())] };
        var report = await scene.Store.CommitAsync(AsyncEnumerable.Repeat(change, 1), CommitMode.DryRun).ConfigureAwait(false);
        Expect.Equal(new CommitReport { ConsentsAdded = 2, SuppressionsAdded = 1, SuppressionsLifted = 1 }, report, "The report");
        var after = await scene.AllFactsAsync().ConfigureAwait(false);
        Expect.Sequence(before.Select(Observed.Content), after.Select(Observed.Content), "The facts");
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
}
