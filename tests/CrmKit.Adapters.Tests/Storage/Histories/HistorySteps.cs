using CrmKit.Storage;
using CrmKit.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Storage.Histories;

/// <summary>The steps. Few people, keys and addresses, so that they meet often.</summary>
internal static class HistorySteps
{
    private static readonly Reason Why = new(ReasonCodes.SenderGaveUp, ReasonArgument.Of("attempts", 3));

    public static ImmutableArray<string> People { get; } = ["1", "2", "3", "4"];

    public static ImmutableArray<ContactPoint> Points { get; } = [.. Enumerable.Range(0, 4).Select(point => A.Email($"point{point}"))];

    private static Gen<int> Index => Gen.Choose(0, 3);

    private static Gen<string> Who => Gen.Elements<string>(People);

    public static Gen<HistoryStep[]> Histories(int length) =>
        Gen.Frequency(
            (6, Changes().Select(Commit)),
            (3, Enqueue()),
            (3, Gen.Constant(new HistoryStep("claim", run => run.ClaimAsync()))),
            (4, Finish()),
            (3, Merge()),
            (2, Who.Select(who => new HistoryStep($"unmerge {who}", run => run.Store.UnmergeAsync(who)))),
            (1, Who.Select(who => new HistoryStep($"erase {who}", run => run.EraseAsync(who)))),
            (2, Ask()),
            (2, Index.Select(token => new HistoryStep($"confirm {token}", run => run.Store.ConfirmOptInAsync(A.Token((byte)token).Fingerprint)))),
            (3, Who.Select(who => new HistoryStep($"grant {who}", run => run.GrantAsync(who)))),
            (4, Gen.Choose(1, 90).Select(minutes => new HistoryStep($"advance {minutes} min", run => run.AdvanceAsync(Duration.FromMinutes(minutes))))),
            (1, Gen.Choose(1, 60).Select(minutes => new HistoryStep($"back {minutes} min", run => run.GoBackAsync(Duration.FromMinutes(minutes))))),
            (4, LookAgain()),
            (1, Gen.Constant(new HistoryStep("rotate", run => run.RotateAsync()))),
            (1, Gen.Constant(new HistoryStep("reopen", run => run.ReopenAsync()))),
            (1, Gen.Constant(new HistoryStep("look back", run => run.LookBackAsync())))).ArrayOf(length);

    /// <summary>A set that names each record once, and each event once among corrections and retractions: handed in twice, it says the same twice.</summary>
    public static Gen<ChangeSet> Changes() =>
        from customers in Customers().ArrayOf(2)
        from consents in Consents().ArrayOf(3)
        from suppressed in Gen.Frequency((4, Gen.Constant(-1)), (1, Index))
        from kind in Gen.Elements(SuppressionKind.Objection, SuppressionKind.Undeliverable)
        from who in Who
        from events in Events().ArrayOf(2)
        from corrected in Events().ArrayOf(1)
        from retracted in Index
        from parts in Gen.Choose(0, 63)
        select new ChangeSet
        {
            Customers = (parts & 1) == 0 ? [.. customers.DistinctBy(customer => customer.Id)] : [],
            Consents = (parts & 2) == 0 ? [.. consents] : [],
            Suppressions = suppressed < 0 ? [] : [new Suppression(who, Points[suppressed], kind)],
            Events = (parts & 8) == 0 ? [.. events] : [],
            Corrections = (parts & 48) == 16 ? [.. corrected] : [],
            Retractions = (parts & 48) == 32 ? [new EventKey($"purchase:{retracted}")] : [],
        };

    private static HistoryStep Commit(ChangeSet change) =>
        new(
            $"commit {string.Join(", ", change.Customers)}; {string.Join(", ", change.Consents.Select(entry => $"{entry.Customer} {entry.State} {entry.Point.Address} {entry.IsFreshOptIn} {entry.OccurredAt}"))}; "
            + $"{change.Suppressions.Length} suppressed; {string.Join(", ", change.Events.Concat(change.Corrections).Select(happened => $"{happened.Key}"))}; {change.Retractions.Length} taken back",
            run => run.CommitTwiceAsync(change));

    private static Gen<HistoryStep> LookAgain() =>
        from who in Who
        from hours in Gen.Choose(1, 8)
        select new HistoryStep($"look again at {who} after {hours} h", run => run.ConcludeAgainAsync(who, Duration.FromHours(hours)));

    private static Gen<HistoryStep> Merge() =>
        from survivor in Who
        from absorbed in Who
        select new HistoryStep($"merge {absorbed} into {survivor}", run => run.TryAsync(store => store.MergeAsync(survivor, absorbed)));

    private static Gen<HistoryStep> Ask() =>
        from token in Index
        from who in Who
        select new HistoryStep(
            $"ask {who} with {token}",
            run => run.Store.AddOptInAsync(A.OptInRequest(who, (byte)token, run.Clock.Now) with { Point = Points[token], ExpiresAt = run.Clock.Now + Duration.FromHours(5) }));

    private static Gen<HistoryStep> Enqueue() =>
        from who in Who
        from occurrence in Index
        from point in Index
        let touch = A.PlannedTouch(who, $"{occurrence}") with { Intent = A.Intent(who, $"{occurrence}") with { Point = Points[point] } }
        select new HistoryStep($"enqueue {touch.Intent.Key}", run => run.Store.EnqueueAsync(A.Plan(touch), "test"));

    private static Gen<HistoryStep> Finish() =>
        from index in Index
        from outcome in Gen.Elements(OutboxOutcome.Sent, OutboxOutcome.Held(Why), OutboxOutcome.Dead(Why), OutboxOutcome.Dead(Why, suppressesPoint: true), OutboxOutcome.Uncertain(Why))
        select new HistoryStep($"finish {index} as {outcome.State}", run => run.FinishAsync(index, outcome));

    private static Gen<Customer> Customers() =>
        from who in Who
        from name in Gen.Elements("Ann", "Bea")
        from points in Index.ArrayOf(2)
        from status in Gen.Elements(ContactPointStatus.Active, ContactPointStatus.Retired)
        from other in Who
        from isSpared in Gen.Elements(true, false)
        select new Customer
        {
            Id = who,
            Name = name,
            ContactPoints = [.. points.Select(point => new ContactPointRecord(Points[point], status))],
            Roles = [new PartyRole("friend", other)],
            CareFlags = isSpared ? [new CareFlag(CareKind.Pace)] : [],
        };

    private static Gen<ConsentEntry> Consents() =>
        from who in Who
        from point in Index
        from state in Gen.Elements(ConsentState.OptIn, ConsentState.OptIn, ConsentState.OptOut, ConsentState.Objection)
        from hours in Gen.Choose(-3, 20)
        from basis in Gen.Elements(LegalBasis.Consent, LegalBasis.Consent, LegalBasis.LegitimateInterest)
        from kind in Gen.Elements(EvidenceKind.Reported, EvidenceKind.Reported, EvidenceKind.Document)
        from topic in Gen.Elements(null, "garden")
        from purpose in Gen.Elements(Purpose.Marketing, Purpose.Greetings)
        select new ConsentEntry(who, Points[point], purpose, state, A.Noon + Duration.FromHours(hours), "list")
        {
            Basis = basis,
            Evidence = new ConsentEvidence(kind),
            Topic = topic is null ? null : new Topic(topic),
        };

    private static Gen<TimelineEvent> Events() =>
        from who in Who
        from key in Index
        from amount in Gen.Frequency((4, Gen.Constant(1m)), (1, Gen.Constant(2m)))
        from kind in Gen.Choose(0, 3)
        select kind switch
        {
            0 => A.Touch(who, $"{key}"),
            1 => A.Feedback(who),
            _ => (TimelineEvent)A.Purchase(People[key], new LocalDate(1997, 1, 1), amount, $"purchase:{key}"),
        };
}
