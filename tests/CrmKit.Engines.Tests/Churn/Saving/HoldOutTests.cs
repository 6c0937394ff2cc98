namespace CrmKit.Churn.Tests;

public class HoldOutTests
{
    private static readonly CustomerId[] Customers = [.. Enumerable.Range(0, 20_000).Select(i => new CustomerId(i.ToString(CultureInfo.InvariantCulture)))];

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void Share_is_kept_within_chance(double share)
    {
        var held = Customers.Count(new HoldOut("spring", share).Holds);

        // Five standard errors.
        Assert.InRange(held, (share * Customers.Length) - (5 * Math.Sqrt(Customers.Length * share * (1 - share))), (share * Customers.Length) + (5 * Math.Sqrt(Customers.Length * share * (1 - share))));
    }

    [Fact]
    public void Answer_never_changes()
    {
        // Reckoned apart from the code: another answer would move customers between the groups of a running trial.
        string[] held = [.. Customers.Take(40).Where(new HoldOut("spring", 0.25).Holds).Select(customer => customer.Value)];
        Assert.Equal(Recorded, held);
    }

    [Fact]
    public void Larger_share_holds_everyone_whom_a_smaller_one_holds() =>
        Assert.All(Customers.Where(new HoldOut("spring", 0.1).Holds), customer => Assert.True(new HoldOut("spring", 0.2).Holds(customer)));

    [Fact]
    public void Trials_draw_independently()
    {
        var (one, other) = (new HoldOut("spring", 0.5), new HoldOut("summer", 0.5));
        var agree = Customers.Count(customer => one.Holds(customer) == other.Holds(customer));
        Assert.InRange(agree, 9_600, 10_400);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new HoldOut(string.Empty, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HoldOut("spring", double.NaN));
        Assert.Throws<ArgumentException>(() => new HoldOut("spring", 0.5).Holds(default));
    }

    private static readonly string[] Recorded = ["0", "1", "6", "16", "20", "25", "30", "32", "33", "36", "38", "39"];
}
