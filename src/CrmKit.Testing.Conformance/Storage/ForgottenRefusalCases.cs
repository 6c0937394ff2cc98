using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>An erasure takes away and never opens: what was refused to anybody else before it is refused after it, and nobody is closed for what was only told at their address.</summary>
internal static class ForgottenRefusalCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Erasure_leaves_refused_at_other_addresses_what_was_refused_at_the_forgotten_one", CarriedAsync),
        StoreScene.Case("Erasure_leaves_an_objection_at_other_addresses_that_only_proof_takes_back", ObjectionAsync),
        StoreScene.Case("Erasure_tells_nothing_where_what_is_left_refuses_the_same", NothingToTellAsync),
        StoreScene.Case("Erasure_does_not_close_the_address_of_another_to_whom_a_merge_carried_its_refusals", AddressOfAnotherAsync),
        StoreScene.Case("Erasure_closes_the_address_of_another_that_a_refusal_of_the_forgotten_one_closed", ClosedAddressOfAnotherAsync),
    ];

    private static async Task CarriedAsync(StoreScene scene)
    {
        await RefuseAtAddressOfAnotherAsync(scene, ConsentState.OptOut).ConfigureAwait(false);
        await scene.MergeAsync("3", "2").ConfigureAwait(false);
        scene.AdvanceHour();
        Expect.True(!await scene.MayLeaveAsync("3").ConfigureAwait(false), "The refusal is carried to the third record");
        var version = await scene.VersionAsync("3").ConfigureAwait(false);
        await scene.EraseAsync("1").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.True(!await scene.MayLeaveAsync("3").ConfigureAwait(false), "It holds on there");
        Expect.Equal(version + 1, await scene.VersionAsync("3").ConfigureAwait(false), "All of it is one change of the facts");
        var facts = await scene.FactsAsync("3").ConfigureAwait(false);
        Expect.True(!facts.Consents.Entries.Any(recorded => recorded.Entry.Point.Reaches(A.Email("1"))), "The forgotten address stands nowhere");
        scene.AdvanceHour();
        await scene.SayAsync(A.Consent("2", ConsentState.OptIn, scene.AdvanceHour())).ConfigureAwait(false);
        Expect.True(!await scene.MayLeaveAsync("3").ConfigureAwait(false), "An agreement at another address does not take it back");
        await scene.SayAsync(A.Consent("3", ConsentState.OptIn, scene.AdvanceHour())).ConfigureAwait(false);
        Expect.True(await scene.MayLeaveAsync("3").ConfigureAwait(false), "An agreement at the very address does");
    }

    private static async Task ObjectionAsync(StoreScene scene)
    {
        await RefuseAtAddressOfAnotherAsync(scene, ConsentState.Objection).ConfigureAwait(false);
        await scene.MergeAsync("3", "2").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.EraseAsync("1").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        await scene.SayAsync(A.Consent("3", ConsentState.OptIn, scene.AdvanceHour())).ConfigureAwait(false);
        Expect.True(!await scene.MayLeaveAsync("3").ConfigureAwait(false), "An agreement without proof does not take it back");
        await scene.SayAsync(A.FreshOptIn("3", scene.AdvanceHour())).ConfigureAwait(false);
        Expect.True(await scene.MayLeaveAsync("3").ConfigureAwait(false), "One with proof does");
    }

    private static async Task NothingToTellAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, scene.AdvanceHour()) with { Point = A.Email("1") }).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.MergeAsync("3", "2").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.EraseAsync("1").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.True(!await scene.MayLeaveAsync("3").ConfigureAwait(false), "The refusal holds on");
        scene.AdvanceHour();
        await scene.SayAsync(A.Consent("2", ConsentState.OptIn, scene.AdvanceHour())).ConfigureAwait(false);
        var facts = await scene.FactsAsync("3").ConfigureAwait(false);
        var standing = facts.Consents.Entries.Where(recorded => StandingConsents.StopsOthers(recorded) && recorded.Entry.Point.Reaches(A.Email("3")));
        Expect.Sequence([], standing, "Taken back where it was told, it is over at the other address");
    }

    private static async Task AddressOfAnotherAsync(StoreScene scene)
    {
        await RefuseAtAddressOfAnotherAsync(scene, ConsentState.OptOut).ConfigureAwait(false);
        Expect.True(await scene.MayLeaveAsync("2").ConfigureAwait(false), "The agreement after the undoing opens the own address");
        await scene.EraseAsync("1").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Equal(null, await scene.SuppressionAsync("2").ConfigureAwait(false), "What was only told of the forgotten one does not suppress the address of another");
        Expect.True(await scene.MayLeaveAsync("2").ConfigureAwait(false), "It stays open");
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        Expect.Equal(SuppressionKind.Objection, await scene.SuppressionAsync("1").ConfigureAwait(false), "The forgotten address is suppressed");
    }

    // What is carried to the address by the merge of two records that are forgotten together is said there by nobody else.
    private static async Task ClosedAddressOfAnotherAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("4")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut, scene.AdvanceHour())).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", ConsentState.OptIn, scene.AdvanceHour())).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.MergeAsync("1", "4").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("4", ConsentState.OptOut, scene.AdvanceHour())).ConfigureAwait(false);
        scene.AdvanceHour();
        Expect.True(!await scene.MayLeaveAsync("2").ConfigureAwait(false), "What was refused at another address of the person is carried to all that the person spoke of");
        await scene.EraseAsync("1").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.True(!await scene.MayLeaveAsync("2").ConfigureAwait(false), "It stays closed");
    }

    // Record 2 refuses at the address of record 1 while both are one, and agrees at its own once they are two; record 3 agreed long ago.
    private static async Task RefuseAtAddressOfAnotherAsync(StoreScene scene, ConsentState refusal)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("3")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", refusal, scene.AdvanceHour()) with { Point = A.Email("1") }).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.SayAsync(A.FreshOptIn("2", scene.AdvanceHour())).ConfigureAwait(false);
        scene.AdvanceHour();
    }
}
