using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>A report for a past instant equals the one made then.</summary>
internal static class AsOfCases
{
    private static readonly LocalDate Day = new(1997, 1, 1);

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Past_instants_read_as_they_did_though_the_clock_goes_back_between_commits", ClockBackAsync),
        StoreScene.Case("Clock_that_is_behind_records_in_strict_order_after_what_is_recorded_and_stands_still_once_it_has_caught_up", StrictOrderAsync),
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

    private static async Task ClockBackAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        await scene.HappenAsync(A.Purchase("1", new LocalDate(1997, 1, 1), 1m, "k"), A.Purchase("2", new LocalDate(1997, 1, 1), 1m, "other")).ConfigureAwait(false);
        var merged = scene.AdvanceHour();
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        var last = scene.AdvanceHour();
        await scene.PutAsync(A.Customer("1") with { Name = "new" }).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", at: last)).ConfigureAwait(false);
        scene.Advance(Duration.FromMinutes(-90));
        Instant[] instants = [A.Noon, scene.Test.Clock.Now, merged, last - Duration.FromMinutes(1), last];
        var before = await ReadAsync().ConfigureAwait(false);
        await scene.PutAsync(A.Customer("1") with { Name = "newest" }, A.Customer("4")).ConfigureAwait(false);
        await scene.CorrectAsync(A.Purchase("1", new LocalDate(1997, 1, 1), 2m, "k")).ConfigureAwait(false);
        await scene.RetractAsync(new EventKey("other")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1", ConsentState.OptOut, scene.Test.Clock.Now)).ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        await scene.MergeAsync("2", "3").ConfigureAwait(false);
        await scene.GrantAsync("1").ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("5")).ConfigureAwait(false);
        Expect.True(await scene.EraseAsync("5").ConfigureAwait(false), "Somebody who was not known then is forgotten");
        Expect.Sequence(before, await ReadAsync().ConfigureAwait(false), "What past instants show");
        var merge = (await scene.MergesAsync().ConfigureAwait(false))[0];
        Expect.True(merge.HoldsAt(merged) && merge.HoldsAt(last), "The merge held then");
        foreach (var at in instants)
        {
            Expect.Equal(0, await scene.CountErasedAsync(at).ConfigureAwait(false), "People who were known then and are forgotten");
        }

        var ledger = (await scene.FactsAsync("1").ConfigureAwait(false)).Consents;
        Expect.True(ledger.Decide(A.Email("1"), Purpose.Marketing, last).IsAllowed, "The agreement holds as of then");
        Expect.True(!ledger.DecideContact(A.Email("1"), Purpose.Marketing, scene.Test.Clock.Now).IsAllowed, "The refusal stops what is about to leave, though the clock is behind");

        async Task<ImmutableArray<string>> ReadAsync()
        {
            List<string> lines = [];
            foreach (var at in instants)
            {
                lines.AddRange((await scene.CustomersAsync(at).ConfigureAwait(false)).Select(CustomerJson.ToText));
                lines.AddRange((await scene.EventsAsync(at).ConfigureAwait(false)).Select(recorded => $"{recorded}"));
            }

            return [.. lines];
        }
    }

    private static async Task StrictOrderAsync(StoreScene scene)
    {
        var ahead = scene.AdvanceHour();
        var (just, day) = (Duration.FromTicks(10), new LocalDate(1997, 1, 1));
        await scene.HappenAsync(A.Purchase("1", day, key: "a")).ConfigureAwait(false);
        var back = scene.Advance(Duration.FromMinutes(-30));
        await scene.HappenAsync(A.Purchase("1", day, key: "b")).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        await scene.HappenAsync(A.Purchase("1", day, key: "c")).ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("1")).ConfigureAwait(false);
        var claim = (await scene.ClaimAsync().ConfigureAwait(false)).Single();
        Expect.Equal(back + StoreScene.Lease, claim.LeaseUntil, "A lease is counted on the clock");
        await scene.BeginAsync(claim).ConfigureAwait(false);
        await scene.FinishAsync(claim, OutboxOutcome.Sent).ConfigureAwait(false);
        var caughtUp = scene.AdvanceHour();
        await scene.HappenAsync(A.Purchase("1", day, key: "d")).ConfigureAwait(false);
        await scene.HappenAsync(A.Purchase("1", day, key: "e")).ConfigureAwait(false);
        var events = await scene.EventsAsync().ConfigureAwait(false);
        Expect.Sequence([ahead, ahead + just, ahead + (just * 2), ahead + (just * 3), caughtUp, caughtUp], events.Select(recorded => recorded.RecordedAt), "When it was recorded");
        Expect.Equal(back, events[3].Event.OccurredAt, "The touch happened when the clock says so");
    }
}
