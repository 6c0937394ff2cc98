using CrmKit.Adapters.Tests.Storage.Sqlite;
using CrmKit.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Storage.Histories;

/// <summary>
/// After every step of any history: no suppression was taken back and no suppressed point is open without a fresh opt-in of that person for that purpose, no facts changed under one version, a set committed twice
/// changed nothing the second time, an incentive was granted where nobody had it and nowhere else, past instants read as they did then, and an erasure opened nothing to anybody who stays.
/// </summary>
public sealed class StoreHistoryTests
{
    // Histories to try; CRMKIT_HISTORIES asks for more than a quick run has time for.
    private static readonly int Histories = int.Parse(Environment.GetEnvironmentVariable("CRMKIT_HISTORIES") ?? "25", CultureInfo.InvariantCulture);

    [Fact]
    public void InMemory_store_keeps_its_promises_through_any_history() =>
        Check(Histories * 8, async history =>
        {
            await using var run = await HistoryRun.StartAsync((clock, keys) => Task.FromResult<ICrmStore>(new InMemoryCrmStore(clock, keys)), isDurable: false);
            await RunAsync(run, history);
        });

    [Fact]
    public void Sqlite_store_keeps_its_promises_through_any_history() =>
        Check(Histories, async history =>
        {
            using var database = new TemporaryDatabase();
            await using var run = await HistoryRun.StartAsync(async (clock, keys) => await database.OpenAsync(clock, keys), isDurable: true);
            await RunAsync(run, history);
        });

    [Fact]
    public void InMemory_store_opens_nobody_by_an_erasure() =>
        Check(
            Histories * 16,
            async history =>
            {
                await using var run = await HistoryRun.StartAsync((clock, keys) => Task.FromResult<ICrmStore>(new InMemoryCrmStore(clock, keys)), isDurable: false);
                await RunAsync(run, history);
            },
            ErasureHistories.Histories());

    [Fact]
    public void Sqlite_store_opens_nobody_by_an_erasure() =>
        Check(
            Histories * 2,
            async history =>
            {
                using var database = new TemporaryDatabase();
                await using var run = await HistoryRun.StartAsync(async (clock, keys) => await database.OpenAsync(clock, keys), isDurable: true);
                await RunAsync(run, history);
            },
            ErasureHistories.Histories());

    private static async Task RunAsync(HistoryRun run, HistoryStep[] history)
    {
        foreach (var step in history)
        {
            await run.DoAsync(step);
        }

        await run.LookBackAsync();
    }

    // A failure prints the seed; it is replayed by Config.WithReplay with the two numbers printed.
    private static void Check(int histories, Func<HistoryStep[], Task> run, Gen<HistoryStep[]>? generator = null)
    {
        var property = Prop.ForAll(
            Arb.From(generator ?? HistorySteps.Histories(60), Shorter),
            history =>
            {
                run(history).GetAwaiter().GetResult();
                return true;
            });
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(histories), property);
    }

    private static IEnumerable<HistoryStep[]> Shorter(HistoryStep[] history) =>
        Enumerable.Range(0, history.Length).Select(left => history.Where((_, index) => index != left).ToArray());
}
