using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>What happened is never overwritten, and what was wrong is put right by an event of its own.</summary>
internal static class CorrectionCases
{
    private static readonly LocalDate Day = new(1997, 1, 1);

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Event_of_every_type_reads_back_equal_in_every_reading", EveryTypeAsync),
        StoreScene.Case("Event_of_every_type_is_known_again_and_refused_with_other_content", IdentityAsync),
        StoreScene.Case("Event_of_a_touch_of_two_customers_or_of_an_unknown_type_is_refused", RefusedAsync),
        StoreScene.Case("Correction_takes_the_place_of_what_stood_and_what_stood_stays_readable", CorrectAsync),
        StoreScene.Case("Correction_that_says_the_same_changes_nothing_and_one_of_an_unknown_key_adds", SameAsync),
        StoreScene.Case("Event_that_was_corrected_is_known_and_every_other_content_is_refused", FormerAsync),
        StoreScene.Case("Correction_may_change_whom_an_event_belongs_to", CustomerAsync),
        StoreScene.Case("Retraction_takes_an_event_back_once", RetractAsync),
        StoreScene.Case("Retracted_event_is_not_believed_again_unless_a_correction_says_so", RetractedAsync),
        StoreScene.Case("Correction_and_retraction_of_a_touch_change_the_facts", TouchAsync),
        StoreScene.Case("Correction_within_merged_records_is_compared_with_the_record_of_the_event", MergedAsync),
        StoreScene.Case("Refused_event_takes_nothing_of_its_commit", NothingTakenAsync),
        StoreScene.Case("Event_in_conflict_is_passed_over_where_somebody_is_told_and_leaves_nothing", PassedOverAsync),
        StoreScene.Case("Event_in_conflict_takes_nothing_of_its_commit_where_who_is_told_throws", ThrownAsync),
    ];

    private static async Task EveryTypeAsync(StoreScene scene)
    {
        var events = EventsOfEveryType();
        await scene.HappenAsync(events).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        var recorded = events.Select(happened => new RecordedEvent(happened, A.Noon)).ToArray();
        Expect.Sequence(recorded, await scene.EventsAsync().ConfigureAwait(false), "All events");
        Expect.Sequence(recorded, await scene.EventsAsync("1").ConfigureAwait(false), "The events of the customer");
        Expect.Sequence(recorded, await scene.EventsAsync(A.Noon).ConfigureAwait(false), "All events as known then");
        Expect.Sequence(recorded, await scene.VersionsAsync("1").ConfigureAwait(false), "The versions");
    }

    private static async Task IdentityAsync(StoreScene scene)
    {
        var events = EventsOfEveryType();
        await scene.HappenAsync(events).ConfigureAwait(false);
        Expect.Equal(new CommitReport { EventsKnown = events.Length }, await scene.HappenAsync(events).ConfigureAwait(false), "The report of the same events again");
        var hour = Duration.FromHours(1);
        foreach (var happened in events)
        {
            await ConflictAsync(happened.OnBehalfOf("2"), "Another customer").ConfigureAwait(false);
            if (happened is Purchase or PurchaseReturn)
            {
                Expect.Equal(1, (await scene.HappenAsync(happened with { OccurredAt = happened.OccurredAt + hour }).ConfigureAwait(false)).EventsKnown, "The time of day of a purchase or return is no content");
            }
            else
            {
                await ConflictAsync(happened with { OccurredAt = happened.OccurredAt + hour }, "Another time").ConfigureAwait(false);
            }
        }

        var given = (PurchaseReturn)events.Single(happened => happened is PurchaseReturn);
        await ConflictAsync(A.Return("1", given.Day, given.Amount.Amount, given.Key.Value, "other"), "Another purchase").ConfigureAwait(false);
        await ConflictAsync(A.Return("1", given.Day, given.Amount.Amount + 1, given.Key.Value, given.Purchase?.Value), "Another amount").ConfigureAwait(false);
        await ConflictAsync(A.Purchase("1", given.Day, given.Amount.Amount, given.Key.Value), "Another type").ConfigureAwait(false);

        async Task ConflictAsync(TimelineEvent other, string what)
        {
            var error = await Expect.ThrowsAsync<EventConflictException>(() => scene.HappenAsync(other), $"{what} under the key {other.Key}").ConfigureAwait(false);
            Expect.Equal(other.Key, error.Key, "The key in conflict");
        }
    }

    private static async Task RefusedAsync(StoreScene scene)
    {
        await Expect.ThrowsAsync<ArgumentException>(() => scene.HappenAsync(A.Touch("1") with { Customer = "2" }), "A touch of two customers").ConfigureAwait(false);
        await Expect.ThrowsAsync<ArgumentException>(() => scene.CorrectAsync(A.Touch("1") with { Customer = "2" }), "A correction to such a touch").ConfigureAwait(false);
        await Expect.ThrowsAsync<ArgumentException>(() => scene.HappenAsync(new Foreign(new EventKey("1"), "1", A.Noon)), "An event of an unknown type").ConfigureAwait(false);
        Expect.Sequence([], await scene.EventsAsync().ConfigureAwait(false), "All events");
    }

    private static async Task CorrectAsync(StoreScene scene)
    {
        var (wrong, other, right) = (A.Purchase("1", Day, 1m, "k"), A.Feedback("1", 9), A.Purchase("1", Day, 2m, "k"));
        await scene.HappenAsync(wrong, other).ConfigureAwait(false);
        var at = scene.AdvanceHour();
        Expect.Equal(new CommitReport { EventsCorrected = 1 }, await scene.CorrectAsync(right).ConfigureAwait(false), "The report");
        await scene.ReopenAsync().ConfigureAwait(false);
        RecordedEvent[] standing = [new(other, A.Noon), new(right, at)];
        Expect.Sequence(standing, await scene.EventsAsync().ConfigureAwait(false), "All events, a correction recorded when it was made");
        Expect.Sequence(standing, await scene.EventsAsync("1").ConfigureAwait(false), "The events of the customer");
        Expect.Sequence([new(wrong, A.Noon) { SupersededAt = at }, .. standing], await scene.VersionsAsync("1").ConfigureAwait(false), "The versions");
    }

    private static async Task SameAsync(StoreScene scene)
    {
        var purchase = A.Purchase("1", Day, 1.5m, "k");
        Expect.Equal(new CommitReport { EventsAdded = 1 }, await scene.CorrectAsync(purchase).ConfigureAwait(false), "The report of a correction of an unknown key");
        scene.AdvanceHour();
        Expect.Equal(new CommitReport { EventsKnown = 1 }, await scene.CorrectAsync(A.Purchase("1", Day, 1.50m, "k")).ConfigureAwait(false), "The report of one that says the same");
        Expect.Sequence([new RecordedEvent(purchase, A.Noon)], await scene.VersionsAsync("1").ConfigureAwait(false), "The versions");
    }

    private static async Task FormerAsync(StoreScene scene)
    {
        var versions = Enumerable.Range(1, 3).Select(amount => A.Purchase("1", Day, amount, "k")).ToArray();
        await scene.HappenAsync(versions[0]).ConfigureAwait(false);
        await scene.CorrectAsync(versions[1]).ConfigureAwait(false);
        await scene.CorrectAsync(versions[2]).ConfigureAwait(false);
        Expect.Equal(new CommitReport { EventsKnown = 3 }, await scene.HappenAsync([.. versions]).ConfigureAwait(false), "The report of all that stood once");
        await Expect.ThrowsAsync<EventConflictException>(() => scene.HappenAsync(A.Purchase("1", Day, 4m, "k")), "Content that never stood").ConfigureAwait(false);
        Expect.Sequence([versions[2]], (await scene.EventsAsync().ConfigureAwait(false)).Select(recorded => recorded.Event), "What stands");
        Expect.Equal(new CommitReport { EventsCorrected = 1 }, await scene.CorrectAsync(versions[0]).ConfigureAwait(false), "The report of a correction back to what stood first");
        Expect.Sequence([versions[0]], (await scene.EventsAsync().ConfigureAwait(false)).Select(recorded => recorded.Event), "What stands then");
    }

    private static async Task CustomerAsync(StoreScene scene)
    {
        var (wrong, right) = (A.Purchase("1", Day, key: "k"), A.Purchase("2", Day, key: "k"));
        await scene.HappenAsync(wrong).ConfigureAwait(false);
        var at = scene.AdvanceHour();
        await scene.CorrectAsync(right).ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([], await scene.EventsAsync("1").ConfigureAwait(false), "The events of the one");
        Expect.Sequence([new RecordedEvent(right, at)], await scene.EventsAsync("2").ConfigureAwait(false), "The events of the other");
        Expect.Sequence([new RecordedEvent(wrong, A.Noon) { SupersededAt = at }], await scene.VersionsAsync("1").ConfigureAwait(false), "The versions of the one");
        Expect.Sequence([new RecordedEvent(wrong, A.Noon)], await scene.EventsAsync(A.Noon).ConfigureAwait(false), "All events as known before");
    }

    private static async Task RetractAsync(StoreScene scene)
    {
        var (wrong, other) = (A.Purchase("1", Day, key: "k"), A.Complaint("1"));
        await scene.HappenAsync(wrong, other).ConfigureAwait(false);
        var at = scene.AdvanceHour();
        Expect.Equal(new CommitReport { EventsRetracted = 1 }, await scene.RetractAsync(wrong.Key, wrong.Key, new EventKey("unknown")).ConfigureAwait(false), "The report");
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.True((await scene.RetractAsync(wrong.Key).ConfigureAwait(false)).IsUnchanged, "A second retraction changes nothing");
        Expect.Sequence([new RecordedEvent(other, A.Noon)], await scene.EventsAsync().ConfigureAwait(false), "All events");
        RecordedEvent[] versions = [new(wrong, A.Noon) { SupersededAt = at, IsRetraction = true }, new(other, A.Noon)];
        Expect.Sequence(versions, await scene.VersionsAsync("1").ConfigureAwait(false), "The versions");
    }

    private static async Task RetractedAsync(StoreScene scene)
    {
        var purchase = A.Purchase("1", Day, key: "k");
        await scene.HappenAsync(purchase).ConfigureAwait(false);
        var taken = scene.AdvanceHour();
        await scene.RetractAsync(purchase.Key).ConfigureAwait(false);
        Expect.Equal(new CommitReport { EventsKnown = 1 }, await scene.HappenAsync(purchase).ConfigureAwait(false), "The report of its import again");
        await Expect.ThrowsAsync<EventConflictException>(() => scene.HappenAsync(A.Purchase("1", Day, 99m, "k")), "Other content under its key").ConfigureAwait(false);
        Expect.Sequence([], await scene.EventsAsync().ConfigureAwait(false), "All events");
        var again = scene.AdvanceHour();
        Expect.Equal(new CommitReport { EventsCorrected = 1 }, await scene.CorrectAsync(purchase).ConfigureAwait(false), "The report of a correction");
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([new RecordedEvent(purchase, again)], await scene.EventsAsync().ConfigureAwait(false), "All events then");
        RecordedEvent[] versions = [new(purchase, A.Noon) { SupersededAt = taken, IsRetraction = true }, new(purchase, again)];
        Expect.Sequence(versions, await scene.VersionsAsync("1").ConfigureAwait(false), "The versions");
    }

    private static async Task TouchAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await scene.HappenAsync(A.Touch("1", key: "k")).ConfigureAwait(false);
        var before = await scene.AllFactsAsync().ConfigureAwait(false);
        await scene.CorrectAsync(A.Touch("2", key: "k")).ConfigureAwait(false);
        var corrected = await scene.AllFactsAsync().ConfigureAwait(false);
        Expect.Sequence([0, 1], corrected.Select(facts => facts.Contacts.Length), "The contacts of both after a correction of whom it was sent to");
        Expect.True(before.Zip(corrected).All(pair => pair.First.FactsVersion < pair.Second.FactsVersion), "The facts versions of both changed");
        await scene.RetractAsync(new EventKey("k")).ConfigureAwait(false);
        var retracted = await scene.AllFactsAsync().ConfigureAwait(false);
        Expect.Sequence([0, 0], retracted.Select(facts => facts.Contacts.Length), "The contacts of both after the retraction");
        Expect.True(corrected[1].FactsVersion < retracted[1].FactsVersion && corrected[0].FactsVersion == retracted[0].FactsVersion, "The facts version of the one whose contact it was changed");
        await scene.CorrectAsync(A.Feedback("1", 3), A.Feedback("1", 4)).ConfigureAwait(false);
        Expect.Equal(retracted[0].FactsVersion, await scene.VersionAsync("1").ConfigureAwait(false), "The facts version after a correction of something else");
    }

    private static async Task MergedAsync(StoreScene scene)
    {
        var purchase = A.Purchase("2", Day, key: "k");
        await scene.HappenAsync(purchase, A.Purchase("1", Day)).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        Expect.Equal(1, (await scene.HappenAsync(purchase).ConfigureAwait(false)).EventsKnown, "The same event again");
        await Expect.ThrowsAsync<EventConflictException>(() => scene.HappenAsync(A.Purchase("1", Day, key: "k")), "The event under the survivor's id").ConfigureAwait(false);
        await scene.CorrectAsync(A.Purchase("2", Day, 3m, "k")).ConfigureAwait(false);
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.Sequence([A.Purchase("2", Day, 3m, "k")], (await scene.EventsAsync("2").ConfigureAwait(false)).Select(recorded => recorded.Event), "The corrected event after the undoing");
    }

    private static async Task NothingTakenAsync(StoreScene scene)
    {
        await scene.HappenAsync(A.Purchase("1", Day, key: "k")).ConfigureAwait(false);
        var change = new ChangeSet
        {
            Customers = [A.Customer("1")],
            Consents = [A.Objection("1")],
            Events = [A.Feedback("1"), A.Purchase("2", Day, key: "k")],
            Corrections = [A.Purchase("3", Day, key: "k")],
            Retractions = [new EventKey("k")],
        };
        await Expect.ThrowsAsync<EventConflictException>(() => scene.CommitAsync(change), "A commit with one event in conflict").ConfigureAwait(false);
        Expect.Sequence([new RecordedEvent(A.Purchase("1", Day, key: "k"), A.Noon)], await scene.EventsAsync().ConfigureAwait(false), "All events");
        Expect.Sequence([], await scene.CustomersAsync().ConfigureAwait(false), "All people");
        Expect.Equal(0, await scene.VersionAsync("1").ConfigureAwait(false), "The facts version");
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        Expect.Equal(null, await scene.SuppressionAsync("1").ConfigureAwait(false), "The suppression");
    }

    private static async Task PassedOverAsync(StoreScene scene)
    {
        await scene.HappenAsync(A.Purchase("1", Day, 1m, "k"), A.Feedback("1", 9)).ConfigureAwait(false);
        await scene.CorrectAsync(A.Purchase("1", Day, 2m, "k")).ConfigureAwait(false);
        var before = await scene.EventsAsync().ConfigureAwait(false);
        List<EventKey> told = [];
        var change = new ChangeSet
        {
            Customers = [A.Customer("2")],
            Events = [A.Purchase("1", Day, 3m, "k"), A.Purchase("1", Day, 1m, "k"), A.Purchase("nobody", Day, 2m, "k"), A.Touch("1"), A.Touch("1") with { Kind = TouchKind.Care }, A.Purchase("2", Day, 1m, "new")],
        };
        var report = await scene.CommitAsync(change, told.Add).ConfigureAwait(false);
        Expect.Equal(new CommitReport { CustomersAdded = 1, EventsAdded = 2, EventsKnown = 1 }, report, "The report");
        Expect.Sequence([new("k"), new("k"), A.Touch("1").Key], told, "The keys in conflict");
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence([.. before, new(A.Touch("1"), A.Noon), new(A.Purchase("2", Day, 1m, "new"), A.Noon)], await scene.EventsAsync().ConfigureAwait(false), "All events");
        await Expect.ThrowsAsync<UnknownCustomerException>(() => scene.GrantAsync("nobody"), "A grant to a customer named by an event that was passed over").ConfigureAwait(false);
    }

    private static async Task ThrownAsync(StoreScene scene)
    {
        await scene.HappenAsync(A.Purchase("1", Day, 1m, "k")).ConfigureAwait(false);
        var change = new ChangeSet { Customers = [A.Customer("2")], Events = [A.Purchase("2", Day, 1m, "new"), A.Purchase("1", Day, 3m, "k")] };
        await Expect.ThrowsAsync<FormatException>(() => scene.CommitAsync(change, static _ => throw new FormatException("line 3")), "A commit whose observer throws").ConfigureAwait(false);
        Expect.Sequence([new RecordedEvent(A.Purchase("1", Day, 1m, "k"), A.Noon)], await scene.EventsAsync().ConfigureAwait(false), "All events");
        Expect.Sequence([], await scene.CustomersAsync().ConfigureAwait(false), "All people");
    }

    private static ImmutableArray<TimelineEvent> EventsOfEveryType()
    {
        var (about, hour) = (new EventKey("about"), Duration.FromHours(1));
        return
        [
            A.Purchase("1", Day, 12.340m, "purchase"),
            A.Purchase("1", Day, 7m, "purchase of items") with { Items = [new Topic("trailers"), new Topic("boats")] },
            A.Return("1", Day, 0.01m, "return", "purchase"),
            A.Touch("1", "a") with { Kind = TouchKind.Value },
            A.Touch("1", "b") with { Kind = TouchKind.Care, Class = TouchClass.Legal, Channel = Channel.Messenger },
            new Reply(new EventKey("reply"), "1", A.Noon - hour, Channel.Phone, about, "line\nline"),
            new Reply(new EventKey("bare reply"), "1", A.Noon - hour, Channel.Messenger),
            new Feedback(new EventKey("nps"), "1", A.Noon - hour, SatisfactionMetric.NetPromoter, 0, about, "\u05D0 \u200F"),
            new Feedback(new EventKey("effort"), "1", A.Noon - hour, SatisfactionMetric.Effort, 7),
            new Complaint(new EventKey("complaint"), "1", A.Noon - hour, about, "note"),
            new ComplaintResolved(new EventKey("resolved"), "1", A.Noon - hour, new EventKey("complaint"), "note"),
            new Promise(new EventKey("promise"), "1", A.Noon - hour, new LocalDate(1997, 12, 31), "note"),
            new PromiseKept(new EventKey("kept"), "1", A.Noon - hour, new EventKey("promise")),
            new PaymentFailed(new EventKey("failed"), "1", A.Noon - hour, about, "note"),
            new Engagement(new EventKey("visit"), "1", A.Noon - hour, EngagementKind.Visited),
            new Engagement(new EventKey("click"), "1", A.Noon - hour, EngagementKind.Clicked, about),
            new IncentiveGrant(new EventKey("grant"), "1", A.Noon - hour, "welcome-voucher"),
        ];
    }

    private sealed record Foreign(EventKey Key, CustomerId Customer, Instant OccurredAt) : TimelineEvent(Key, Customer, OccurredAt);
}
