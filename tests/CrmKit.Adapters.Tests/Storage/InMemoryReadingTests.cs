using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Storage;

/// <summary>What is put together once and kept is told to nobody for whom it is not so any more, or not so yet.</summary>
public sealed class InMemoryReadingTests
{
    private static readonly LocalDate Day = new(1997, 9, 1);

    [Fact]
    public async Task Person_of_two_records_is_read_in_a_store_and_in_its_copy_as_each_has_it()
    {
        var clock = new ManualClock();
        await using var store = new InMemoryCrmStore(clock, new RotatingKeyRing());
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1"), A.Customer("2")], Events = [A.Purchase("2", Day, 1m, "a")] });
        await store.MergeAsync("1", "2");
        await using var copy = await store.RehearseAsync(clock);
        Assert.Equal("1: a; nothing open", await TellAsync(store));

        // Of the absorbed record: what is kept with the surviving one, which both have in common, must notice.
        await copy.CommitAsync(new ChangeSet { Events = [A.Purchase("2", Day.PlusDays(1), 1m, "b"), A.Complaint("2", "c")] });
        Assert.Equal("1: a, b, c; c open", await TellAsync(copy));
        Assert.Equal("1: a; nothing open", await TellAsync(store));
        await store.CommitAsync(new ChangeSet { Corrections = [A.Purchase("2", Day.PlusDays(2), 1m, "a")], Events = [A.Purchase("1", Day, 1m, "d")] });
        Assert.Equal("1: d, a; nothing open", await TellAsync(store));
        Assert.Equal("1: a, b, c; c open", await TellAsync(copy));
        await store.UnmergeAsync("2");
        Assert.Equal("1: d; nothing open | 2: a", await TellAsync(store));
        Assert.Equal("1: a, b, c; c open", await TellAsync(copy));
    }

    [Fact]
    public async Task Reading_that_began_before_a_change_tells_nothing_of_it()
    {
        var clock = new ManualClock();
        await using var store = new InMemoryCrmStore(clock, new RotatingKeyRing());
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1"), A.Customer("2")], Events = [A.Purchase("1", Day, 1m, "a"), A.Purchase("2", Day, 1m, "b")] });
        List<string> told = [];
        await foreach (var history in store.ReadHistoriesAsync(DateTimeZone.Utc))
        {
            told.Add(string.Join(",", history.Events.Select(happened => happened.Key.Value)));
            await store.CommitAsync(new ChangeSet { Events = [A.Purchase("2", Day.PlusDays(1), 1m, "c")] });
            await TellAsync(store);
        }

        Assert.Equal(["a", "b"], told);
    }

    private static async Task<string> TellAsync(ICrmStore store)
    {
        var open = (await store.LoadFactsAsync("1", DateTimeZone.Utc)).OpenComplaints.Select(complaint => complaint.Key.Value).DefaultIfEmpty("nothing");
        var histories = await store.ReadHistoriesAsync(DateTimeZone.Utc)
            .Select(history => $"{history.Events[0].Customer}: {string.Join(", ", history.Events.Select(happened => happened.Key.Value))}{(history.Events[0].Customer == "1" ? $"; {string.Join(", ", open)} open" : null)}")
            .ToListAsync();
        return string.Join(" | ", histories);
    }
}
