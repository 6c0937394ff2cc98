namespace CrmKit.Testing.Conformance;

/// <summary>A report for a past instant equals the one made then.</summary>
internal static class AsOfCases
{
    private static readonly LocalDate Day = new(1997, 1, 1);

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Events_of_a_past_instant_are_those_believed_then", EventsAsync),
        StoreScene.Case("People_and_events_of_a_past_instant_are_told_of_whom_they_were_told_then", MergesAsync),
        StoreScene.Case("Past_instant_reads_the_same_whatever_is_recorded_later", EqualityAsync),
    ];

    private static async Task EventsAsync(StoreScene scene)
    {
        var (wrong, right, other) = (A.Purchase("1", Day, 1m, "k"), A.Purchase("1", Day, 2m, "k"), A.Complaint("1"));
        await scene.HappenAsync(wrong).ConfigureAwait(false);
        var corrected = scene.AdvanceHour();
        await scene.CorrectAsync(right).ConfigureAwait(false);
        await scene.HappenAsync(other).ConfigureAwait(false);
        var retracted = scene.AdvanceHour();
        await scene.RetractAsync(right.Key).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var just = Duration.FromNanoseconds(1000);
        Expect.Sequence([], await scene.EventsAsync(A.Noon - just).ConfigureAwait(false), "Before anything");
        Expect.Sequence([new RecordedEvent(wrong, A.Noon)], await scene.EventsAsync(corrected - just).ConfigureAwait(false), "Before the correction");
        Expect.Sequence([new(right, corrected), new RecordedEvent(other, corrected)], await scene.EventsAsync(corrected).ConfigureAwait(false), "At the correction");
        Expect.Sequence([new(right, corrected), new RecordedEvent(other, corrected)], await scene.EventsAsync(retracted - just).ConfigureAwait(false), "Before the retraction");
        Expect.Sequence([new RecordedEvent(other, corrected)], await scene.EventsAsync(retracted).ConfigureAwait(false), "At the retraction");
    }

    private static async Task MergesAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.HappenAsync(A.Purchase("2", Day)).ConfigureAwait(false);
        var merged = scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var undone = scene.AdvanceHour();
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        await ExpectAsync(A.Noon, ["1", "2"], "2", "Before the merge").ConfigureAwait(false);
        await ExpectAsync(merged, ["1"], "1", "At the merge").ConfigureAwait(false);
        await ExpectAsync(undone - Duration.FromNanoseconds(1000), ["1"], "1", "Before the undoing").ConfigureAwait(false);
        await ExpectAsync(undone, ["1", "2"], "2", "At the undoing").ConfigureAwait(false);

        async Task ExpectAsync(Instant at, string[] people, string buyer, string when)
        {
            var customers = await scene.CustomersAsync(at).ConfigureAwait(false);
            Expect.Sequence(people, customers.Select(customer => customer.Id.Value), $"{when}, the people");
            Expect.Equal(people.Length == 1 ? 2 : 1, customers[0].ContactPoints.Length, $"{when}, the points of the first");
            Expect.Equal(buyer, (await scene.EventsAsync(at).ConfigureAwait(false)).Single().Event.Customer.Value, $"{when}, who bought");
        }
    }

    private static async Task EqualityAsync(StoreScene scene)
    {
        await scene.PutAsync(RecordCases.Detailed("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        await scene.HappenAsync(A.Purchase("1", Day, key: "k"), A.Purchase("2", Day), A.Touch("3")).ConfigureAwait(false);
        await scene.MergeAsync("2", "3").ConfigureAwait(false);
        var then = scene.AdvanceHour();
        var (people, events) = (await scene.CustomersAsync(then).ConfigureAwait(false), await scene.EventsAsync(then).ConfigureAwait(false));
        Expect.Sequence(await scene.CustomersAsync().ConfigureAwait(false), people, "The people known then, read then");
        Expect.Sequence(await scene.EventsAsync().ConfigureAwait(false), events, "The events known then, read then");
        scene.AdvanceHour();
        await scene.PutAsync(A.Customer("1"), A.Customer("2") with { Name = "new" }, A.Customer("4")).ConfigureAwait(false);
        await scene.CorrectAsync(A.Purchase("4", Day, 7m, "k")).ConfigureAwait(false);
        await scene.HappenAsync(A.Feedback("2")).ConfigureAwait(false);
        await scene.RetractAsync(A.Touch("3").Key).ConfigureAwait(false);
        await scene.UnmergeAsync("3").ConfigureAwait(false);
        await scene.MergeAsync("3", "1").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence(people, await scene.CustomersAsync(then).ConfigureAwait(false), "The people known then, read later");
        Expect.Sequence(events, await scene.EventsAsync(then).ConfigureAwait(false), "The events known then, read later");
    }
}
