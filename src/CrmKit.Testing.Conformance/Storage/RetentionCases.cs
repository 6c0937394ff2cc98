using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>What a schedule no longer keeps goes, exactly by civil days; what was closed stays closed, and nothing leaves twice.</summary>
internal static class RetentionCases
{
    // 1997-10-01, noon UTC, is the morning of the same day in New York.
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    private static readonly Duration Microsecond = Duration.FromTicks(10);

    private static readonly RetentionPeriod Month = RetentionPeriod.Of(Period.FromMonths(1));

    private static readonly RetentionSchedule Everything = new()
    {
        Purchases = Month,
        Touches = Month,
        Answers = Month,
        Complaints = Month,
        FormerRecords = Month,
        Decisions = Month,
        OutboxRows = Month,
        ConsentProofs = Month,
        OptInRequests = Month,
    };

    public static IEnumerable<ConformanceCase> All =>
    [
        StoreScene.Case("Purge_without_periods_takes_nothing", ForeverAsync),
        StoreScene.Case("Purge_keeps_the_day_that_lies_the_period_back_and_takes_the_one_before", ExactAsync),
        StoreScene.Case("Purge_counts_days_in_the_zone_of_the_schedule", ZoneAsync),
        StoreScene.Case("Purge_takes_each_kind_by_its_own_period", KindsAsync),
        StoreScene.Case("Purge_takes_all_versions_of_an_event_together_or_none", VersionsAsync),
        StoreScene.Case("Purge_keeps_complaints_while_one_is_open_or_young", ComplaintsAsync),
        StoreScene.Case("Purge_keeps_statements_refusals_suppressions_and_records", RefusalsAsync),
        StoreScene.Case("Purge_takes_the_reference_to_proof_of_an_agreement_that_a_refusal_ended_long_ago", ProofsAsync),
        StoreScene.Case("Purge_leaves_an_effect_decided_so_that_it_is_never_planned_again", SpentAsync),
        StoreScene.Case("Purge_keeps_what_waits_with_its_decision", WaitingAsync),
        StoreScene.Case("Purge_keeps_purchases_that_make_a_promised_contact_pointless", AwaitedAsync),
        StoreScene.Case("Purge_counts_a_contact_by_its_touch_once_the_row_is_gone", CountedAsync),
        StoreScene.Case("Purge_of_touches_is_a_change_of_the_facts_and_a_purge_of_nothing_is_none", FactsAsync),
        StoreScene.Case("Merge_after_a_purge_lets_a_waiting_contact_give_way_to_one_that_left", MergedAsync),
        StoreScene.Case("Erasure_after_a_purge_leaves_nothing_of_the_person", ErasedAsync),
        StoreScene.Case("Purge_of_many_is_whole", ManyAsync),
    ];

    private static async Task ForeverAsync(StoreScene scene)
    {
        await FillAsync(scene).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(36_500));
        Expect.Equal(new RetentionReport(), await PurgeAsync(scene, new RetentionSchedule()).ConfigureAwait(false), "What is purged");
    }

    private static async Task ExactAsync(StoreScene scene)
    {
        var midnight = Instant.FromUtc(1997, 9, 1, 0, 0);
        await scene.HappenAsync(
            Answer("before", midnight - Microsecond),
            Answer("at", midnight),
            A.Purchase("1", new LocalDate(1997, 8, 31), key: "august"),
            A.Purchase("1", new LocalDate(1997, 9, 1), key: "september")).ConfigureAwait(false);
        Expect.Equal(new RetentionReport { Answers = 1, Purchases = 1 }, await PurgeAsync(scene, Everything).ConfigureAwait(false), "What is purged");
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence(["at", "september"], await KeysAsync(scene).ConfigureAwait(false), "What is left");
        scene.Advance(Duration.FromHours(12) - Microsecond);
        Expect.Equal(0, (await PurgeAsync(scene, Everything).ConfigureAwait(false)).Total, "What is purged at the end of the same day");
        scene.Advance(Microsecond);
        Expect.Equal(2, (await PurgeAsync(scene, Everything).ConfigureAwait(false)).Total, "What is purged when the next day begins");
    }

    private static async Task ZoneAsync(StoreScene scene)
    {
        var midnight = new LocalDate(1997, 9, 1).AtMidnight().InZoneStrictly(NewYork).ToInstant();
        await scene.HappenAsync(Answer("before", midnight - Microsecond), Answer("at", midnight)).ConfigureAwait(false);
        Expect.Equal(1, (await PurgeAsync(scene, Everything with { Zone = NewYork }).ConfigureAwait(false)).Answers, "What is purged");
        Expect.Sequence(["at"], await KeysAsync(scene).ConfigureAwait(false), "What is left");
    }

    private static async Task KindsAsync(StoreScene scene)
    {
        await FillAsync(scene).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(100));
        (RetentionSchedule Schedule, RetentionReport Report)[] kinds =
        [
            (new() { Purchases = Month }, new() { Purchases = 2 }),
            (new() { Touches = Month }, new() { Touches = 2 }),
            (new() { Answers = Month }, new() { Answers = 1 }),
            (new() { Complaints = Month }, new() { Complaints = 2 }),
            (new() { FormerRecords = Month }, new() { FormerRecords = 1 }),
            (new() { Decisions = Month }, new() { Decisions = 1 }),
            (new() { OutboxRows = Month }, new() { OutboxRows = 1 }),
            (new() { ConsentProofs = Month }, new() { ConsentProofs = 1 }),
            (new() { OptInRequests = Month }, new() { OptInRequests = 1 }),
        ];
        foreach (var (schedule, report) in kinds)
        {
            Expect.Equal(report, await PurgeAsync(scene, schedule).ConfigureAwait(false), "What is purged");
            await scene.ReopenAsync().ConfigureAwait(false);
            Expect.Equal(0, (await PurgeAsync(scene, schedule).ConfigureAwait(false)).Total, "What is purged again");
        }

        Expect.Equal(0, (await scene.EventsAsync().ConfigureAwait(false)).Length, "Events that are left");
        Expect.Equal(0, (await scene.RowsAsync().ConfigureAwait(false)).Length, "Rows that are left");
        Expect.Equal(0, (await scene.DecisionsAsync("1").ConfigureAwait(false)).Length, "Decisions that are left");
        Expect.Equal(null, await scene.FindOptInAsync().ConfigureAwait(false), "The double opt-in");
        Expect.Equal(0, (await scene.CustomersAsync(A.Noon).ConfigureAwait(false)).Length, "Records as known before they were changed");
        Expect.Equal("changed", (await scene.FindAsync("1").ConfigureAwait(false))?.Name, "The record");
    }

    private static async Task VersionsAsync(StoreScene scene)
    {
        var (old, young) = (new LocalDate(1997, 1, 1), new LocalDate(1997, 9, 20));
        await scene.HappenAsync(A.Purchase("1", old, key: "corrected"), A.Purchase("1", old, key: "retracted"), A.Purchase("1", young, key: "moved")).ConfigureAwait(false);
        await scene.CorrectAsync(A.Purchase("1", old, 3m, "corrected"), A.Purchase("2", old, key: "moved")).ConfigureAwait(false);
        await scene.RetractAsync(new EventKey("retracted")).ConfigureAwait(false);
        Expect.Equal(3, (await PurgeAsync(scene, Everything).ConfigureAwait(false)).Purchases, "Versions that are purged");
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence(["moved"], await KeysAsync(scene).ConfigureAwait(false), "What stands");
        Expect.Equal(1, (await scene.VersionsAsync("1").ConfigureAwait(false)).Length, "What stood before");
        Expect.Equal(1, (await scene.HappenAsync(A.Purchase("1", old, 7m, "corrected")).ConfigureAwait(false)).EventsAdded, "A key that is purged is new");
    }

    private static async Task ComplaintsAsync(StoreScene scene)
    {
        var then = A.Noon - Duration.FromDays(100);
        await scene.HappenAsync(
            Complain("open", "1", then),
            Complain("settled", "1", then),
            Settle("settled", "1", then + Duration.FromDays(1)),
            Complain("young", "2", then),
            Settle("young", "2", A.Noon - Duration.FromDays(1)),
            Complain("over", "3", then),
            Settle("over", "3", then + Duration.FromDays(1))).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        Expect.Equal(2, (await PurgeAsync(scene, Everything).ConfigureAwait(false)).Complaints, "What is purged: of one person, of whom all is settled and old");
        Expect.Equal(1, (await scene.FactsAsync("1").ConfigureAwait(false)).OpenComplaints.Length, "The open complaint");
        scene.Advance(Duration.FromDays(100));
        await scene.HappenAsync(Settle("open", "1", scene.Test.Clock.GetCurrentInstant())).ConfigureAwait(false);
        Expect.Equal(0, (await PurgeAsync(scene, Everything).ConfigureAwait(false)).Complaints, "What is purged while the settlement is young");
        scene.Advance(Duration.FromDays(100));
        Expect.Equal(6, (await PurgeAsync(scene, Everything).ConfigureAwait(false)).Complaints, "What is purged when it is old");
    }

    private static async Task RefusalsAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1"), A.Objection("1"), A.Consent("2", ConsentState.OptOut), A.Consent("3")).ConfigureAwait(false);
        await scene.SuppressAsync("3").ConfigureAwait(false);
        await scene.GrantAsync("1").ConfigureAwait(false);
        await scene.MergeAsync("2", "1").ConfigureAwait(false);
        scene.Advance(Duration.FromDays(36_500));
        var before = await scene.AllFactsAsync().ConfigureAwait(false);
        Expect.Equal(0, (await PurgeAsync(scene, Everything).ConfigureAwait(false)).Total, "What is purged");
        await scene.ReopenAsync().ConfigureAwait(false);
        var after = await scene.AllFactsAsync().ConfigureAwait(false);
        Expect.Sequence(before.SelectMany(facts => facts.Consents.Entries), after.SelectMany(facts => facts.Consents.Entries), "All statements");
        Expect.Sequence(before.Select(facts => facts.FactsVersion), after.Select(facts => facts.FactsVersion), "The versions of the facts");
        Expect.Equal(SuppressionKind.Undeliverable, await scene.SuppressionAsync("3").ConfigureAwait(false), "The suppression");
        Expect.True(!await scene.GrantAsync("1").ConfigureAwait(false), "What was granted once is not granted again");
        foreach (var id in (string[])["1", "2", "3"])
        {
            Expect.True(!await scene.MayLeaveAsync(id).ConfigureAwait(false), "Nothing may leave to who refused or is suppressed");
        }
    }

    private static async Task ProofsAsync(StoreScene scene)
    {
        var proof = new ConsentEvidence(EvidenceKind.Confirmed, "card 17");
        await scene.SayAsync(
            A.Consent("ended") with { Evidence = proof },
            A.Consent("objected", topic: "boats") with { Evidence = proof },
            A.Consent("other") with { Evidence = proof },
            A.Consent("stands") with { Evidence = proof }).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.SayAsync(
            A.Consent("ended", ConsentState.OptOut, A.Noon) with { Evidence = proof },
            A.Objection("objected", A.Noon),
            A.Consent("other", ConsentState.OptOut, A.Noon) with { Purpose = Purpose.Greetings }).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(30));
        Expect.Equal(0, (await PurgeAsync(scene, Everything).ConfigureAwait(false)).ConsentProofs, "What is purged a month less than a day after the refusal");
        scene.Advance(Duration.FromDays(2));
        Expect.Equal(2, (await PurgeAsync(scene, Everything).ConfigureAwait(false)).ConsentProofs, "What is purged afterwards");
        await scene.ReopenAsync().ConfigureAwait(false);
        var ended = (await scene.FactsAsync("ended").ConfigureAwait(false)).Consents.Entries.Select(recorded => recorded.Entry.Evidence);
        Expect.Sequence([new ConsentEvidence(EvidenceKind.Confirmed), proof], ended, "The proof of the agreement, and that of the refusal");
        foreach (var id in (string[])["other", "stands"])
        {
            Expect.Equal(proof, (await scene.FactsAsync(id).ConfigureAwait(false)).Consents.Entries[0].Entry.Evidence, "The proof of an agreement that stands");
        }
    }

    private static async Task SpentAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2")).ConfigureAwait(false);
        await SendAsync(scene, A.PlannedTouch("1"), OutboxOutcome.Sent).ConfigureAwait(false);
        await SendAsync(scene, A.PlannedTouch("1", "2"), OutboxOutcome.Uncertain(new Reason(ReasonCodes.OutcomeUncertain))).ConfigureAwait(false);
        await SendAsync(scene, A.PlannedTouch("1", "3"), OutboxOutcome.Dead(new Reason(ReasonCodes.Expired))).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(100));
        var decided = (await scene.FactsAsync("1").ConfigureAwait(false)).Decided;
        Expect.Equal(3, (await PurgeAsync(scene, Everything).ConfigureAwait(false)).OutboxRows, "Rows that are purged");
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Equal(0, (await scene.RowsAsync().ConfigureAwait(false)).Length, "Rows that are left");
        Expect.Sequence(decided, (await scene.FactsAsync("1").ConfigureAwait(false)).Decided, "What is decided");
        Expect.Sequence(decided, (await scene.AllFactsAsync().ConfigureAwait(false))[0].Decided, "What is decided, read with all people");
        await scene.MergeAsync("2", "1").ConfigureAwait(false);
        foreach (var id in (string[])["1", "2"])
        {
            Expect.Equal(new EnqueueReport(0, 3), await scene.EnqueueAsync(A.PlannedTouch(id), A.PlannedTouch(id, "2"), A.PlannedTouch(id, "3")).ConfigureAwait(false), "Another planning of the same effects");
        }

        Expect.True((await scene.ClaimAsync().ConfigureAwait(false)).IsEmpty, "Nothing to send");
    }

    private static async Task WaitingAsync(StoreScene scene)
    {
        await scene.EnqueueAsync(A.PlannedTouch("due"), A.PlannedTouch("held"), A.PlannedTouch("claimed"), A.PlannedTouch("sending")).ConfigureAwait(false);
        var claims = await scene.ClaimAsync().ConfigureAwait(false);
        await scene.FinishAsync(ClaimOf("due"), OutboxOutcome.Released(A.Noon)).ConfigureAwait(false);
        await scene.FinishAsync(ClaimOf("held"), OutboxOutcome.Held(new Reason(ReasonCodes.NoSender))).ConfigureAwait(false);
        await scene.BeginAsync(ClaimOf("sending")).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(100));
        var before = await scene.RowsAsync().ConfigureAwait(false);
        Expect.Equal(0, (await PurgeAsync(scene, Everything).ConfigureAwait(false)).Total, "What is purged");
        Expect.Sequence(before, await scene.RowsAsync().ConfigureAwait(false), "The rows");
        Expect.Equal(1, (await scene.DecisionsAsync("due").ConfigureAwait(false)).Length, "The decision");

        OutboxClaim ClaimOf(string id) => claims.Single(claim => claim.Row.Intent.Key.Customer == id);
    }

    private static async Task AwaitedAsync(StoreScene scene)
    {
        var waits = A.PlannedTouch("1", at: A.Noon + Duration.FromDays(300));
        await scene.EnqueueAsync(waits with { Intent = waits.Intent with { Moot = TouchMoot.OnPurchaseAfter(new LocalDate(1997, 1, 1)), ExpiresAt = A.Noon + Duration.FromDays(400) } }).ConfigureAwait(false);
        await scene.HappenAsync(A.Purchase("1", new LocalDate(1997, 2, 1)), A.Purchase("2", new LocalDate(1997, 2, 1))).ConfigureAwait(false);
        Expect.Equal(1, (await PurgeAsync(scene, Everything).ConfigureAwait(false)).Purchases, "What is purged: of who awaits nothing");
        Expect.Equal(new LocalDate(1997, 2, 1), (await scene.FactsAsync("1").ConfigureAwait(false)).LastPurchase, "The day of the last purchase");
    }

    private static async Task CountedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await SendAsync(scene, A.PlannedTouch("1"), OutboxOutcome.Sent).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(100));
        var before = (await scene.FactsAsync("1").ConfigureAwait(false)).Contacts;
        await PurgeAsync(scene, new RetentionSchedule { OutboxRows = Month }).ConfigureAwait(false);
        Expect.Sequence(before, (await scene.FactsAsync("1").ConfigureAwait(false)).Contacts, "The contacts that caps count");
        await PurgeAsync(scene, Everything).ConfigureAwait(false);
        Expect.Equal(0, (await scene.FactsAsync("1").ConfigureAwait(false)).Contacts.Length, "Contacts once the touch is gone, too");
    }

    private static async Task FactsAsync(StoreScene scene)
    {
        await scene.HappenAsync(A.Touch("1"), A.Purchase("2", new LocalDate(1997, 1, 1))).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(100));
        var (one, other) = (await scene.VersionAsync("1").ConfigureAwait(false), await scene.VersionAsync("2").ConfigureAwait(false));
        await PurgeAsync(scene, Everything).ConfigureAwait(false);
        Expect.True(await scene.VersionAsync("1").ConfigureAwait(false) > one, "The facts of who was contacted are new");
        Expect.Equal(other, await scene.VersionAsync("2").ConfigureAwait(false), "The facts version of who bought, and awaits nothing");
        one = await scene.VersionAsync("1").ConfigureAwait(false);
        await PurgeAsync(scene, Everything).ConfigureAwait(false);
        Expect.Equal(one, await scene.VersionAsync("1").ConfigureAwait(false), "The facts version after a purge of nothing");
    }

    private static async Task MergedAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1"), A.Customer("2"), A.Customer("3"), A.Customer("4")).ConfigureAwait(false);
        await SendAsync(scene, A.PlannedTouch("1"), OutboxOutcome.Sent).ConfigureAwait(false);
        await SendAsync(scene, A.PlannedTouch("3"), OutboxOutcome.Dead(new Reason(ReasonCodes.Expired))).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(100));
        await PurgeAsync(scene, Everything).ConfigureAwait(false);
        await scene.EnqueueAsync(A.PlannedTouch("2"), A.PlannedTouch("4")).ConfigureAwait(false);
        await scene.MergeAsync("1", "2").ConfigureAwait(false);
        await scene.MergeAsync("3", "4").ConfigureAwait(false);
        await scene.ReopenAsync().ConfigureAwait(false);
        Expect.Sequence(["3"], (await scene.ClaimAsync().ConfigureAwait(false)).Select(claim => claim.Row.Intent.Key.Customer.Value), "What leaves: nothing to whom it left before, and what takes the place of one that never will");
        await scene.UnmergeAsync("2").ConfigureAwait(false);
        Expect.True((await scene.ClaimAsync().ConfigureAwait(false)).Any(claim => claim.Row.Intent.Key.Customer == "2"), "What gave way is due again where its record is somebody else");
    }

    private static async Task ErasedAsync(StoreScene scene)
    {
        await FillAsync(scene).ConfigureAwait(false);
        scene.Advance(Duration.FromDays(100));
        await PurgeAsync(scene, Everything).ConfigureAwait(false);
        Expect.True(await scene.EraseAsync("1").ConfigureAwait(false), "There is a person to forget");
        await scene.ReopenAsync().ConfigureAwait(false);
        var facts = await scene.FactsAsync("1").ConfigureAwait(false);
        Expect.True(facts.FactsVersion == 0 && facts.Decided.IsEmpty && facts.Consents.Entries.Count == 0, "There are no facts");
        Expect.Equal(new EnqueueReport(1, 0), await scene.EnqueueAsync(A.PlannedTouch("1")).ConfigureAwait(false), "A planning for somebody new under the same id");
    }

    // More than any store takes in one transaction.
    private static async Task ManyAsync(StoreScene scene)
    {
        var ids = Enumerable.Range(0, 1_300).Select(number => string.Create(CultureInfo.InvariantCulture, $"many-{number}")).ToList();
        await scene.HappenAsync([.. ids.Select(id => A.Purchase(id, new LocalDate(1997, 1, 1))), .. ids.Select(id => A.Touch(id)), A.Feedback("kept")]).ConfigureAwait(false);
        await scene.EnqueueAsync([.. ids.Select(id => A.PlannedTouch(id, "many"))]).ConfigureAwait(false);
        foreach (var claim in await scene.ClaimAsync(ids.Count).ConfigureAwait(false))
        {
            await scene.FinishAsync(claim, OutboxOutcome.Dead(new Reason(ReasonCodes.Expired))).ConfigureAwait(false);
        }

        for (byte token = 0; token < 200; token++)
        {
            await scene.AddOptInAsync(A.OptInRequest("kept", token)).ConfigureAwait(false);
        }

        scene.Advance(Duration.FromDays(100));
        Expect.Equal(
            new RetentionReport { Purchases = ids.Count, Touches = ids.Count, OutboxRows = ids.Count, Decisions = ids.Count, OptInRequests = 200 },
            await PurgeAsync(scene, Everything with { Answers = RetentionPeriod.Forever }).ConfigureAwait(false),
            "What is purged");
        Expect.Equal(1, (await scene.EventsAsync().ConfigureAwait(false)).Length, "Events that are left");
    }

    // Of every kind something, 100 days before it is purged.
    private static async Task FillAsync(StoreScene scene)
    {
        await scene.PutAsync(A.Customer("1")).ConfigureAwait(false);
        await scene.SayAsync(A.Consent("1") with { Evidence = new ConsentEvidence(EvidenceKind.Confirmed, "card 17") }).ConfigureAwait(false);
        await scene.HappenAsync(
            A.Purchase("1", new LocalDate(1997, 9, 1)),
            A.Return("1", new LocalDate(1997, 9, 2)),
            A.Touch("1", "imported"),
            A.Feedback("1"),
            Complain("c", "1", A.Noon - Duration.FromDays(2)),
            Settle("c", "1", A.Noon - Duration.FromDays(1))).ConfigureAwait(false);
        await scene.AddOptInAsync(A.OptInRequest("1")).ConfigureAwait(false);
        await SendAsync(scene, A.PlannedTouch("1"), OutboxOutcome.Sent).ConfigureAwait(false);
        scene.AdvanceHour();
        await scene.PutAsync(A.Customer("1") with { Name = "changed" }).ConfigureAwait(false);
        await scene.SayAsync(A.Objection("1", A.Noon)).ConfigureAwait(false);
    }

    private static async Task SendAsync(StoreScene scene, PlannedTouch touch, OutboxOutcome outcome)
    {
        await scene.EnqueueAsync(touch).ConfigureAwait(false);
        var claim = (await scene.ClaimAsync().ConfigureAwait(false)).Single();
        if (outcome.State != OutboxState.Dead)
        {
            await scene.BeginAsync(claim).ConfigureAwait(false);
        }

        Expect.True(await scene.FinishAsync(claim, outcome).ConfigureAwait(false), "The end of the row");
    }

    private static Reply Answer(string key, Instant at) => new(new EventKey(key), "1", at, Channel.Email);

    private static Complaint Complain(string key, string customer, Instant at) => new(new EventKey(key), customer, at);

    private static ComplaintResolved Settle(string complaint, string customer, Instant at) => new(new EventKey("settled-" + complaint), customer, at, new EventKey(complaint));

    private static async Task<IEnumerable<string>> KeysAsync(StoreScene scene) =>
        (await scene.EventsAsync().ConfigureAwait(false)).Select(recorded => recorded.Event.Key.Value).Order(StringComparer.Ordinal);

    private static Task<RetentionReport> PurgeAsync(StoreScene scene, RetentionSchedule schedule) =>
        scene.Store is IRetentionStore store ? store.PurgeAsync(schedule) : throw new ConformanceException("The store keeps no schedule: it is no IRetentionStore.");
}
