using CrmKit.Storage;
using CrmKit.Testing.Conformance;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

public sealed class SqliteStoreConformanceTests
{
    public static TheoryData<string> Names => [.. StoreConformance.Cases.Concat(StoreConformance.RetentionCases).Select(testCase => testCase.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sqlite_store_keeps_the_promise(string name)
    {
        using var database = new TemporaryDatabase();
        await using var test = new StoreUnderTest(async (clock, keys, _) => (ICrmStore)await database.OpenAsync(clock, keys), isDurable: true);
        await test.ReopenAsync();
        await StoreConformance.Cases.Concat(StoreConformance.RetentionCases).Single(testCase => testCase.Name == name).Run(test, CancellationToken.None);
    }
}
