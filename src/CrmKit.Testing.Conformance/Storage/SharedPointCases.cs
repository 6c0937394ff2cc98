using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>A contact point that several people have is closed by the refusal of any of them.</summary>
internal static class SharedPointCases
{
    private static readonly ContactPoint Family = A.Email("family");

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Refusal_at_a_shared_address_stops_the_other_owner_too", OtherOwnerAsync),
        StoreScene.Case("Refusal_at_the_same_number_of_another_channel_does_not", OtherChannelAsync),
        StoreScene.Case("Refusal_at_a_point_that_cannot_be_used_is_left_out", UnusablePointAsync),
        StoreScene.Case("Refusal_reaches_a_promised_contact_point_that_the_record_lost", PromisedPointAsync),
        StoreScene.Case("Later_agreement_of_the_owner_counts_again_after_the_refusal_of_another", LaterAgreementAsync),
        StoreScene.Case("Refusal_of_somebody_without_a_record_stops_the_owner", WithoutRecordAsync),
        StoreScene.Case("Refusal_at_a_shared_address_changes_the_facts_of_all_owners", VersionsAsync),
        StoreScene.Case("Refusal_of_others_becomes_the_persons_own_by_a_merge_and_theirs_again_after", MergeAsync),
        StoreScene.Case("Refusal_that_a_merge_carried_to_a_shared_address_stops_its_owners_while_the_merge_stands", CarriedAsync),
        StoreScene.Case("Refusal_of_the_forgotten_leaves_the_facts_of_all_owners_and_the_suppression_stays", ErasureAsync),
    ];

    private static Customer Member(string id) => A.Customer(id) with { ContactPoints = [Family] };

    private static ConsentEntry Says(string id, ConsentState state, Instant? at = null) => A.Consent(id, state, at) with { Point = Family };

    // Both have agreed, and one refuses an hour later, in another spelling of the address.
    private static async Task<ConsentEntry> RefuseAsync(StoreScene scene)
    {
        await scene.PutAsync(Member("1"), Member("2"), A.Customer("3")).ConfigureAwait(false);
        await scene.SayAsync(Says("1", ConsentState.OptIn, A.Noon), Says("2", ConsentState.OptIn, A.Noon), A.Consent("3")).ConfigureAwait(false);
        var refusal = Says("1", ConsentState.OptOut, scene.AdvanceHour()) with { Point = A.Email("FAMILY") };
        await scene.SayAsync(refusal).ConfigureAwait(false);
        return refusal;
    }

    private static async Task OtherOwnerAsync(StoreScene scene)
    {
        var refusal = await RefuseAsync(scene).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var (one, other, stranger) = (await scene.FactsAsync("1").ConfigureAwait(false), await scene.FactsAsync("2").ConfigureAwait(false), await scene.FactsAsync("3").ConfigureAwait(false));
        Expect.Sequence([new RecordedConsent(refusal, scene.Test.Clock.Now)], other.RefusalsAtSharedPoints, "What the other owner's facts hold of the refusal");
        Expect.True(one.RefusalsAtSharedPoints.IsEmpty && stranger.RefusalsAtSharedPoints.IsEmpty, "Who refused has it in the own ledger, and a stranger nowhere");
        Expect.Sequence([ConsentState.OptIn], other.Consents.Entries.Select(recorded => recorded.Entry.State), "The other owner's own ledger");
        Expect.Equal(ReasonCodes.ConsentRefused, Judge(scene, other, Family), "What the gate says of the other owner");
        Expect.Equal(ReasonCodes.ConsentRefused, Judge(scene, one, Family), "What the gate says of who refused");
        Expect.Equal(null, Judge(scene, stranger, A.Email("3")), "What the gate says of a stranger");
        await ExpectBulkAsync(scene).ConfigureAwait(false);
    }

    private static async Task OtherChannelAsync(StoreScene scene)
    {
        var (mobile, phone) = (ContactPoint.Parse(Channel.Sms, "+493012345678"), ContactPoint.Parse(Channel.Phone, "+493012345678"));
        await scene.PutAsync(A.Customer("1") with { ContactPoints = [phone] }, A.Customer("2") with { ContactPoints = [mobile] }).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2") with { Point = mobile }).ConfigureAwait(false);
        var version = await scene.VersionAsync("2").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", ConsentState.OptOut) with { Point = phone }).ConfigureAwait(false);
        var facts = await scene.FactsAsync("2").ConfigureAwait(false);
        Expect.True(facts.RefusalsAtSharedPoints.IsEmpty, "The refused telephone number is no refused mobile number");
        Expect.Equal((version, null), (facts.FactsVersion, Judge(scene, facts, mobile)), "Version and what the gate says");
        await ExpectBulkAsync(scene).ConfigureAwait(false);
    }

    private static async Task UnusablePointAsync(StoreScene scene)
    {
        await RefuseAsync(scene).ConfigureAwait(false);
        var retired = Member("2") with { ContactPoints = [new ContactPointRecord(Family, ContactPointStatus.Retired), A.Email("2")] };
        await scene.PutAsync(retired).ConfigureAwait(false);
        Expect.True((await scene.FactsAsync("2").ConfigureAwait(false)).RefusalsAtSharedPoints.IsEmpty, "A retired address brings no refusal");
        await ExpectBulkAsync(scene).ConfigureAwait(false);
        await scene.PutAsync(Member("2")).ConfigureAwait(false);
        Expect.Equal(1, (await scene.FactsAsync("2").ConfigureAwait(false)).RefusalsAtSharedPoints.Length, "Refusals once the address is used again");
    }

    private static async Task PromisedPointAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("1")).ConfigureAwait(false);
        await scene.PutAsync(A.Customer("1") with { ContactPoints = [A.Email("new")] }).ConfigureAwait(false);
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        await scene.SayAsync(A.Consent("2", ConsentState.OptOut) with { Point = A.Email("1") }).ConfigureAwait(false);
        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.Equal((version + 1, 1), (facts.FactsVersion, facts.RefusalsAtSharedPoints.Length), "Version and refusals at the point named in a pending row");
        await ExpectBulkAsync(scene).ConfigureAwait(false);
    }

    private static async Task LaterAgreementAsync(StoreScene scene)
    {
        await RefuseAsync(scene).ConfigureAwait(false);
        await scene.SayAsync(Says("2", ConsentState.OptIn, scene.Test.Clock.Now)).ConfigureAwait(false);
        Expect.Equal(ReasonCodes.ConsentRefused, Judge(scene, await scene.FactsAsync("2").ConfigureAwait(false), Family), "What the gate says of an agreement at the instant of the refusal");
        await scene.SayAsync(Says("2", ConsentState.OptIn, scene.AdvanceHour())).ConfigureAwait(false);
        Expect.Equal(null, Judge(scene, await scene.FactsAsync("2").ConfigureAwait(false), Family), "What the gate says of a later agreement");
        Expect.Equal(ReasonCodes.ConsentRefused, Judge(scene, await scene.FactsAsync("1").ConfigureAwait(false), Family), "What the gate says of who refused and did not agree again");
    }

    private static async Task WithoutRecordAsync(StoreScene scene)
    {
        await scene.PutAsync(Member("2")).ConfigureAwait(false);
        await scene.SayAsync(Says("2", ConsentState.OptIn, A.Noon)).ConfigureAwait(false);
        await scene.SayAsync(Says("17", ConsentState.OptOut, scene.AdvanceHour())).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Equal(ReasonCodes.ConsentRefused, Judge(scene, await scene.FactsAsync("2").ConfigureAwait(false), Family), "What the gate says");
        await ExpectBulkAsync(scene).ConfigureAwait(false);

        // Who gets the address after the refusal finds it there.
        await scene.PutAsync(Member("3")).ConfigureAwait(false);
        Expect.Equal(1, (await scene.FactsAsync("3").ConfigureAwait(false)).RefusalsAtSharedPoints.Length, "Refusals at the address of a new record");
    }

    private static async Task VersionsAsync(StoreScene scene)
    {
        await scene.PutAsync(Member("1"), Member("2"), A.Customer("3"), A.Customer("4"), Member("5")).ConfigureAwait(false);
        await scene.MergeAsync("4", "5").ConfigureAwait(false);
        var before = await scene.AllFactsAsync().ConfigureAwait(false);
        var refusal = Says("1", ConsentState.OptOut);
        await scene.SayAsync(refusal).ConfigureAwait(false);
        var after = await scene.AllFactsAsync().ConfigureAwait(false);
        Expect.Sequence([1L, 1L, 0L, 1L], before.Zip(after).Select(pair => pair.Second.FactsVersion - pair.First.FactsVersion), "By how much the versions of two owners, a stranger and whom an owner is one with grew");
        Expect.Equal(1, (await scene.SayAsync(refusal).ConfigureAwait(false)).ConsentsKnown, "Statements known at the second import");
        await scene.SayAsync(Says("1", ConsentState.OptIn, scene.AdvanceHour())).ConfigureAwait(false);
        var last = await scene.AllFactsAsync().ConfigureAwait(false);
        Expect.Sequence([1L, 0L, 0L, 0L], after.Zip(last).Select(pair => pair.Second.FactsVersion - pair.First.FactsVersion), "By how much they grew by an agreement");
    }

    private static async Task MergeAsync(StoreScene scene)
    {
        await RefuseAsync(scene).ConfigureAwait(false);
        var before = await scene.FactsAsync("2").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.MergeAsync("2", "1").ConfigureAwait(false);
        Expect.True((await scene.FactsAsync("2").ConfigureAwait(false)).RefusalsAtSharedPoints.IsEmpty, "The refusal is the person's own after the merge");
        await ExpectBulkAsync(scene).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.UnmergeAsync("1").ConfigureAwait(false);
        var after = await scene.FactsAsync("2").ConfigureAwait(false);
        Expect.Sequence(before.RefusalsAtSharedPoints, after.RefusalsAtSharedPoints, "The refusals of others after the merge was undone");
        await ExpectBulkAsync(scene).ConfigureAwait(false);
    }

    private static async Task CarriedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), Member("2"), Member("3")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", ConsentState.OptOut), Says("3", ConsentState.OptIn, A.Noon)).ConfigureAwait(false);
        Expect.Equal(null, await JudgedAsync().ConfigureAwait(false), "What the gate says before the merge");
        var version = await scene.VersionAsync("3").ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        Expect.Equal(ReasonCodes.ConsentRefused, await JudgedAsync().ConfigureAwait(false), "What the gate says while the merge stands");
        var merged = await scene.VersionAsync("3").ConfigureAwait(false);
        await ExpectBulkAsync(scene).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Equal(null, await JudgedAsync().ConfigureAwait(false), "What the gate says after the merge was undone");
        Expect.True(version < merged && merged < await scene.VersionAsync("3").ConfigureAwait(false), "The facts of the other owner changed at the merge and at its undoing");
        await ExpectBulkAsync(scene).ConfigureAwait(false);

        async Task<string?> JudgedAsync() => Judge(scene, await scene.FactsAsync("3").ConfigureAwait(false), Family);
    }

    private static async Task ErasureAsync(StoreScene scene)
    {
        await RefuseAsync(scene).ConfigureAwait(false);
        await scene.CommitAsync(new ChangeSet { Suppressions = [new Suppression("1", Family, SuppressionKind.Objection)] }).ConfigureAwait(false);
        var version = await scene.VersionAsync("2").ConfigureAwait(false);
        await scene.EraseAsync("1").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var facts = await scene.FactsAsync("2").ConfigureAwait(false);
        Expect.True(facts.RefusalsAtSharedPoints.IsEmpty && facts.FactsVersion > version, "What the forgotten said is gone, and the facts changed");
        Expect.Sequence([(Family, SuppressionKind.Objection)], facts.Suppressed.Select(found => (found.Point, found.Kind)), "The suppressed points");
        await ExpectBulkAsync(scene).ConfigureAwait(false);
    }

    /// <summary>Why the consent gate is closed now; <c>null</c> where it is open.</summary>
    private static string? Judge(StoreScene scene, GateFacts facts, ContactPoint point)
    {
        var verdict = new ConsentGate().Evaluate(A.Intent(facts.Customer.Value) with { Point = point }, facts, scene.Test.Clock.Now);
        return verdict.IsOpen ? null : verdict.Reason.Code;
    }

    private static async Task ExpectBulkAsync(StoreScene scene)
    {
        foreach (var facts in await scene.AllFactsAsync().ConfigureAwait(false))
        {
            Expect.Equal(Observed.Text(await scene.FactsAsync(facts.Customer).ConfigureAwait(false)), Observed.Text(facts), $"The facts of {facts.Customer} in bulk");
        }
    }
}
