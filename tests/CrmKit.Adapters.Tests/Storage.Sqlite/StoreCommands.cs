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
            (3, Gen.Choose(1, 400).Select(seconds => new StoreCommand($"advance {seconds} s", twins => Done(() => twins.Clock.Advance(Duration.FromSeconds(seconds)))))),
            (1, Gen.Constant(new StoreCommand("rotate", twins => Done(twins.RotateKeys)))),
            (1, Gen.Constant(new StoreCommand("reopen", twins => twins.ReopenAsync()))),
            (1, Gen.Constant(new StoreCommand("compare", twins => twins.CompareAsync())))).ArrayOf(80);

    private static Gen<StoreCommand> Commit() =>
        from customers in Customers().ArrayOf()
        from consents in Consents().ArrayOf()
        from suppressed in Who.ArrayOf()
        from events in Events().ArrayOf()
        from mode in Gen.Elements(CommitMode.Apply, CommitMode.Apply, CommitMode.DryRun)
        let change = new ChangeSet
        {
            Customers = [.. customers.Take(3)],
            Consents = [.. consents.Take(2)],
            Suppressions = [.. suppressed.Take(1).Where(who => who < 2).Select(who => new Suppression(People[who], A.Email($"{who}")))],
            Events = [.. events.Take(3)],
        }
        select new StoreCommand(
            $"commit {mode}: {change.Customers.Length} customers, {change.Consents.Length} consents, {change.Suppressions.Length} suppressions, {change.Events.Length} events",
            twins => twins.BothAsync(store => store.CommitAsync(AsyncEnumerable.Repeat(change, 1), mode)));

    private static Gen<Customer> Customers() =>
        from who in Who
        from name in Gen.Elements(null, "Zoë")
        from points in Gen.Choose(0, 3).ArrayOf()
        from zone in Gen.Elements(null, "Europe/Berlin", "America/New_York")
        select new Customer
        {
            Id = People[who],
            Name = name,
            ContactPoints = [.. points.Take(2).Select(point => A.Email($"{point}"))],
            Zone = zone is null ? null : new CustomerZone(DateTimeZoneProviders.Tzdb[zone], ZoneSource.Place),
        };

    private static Gen<ConsentEntry> Consents() =>
        from who in Who
        from state in Gen.Elements(ConsentState.OptIn, ConsentState.OptOut)
        from hours in Gen.Choose(0, 2)
        select new ConsentEntry(People[who], A.Email("0"), Purpose.Marketing, state, A.Noon - Duration.FromHours(hours), "test");

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
        return Gen.Frequency((3, purchases), (1, touches));
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
        new(new TouchKey(People[who], ReasonCodes.IntervalDue, $"{occurrence}"), TouchClass.Promotional, Purpose.Marketing, A.Email($"{point}"), A.Noon + Duration.FromDays(9));

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
