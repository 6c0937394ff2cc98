using CrmKit.Storage;
using CrmKit.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>One step of a history, with words for a failing report.</summary>
internal sealed record StoreCommand(string Words, Func<StoreTwins, Task> RunAsync)
{
    public override string ToString() => Words;
}

/// <summary>The steps. Few people, keys and addresses, so that they meet often.</summary>
internal static class StoreCommands
{
    private static readonly Reason Why = new(ReasonCodes.SenderGaveUp, ReasonArgument.Of("attempts", 3));

    public static ImmutableArray<string> People { get; } = ["1", "2", "\uFF21", "\U0001F600"];

    private static Gen<int> Who => Gen.Choose(0, People.Length - 1);

    public static Gen<StoreCommand[]> Histories() =>
        Gen.Frequency(
            (4, Commit()),
            (4, Enqueue()),
            (4, Claim()),
            (5, Begin()),
            (5, Finish()),
            (3, Merge()),
            (2, Unmerge()),
            (1, Erase()),
            (1, Purge()),
            (3, OptIn()),
            (1, Grant()),
            (3, Gen.Choose(1, 400).Select(seconds => new StoreCommand($"advance {seconds} s", twins => Done(() => twins.Advance(Duration.FromSeconds(seconds)))))),
            (1, Gen.Choose(1, 600).Select(seconds => new StoreCommand($"back {seconds} s", twins => Done(() => twins.Advance(Duration.FromSeconds(-seconds)))))),
            (1, Gen.Constant(new StoreCommand("rotate", twins => Done(twins.RotateKeys)))),
            (1, Gen.Constant(new StoreCommand("reopen", twins => twins.ReopenAsync()))),
            (2, Gen.Constant(new StoreCommand("compare", twins => twins.CompareAsync())))).ArrayOf(80);

    /// <summary>The fingerprint of one of a few tokens.</summary>
    public static string Fingerprint(int number) => new((char)('a' + number), 64);

    private static Gen<StoreCommand> Commit() =>
        from customers in Customers().ArrayOf()
        from consents in Consents().ArrayOf()
        from suppressed in Who.ArrayOf()
        from kind in Gen.Elements(SuppressionKind.Objection, SuppressionKind.Undeliverable)
        from events in Events().ArrayOf()
        from corrections in Events().ArrayOf()
        from retractions in Gen.Choose(0, 30).ArrayOf()
        from mode in Gen.Elements(CommitMode.Apply, CommitMode.Apply, CommitMode.DryRun)
        let change = new ChangeSet
        {
            Customers = [.. customers.Take(3)],
            Consents = [.. consents.Take(2)],
            Suppressions = [.. suppressed.Take(1).Where(who => who < 2).Select(who => new Suppression(People[who], A.Email($"{who}"), kind))],
            Events = [.. events.Take(3)],
            Corrections = [.. corrections.Take(1)],
            Retractions = [.. retractions.Take(1).Select(key => new EventKey($"{key % 2}:{key}"))],
        }
        select new StoreCommand(
            $"commit {mode}: {change.Customers.Length} customers, {change.Consents.Length} consents, {change.Suppressions.Length} suppressions, "
            + $"{change.Events.Length} events, {change.Corrections.Length} corrections, {change.Retractions.Length} retractions",
            twins => twins.BothAsync(store => store.CommitAsync(AsyncEnumerable.Repeat(change, 1), mode)));

    private static Gen<StoreCommand> Merge() =>
        from survivor in Who
        from absorbed in Who
        where survivor != absorbed
        select new StoreCommand($"merge {absorbed} into {survivor}", twins => twins.BothAsync(store => store.MergeAsync(People[survivor], People[absorbed])));

    private static Gen<StoreCommand> Unmerge() =>
        from absorbed in Who
        select new StoreCommand($"unmerge {absorbed}", twins => twins.BothAsync(store => store.UnmergeAsync(People[absorbed])));

    private static Gen<StoreCommand> Erase() =>
        from who in Who
        from other in Who
        from isOne in Gen.Elements(true, false)
        let people = isOne ? ImmutableArray.Create<CustomerId>(People[who]) : [People[who], "unknown", People[other]]
        select new StoreCommand($"erase {string.Join(" and ", people)}", twins => twins.BothAsync(store => store.EraseAsync(people)));

    private static Gen<StoreCommand> Purge() =>
        from hours in Gen.Choose(0, 60)
        from kinds in Gen.Choose(0, 511)
        let schedule = new RetentionSchedule
        {
            Zone = DateTimeZoneProviders.Tzdb["America/New_York"],
            Purchases = DayIf(kinds & 1),
            Touches = DayIf(kinds & 2),
            Answers = DayIf(kinds & 4),
            Complaints = DayIf(kinds & 8),
            FormerRecords = DayIf(kinds & 16),
            Decisions = DayIf(kinds & 32),
            OutboxRows = DayIf(kinds & 64),
            ConsentProofs = DayIf(kinds & 128),
            OptInRequests = DayIf(kinds & 256),
        }
        select new StoreCommand($"purge kinds {kinds:x} after {hours} h", async twins =>
        {
            twins.Advance(Duration.FromHours(hours));
            await twins.PurgeAsync(schedule);
        });

    private static RetentionPeriod DayIf(int isPurged) => isPurged == 0 ? RetentionPeriod.Forever : RetentionPeriod.Of(Period.FromDays(1));

    private static Gen<StoreCommand> Grant() =>
        from who in Who
        select new StoreCommand($"grant {who}", twins => twins.BothAsync(store => store.TryGrantIncentiveAsync(People[who], "welcome")));

    private static Gen<StoreCommand> OptIn() =>
        from number in Gen.Choose(0, 3)
        from who in Who
        from isAsked in Gen.Elements(true, false)
        from hours in Gen.Choose(0, 2)
        let request = new OptInRequest
        {
            Fingerprint = Fingerprint(number),
            Customer = People[who],
            Point = A.Email($"{number}"),
            Purpose = Purpose.Marketing,
            Source = "web form",
            RequestedAt = A.Noon - Duration.FromHours(hours),
            ExpiresAt = A.Noon + Duration.FromHours(hours + 1),
        }
        select isAsked
            ? new StoreCommand($"ask {number} of {who}", twins => twins.BothAsync(async store =>
            {
                await store.AddOptInAsync(request);
                return true;
            }))
            : new StoreCommand($"confirm {number}", twins => twins.BothAsync(store => store.ConfirmOptInAsync(request.Fingerprint)));

    private static Gen<Customer> Customers() =>
        from who in Who
        from name in Gen.Elements(null, "Zoë")
        from points in Gen.Choose(0, 3).ArrayOf()
        from status in Gen.Elements(ContactPointStatus.Active, ContactPointStatus.Active, ContactPointStatus.Dead)
        from zone in Gen.Elements(null, "Europe/Berlin", "America/New_York")
        from other in Who
        from isSpared in Gen.Elements(true, false, false)
        select new Customer
        {
            Id = People[who],
            Name = name,
            ContactPoints = [.. points.Take(2).Select(point => new ContactPointRecord(A.Email($"{point}"), status))],
            Zone = zone is null ? null : new CustomerZone(DateTimeZoneProviders.Tzdb[zone], ZoneSource.Place),
            Roles = [new PartyRole("friend", People[other])],
            CareFlags = isSpared ? [new CareFlag(CareKind.Pace)] : [],
        };

    private static Gen<ConsentEntry> Consents() =>
        from who in Who
        from point in Gen.Choose(0, 1)
        from state in Gen.Elements(ConsentState.OptIn, ConsentState.OptIn, ConsentState.OptOut, ConsentState.Objection)
        from minutes in Gen.Choose(-60, 60)
        from isProven in Gen.Elements(true, false)
        from topic in Gen.Elements(null, "spring")
        select new ConsentEntry(People[who], A.Email($"{point}"), Purpose.Marketing, state, A.Noon + Duration.FromMinutes(minutes), "test")
        {
            Topic = topic is null ? null : new Topic(topic),
            Evidence = isProven ? new ConsentEvidence(EvidenceKind.Document, "card 17") : ConsentEvidence.Reported,
        };

    private static Gen<TimelineEvent> Events()
    {
        // The same key may come with another amount, which is a conflict, or at another time of day, which is none.
        var purchases =
            from who in Who
            from key in Gen.Choose(0, 30)
            from amount in Gen.Frequency((9, Gen.Constant(1m)), (1, Gen.Constant(2m)))
            from zone in Gen.Elements("Europe/Berlin", "America/New_York")
            select (TimelineEvent)Purchase.OnDay(new EventKey($"{who}:{key}"), People[who], new LocalDate(1997, 1, 1), new Money(amount, Currency.Usd), DateTimeZoneProviders.Tzdb[zone]);
        var touches =
            from who in Who
            from key in Gen.Choose(0, 3)
            select (TimelineEvent)SentTouch.Of(Intent(who, key, 0), A.Noon);
        var others =
            from who in Who
            from key in Gen.Choose(0, 3)
            from score in Gen.Choose(0, 10)
            from happened in Gen.Elements<TimelineEvent>(
                new Complaint(new EventKey($"complaint:{who}:{key}"), People[who], A.Noon, new EventKey($"{who}:{key}"), "Zoë said"),
                new ComplaintResolved(new EventKey($"settled:{who}:{key}"), People[who], A.Noon + Duration.FromMinutes(score), new EventKey($"complaint:{who}:{key}")),
                new PurchaseReturn(new EventKey($"return:{who}:{key}"), People[who], A.Noon, new LocalDate(1997, 1, 2), new Money(1m, Currency.Usd), new EventKey($"{who}:{key}")),
                new Feedback(new EventKey($"feedback:{who}:{key}"), People[who], A.Noon, SatisfactionMetric.NetPromoter, score))
            select happened;
        return Gen.Frequency((3, purchases), (1, touches), (1, others));
    }

    private static Gen<StoreCommand> Enqueue() =>
        from touches in Planned().ArrayOf()
        let plan = A.Plan(touches.Take(6))
        select new StoreCommand($"enqueue {string.Join(", ", plan.Touches.Select(touch => touch.Intent.Key))}", twins => twins.BothAsync(store => store.EnqueueAsync(plan, "test")));

    private static Gen<PlannedTouch> Planned() =>
        from who in Who
        from occurrence in Gen.Choose(0, 40)
        from point in Gen.Choose(0, 3)
        from minutes in Gen.Choose(-10, 10)
        select A.PlannedTouch(People[0]) with { Intent = Intent(who, occurrence, point), SendAt = A.Noon + Duration.FromMinutes(minutes) };

    private static TouchIntent Intent(int who, int occurrence, int point) =>
        new(new TouchKey(People[who], ReasonCodes.IntervalDue, $"{occurrence}"), TouchClass.Promotional, Purpose.Marketing, A.Email($"{point}"), A.Noon + Duration.FromDays(9))
        {
            Topic = point == 0 ? new Topic("spring") : null,
            Regards = point == 1 ? new EventKey($"complaint:{who}:0") : null,
            Moot = occurrence % 3 == 0 ? TouchMoot.OnPurchaseAfter(new LocalDate(1996, 12, 31)) : TouchMoot.Never,
        };

    private static Gen<StoreCommand> Claim() =>
        from max in Gen.Choose(1, 4)
        from seconds in Gen.Choose(1, 600)
        select new StoreCommand($"claim {max} for {seconds} s", twins => twins.ClaimAsync(max, Duration.FromSeconds(seconds)));

    private static Gen<StoreCommand> Begin() =>
        from index in Gen.Frequency((4, Gen.Choose(0, 3)), (1, Gen.Choose(4, 40)))
        from stale in Gen.Frequency((3, Gen.Constant(0L)), (1, Gen.Constant(1L)))
        select new StoreCommand(
            $"begin {index} on facts {stale} behind",
            twins => twins.WithClaimAsync(index, async (store, claim) =>
            {
                var facts = await store.LoadFactsAsync(claim.Row.Intent.Key.Customer, DateTimeZone.Utc);
                return await store.TryBeginSendingAsync(claim, facts.FactsVersion - stale);
            }));

    private static Gen<StoreCommand> Finish() =>
        from index in Gen.Frequency((4, Gen.Choose(0, 3)), (1, Gen.Choose(4, 40)))
        from outcome in Gen.Elements(
            OutboxOutcome.Sent,
            OutboxOutcome.Sent,
            OutboxOutcome.Held(Why),
            OutboxOutcome.Dead(Why),
            OutboxOutcome.Dead(Why, suppressesPoint: true),
            OutboxOutcome.Uncertain(Why),
            OutboxOutcome.Postponed(A.Noon + Duration.FromMinutes(3), Why))
        select new StoreCommand($"finish {index} as {outcome.State}{(outcome.SuppressesPoint ? " and suppress" : string.Empty)}", twins => twins.WithClaimAsync(index, (store, claim) => store.FinishAsync(claim, outcome)));

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
