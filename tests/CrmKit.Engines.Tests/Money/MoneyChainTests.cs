using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Money is neither made nor lost, whatever is done to it in whatever order.</summary>
public sealed class MoneyChainTests
{
    private enum Step
    {
        Move,
        MoveBack,
        Allocate,
        Round,
        Turn,
    }

    private static readonly Gen<(ImmutableArray<Money> Accounts, ImmutableArray<(Step Step, int From, int To, int[] Weights)> Steps)> Chains =
        from currency in Generated.Currencies
        from amounts in Generated.Amounts.ListOf(4)
        from signs in Gen.Elements(-1, 1).ListOf(4)
        from steps in Generated.UpTo(
            30,
            from step in Gen.Elements(Enum.GetValues<Step>())
            from ends in Gen.Choose(0, 3).Two()
            from weights in Generated.Weights.Where(weights => weights.Length <= 4)
            select (step, ends.Item1, ends.Item2, weights))
        select (amounts.Zip(signs, (amount, sign) => new Money(amount * sign, currency)).ToImmutableArray(), steps);

    // Each step moves money between accounts; what rounding takes off one is put on the next, so that the whole stays the same to the last digit.
    [Fact]
    public void Whole_stays_the_same_under_any_chain_of_steps() => Law.Holds(Chains, given =>
    {
        var accounts = given.Accounts.ToArray();
        var whole = Whole(accounts);
        var sign = 1;
        foreach (var (step, from, to, weights) in given.Steps)
        {
            switch (step)
            {
                case Step.Move or Step.MoveBack when from != to:
                    var moved = step == Step.Move ? accounts[from].Allocate(weights)[0] : -accounts[to].Allocate(weights)[0];
                    accounts[from] -= moved;
                    accounts[to] += moved;
                    break;
                case Step.Allocate:
                    var parts = accounts[from].Allocate(weights);
                    accounts[from] = Money.Zero(accounts[from].Currency);
                    for (var i = 0; i < parts.Length; i++)
                    {
                        accounts[(to + i) % accounts.Length] += parts[i];
                    }

                    break;
                case Step.Round:
                    var rounded = accounts[from].Round();
                    accounts[(from + 1) % accounts.Length] += accounts[from] - rounded;
                    accounts[from] = rounded;
                    break;
                case Step.Turn:
                    accounts = [.. accounts.Select(account => -account)];
                    sign = -sign;
                    break;
            }

            Assert.Equal(whole * sign, Whole(accounts));
        }
    }, tests: 1000);

    [Fact]
    public void Sum_equals_that_of_whole_numbers_of_the_last_digit() => Law.Holds(
        from currency in Generated.Currencies
        from amounts in Generated.UpTo(50, Generated.Monies)
        select amounts.Select(money => money with { Currency = currency }).ToImmutableArray(),
        monies =>
        {
            if (!monies.IsEmpty)
            {
                Assert.Equal(Whole(monies), Whole([monies.Aggregate((sum, money) => sum + money)]));
                Assert.Equal(Whole(monies), Whole([monies.Reverse().Aggregate((sum, money) => sum + money)]));
            }
        }, tests: 500);

    // Half to even, in whole numbers: nothing of it is computed in decimals.
    [Fact]
    public void Rounding_equals_that_of_whole_numbers() => Law.Holds(Generated.Monies, money =>
    {
        var unit = BigInteger.Pow(10, 28 - money.Currency.MinorDigits);
        var units = BigInteger.DivRem(BigInteger.Abs(Unscaled(money.Amount)), unit, out var rest);
        units += rest * 2 > unit || (rest * 2 == unit && !units.IsEven) ? 1 : 0;
        Assert.Equal(units * unit * Math.Sign(money.Amount), Unscaled(money.Round().Amount));
        Assert.Equal(money.Round(), money.Round().Round());
    }, tests: 1000);

    private static BigInteger Whole(IEnumerable<Money> accounts) => accounts.Aggregate(BigInteger.Zero, (sum, money) => sum + Unscaled(money.Amount));

    private static BigInteger Unscaled(decimal amount)
    {
        var bits = decimal.GetBits(amount);
        var magnitude = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return (bits[3] < 0 ? -magnitude : magnitude) * BigInteger.Pow(10, 28 - amount.Scale);
    }
}
