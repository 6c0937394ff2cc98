using CrmKit.Adapters.Tests.Storage.Sqlite;
using CrmKit.Storage;
using CrmKit.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Storage.Histories;

/// <summary>A store in which two records were one for a while ends as a store in which they never were, but for refusals, which hold for both.</summary>
public sealed class UndoneMergeTests
{
    // Histories to try; CRMKIT_HISTORIES asks for more than a quick run has time for.
    private static readonly int Histories = int.Parse(Environment.GetEnvironmentVariable("CRMKIT_HISTORIES") ?? "25", CultureInfo.InvariantCulture);

    [Fact]
    public void InMemory_store_gives_back_both_sides_of_any_merge() =>
        Check(Histories * 8, async history =>
        {
            var (clock, keys) = (new ManualClock(), new RotatingKeyRing());
            await using var store = new InMemoryCrmStore(clock, keys);
            await RunAsync(store, clock, keys, history);
        });

    [Fact]
    public void Sqlite_store_gives_back_both_sides_of_any_merge() =>
        Check(Histories, async history =>
        {
            using var database = new TemporaryDatabase();
            var (clock, keys) = (new ManualClock(), new RotatingKeyRing());
            await using var store = await database.OpenAsync(clock, keys);
            await RunAsync(store, clock, keys, history);
        });

    private static void Check(int histories, Func<History, Task> run)
    {
        var property = Prop.ForAll(
            Arb.From(AnyHistory()),
            history =>
            {
                run(history).GetAwaiter().GetResult();
                return true;
            });
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(histories), property);
    }

    private static Gen<History> AnyHistory() =>
        from before in HistorySteps.Changes().ArrayOf(5)
        from since in HistorySteps.Changes().ArrayOf(5)
        from promised in Gen.Choose(0, 3).ArrayOf(6)
        from isSurvivorAbsorbed in Gen.Elements(true, false)
        from hasAbsorbed in Gen.Elements(true, false)
        select new History(before, since, promised, isSurvivorAbsorbed, hasAbsorbed);

    private static async Task RunAsync(ICrmStore store, ManualClock clock, RotatingKeyRing keys, History history)
    {
        await using var control = new InMemoryCrmStore(clock, keys);
        await BothAsync(both => both.CommitAsync(new ChangeSet { Customers = [.. HistorySteps.People.Select(id => A.Customer(id))] }));
        foreach (var change in history.Before)
        {
            await CommitAsync(change);
        }

        for (var i = 0; i < history.Promised.Length; i++)
        {
            // Two of these three occurrences meet at the merge wherever both people were promised them.
            await EnqueueAsync(HistorySteps.People[history.Promised[i]], $"{i % 3}");
        }

        // What is one before and stays one: the survivor below another record, the absorbed one above another.
        await BothAsync(async both => history.IsSurvivorAbsorbed ? await both.MergeAsync("3", "1") : null);
        await BothAsync(async both => history.HasAbsorbed ? await both.MergeAsync("2", "4") : null);
        clock.Advance(Duration.FromHours(1));
        var merge = await store.MergeAsync("1", "2");
        foreach (var change in history.Since)
        {
            await CommitAsync(change);
        }

        await EnqueueAsync("1", "since");
        await EnqueueAsync("2", "later");
        clock.Advance(Duration.FromHours(1));
        Assert.NotNull(await store.UnmergeAsync(merge.Absorbed));
        Assert.Equal(await TellAsync(control), await TellAsync(store));
        await ExpectRefusalsAsync(store, control, merge, clock.Now);

        async Task CommitAsync(ChangeSet change)
        {
            clock.Advance(Duration.FromMinutes(5));
            await BothAsync(async both =>
            {
                try
                {
                    return $"{await both.CommitAsync(change)}";
                }
                catch (EventConflictException error)
                {
                    return $"{error.Key}";
                }
            });
        }

        Task EnqueueAsync(string who, string occurrence) => BothAsync(both => both.EnqueueAsync(A.Plan(A.PlannedTouch(who, occurrence)), "test"));

        async Task BothAsync<T>(Func<ICrmStore, Task<T>> act) => Assert.Equal(await act(control), await act(store));
    }

    // Everything but what merging concludes and suppresses, the instants of rows, and the versions of facts.
    private static async Task<string> TellAsync(ICrmStore store)
    {
        List<string> lines = [];
        await AddAsync(store.ReadCustomersAsync(), CustomerJson.ToText);
        await AddAsync(store.ReadEventsAsync(), recorded => $"{TimelineJson.ToText(recorded)}");
        await AddAsync(store.ReadOutboxAsync(), row => $"{row with { ChangedAt = default }} {row.Intent.Point.Address}");
        foreach (var id in HistorySteps.People)
        {
            await AddAsync(store.ReadVersionsAsync(id), recorded => $"{TimelineJson.ToText(recorded)}");
            await AddAsync(store.ReadDecisionsAsync(id), decision => $"{decision}");
            var facts = await store.LoadFactsAsync(id, DateTimeZone.Utc);
            lines.Add(StoreText.Content(facts with
            {
                Suppressed = [],
                Consents = new ConsentLedger(facts.Consents.Entries.Where(IsOwn)),
                RefusalsAtSharedPoints = [.. facts.RefusalsAtSharedPoints.Where(IsOwn)],
            }));
            lines.Add($"{await store.FindRecordAsync(id)}");
        }

        return string.Join('\n', lines);

        async Task AddAsync<T>(IAsyncEnumerable<T> items, Func<T, string> tell)
        {
            await foreach (var item in items)
            {
                lines.Add(tell(item));
            }
        }
    }

    // What was refused of either since the merge is refused by both, at every address of the channel.
    private static async Task ExpectRefusalsAsync(ICrmStore store, InMemoryCrmStore control, RecordMerge merge, Instant now)
    {
        string[] sides = [merge.Survivor.Value, merge.Absorbed.Value];
        List<RecordedConsent> refusals = [];
        foreach (var side in sides)
        {
            var told = (await control.LoadFactsAsync(side, DateTimeZone.Utc)).Consents.Entries;
            refusals.AddRange(told.Where(recorded => IsOwn(recorded) && recorded.RecordedAt >= merge.MergedAt && recorded.Entry.IsRefusal));
        }

        foreach (var id in HistorySteps.People)
        {
            // Nothing is lifted, and nothing but an objection since the merge suppresses what was not.
            var expected = (await control.LoadFactsAsync(id, DateTimeZone.Utc)).Suppressed;
            var suppressed = (await store.LoadFactsAsync(id, DateTimeZone.Utc)).Suppressed;
            Assert.All(expected, found => Assert.Contains(found, suppressed));
            Assert.True(suppressed.SequenceEqual(expected) || refusals.Exists(refusal => refusal.Entry.State == ConsentState.Objection));
        }

        foreach (var side in sides)
        {
            var facts = await store.LoadFactsAsync(side, DateTimeZone.Utc);
            var points = (await store.FindCustomerAsync(side))!.ContactPoints.Select(point => point.Point);
            foreach (var (refusal, point) in refusals.SelectMany(_ => points, (refusal, point) => (refusal, point)).Where(pair => pair.refusal.Entry.Point.Channel == pair.point.Channel))
            {
                Assert.Contains(facts.Consents.Entries, recorded => recorded.VoidFrom is null && IsSame(recorded.Entry, refusal) && recorded.Entry.Point.Reaches(point));
                var decision = facts.Consents.DecideContact(point, refusal.Entry.Purpose, now, refusal.Entry.Topic);
                Assert.True(!decision.IsAllowed || decision.ReliedOn!.SaidAt > refusal.SaidAt, "Nothing but a later agreement counts after a refusal since the merge.");
            }
        }
    }

    // What is told is dated by when it was said: nobody says anything in the future.
    private static bool IsSame(ConsentEntry told, RecordedConsent refusal) =>
        (told.State, told.Purpose, told.Topic) == (refusal.Entry.State, refusal.Entry.Purpose, refusal.Entry.Topic) && (told.OccurredAt == refusal.SaidAt || told == refusal.Entry);

    private static bool IsOwn(RecordedConsent recorded) => recorded.Entry.Source is not (MergedConsent.MergeSource or MergedConsent.UnmergeSource);

    private sealed record History(ChangeSet[] Before, ChangeSet[] Since, int[] Promised, bool IsSurvivorAbsorbed, bool HasAbsorbed)
    {
        public override string ToString() => string.Join(
            '\n',
            Before.Select(change => $"before: {Words(change)}").Concat(Since.Select(change => $"since: {Words(change)}")).Append($"promised {string.Join(',', Promised)} {IsSurvivorAbsorbed} {HasAbsorbed}"));

        private static string Words(ChangeSet change) =>
            $"{string.Join(", ", change.Customers)}; {string.Join(", ", change.Consents.Select(entry => $"{entry} {entry.Point.Address}"))}; {string.Join(", ", change.Events.Concat(change.Corrections))}; {string.Join(", ", change.Retractions)}";
    }
}
