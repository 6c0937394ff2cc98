using CrmKit.Storage;
using CrmKit.Testing.Conformance;

namespace CrmKit.Adapters.Tests.Storage;

public sealed class InMemoryStoreConformanceTests
{
    public static TheoryData<string> Names => [.. StoreConformance.Cases.Concat(StoreConformance.RetentionCases).Select(testCase => testCase.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task InMemory_store_keeps_the_promise(string name)
    {
        await using var test = new StoreUnderTest((clock, keys, _) => Task.FromResult<ICrmStore>(new InMemoryCrmStore(clock, keys)), isDurable: false);
        await test.ReopenAsync();
        await StoreConformance.Cases.Concat(StoreConformance.RetentionCases).Single(testCase => testCase.Name == name).Run(test, CancellationToken.None);
    }
}
