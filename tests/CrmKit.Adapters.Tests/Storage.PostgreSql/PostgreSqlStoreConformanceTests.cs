using CrmKit.Storage;
using CrmKit.Testing.Conformance;

namespace CrmKit.Adapters.Tests.Storage.PostgreSql;

public sealed class PostgreSqlStoreConformanceTests
{
    public static TheoryData<string> Names => [.. StoreConformance.Cases.Select(testCase => testCase.Name)];

    [PostgreSqlTheory]
    [MemberData(nameof(Names))]
    public async Task PostgreSql_store_keeps_the_promise(string name)
    {
        await using var schema = new TemporarySchema();
        await using var test = new StoreUnderTest(async (clock, keys, _) => (ICrmStore)await schema.OpenAsync(clock, keys), isDurable: true);
        await test.ReopenAsync();
        await StoreConformance.Cases.Single(testCase => testCase.Name == name).Run(test, CancellationToken.None);
    }
}
