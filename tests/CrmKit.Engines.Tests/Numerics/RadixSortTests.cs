namespace CrmKit.Numerics.Tests;

public class RadixSortTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(200, 50)]
    [InlineData(5_000, 3)]
    [InlineData(5_000, 4_000_000_000)]
    public void Keys_of_32_bits_are_sorted(int count, long below)
    {
        var random = new SeededRandom(1);
        uint[] keys = [.. Enumerable.Range(0, count).Select(_ => (uint)(random.NextUniform() * below))];
        uint[] expected = [.. keys.Order()];
        RadixSort.Sort(keys, new uint[count]);
        Assert.Equal(expected, keys);
    }

    [Theory]
    [InlineData(200, 20)]
    [InlineData(5_000, 20)]
    [InlineData(5_000, 1e300)]
    public void Items_move_with_their_keys_and_equal_keys_keep_their_order(int count, double scale)
    {
        var random = new SeededRandom(2);
        ulong[] keys = [.. Enumerable.Range(0, count).Select(_ => BitConverter.DoubleToUInt64Bits(Math.Floor(random.NextUniform() * scale)))];
        int[] items = [.. Enumerable.Range(0, count)];
        var expected = keys.Zip(items).OrderBy(pair => pair.First).ThenBy(pair => pair.Second).ToArray();
        RadixSort.Sort(keys, items, new ulong[count], new int[count]);
        Assert.Equal(expected, keys.Zip(items));
    }

    [Fact]
    public void Too_little_room_is_refused() => Assert.Throws<ArgumentException>(() => RadixSort.Sort<uint>([1, 2], new uint[1]));
}
