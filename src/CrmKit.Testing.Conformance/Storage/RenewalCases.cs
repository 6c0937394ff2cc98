using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>A worker that is still at it keeps its rows, and one that was away too long does not.</summary>
internal static class RenewalCases
{
    private static readonly Duration Lease = StoreScene.Lease;

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Renewed_lease_keeps_others_away_from_a_claimed_and_a_sending_row", KeepsAsync),
        StoreScene.Case("Renewal_never_shortens_a_lease", NeverShorterAsync),
        StoreScene.Case("Lease_that_ran_out_is_not_renewed_though_nobody_took_the_row_over", RanOutAsync),
        StoreScene.Case("Row_that_was_taken_over_or_let_go_of_is_not_renewed", LostAsync),
        StoreScene.Case("Claim_is_found_by_its_token_for_as_long_as_it_holds_the_row", FoundAsync),
        StoreScene.Case("Renewal_of_nothing_or_for_no_time", ArgumentsAsync),
        .. Enum.GetValues<TouchClass>().Select(touchClass =>
            StoreScene.Case($"Sending_row_left_behind_goes_where_the_rules_say_for_class_{touchClass}", scene => LeftBehindAsync(scene, touchClass))),
    ];

    private static async Task KeepsAsync(StoreScene scene)
    {
        await scene.EnqueueAsync(A.PlannedTouch("1"), A.PlannedTouch("2")).ConfigureAwait(false);
        var claims = await scene.ClaimAsync().ConfigureAwait(false);
        await scene.BeginAsync(claims[0]).ConfigureAwait(false);
        var before = await scene.RowsAsync().ConfigureAwait(false);
        var versions = (await scene.VersionAsync("1").ConfigureAwait(false), await scene.VersionAsync("2").ConfigureAwait(false));
        var now = scene.Advance(Lease - Duration.FromMilliseconds(1));

        var renewed = await scene.RenewAsync(claims[1], claims[0]).ConfigureAwait(false);
        Expect.Sequence([claims[1] with { LeaseUntil = now + Lease }, claims[0] with { LeaseUntil = now + Lease }], renewed, "The claims with their new ends, in the order given");
        await scene.ReopenAsync().ConfigureAwait(false);
        scene.Advance(Lease - Duration.FromMilliseconds(1));
        Expect.True((await scene.ClaimAsync().ConfigureAwait(false)).IsEmpty, "Nothing to claim while the renewed leases last");
        Expect.Sequence(before, await scene.RowsAsync().ConfigureAwait(false), "The rows, which a renewal leaves alone");
        Expect.Equal(versions, (await scene.VersionAsync("1").ConfigureAwait(false), await scene.VersionAsync("2").ConfigureAwait(false)), "The facts versions, which a renewal leaves alone");

        await scene.BeginAsync(claims[1]).ConfigureAwait(false);
        Expect.True(await scene.FinishAsync(claims[0], OutboxOutcome.Sent).ConfigureAwait(false), "The old claim and the renewed one are the same claim");
    }

    private static async Task FoundAsync(StoreScene scene)
    {
        await scene.EnqueueAsync(A.PlannedTouch("1"), A.PlannedTouch("2")).ConfigureAwait(false);
        var claims = await scene.ClaimAsync().ConfigureAwait(false);
        foreach (var claim in claims)
        {
            Expect.Equal(claim, await scene.Store.FindClaimAsync(claim.Token).ConfigureAwait(false), "The claim as it was made");
        }

        Expect.Equal(null, await scene.Store.FindClaimAsync(Guid.NewGuid()).ConfigureAwait(false), "The claim of a token that nobody was given");
        await scene.BeginAsync(claims[0]).ConfigureAwait(false);
        scene.Advance(Duration.FromSeconds(1));
        var renewed = (await scene.RenewAsync(claims[0]).ConfigureAwait(false)).Single();
        var found = await scene.Store.FindClaimAsync(claims[0].Token).ConfigureAwait(false);
        Expect.Equal((OutboxState.Sending, renewed.LeaseUntil), (found!.Row.State, found.LeaseUntil), "The row as it stands now, with the new end");

        await scene.FinishAsync(found, OutboxOutcome.Sent).ConfigureAwait(false);
        Expect.Equal(null, await scene.Store.FindClaimAsync(claims[0].Token).ConfigureAwait(false), "The claim of a row that left");
        scene.Advance(Lease);
        await scene.ClaimAsync().ConfigureAwait(false);
        Expect.Equal(null, await scene.Store.FindClaimAsync(claims[1].Token).ConfigureAwait(false), "The claim of a row that was taken over");
    }

    private static async Task NeverShorterAsync(StoreScene scene)
    {
        await scene.EnqueueAsync(A.PlannedTouch("1")).ConfigureAwait(false);
        var claim = (await scene.ClaimAsync().ConfigureAwait(false)).Single();
        var renewed = await scene.Store.RenewAsync([claim], Duration.FromSeconds(1)).ConfigureAwait(false);
        Expect.Sequence([claim], renewed, "A claim renewed for less than is left of it");
        scene.Advance(Lease - Duration.FromMilliseconds(1));
        Expect.True((await scene.ClaimAsync().ConfigureAwait(false)).IsEmpty, "Nothing to claim before the former end");
    }

    private static async Task RanOutAsync(StoreScene scene)
    {
        await scene.EnqueueAsync(A.PlannedTouch("1"), A.PlannedTouch("2")).ConfigureAwait(false);
        var claims = await scene.ClaimAsync().ConfigureAwait(false);
        await scene.BeginAsync(claims[0]).ConfigureAwait(false);
        scene.Advance(Lease);

        Expect.True((await scene.RenewAsync(claims[0], claims[1]).ConfigureAwait(false)).IsEmpty, "No claim whose lease ran out is renewed");
        Expect.Equal(BeginSending.LeaseLost, await scene.BeginAsync(claims[1], await scene.VersionAsync("2").ConfigureAwait(false)).ConfigureAwait(false), "Beginning on such a claim");
        Expect.True(await scene.FinishAsync(claims[0], OutboxOutcome.Sent).ConfigureAwait(false), "What left is recorded, since nobody took the row over");
        Expect.Equal("2", (await scene.ClaimAsync().ConfigureAwait(false)).Single().Row.Intent.Key.Customer.Value, "The row that others may take");
    }

    private static async Task LostAsync(StoreScene scene)
    {
        await scene.EnqueueAsync(A.PlannedTouch("1"), A.PlannedTouch("2"), A.PlannedTouch("3")).ConfigureAwait(false);
        var claims = await scene.ClaimAsync(2).ConfigureAwait(false);
        await scene.BeginAsync(claims[0]).ConfigureAwait(false);
        scene.Advance(Lease);
        var others = await scene.ClaimAsync().ConfigureAwait(false);
        Expect.Sequence(["2", "3"], others.Select(other => other.Row.Intent.Key.Customer.Value).Order(StringComparer.Ordinal), "The rows of the next worker: the one left behind as claimed, and the third");
        var finished = others.Single(other => other.Row.Intent.Key.Customer == "3");
        var mine = others.Single(other => other.Row.Intent.Key.Customer == "2");
        Expect.True(await scene.FinishAsync(finished, OutboxOutcome.Dead(new Reason(ReasonCodes.Expired))).ConfigureAwait(false), "The third's end");

        var now = scene.Advance(Duration.FromSeconds(1));
        var renewed = await scene.RenewAsync(claims[0], claims[1], finished, mine with { Token = Guid.NewGuid() }, mine).ConfigureAwait(false);
        Expect.Sequence([mine with { LeaseUntil = now + Lease }], renewed, "Of a row given up as uncertain, one taken over, one that is dead, one under a wrong token and one that is held");
        Expect.Sequence(
            [OutboxState.Uncertain, OutboxState.Claimed, OutboxState.Dead],
            (await scene.RowsAsync().ConfigureAwait(false)).Select(row => row.State),
            "Where the rows stand after it");
    }

    private static async Task ArgumentsAsync(StoreScene scene)
    {
        Expect.True((await scene.RenewAsync().ConfigureAwait(false)).IsEmpty, "No claims renewed");
        Expect.True((await scene.Store.TryBeginSendingAsync([]).ConfigureAwait(false)).IsEmpty, "No rows begun");
        Expect.True((await scene.Store.FinishAsync([]).ConfigureAwait(false)).IsEmpty, "No rows finished");
        await Expect.ThrowsAsync<ArgumentOutOfRangeException>(() => scene.Store.RenewAsync([], Duration.Zero), "A renewal for no time").ConfigureAwait(false);
        await Expect.ThrowsAsync<ArgumentNullException>(() => scene.Store.RenewAsync(null!, Lease), "A renewal of null").ConfigureAwait(false);
        await Expect.ThrowsAsync<ArgumentNullException>(() => scene.Store.TryBeginSendingAsync(null!), "A beginning of null").ConfigureAwait(false);
        await Expect.ThrowsAsync<ArgumentNullException>(() => scene.Store.FinishAsync(null!), "A finish of null").ConfigureAwait(false);
    }

    private static async Task LeftBehindAsync(StoreScene scene, TouchClass touchClass)
    {
        await scene.EnqueueAsync(BatchCases.Of(touchClass, "1")).ConfigureAwait(false);
        var claim = (await scene.ClaimAsync().ConfigureAwait(false)).Single();
        await scene.BeginAsync(claim).ConfigureAwait(false);
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        var now = scene.Advance(Lease);

        var again = await scene.ClaimAsync().ConfigureAwait(false);
        var row = (await scene.RowsAsync().ConfigureAwait(false)).Single();
        Expect.Equal(version + 1, await scene.VersionAsync("1").ConfigureAwait(false), "The facts version, which the giving up increments");
        Expect.True(!await scene.FinishAsync(claim, OutboxOutcome.Sent).ConfigureAwait(false), "The late finish of the first worker");
        if (touchClass is TouchClass.Promotional or TouchClass.Relationship)
        {
            Expect.True(again.IsEmpty, "What may have left is not claimed again");
            Expect.Equal((OutboxState.Uncertain, ReasonCodes.OutcomeUncertain), (row.State, row.StateReason?.Code), "Where it stands");
            return;
        }

        Expect.Equal((claim.Row.Intent.Key, claim.Row.DueAt, 1), (again.Single().Row.Intent.Key, again.Single().Row.DueAt, again.Single().Row.Attempts), "The effect, claimed again, with the attempt counted");
        Expect.Equal((OutboxState.Claimed, now), (row.State, row.ChangedAt), "Where it stands");
        await scene.BeginAsync(again.Single()).ConfigureAwait(false);
        Expect.True(await scene.FinishAsync(again.Single(), OutboxOutcome.Sent).ConfigureAwait(false), "The second worker's finish");
        var events = await scene.EventsAsync().ConfigureAwait(false);
        Expect.Equal(1, events.Length, "Touches on the timeline");
    }
}
