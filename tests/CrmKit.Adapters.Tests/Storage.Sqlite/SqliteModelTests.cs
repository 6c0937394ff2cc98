using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>Random histories on the SQLite store and on the in-memory one look the same to whoever observes both.</summary>
public sealed class SqliteModelTests
{
    // Histories to try; CRMKIT_HISTORIES asks for more than a quick run has time for.
    private static readonly int Histories = int.Parse(Environment.GetEnvironmentVariable("CRMKIT_HISTORIES") ?? "25", CultureInfo.InvariantCulture);

    [Fact]
    public void Sqlite_store_and_memory_store_tell_the_same_after_any_history()
    {
        // A failure prints the seed; it is replayed by Config.WithReplay with the two numbers printed.
        var histories = Arb.From(StoreCommands.Histories(), Shorter);
        var property = Prop.ForAll(histories, history => RunAsync(history).GetAwaiter().GetResult());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Histories), property);
    }

    private static IEnumerable<StoreCommand[]> Shorter(StoreCommand[] history) =>
        Enumerable.Range(0, history.Length).Select(left => history.Where((_, index) => index != left).ToArray());

    private static async Task<bool> RunAsync(StoreCommand[] history)
    {
        using var database = new TemporaryDatabase();
        await using var twins = await StoreTwins.OpenAsync(database);
        foreach (var command in history)
        {
            await command.RunAsync(twins);
            await twins.LookAsync();
        }

        await twins.CompareAsync();
        return true;
    }
}
