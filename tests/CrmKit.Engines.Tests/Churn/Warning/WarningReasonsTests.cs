using System.Reflection;

namespace CrmKit.Churn.Tests;

public class WarningReasonsTests
{
    [Fact]
    public void Every_code_becomes_words_without_holes()
    {
        var codes = Codes(typeof(WarningReasons)).Where(code => code != WarningReasons.Prefix).Concat(Codes(typeof(AttritionReasons)));
        foreach (var code in codes)
        {
            foreach (var (value, term) in new[] { (0.4, 0.7), (0.0, -0.7), (-0.4, 0.0), (3.0, 1e-9) })
            {
                var reason = new Reason(
                    code,
                    ReasonArgument.Of("feature", "name-of-it"),
                    ReasonArgument.Of("value", value),
                    ReasonArgument.Of("term", term),
                    ReasonArgument.Of("rate", 0.2),
                    ReasonArgument.Of("model-brier", 0.3),
                    ReasonArgument.Of("rule-brier", 0.2),
                    ReasonArgument.Of("alive", 0.87),
                    ReasonArgument.Of("overdue", 0.97),
                    ReasonArgument.Of("level", 0.95),
                    ReasonArgument.Of("days", 400),
                    ReasonArgument.Of("window", 365));
                var words = EnglishReasons.Render(reason);
                Assert.NotEqual(reason.ToString(), words);
                Assert.DoesNotContain("?", words, StringComparison.Ordinal);
                Assert.DoesNotContain("  ", words, StringComparison.Ordinal);
                Assert.Equal(words.Trim(' ', '.', ','), words);
            }
        }
    }

    [Fact]
    public void Words_say_what_was_seen_and_what_it_does_to_the_odds()
    {
        Assert.Equal("spent 40 % less than in the time before, which raises the odds of leaving 2 times", Words(WarningReasons.SpendTrend, Math.Log(0.6), Math.Log(2)));
        Assert.Equal("has an open complaint, which raises the odds of leaving 1.649 times", Words(WarningReasons.OpenComplaint, 1, 0.5));
        Assert.Equal("has been silent for 3 times the usual gap, which raises the odds of leaving 1.5 times", Words(WarningReasons.Silence, Math.Log(3), Math.Log(1.5)));
        Assert.Equal("1 payment failed, which raises the odds of leaving 1.25 times", Words(WarningReasons.FailedPayments, 1, Math.Log(1.25)));
        Assert.Equal("satisfaction rose by 25 % of the scale, which lowers the odds of leaving 2 times", Words(WarningReasons.SatisfactionFall, -0.25, -Math.Log(2)));
        Assert.Equal(
            "has not bought for 400 days, longer than the window of 365 days",
            EnglishReasons.Render(new Reason(AttritionReasons.Window, ReasonArgument.Of("days", 400), ReasonArgument.Of("window", 365))));
    }

    private static IEnumerable<string> Codes(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!);

    private static string Words(string code, double value, double term) =>
        EnglishReasons.Render(new Reason(code, ReasonArgument.Of("feature", "any"), ReasonArgument.Of("value", value), ReasonArgument.Of("term", term)));
}
