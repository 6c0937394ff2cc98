using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>An incentive is granted once to a person.</summary>
internal static class IncentiveCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Incentive_is_granted_once_and_stands_on_the_timeline", OnceAsync),
        StoreScene.Case("Incentive_granted_to_either_of_two_merged_records_is_granted", MergedAsync),
        StoreScene.Case("Incentive_is_not_granted_to_a_second_record_with_the_same_contact_point", SharedAsync),
        StoreScene.Case("Incentive_for_somebody_unknown_or_of_a_wrong_code_is_refused", RefusedAsync),
        StoreScene.Case("Incentive_taken_back_may_be_granted_again", RetractedAsync),
        StoreScene.Case("Incentive_recorded_by_an_import_counts", ImportedAsync),
    ];

    private static async Task OnceAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        var version = await scene.VersionAsync("1").ConfigureAwait(false);
        Expect.True(await scene.GrantAsync("1").ConfigureAwait(false), "The first time");
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.True(!await scene.GrantAsync("1").ConfigureAwait(false), "Not a second time");
        Expect.True(await scene.GrantAsync("1", "other").ConfigureAwait(false), "Another incentive");
        Expect.True(await scene.GrantAsync("2").ConfigureAwait(false), "Another person");
        RecordedEvent[] expected =
        [
            new(new IncentiveGrant(new EventKey("incentive:welcome:1:1"), "1", A.Noon, "welcome"), A.Noon),
            new(new IncentiveGrant(new EventKey("incentive:other:1:1"), "1", A.Noon, "other"), A.Noon),
        ];
        Expect.Sequence(expected, await scene.EventsAsync("1").ConfigureAwait(false), "The events");
        Expect.Equal(version, await scene.VersionAsync("1").ConfigureAwait(false), "The facts version");
    }

    private static async Task MergedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        Expect.True(await scene.GrantAsync("2").ConfigureAwait(false), "The absorbed record before the merge");
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        Expect.True(!await scene.GrantAsync("1").ConfigureAwait(false) && !await scene.GrantAsync("2").ConfigureAwait(false), "Neither record after it");
        Expect.True(await scene.GrantAsync("2", "since").ConfigureAwait(false), "Another incentive for the person");
        Expect.True(await scene.GrantAsync("3").ConfigureAwait(false), "Somebody else");
        await scene.MergeAsync("3", "1").ConfigureAwait(false);
        Expect.True(!await scene.GrantAsync("1").ConfigureAwait(false), "Two grants that a merge brings together permit no third");
        await scene.UnmergeAsync("1").ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.True(await scene.GrantAsync("1").ConfigureAwait(false), "The survivor by itself, who never had it");
        Expect.True(!await scene.GrantAsync("2").ConfigureAwait(false), "The other by itself, who had it");
        Expect.True(!await scene.GrantAsync("1", "since").ConfigureAwait(false), "What was granted to the person under the survivor's id");
    }

    private static async Task SharedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2") with { ContactPoints = [A.Email("x"), new ContactPointRecord(A.Email("y"), ContactPointStatus.Retired)] }).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.GrantAsync("1").ConfigureAwait(false);
        await scene.PutAsync(A.Customer("3") with { ContactPoints = [A.Email("Y")] }, A.Customer("4") with { ContactPoints = [ContactPoint.Parse(Channel.Messenger, "signal:x")] }).ConfigureAwait(false);
        Expect.True(!await scene.GrantAsync("3").ConfigureAwait(false), "One who has an address of an absorbed record in another spelling");
        Expect.True(await scene.GrantAsync("4").ConfigureAwait(false), "One who shares nothing");
        await scene.PutAsync(A.Customer("3") with { ContactPoints = [] }).ConfigureAwait(false);
        Expect.True(await scene.GrantAsync("3").ConfigureAwait(false), "One who shares nothing any more");
    }

    private static async Task RefusedAsync(StoreScene scene)
    {
        await Expect.ThrowsAsync<UnknownCustomerException>(() => scene.GrantAsync("1"), "A grant to somebody unknown").ConfigureAwait(false);
        await scene.HappenAsync(A.Complaint("1")).ConfigureAwait(false);
        await Expect.ThrowsAsync<ArgumentException>(() => scene.GrantAsync("1", "Not A Code"), "A code of another form").ConfigureAwait(false);
        Expect.Equal(1, (await scene.EventsAsync().ConfigureAwait(false)).Length, "All events");
        Expect.True(await scene.GrantAsync("1").ConfigureAwait(false), "A grant to one who complained");
    }

    private static async Task RetractedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.GrantAsync("1").ConfigureAwait(false);
        await scene.RetractAsync(new EventKey("incentive:welcome:1:1")).ConfigureAwait(false);
        var at = scene.AdvanceHour();
        Expect.True(await scene.GrantAsync("1").ConfigureAwait(false), "The grant after it was taken back");
        Expect.True(!await scene.GrantAsync("1").ConfigureAwait(false), "Not once more");
        Expect.Equal(at, (await scene.EventsAsync("1").ConfigureAwait(false)).Single().RecordedAt, "When what stands was recorded");
    }

    private static async Task ImportedAsync(StoreScene scene)
    {
        await scene.HappenAsync(new IncentiveGrant(new EventKey("shop:1"), "1", A.Noon, "welcome")).ConfigureAwait(false);
        Expect.True(!await scene.GrantAsync("1").ConfigureAwait(false), "What the shop granted");
    }
}
