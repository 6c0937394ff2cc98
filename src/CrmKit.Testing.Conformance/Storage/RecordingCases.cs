using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>Which writes move the instant before which nothing is recorded: those that record.</summary>
internal static class RecordingCases
{
    private static readonly Duration Year = Duration.FromDays(365);

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Write_that_records_nothing_leaves_the_instant_of_recording_alone_wherever_the_clock_stands", NothingRecordedAsync),
        StoreScene.Case("Plan_made_on_a_clock_that_was_ahead_lets_agreements_of_today_count_today", PlannedAheadAsync),
        StoreScene.Case("Each_kind_of_recording_is_followed_by_what_is_recorded_later", EachKindAsync),
    ];

    private static async Task NothingRecordedAsync(StoreScene scene)
    {
        var change = new ChangeSet
        {
            Customers = [A.Customer("1"), A.Customer("2"), A.Customer("3")],
            Consents = [A.Consent("1")],
            Events = [A.Purchase("1", new LocalDate(1997, 1, 1), 1m, "k")],
        };
        await scene.CommitAsync(change).ConfigureAwait(false);
        await scene.MergeAsync("2", "3").ConfigureAwait(false);
        await scene.GrantAsync("1").ConfigureAwait(false);
        await scene.SuppressAsync("2").ConfigureAwait(false);
        var steps = new (string Words, Func<Task> Act)[]
        {
            ("What is known already", () => scene.CommitAsync(change)),
            ("What is checked and not taken", () => scene.Store.CommitAsync(new[] { new ChangeSet { Customers = [A.Customer("4")] } }.ToAsyncEnumerable(), CommitMode.DryRun, conflict: null)),
            ("A set that says nothing", () => scene.CommitAsync(new ChangeSet())),
            ("A retraction of nothing", () => scene.RetractAsync(new EventKey("nothing"))),
            ("A correction that is none", () => scene.CorrectAsync(change.Events[0])),
            ("A merge that stands", () => scene.MergeAsync("2", "3")),
            ("The undoing of no merge", () => scene.UnmergeAsync("1")),
            ("The erasure of nobody", () => scene.EraseAsync("nobody")),
            ("A second grant", () => scene.GrantAsync("1")),
            ("A request for an opt-in", () => scene.AddOptInAsync(A.OptInRequest("1", 1, scene.Test.Clock.Now))),
            ("The confirmation of no request", () => scene.ConfirmAsync(token: 2)),
            ("A plan", () => scene.EnqueueAsync(A.PlannedTouch("1", "a"), A.PlannedTouch("1", "b"))),
            ("A contact that is given up", () => LeaveAsync(scene, OutboxOutcome.Dead(new Reason(ReasonCodes.SenderGaveUp)))),
        };
        foreach (var (words, act) in steps)
        {
            scene.Advance(Year);
            await act().ConfigureAwait(false);
            scene.Advance(-Year);
            await ExpectNowAsync(scene, words).ConfigureAwait(false);
            scene.AdvanceHour();
        }
    }

    private static async Task PlannedAheadAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        scene.Advance(Year);
        await scene.EnqueueAsync(A.PlannedTouch("1")).ConfigureAwait(false);
        var today = scene.Advance(-Year + Duration.FromHours(1));
        await scene.SayAsync(A.Consent("2", at: today)).ConfigureAwait(false);
        await scene.HappenAsync(A.Purchase("2", new LocalDate(1997, 1, 1))).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.True(await scene.MayLeaveAsync("2").ConfigureAwait(false), "Who agreed today may be written to today");
        var tomorrow = today + Duration.FromDays(1);
        Expect.Equal(1, (await scene.EventsAsync(tomorrow).ConfigureAwait(false)).Length, "Events known tomorrow");
        Expect.True((await scene.FactsAsync("2").ConfigureAwait(false)).Consents.Decide(A.Email("2"), Purpose.Marketing, tomorrow).IsAllowed, "The agreement is known tomorrow");
    }

    // The other way round: whatever carries the instant of its recording holds back what comes after it on a clock that went back.
    private static async Task EachKindAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3"), A.Customer("4")).ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("1", "a"), A.PlannedTouch("1", "b")).ConfigureAwait(false);
        await scene.AddOptInAsync(A.OptInRequest("1", 1, scene.Test.Clock.Now)).ConfigureAwait(false);
        var steps = new (string Words, Func<Task> Act)[]
        {
            ("A record", () => scene.PutAsync(A.Customer("5"))),
            ("A change of a record", () => scene.PutAsync(A.Customer("5") with { Name = "new" })),
            ("A statement", () => scene.SayAsync(A.Consent("4", ConsentState.OptOut, scene.Test.Clock.Now))),
            ("A suppression", () => scene.SuppressAsync("4")),
            ("A suppression that is repeated", () => scene.SuppressAsync("4")),
            ("An event", () => scene.HappenAsync(A.Purchase("1", new LocalDate(1997, 1, 1), 1m, "k"))),
            ("A correction", () => scene.CorrectAsync(A.Purchase("1", new LocalDate(1997, 1, 1), 2m, "k"))),
            ("A retraction", () => scene.RetractAsync(new EventKey("k"))),
            ("A merge", () => scene.MergeAsync("1", "2")),
            ("The undoing of a merge", () => scene.UnmergeAsync("2")),
            ("A grant", () => scene.GrantAsync("1")),
            ("A confirmed opt-in", () => scene.ConfirmAsync()),
            ("A contact that was sent", () => LeaveAsync(scene, OutboxOutcome.Sent)),
            ("A contact that could not be delivered", () => LeaveAsync(scene, OutboxOutcome.Dead(new Reason(ReasonCodes.SenderGaveUp), suppressesPoint: true))),
            ("A plan for somebody who was not known", () => scene.EnqueueAsync(A.PlannedTouch("6"))),
            ("A request of somebody who was not known", () => scene.AddOptInAsync(A.OptInRequest("7", 2, scene.Test.Clock.Now))),
            ("An erasure", () => scene.EraseAsync("3")),
        };
        foreach (var (words, act) in steps)
        {
            var ahead = scene.AdvanceHour();
            await act().ConfigureAwait(false);
            scene.Advance(Duration.FromMinutes(-30));
            Expect.Equal(ahead + Duration.FromTicks(10), await RecordAsync(scene).ConfigureAwait(false), $"{words}, and what is recorded after it on a clock that went back");
            scene.AdvanceHour();
        }
    }

    private static async Task LeaveAsync(StoreScene scene, OutboxOutcome outcome)
    {
        var claim = (await scene.ClaimAsync(max: 1).ConfigureAwait(false)).Single();
        await scene.BeginAsync(claim).ConfigureAwait(false);
        Expect.True(await scene.FinishAsync(claim, outcome).ConfigureAwait(false), "The claim is held");
    }

    private static async Task ExpectNowAsync(StoreScene scene, string words) =>
        Expect.Equal(scene.Test.Clock.Now, await RecordAsync(scene).ConfigureAwait(false), $"{words}, and what is recorded after it");

    // When an event is recorded now.
    private static async Task<Instant> RecordAsync(StoreScene scene)
    {
        var key = $"recorded:{scene.Test.Clock.Now}";
        await scene.HappenAsync(A.Purchase("1", new LocalDate(1997, 1, 1), key: key)).ConfigureAwait(false);
        return (await scene.EventsAsync().ConfigureAwait(false))[^1].RecordedAt;
    }
}
