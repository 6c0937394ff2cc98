using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class PurchaseSummaryCubeTests
{
    private static readonly Gen<ImmutableArray<PurchaseSummary>> Many = Generated.UpTo(12, Generated.Summaries);

    [Fact]
    public void Cube_counts_equal_cells() => Law.Holds(Many, summaries =>
    {
        var cube = PurchaseSummaryCube.From(summaries);
        Assert.Equal(summaries.Length, cube.Customers);
        var counted = summaries.GroupBy(PurchaseSummaryCell.Of).OrderBy(group => group.Key).Select(group => KeyValuePair.Create(group.Key, group.LongCount()));
        Assert.Equal(counted, cube.Cells().AsEnumerable());
        Assert.Equal(cube.Cells().Length, cube.CellCount);
    });

    [Fact]
    public void Removing_undoes_adding_in_any_order() => Law.Holds(
        from first in Many
        from second in Many
        from shuffled in Generated.Shuffled(second)
        select (first, second, shuffled),
        given =>
        {
            var cube = PurchaseSummaryCube.From(given.first.AddRange(given.second));
            foreach (var summary in given.shuffled)
            {
                cube.Remove(summary);
            }

            AssertEqual(PurchaseSummaryCube.From(given.first), cube);
        });

    [Fact]
    public void Merging_is_associative_and_commutative_with_the_empty_cube_neutral() => Law.Holds(
        from first in Many
        from second in Many
        from third in Many
        select (first, second, third),
        given =>
        {
            var whole = PurchaseSummaryCube.From(given.first.AddRange(given.second).AddRange(given.third));
            AssertEqual(whole, Merged(Merged(Of(given.first), Of(given.second)), Of(given.third)));
            AssertEqual(whole, Merged(Of(given.first), Merged(Of(given.second), Of(given.third))));
            AssertEqual(whole, Merged(Of(given.third), Merged(Of(given.first), Of(given.second))));
            AssertEqual(whole, Merged(whole, new PurchaseSummaryCube()));
        });

    // One cell, other gaps: taking away who was never added would leave a sum of logarithms that nobody has.
    [Fact]
    public void Removing_other_gaps_is_refused_and_changes_nothing()
    {
        var (even, uneven) = (Bought(0, 10, 20), Bought(0, 1, 20));
        var cube = PurchaseSummaryCube.From([even]);
        Assert.Throws<InvalidOperationException>(() => cube.Remove(uneven));
        AssertEqual(PurchaseSummaryCube.From([even]), cube);
        Assert.Equal(even.SumLogGapDays, cube.SumLogGapDays);
        cube.Remove(even);
        Assert.Equal((0L, 0d), (cube.Customers, cube.SumLogGapDays));
        Assert.Throws<InvalidOperationException>(() => cube.Remove(even));

        static PurchaseSummary Bought(params int[] days)
        {
            var start = new LocalDate(2024, 1, 1);
            var summary = PurchaseSummary.Begin(new CustomerId("a"), start, new Money(1, Currency.Eur));
            foreach (var day in days.Skip(1))
            {
                Assert.True(summary.TryAppend(start.PlusDays(day), new Money(1, Currency.Eur), out summary));
            }

            return summary;
        }
    }

    [Fact]
    public void Default_summary_is_nobody()
    {
        var cube = new PurchaseSummaryCube();
        Assert.Throws<ArgumentException>("summary", () => cube.Add(default));
        Assert.Throws<ArgumentException>("summary", () => cube.Remove(default));
        Assert.Equal(0, cube.Customers);
    }

    [Fact]
    public void Merging_leaves_the_other_cube_as_it_was() => Law.Holds(Many.Two(), pair =>
    {
        var other = Of(pair.Item2);
        Of(pair.Item1).Merge(other);
        AssertEqual(Of(pair.Item2), other);
    });

    [Fact]
    public void Merging_with_itself_doubles_every_count() => Law.Holds(Many, summaries =>
    {
        var cube = Of(summaries);
        cube.Merge(cube);
        AssertEqual(Of(summaries.AddRange(summaries)), cube);
    });

    [Fact]
    public void Removing_a_customer_who_is_not_counted_leaves_the_cube_as_it_was() => Law.Holds(
        from summaries in Many
        from missing in Generated.Summaries
        where !summaries.Select(PurchaseSummaryCell.Of).Contains(PurchaseSummaryCell.Of(missing))
        select (summaries, missing),
        given =>
        {
            var cube = Of(given.summaries);
            Assert.Throws<InvalidOperationException>(() => cube.Remove(given.missing));
            AssertEqual(Of(given.summaries), cube);
        });

    private static PurchaseSummaryCube Of(IEnumerable<PurchaseSummary> summaries) => PurchaseSummaryCube.From(summaries);

    private static PurchaseSummaryCube Merged(PurchaseSummaryCube into, PurchaseSummaryCube other)
    {
        into.Merge(other);
        return into;
    }

    private static void AssertEqual(PurchaseSummaryCube expected, PurchaseSummaryCube actual)
    {
        Assert.Equal(expected.SumLogGapDays, actual.SumLogGapDays);
        Assert.Equal(expected.Cells().AsEnumerable(), actual.Cells().AsEnumerable());
        Assert.Equal(expected.Customers, actual.Customers);
        Assert.Equal(expected.CellCount, actual.CellCount);
    }
}
