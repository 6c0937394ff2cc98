using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class MoneyAllocationTests
{
    private static readonly Gen<(Money Total, int[] Weights)> Cases =
        from total in Generated.Monies
        from weights in Generated.Weights
        select (total, weights);

    [Fact]
    public void Parts_add_up_to_the_amount_exactly() => Law.Holds(Cases, given =>
    {
        var parts = given.Total.Allocate(given.Weights);
        Assert.Equal(given.Weights.Length, parts.Length);
        Assert.Equal(given.Total, parts.Aggregate(Money.Zero(given.Total.Currency), (sum, part) => sum + part));
    });

    [Fact]
    public void Parts_differ_from_exact_shares_by_less_than_one_minor_unit() => Law.Holds(Cases, given =>
    {
        // In integers: |part * sum - total * weight| < unit * sum, everything scaled by 10^28.
        var parts = given.Total.Allocate(given.Weights);
        var sum = given.Weights.Sum(weight => (long)weight);
        var unit = BigInteger.Pow(10, 28 - given.Total.Currency.MinorDigits);
        for (var i = 0; i < parts.Length; i++)
        {
            var difference = (Scaled(parts[i].Amount) * sum) - (Scaled(given.Total.Amount) * given.Weights[i]);
            Assert.True(BigInteger.Abs(difference) < unit * sum, $"part {i} of {given.Total} is {parts[i]}");
        }
    }, tests: 500);

    [Fact]
    public void Zero_weight_gets_nothing_and_no_part_has_the_other_sign() => Law.Holds(Cases, given =>
    {
        var parts = given.Total.Allocate(given.Weights);
        for (var i = 0; i < parts.Length; i++)
        {
            Assert.True(given.Weights[i] > 0 || parts[i].Amount == 0);
            Assert.True(parts[i].Amount == 0 || Math.Sign(parts[i].Amount) == Math.Sign(given.Total.Amount));
        }
    });

    [Fact]
    public void Only_one_part_holds_a_fraction_of_the_minor_unit() => Law.Holds(Cases, given =>
    {
        var parts = given.Total.Allocate(given.Weights);
        Assert.True(parts.Count(part => part != part.Round(MidpointRounding.ToZero)) <= 1);
    });

    [Fact]
    public void Ties_go_to_the_earlier_part()
    {
        Assert.Equal([3.34m, 3.33m, 3.33m], new Money(10, Currency.Eur).Allocate(1, 1, 1).Select(part => part.Amount));
        Assert.Equal([-0.02m, -0.01m], new Money(-0.03m, Currency.Eur).Allocate(1, 1).Select(part => part.Amount));
        Assert.Equal([0m, 1m, 0m], new Money(1, new Currency("JPY")).Allocate(0, 1, 1).Select(part => part.Amount));
    }

    // One cent and nine tenths among a hundred: were both given to the first part, it would have 1.9 cents for a share of 0.019.
    [Fact]
    public void Fraction_of_the_minor_unit_never_comes_on_top_of_a_handed_out_unit()
    {
        var parts = new Money(0.019m, Currency.Eur).Allocate([.. Enumerable.Repeat(1, 100)]);
        Assert.Equal([0.01m, 0.009m], parts.Take(2).Select(part => part.Amount));
    }

    // The product of amount and weight lies outside the range of decimal.
    [Fact]
    public void Large_amounts_and_weights_allocate_exactly()
    {
        var parts = new Money(70_000_000_000_000_000_000_000_000.01m, Currency.Eur).Allocate(int.MaxValue, int.MaxValue);
        Assert.Equal([35_000_000_000_000_000_000_000_000.01m, 35_000_000_000_000_000_000_000_000.00m], parts.Select(part => part.Amount));
        Assert.Throws<OverflowException>(() => new Money(decimal.MaxValue, Currency.Eur).Allocate(1, 1));
    }

    [Fact]
    public void Weights_that_say_nothing_are_rejected()
    {
        var money = new Money(1, Currency.Eur);
        Assert.Throws<ArgumentException>(() => money.Allocate());
        Assert.Throws<ArgumentException>(() => money.Allocate(0, 0));
        Assert.Throws<ArgumentException>(() => money.Allocate(2, -1));
    }

    private static BigInteger Scaled(decimal amount)
    {
        var bits = decimal.GetBits(amount);
        var magnitude = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return (bits[3] < 0 ? -magnitude : magnitude) * BigInteger.Pow(10, 28 - amount.Scale);
    }
}
