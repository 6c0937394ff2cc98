using CrmKit.Adapters.Tests.Storage.Histories;
using CrmKit.Adapters.Tests.Storage.Sqlite;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Storage.PostgreSql;

/// <summary>Random histories on the PostgreSQL store: it tells the same as the in-memory one, and keeps what every store promises.</summary>
public sealed class PostgreSqlModelTests
{
    // Histories to try; CRMKIT_HISTORIES asks for more than a quick run has time for.
    private static readonly int Histories = int.Parse(Environment.GetEnvironmentVariable("CRMKIT_HISTORIES") ?? "10", CultureInfo.InvariantCulture);

    [PostgreSqlFact]
    public void PostgreSql_store_and_memory_store_tell_the_same_after_any_history() =>
        Check(StoreCommands.Histories(), async history =>
        {
            await using var schema = new TemporarySchema();
            await using var twins = await StoreTwins.OpenAsync(async (clock, keys) => await schema.OpenAsync(clock, keys));
            foreach (var command in history)
            {
                await command.RunAsync(twins);
                await twins.LookAsync();
            }

            await twins.CompareAsync();
        });

    [PostgreSqlFact]
    public void PostgreSql_store_keeps_its_promises_through_any_history() => Check(HistorySteps.Histories(60), PromisesAsync);

    [PostgreSqlFact]
    public void PostgreSql_store_opens_nobody_by_an_erasure() => Check(ErasureHistories.Histories(), PromisesAsync);

    // A failure prints the seed; it is replayed by Config.WithReplay with the two numbers printed.
    private static void Check<T>(Gen<T[]> histories, Func<T[], Task> run) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Histories),
        Prop.ForAll(Arb.From(histories, Shorter), history =>
        {
            run(history).GetAwaiter().GetResult();
            return true;
        }));

    private static async Task PromisesAsync(HistoryStep[] history)
    {
        await using var schema = new TemporarySchema();
        await using var run = await HistoryRun.StartAsync(async (clock, keys) => await schema.OpenAsync(clock, keys), isDurable: true);
        foreach (var step in history)
        {
            await run.DoAsync(step);
        }

        await run.LookBackAsync();
    }

    private static IEnumerable<T[]> Shorter<T>(T[] history) =>
        Enumerable.Range(0, history.Length).Select(left => history.Where((_, index) => index != left).ToArray());
}
