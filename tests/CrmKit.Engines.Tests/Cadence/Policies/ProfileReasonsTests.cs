using System.Reflection;

namespace CrmKit.Engines.Tests;

public sealed class ProfileReasonsTests
{
    private static readonly ImmutableArray<Reason> Documented =
    [
        new(
            ProfileReasons.Due,
            Date("due"), Text("profile"), Text("band"), Whole("interval"), Real("base", 60), Real("recency", 1.5), Real("value", 0.75), Real("risk", 0.625), Real("rhythm", 1.125), ReasonArgument.Of("shortest", 14), ReasonArgument.Of("longest", 365)),
        new(ProfileReasons.Base, Text("profile"), Real("factor", 60)),
        new(ProfileReasons.Band, Text("band"), Whole("days"), Real("factor", 1)),
        new(ProfileReasons.NeverBought, Text("band"), Real("factor", 1.5)),
        new(ProfileReasons.Tier, Text("tier"), Real("worth", 1234.5), Text("currency"), Real("factor", 0.75)),
        new(ProfileReasons.OtherCurrency, Text("currency"), Text("expected"), Real("factor", 1)),
        new(ProfileReasons.Left, Real("left", 0.87), Real("factor", 2.5)),
        new(ProfileReasons.Leaving, Real("left", 0.87), Real("leaving", 0.25), Real("factor", 0.625)),
        new(ProfileReasons.Window, Date("window"), Whole("lead"), Real("factor", 0.625)),
        new(ProfileReasons.WindowElsewhere, Date("window"), Real("factor", 1)),
        new(ProfileReasons.Unknown, Text("part"), Real("factor", 1)),
        new(ProfileReasons.Unheeded, Text("part"), Real("factor", 1)),
        new(ProfileReasons.Bounds, Real("product", 1234.5), Whole("shortest"), Whole("longest")),
    ];

    [Fact]
    public void Every_code_stands_in_the_table()
    {
        var codes = typeof(ProfileReasons).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!).Order(StringComparer.Ordinal);
        Assert.Equal(codes, Documented.Select(reason => reason.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_code_becomes_words_that_say_all_its_arguments()
    {
        foreach (var reason in Documented)
        {
            var words = EnglishReasons.Render(reason);
            Assert.NotEqual(reason.ToString(), words);
            Assert.DoesNotContain("?", words, StringComparison.Ordinal);
            Assert.DoesNotContain("  ", words, StringComparison.Ordinal);
            Assert.Equal(words.Trim(' ', '.', ','), words);
            foreach (var argument in reason.Arguments.Where(argument => argument.Name is not "due"))
            {
                Assert.Contains(argument.Name is "left" ? "87 %" : argument.Name is "leaving" ? "25 %" : argument.Invariant, words, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Words_say_what_a_term_does_to_the_interval()
    {
        Assert.Equal("never bought (word-band), which lengthens the interval (x 1.5)", EnglishReasons.Render(Documented[3]));
        Assert.Equal("87 % likely to have left, and otherwise 25 % likely to leave soon, which shortens the interval (x 0.625)", EnglishReasons.Render(Documented[7]));
        Assert.Equal("word-part is not known, which leaves the interval as it is (x 1)", EnglishReasons.Render(Documented[10]));
    }

    private static ReasonArgument Text(string name) => ReasonArgument.Of(name, "word-" + name);

    private static ReasonArgument Whole(string name) => ReasonArgument.Of(name, 41);

    private static ReasonArgument Real(string name, double value) => ReasonArgument.Of(name, value);

    private static ReasonArgument Date(string name) => ReasonArgument.Of(name, new LocalDate(2026, 3, 10));
}
