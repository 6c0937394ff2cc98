using System.Reflection;

namespace CrmKit.Engines.Tests;

public sealed class NextWordsTests
{
    private static readonly ImmutableArray<(Reason Reason, string Words)> Documented =
    [
        (new(NextReasons.Measured, Share("uplift", 0.02), Share("lower", -0.01), Share("upper", 0.05), Share("level", 0.95), Whole("value", 10_000), Whole("points", 200)), "wins 2 % more than silence would (-1 % to 5 %, measured) of 10000: 200"),
        (new(NextReasons.Believed, Share("uplift", 0.1), Whole("value", 1000), Whole("points", 100)), "is believed to win 10 % more than silence would, which nobody has measured, of 1000: 100"),
        (new(NextReasons.Cost, ReasonArgument.Of("channel", "post"), Whole("points", -85)), "costs by post: -85"),
        (new(NextReasons.Pressure, Whole("contacts", 2), Whole("days", 30), Share("chance", 0.003), Whole("at-stake", 50_000), Whole("points", -150)), "2 contacts in 30 days, and one more drives 0.3 % away, with 50000 at stake: -150"),
        (new(NextReasons.Owed), "is owed"),
        (new(NextReasons.Nothing), "saying nothing costs nothing"),
    ];

    [Fact]
    public void Every_code_has_its_words()
    {
        var codes = typeof(NextReasons).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!);
        Assert.Equal(codes.Order(StringComparer.Ordinal), Documented.Select(row => row.Reason.Code).Order(StringComparer.Ordinal));
        Assert.All(Documented, row => Assert.Equal(row.Words, EnglishReasons.Render(row.Reason)));
    }

    private static ReasonArgument Share(string name, double value) => ReasonArgument.Of(name, value);

    private static ReasonArgument Whole(string name, long value) => ReasonArgument.Of(name, value);
}
