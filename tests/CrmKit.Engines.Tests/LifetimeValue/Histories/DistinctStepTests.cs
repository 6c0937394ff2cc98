using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

public class DistinctStepTests
{
    // Days; days of many years, more than are numbered; times of day; a few heavy buyers beyond all small counts.
    [Theory]
    [InlineData(3_000, 60, 7, 12)]
    [InlineData(20_000, 6_000, 7, 5)]
    [InlineData(5_000, 300, 0, 8)]
    [InlineData(2_000, 90, 7, 1_000_000)]
    [InlineData(100, 9, 7, 3)]
    public void Table_is_that_of_counting_one_by_one_in_any_order(int customers, int days, int perUnit, int mostPurchases)
    {
        var (x, recency, age) = Draw(customers, days, perUnit, mostPurchases, seed: 1);
        var expected = x.Zip(recency, age).GroupBy(row => (row.First, row.Second + 0d, row.Third + 0d)).OrderBy(group => group.Key).ToArray();
        var (table, turned) = (RecencyFrequencyTable.From(x, recency, age), RecencyFrequencyTable.From([.. x.Reverse()], [.. recency.Reverse()], [.. age.Reverse()]));
        foreach (var one in new[] { table, turned })
        {
            Assert.Equal(expected.Select(group => group.Key.First), one.X.ToArray());
            Assert.Equal(expected.Select(group => Bits(group.Key.Item2)), one.Recency.ToArray().Select(Bits));
            Assert.Equal(expected.Select(group => Bits(group.Key.Item3)), one.Age.ToArray().Select(Bits));
            Assert.Equal(expected.Select(group => group.LongCount()), one.CustomersPerRow.ToArray());
            Assert.Equal(customers, one.Customers);
        }
    }

    // Where times hardly repeat rows are sorted in buckets of time: whatever the times are, few or all in one bucket, twice the same or none, the order is the same.
    [Theory]
    [InlineData("even")]
    [InlineData("one moment but for a few")]
    [InlineData("all within the last digits")]
    [InlineData("from the smallest to the largest double")]
    [InlineData("some twice")]
    public void Times_that_hardly_repeat_are_sorted_however_they_lie(string how)
    {
        const int Customers = 12_000;
        var random = new SeededRandom(4);
        var (x, recency, age) = (new int[Customers], new double[Customers], new double[Customers]);
        for (var i = 0; i < Customers; i++)
        {
            x[i] = i % 7 == 0 ? 5_000 : random.NextBelow(4);
            age[i] = how switch
            {
                "one moment but for a few" => i % 4 == 0 ? 1e9 * random.NextUniform() : 30,
                "all within the last digits" => BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(30) + (ulong)random.NextBelow(9_000)),
                "from the smallest to the largest double" => i < 2 ? i * double.MaxValue : Math.Pow(2, (2_098 * random.NextUniform()) - 1_074),
                "some twice" when i > 0 && i % 5 == 0 => age[i - 1],
                _ => 30 * (1 + random.NextUniform()),
            };
            recency[i] = x[i] == 0 ? (i % 2 == 0 ? -0d : 0) : how == "some twice" && i > 0 && recency[i - 1] <= age[i] ? recency[i - 1] : age[i] * random.NextUniform();
        }

        var expected = x.Zip(recency, age).GroupBy(row => (row.First, row.Second + 0d, row.Third)).OrderBy(group => group.Key).ToArray();
        var table = RecencyFrequencyTable.From(x, recency, age);
        Assert.Equal(expected.Select(group => (group.Key.First, Bits(group.Key.Item2), Bits(group.Key.Third))), Rows(table));
        Assert.Equal(expected.Select(group => group.LongCount()), table.CustomersPerRow.ToArray());
        Assert.Equal(Customers, table.Customers);
        Assert.Equal(Enumerable.Range(0, table.Count).Select(row => table.History(row)), Rows(table).Select(
            row => new PurchaseHistory(row.X, BitConverter.Int64BitsToDouble(row.Recency), BitConverter.Int64BitsToDouble(row.Age))));

        static IEnumerable<(int X, long Recency, long Age)> Rows(RecencyFrequencyTable table) =>
            table.X.ToArray().Zip(table.Recency.ToArray().Select(Bits), table.Age.ToArray().Select(Bits));
    }

    [Fact]
    public void Counted_rows_are_those_of_each_customer()
    {
        var (x, recency, age) = Draw(2_000, 80, 7, 6, seed: 2);
        var each = RecencyFrequencyTable.From(x, recency, age);
        var counted = RecencyFrequencyTable.FromCounted(
            [.. x, .. x], [.. recency, .. recency], [.. age, .. age], [.. x.Select(_ => 2L), .. x.Select((_, i) => (long)(i % 2))]);
        Assert.Equal(each.X.ToArray(), counted.X.ToArray());
        Assert.Equal(each.Recency.ToArray(), counted.Recency.ToArray());
        Assert.Equal(each.Age.ToArray(), counted.Age.ToArray());
        Assert.Equal(5_000, counted.Customers);
    }

    [Theory]
    [InlineData(-1, 1, 2)]
    [InlineData(1, double.NaN, 2)]
    [InlineData(1, 3, 2)]
    [InlineData(1, -1, 2)]
    [InlineData(0, 1, 2)]
    [InlineData(1, 1, double.NaN)]
    [InlineData(1, 1, double.PositiveInfinity)]
    public void First_broken_row_is_named(int x, double recency, double age)
    {
        var (xs, recencies, ages) = Draw(1_000, 80, 7, 6, seed: 3);
        (xs[400], recencies[400], ages[400]) = (x, recency, age);
        (xs[700], recencies[700], ages[700]) = (x, recency, age);
        Assert.StartsWith("Row 400:", Assert.Throws<ArgumentException>(() => RecencyFrequencyTable.From(xs, recencies, ages)).Message, StringComparison.Ordinal);
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    // perUnit 0: times of day.
    private static (int[] X, double[] Recency, double[] Age) Draw(int customers, int days, int perUnit, int mostPurchases, ulong seed)
    {
        var random = new SeededRandom(seed);
        var (x, recency, age) = (new int[customers], new double[customers], new double[customers]);
        for (var i = 0; i < customers; i++)
        {
            var time = random.NextUniform() * days;
            age[i] = perUnit == 0 ? time : Math.Floor(time) / perUnit;
            x[i] = (int)Math.Pow(mostPurchases, random.NextUniform()) - 1;
            recency[i] = x[i] == 0 ? (i % 2 == 0 ? -0d : 0) : perUnit == 0 ? time * random.NextUniform() : Math.Floor(time * random.NextUniform()) / perUnit;
        }

        return (x, recency, age);
    }
}
