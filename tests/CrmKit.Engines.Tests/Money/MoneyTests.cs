using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class MoneyTests
{
    private static readonly Gen<(Money First, Money Second)> Pairs =
        from first in Generated.Monies
        from second in Generated.Monies
        select (first, second);

    [Fact]
    public void Same_currency_adds_subtracts_and_compares_as_numbers_do() => Law.Holds(
        from first in Generated.Monies
        from second in Generated.Amounts
        select (First: first, Second: first with { Amount = second }),
        pair =>
        {
            Assert.Equal(pair.First.Amount + pair.Second.Amount, (pair.First + pair.Second).Amount);
            Assert.Equal(pair.First, pair.First + pair.Second - pair.Second);
            Assert.Equal(pair.First - pair.Second, pair.First + -pair.Second);
            Assert.Equal(pair.First.Amount < pair.Second.Amount, pair.First < pair.Second);
            Assert.Equal(pair.First.Amount <= pair.Second.Amount, pair.First <= pair.Second);
            Assert.Equal(pair.First.Amount > pair.Second.Amount, pair.First > pair.Second);
            Assert.Equal(pair.First.Amount >= pair.Second.Amount, pair.First >= pair.Second);
            Assert.Equal(pair.First.Amount.CompareTo(pair.Second.Amount), pair.First.CompareTo(pair.Second));
            Assert.Equal(pair.First + pair.First + pair.First, pair.First * 3);
        });

    [Fact]
    public void Mixed_currencies_are_refused_and_never_equal() => Law.Holds(
        Pairs.Where(pair => pair.First.Currency != pair.Second.Currency),
        pair =>
        {
            Assert.Throws<CurrencyMismatchException>(() => pair.First + pair.Second);
            Assert.Throws<CurrencyMismatchException>(() => pair.First - pair.Second);
            Assert.Throws<CurrencyMismatchException>(() => pair.First.CompareTo(pair.Second));
            Assert.Throws<CurrencyMismatchException>(() => pair.First < pair.Second);
            Assert.NotEqual(pair.First, pair.Second);
        });

    [Theory]
    [InlineData("2.345", "EUR", MidpointRounding.ToEven, "2.34")]
    [InlineData("2.345", "EUR", MidpointRounding.AwayFromZero, "2.35")]
    [InlineData("-2.345", "EUR", MidpointRounding.AwayFromZero, "-2.35")]
    [InlineData("-2.345", "EUR", MidpointRounding.ToZero, "-2.34")]
    [InlineData("-2.341", "EUR", MidpointRounding.ToNegativeInfinity, "-2.35")]
    [InlineData("2.5", "JPY", MidpointRounding.ToEven, "2")]
    [InlineData("3.5", "JPY", MidpointRounding.ToEven, "4")]
    [InlineData("1.23456", "KWD", MidpointRounding.ToEven, "1.235")]
    [InlineData("1.00005", "CLF", MidpointRounding.ToPositiveInfinity, "1.0001")]
    public void Round_keeps_the_minor_unit_of_the_currency(string amount, string currency, MidpointRounding rounding, string expected) =>
        Assert.Equal(Of(expected, currency), Of(amount, currency).Round(rounding));

    [Fact]
    public void Round_is_bankers_rounding_unless_told_otherwise() => Assert.Equal(Of("0.12", "EUR"), Of("0.125", "EUR").Round());

    [Fact]
    public void Text_shows_every_digit() => Assert.Equal("-1234.50 EUR", Of("-1234.50", "EUR").ToString());

    [Fact]
    public void Currency_XXX_equals_default()
    {
        Assert.Equal(default, new Currency("XXX"));
        Assert.Equal(Currency.None, new Currency("XXX"));
        Assert.Equal("XXX", default(Currency).Code);
        Assert.Equal(default, Money.Zero(Currency.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("EU")]
    [InlineData("EURO")]
    [InlineData("eur")]
    [InlineData("ÄÖÜ")]
    [InlineData("E1R")]
    public void Currency_of_another_form_is_rejected(string code) => Assert.Throws<ArgumentException>(() => new Currency(code));

    private static Money Of(string amount, string currency) => new(decimal.Parse(amount, CultureInfo.InvariantCulture), new Currency(currency));
}
