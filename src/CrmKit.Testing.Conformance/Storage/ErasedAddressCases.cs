using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>What names an address of somebody forgotten goes wherever it stands, unless somebody else has the address or spoke of it in person.</summary>
internal static class ErasedAddressCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Erasure_takes_the_address_out_of_what_undone_and_other_merges_carried_to_others", CarriedAsync),
        StoreScene.Case("Erasure_leaves_what_somebody_else_said_at_the_address_in_person", InPersonAsync),
        StoreScene.Case("Erasure_takes_what_was_said_at_the_address_under_another_id_while_both_were_one", SaidTogetherAsync),
        StoreScene.Case("Erasure_takes_the_address_out_of_what_another_record_said_while_both_were_one", FormerAsync),
        StoreScene.Case("Erasure_leaves_another_record_the_address_that_it_had_as_its_own_before", FormerOwnAsync),
        StoreScene.Case("Erasure_takes_rows_decisions_and_opt_ins_of_others_at_the_address_and_loses_their_claims", RowsAsync),
        StoreScene.Case("Erasure_leaves_what_was_carried_and_promised_to_an_address_that_is_somebody_elses_too", SharedAsync),
        StoreScene.Case("Erasure_of_several_people_forgets_all_of_them_and_counts_each_once", SeveralAsync),
        StoreScene.Case("Erasure_of_several_people_with_an_id_that_is_none_forgets_nobody", NoIdAsync),
    ];

    private static async Task CarriedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.SayAsync(A.Objection("2", scene.AdvanceHour())).ConfigureAwait(false);
        await scene.MergeAsync("3", "1").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.True((await PointsAsync(scene, "1").ConfigureAwait(false)).Contains(A.Email("2")), "The address stands in what was carried");
        var before = await scene.VersionAsync("3").ConfigureAwait(false);
        await scene.EraseAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var after = await PointsAsync(scene, "1").ConfigureAwait(false);
        Expect.True(!after.Contains(A.Email("2")), "The address of the forgotten one is gone from the others' statements");
        Expect.True(after.Contains(A.Email("1")) && after.Contains(A.Email("3")), "What was carried to addresses that are somebody's stays");
        Expect.Equal(before + 1, await scene.VersionAsync("3").ConfigureAwait(false), "All of it is one change of the facts");
        Expect.True(!await scene.IsAllowedAsync("3", A.Email("3")).ConfigureAwait(false), "The refusal holds on");
        var version = await scene.VersionAsync("3").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("3", at: scene.AdvanceHour())).ConfigureAwait(false);
        Expect.True(!(await PointsAsync(scene, "3").ConfigureAwait(false)).Contains(A.Email("2")), "Nothing concludes it again");
        Expect.True(version < await scene.VersionAsync("3").ConfigureAwait(false), "The facts version changed");
    }

    private static async Task InPersonAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var merged = scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        var said = A.Consent("1", ConsentState.OptOut, scene.AdvanceHour()) with { Point = A.Email("2") };
        await scene.SayAsync(said).ConfigureAwait(false);
        Expect.True(said.OccurredAt > merged, "It is said when they are two");
        await scene.EraseAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var left = (await scene.FactsAsync("1").ConfigureAwait(false)).Consents.Entries.Select(recorded => recorded.Entry).Where(entry => entry.Point.Reaches(A.Email("2")));
        Expect.Sequence([said], left, "What is left of the address");
    }

    private static async Task SaidTogetherAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.MergeAsync("3", "1").ConfigureAwait(false);
        await scene.MergeAsync("3", "2").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", ConsentState.OptIn, scene.AdvanceHour()) with { Point = A.Email("2") }).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", ConsentState.OptOut, scene.AdvanceHour()) with { Point = A.Email("2") }).ConfigureAwait(false);
        var own = A.Consent("1", ConsentState.OptIn, scene.AdvanceHour());
        await scene.SayAsync(own).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        var version = await scene.VersionAsync("3").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.EraseAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        foreach (var facts in await scene.AllFactsAsync().ConfigureAwait(false))
        {
            Expect.True(!facts.Consents.Entries.Any(recorded => recorded.Entry.Point.Reaches(A.Email("2"))), "The address stands in no statement of anybody");
            Expect.Equal(version + 1, facts.FactsVersion, "All of it is one change of the facts");
        }

        var left = (await scene.FactsAsync("1").ConfigureAwait(false)).Consents.Entries.Select(recorded => recorded.Entry);
        Expect.True(left.Contains(own with { Customer = "3" }), "What was said at the own address stays");
        await scene.PutAsync(A.Customer("2")).ConfigureAwait(false);
        Expect.Equal(SuppressionKind.Objection, await scene.SuppressionAsync("2").ConfigureAwait(false), "The address stays suppressed");
    }

    private static async Task FormerAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var both = A.Customer("1") with { ContactPoints = [A.Email("1"), A.Email("2")] };
        scene.AdvanceHour();
        await scene.PutAsync(both).ConfigureAwait(false);
        var then = scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        Expect.Equal(2, (await scene.CustomersAsync(then - Duration.FromMinutes(1)).ConfigureAwait(false)).Single().ContactPoints.Length, "The addresses then");
        await scene.EraseAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([A.Customer("1")], await scene.CustomersAsync(then - Duration.FromMinutes(1)).ConfigureAwait(false), "What is left of then");
    }

    private static async Task FormerOwnAsync(StoreScene scene)
    {
        var both = A.Customer("1") with { ContactPoints = [A.Email("1"), A.Email("2")] };
        await scene.PutAsync(both, A.Customer("2")).ConfigureAwait(false);
        var before = scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        scene.AdvanceHour();
        var renamed = both with { Name = "Other" };
        await scene.PutAsync(renamed).ConfigureAwait(false);
        var said = A.Consent("1", ConsentState.OptIn, scene.AdvanceHour()) with { Point = A.Email("2") };
        await scene.SayAsync(said).ConfigureAwait(false);
        var together = scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.EraseAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([both], await scene.CustomersAsync(before - Duration.FromMinutes(1)).ConfigureAwait(false), "What is left of before");
        Expect.Sequence([renamed], await scene.CustomersAsync(together - Duration.FromMinutes(1)).ConfigureAwait(false), "What is left of the time together");
        Expect.Sequence([said], (await scene.FactsAsync("1").ConfigureAwait(false)).Consents.Entries.Select(recorded => recorded.Entry), "What was said at an address of one's own");
    }

    private static async Task RowsAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        PlannedTouch[] touches = [To("gone", "2"), To("sent", "2"), To("kept", "1")];
        await scene.Store.EnqueueAsync(A.Plan(touches), "test").ConfigureAwait(false);
        await scene.AddOptInAsync(A.OptInRequest("1") with { Point = A.Email("2") }).ConfigureAwait(false);
        await scene.AddOptInAsync(A.OptInRequest("1", 2)).ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        var claims = (await scene.ClaimAsync().ConfigureAwait(false)).ToDictionary(claim => claim.Row.Intent.Key.Occurrence, StringComparer.Ordinal);
        await scene.BeginAsync(claims["sent"]).ConfigureAwait(false);
        Expect.True(await scene.FinishAsync(claims["sent"], OutboxOutcome.Sent).ConfigureAwait(false), "One of them is sent");
        var before = await scene.VersionAsync("1").ConfigureAwait(false);
        await scene.EraseAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence(["kept"], (await scene.RowsAsync().ConfigureAwait(false)).Select(row => row.Intent.Key.Occurrence), "The rows");
        Expect.Sequence(["kept"], (await scene.DecisionsAsync("1").ConfigureAwait(false)).Select(decision => decision.Key.Occurrence), "The decisions");
        Expect.Equal(null, await scene.FindOptInAsync(1).ConfigureAwait(false), "The double opt-in at the address");
        Expect.Equal(OptInState.Requested, (await scene.FindOptInAsync(2).ConfigureAwait(false))?.State, "The one at the own address");
        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.Equal(before + 1, facts.FactsVersion, "The facts version");
        Expect.Equal(BeginSending.LeaseLost, await scene.BeginAsync(claims["gone"], facts.FactsVersion).ConfigureAwait(false), "The begin on the claim of the row that is gone");
        Expect.Equal(BeginSending.Started, await scene.BeginAsync(claims["kept"], facts.FactsVersion).ConfigureAwait(false), "The begin on the other claim");
        Expect.Equal(1, (await scene.EventsAsync("1").ConfigureAwait(false)).Length, "What was sent stays on the timeline, which names no address");

        static PlannedTouch To(string occurrence, string address) =>
            A.PlannedTouch("1", occurrence) with { Intent = A.Intent("1", occurrence) with { Point = A.Email(address) } };
    }

    private static async Task SharedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3") with { ContactPoints = [A.Email("2")] }).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.SayAsync(A.Objection("2", scene.AdvanceHour())).ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("1") with { Intent = A.Intent("1") with { Point = A.Email("2") } }).ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.EraseAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.True((await PointsAsync(scene, "1").ConfigureAwait(false)).Contains(A.Email("2")), "What was carried stays");
        Expect.Equal(1, (await scene.RowsAsync().ConfigureAwait(false)).Length, "The row stays");
        await scene.EraseAsync("3").ConfigureAwait(false);
        Expect.True(!(await PointsAsync(scene, "1").ConfigureAwait(false)).Contains(A.Email("2")), "It goes with the last who has the address");
        Expect.Sequence([], await scene.RowsAsync().ConfigureAwait(false), "All rows");
    }

    private static async Task SeveralAsync(StoreScene scene)
    {
        await scene.PutAsync([.. "12345".Select(id => A.Customer($"{id}"))]).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.MergeAsync("3", "4").ConfigureAwait(false);
        await scene.SayAsync(A.Objection("4", scene.AdvanceHour())).ConfigureAwait(false);
        await scene.UnmergeAsync("4").ConfigureAwait(false);
        var known = scene.AdvanceHour();
        scene.AdvanceHour();
        Expect.Equal(3, await scene.EraseAsync("2", "unknown", "1", "3", "4", "2").ConfigureAwait(false), "People forgotten");
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([A.Customer("5")], await scene.CustomersAsync().ConfigureAwait(false), "All people");
        Expect.Sequence([], await scene.MergesAsync().ConfigureAwait(false), "All merges");
        Expect.Equal(3, await scene.CountErasedAsync(known).ConfigureAwait(false), "The people who are missing from what was known then");
        Expect.Equal(0, await scene.EraseAsync("1", "2", "3", "4").ConfigureAwait(false), "There is nobody to forget any more");
        Expect.Equal(0, await scene.EraseAsync(ImmutableArray<string>.Empty).ConfigureAwait(false), "Nobody is to be forgotten");
        await scene.PutAsync(A.Customer("new") with { ContactPoints = [.. "1234".Select(id => A.Email($"{id}"))] }).ConfigureAwait(false);
        Expect.Equal(4, (await scene.FactsAsync("new").ConfigureAwait(false)).Suppressed.Length, "The suppressed addresses");
    }

    private static async Task NoIdAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await Expect.ThrowsAsync<ArgumentException>(() => scene.Store.EraseAsync(["1", default]), "An id that is none").ConfigureAwait(false);
        Expect.Sequence([A.Customer("1")], await scene.CustomersAsync().ConfigureAwait(false), "All people");
    }

    private static async Task<HashSet<ContactPoint>> PointsAsync(StoreScene scene, string customer) =>
        [.. (await scene.FactsAsync(customer).ConfigureAwait(false)).Consents.Entries.Select(recorded => recorded.Entry.Point)];
}
