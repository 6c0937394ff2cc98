using CrmKit.Adapters.Tests.Storage.Histories;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;
using SQLitePCL;
using Xunit.Abstractions;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>A change whose n-th step within the database fails, for every n until none does: what stands afterwards is the old state or the new one, and nothing else.</summary>
public sealed class SqliteInterruptedCallTests(ITestOutputHelper output)
{
    private static readonly Duration Lease = Duration.FromMinutes(5);

    /// <summary>Whether every step is tried: CRMKIT_EVERY_STEP=1. Else the first ones, and further on ever fewer.</summary>
    private static readonly bool IsEveryStep = Environment.GetEnvironmentVariable("CRMKIT_EVERY_STEP") == "1";

    private static readonly string[] People = [.. HistorySteps.People.Take(3)];

    private static readonly Dictionary<string, Func<ICrmStore, Task<Func<Task>>>> Scenarios = new(StringComparer.Ordinal)
    {
        ["commit"] = store => Act(() => store.CommitAsync(new ChangeSet
        {
            Customers = [A.Customer(People[0]) with { GivenName = "Other" }],
            Consents = [A.Consent(People[1], ConsentState.OptOut, A.Noon)],
            Suppressions = [new Suppression(People[2], A.Email(People[2]))],
            Events = [.. Enumerable.Range(0, 4).Select(i => A.Purchase(People[1], new LocalDate(1997, 2, 1), key: $"more {i}"))],
            Corrections = [A.Purchase(People[0], new LocalDate(1997, 1, 1), 99m, "first")],
            Retractions = [new EventKey("second")],
        })),
        ["enqueue"] = store => Act(() => store.EnqueueAsync(A.Plan(People.Select(id => A.PlannedTouch(id, "2"))), "test")),
        ["claim and let go of what was left behind"] = async store =>
        {
            var claims = await store.ClaimAsync(2, Duration.FromTicks(10));
            await BeginAsync(store, claims[0]);
            return async () => await store.ClaimAsync(5, Lease);
        },
        ["begin of many"] = async store =>
        {
            var claims = await store.ClaimAsync(5, Lease);
            var version = (await store.LoadFactsAsync(People[0], DateTimeZone.Utc)).FactsVersion;
            return async () => Assert.Equal(3, (await store.TryBeginSendingAsync([.. claims.Select(claim => new SendingWish(claim, version))])).Count(result => result == BeginSending.Started));
        },
        ["finish of many"] = async store =>
        {
            var claims = await store.ClaimAsync(5, Lease);
            foreach (var claim in claims)
            {
                await BeginAsync(store, claim);
            }

            OutboxOutcome[] outcomes = [OutboxOutcome.Sent, OutboxOutcome.Dead(new Reason(ReasonCodes.SenderRefused), suppressesPoint: true), OutboxOutcome.Sent];
            return () => store.FinishAsync([.. claims.Zip(outcomes, (claim, outcome) => new SendingEnd(claim, outcome))]);
        },
        ["merge"] = store => Act(() => store.MergeAsync(People[0], People[1])),
        ["unmerge"] = async store =>
        {
            await store.MergeAsync(People[0], People[1]);
            return () => store.UnmergeAsync(People[1]);
        },
        ["erase"] = store => Act(() => store.EraseAsync([People[0], People[2]])),
    };

    public static TheoryData<string> Names => [.. Scenarios.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Change_that_fails_at_any_step_leaves_the_old_state_or_the_new_one(string name)
    {
        var clock = new ManualClock();
        var keys = new RotatingKeyRing();
        await using var model = new InMemoryCrmStore(clock, keys);
        await (await PrepareAsync(model, name, clock))();
        var after = await StoreText.AllAsync(model);

        var (clockToo, steps, failures) = (new ManualClock(), 0, 0);
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(clockToo, keys);
        var act = await PrepareAsync(store, name, clockToo);
        var before = await StoreText.AllAsync(store);
        Assert.NotEqual(before, after);
        for (var failing = 1; ; failing += IsEveryStep ? 1 : 1 + (failing / 8))
        {
            steps = await FailingAtAsync(store, failing, act);
            var now = await StoreText.AllAsync(store);
            if (steps < failing)
            {
                Assert.Equal(after, now);
                break;
            }

            failures++;
            if (now != before)
            {
                // The failing step came after the commit: what is committed stands.
                Assert.Equal(after, now);
                break;
            }
        }

        output.WriteLine($"{name}: {steps} steps, failed at {failures} of them.");
        Assert.True(failures > 20, "Too few steps failed to mean anything.");
    }

    /// <summary>Runs a change that is interrupted at one of its steps.</summary>
    /// <returns>The steps that were run.</returns>
    private static async Task<int> FailingAtAsync(SqliteCrmStore store, int failing, Func<Task> act)
    {
        var steps = 0;
        var handle = OpenStore.Writer(store).Handle!;
        raw.sqlite3_progress_handler(handle, 1, _ => ++steps == failing ? 1 : 0, v: null);
        try
        {
            await act();
        }
        catch (CrmStoreException) when (steps >= failing)
        {
            // As it should.
        }
        finally
        {
            raw.sqlite3_progress_handler(handle, 0, func: null, v: null);
        }

        return steps;
    }

    private static async Task<Func<Task>> PrepareAsync(ICrmStore store, string name, ManualClock clock)
    {
        await store.CommitAsync(new ChangeSet
        {
            Customers = [.. People.Select(A.Customer)],
            Consents = [.. People.Select(id => A.Consent(id))],
            Events = [A.Purchase(People[0], new LocalDate(1997, 1, 1), key: "first"), A.Purchase(People[1], new LocalDate(1997, 1, 2), key: "second")],
        });
        await store.EnqueueAsync(A.Plan(People.Select(id => A.PlannedTouch(id))), "test");
        var act = await Scenarios[name](store);
        clock.Advance(Duration.FromSeconds(1));
        return act;
    }

    private static async Task BeginAsync(ICrmStore store, OutboxClaim claim)
    {
        var facts = await store.LoadFactsAsync(claim.Row.Intent.Key.Customer, DateTimeZone.Utc);
        Assert.Equal(BeginSending.Started, await store.TryBeginSendingAsync(claim, facts.FactsVersion));
    }

    private static Task<Func<Task>> Act(Func<Task> act) => Task.FromResult(act);
}
