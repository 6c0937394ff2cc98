using System.Reflection;

namespace CrmKit.Engines.Tests;

public sealed class EnglishReasonsTests
{
    // Every code with its documented arguments; an optional group makes a second row.
    private static readonly ImmutableArray<Reason> Documented =
    [
        new(ReasonCodes.IntervalDue, Date("due"), Whole("days"), Whole("interval")),
        new(ReasonCodes.IntervalDue, Date("due"), Whole("days"), Whole("interval"), ReasonArgument.Of("value", new Money(12.34m, Currency.Eur)), Whole("horizon"), ReasonArgument.Of("alive", 0.8712)),
        new(ReasonCodes.IntervalNotDue, Date("due"), Date("last"), Whole("interval")),
        new(ReasonCodes.Birthday, Date("day")),
        new(ReasonCodes.GatesOpen),
        new(ReasonCodes.Suppressed, Text("channel")),
        new(ReasonCodes.Undeliverable, Text("channel")),
        new(ReasonCodes.Care, Text("kind")),
        new(ReasonCodes.Care, Text("kind"), Date("until")),
        new(ReasonCodes.Merged),
        new(ReasonCodes.ConsentRefused, Text("purpose"), Text("channel"), ReasonArgument.Of("said", Known.LongAgo), Text("source")),
        new(ReasonCodes.ConsentMissing, Text("purpose"), Text("channel")),
        new(ReasonCodes.ConsentNotYet, Text("purpose"), Text("channel"), ReasonArgument.Of("said", Known.LongAgo), ReasonArgument.Of("recorded", Known.LongAgo)),
        new(ReasonCodes.PointGone, Text("channel")),
        new(ReasonCodes.QuietHours, Text("local"), Text("zone"), Text("zone-source"), Text("quiet")),
        new(ReasonCodes.QuietHours, Text("local"), Text("zone"), Text("zone-source"), Text("quiet"), Text("source")),
        new(ReasonCodes.CapReached, Whole("made"), Whole("cap"), Whole("window")),
        new(ReasonCodes.CapReached, Text("group"), Whole("made"), Whole("cap"), Whole("window"), Text("by")),
        new(ReasonCodes.ComplaintOpen, Text("complaint"), Date("since"), ReasonArgument.Of("open", 1)),
        new(ReasonCodes.ComplaintOpen, Text("complaint"), Date("since"), Whole("open")),
        new(ReasonCodes.ChannelNotOffered, Text("channel")),
        new(ReasonCodes.ChannelRefused, Text("channel")),
        new(ReasonCodes.Blackout, Text("name"), Date("day"), Text("channel")),
        new(ReasonCodes.BlockedDay, Date("day"), Text("channel")),
        new(ReasonCodes.BlockedDay, Date("day"), Text("channel"), Date("until")),
        new(ReasonCodes.Moot, Date("purchase"), Date("after")),
        new(ReasonCodes.RulesInForce, Text("cap"), Text("expiry")),
        new(ReasonCodes.FactsReliedOn, ReasonArgument.Of("at", Known.LongAgo), Whole("contacts"), Date("last-contact")),
        new(ReasonCodes.MinimumOwed, Whole("count"), Whole("window")),
        new(ReasonCodes.MinimumOwed, Whole("count"), Whole("window"), Date("due")),
        new(ReasonCodes.CapLeavesNoRoom, Text("group"), Whole("cap"), Whole("window")),
        new(ReasonCodes.OneCareADay),
        new(ReasonCodes.Expired, ReasonArgument.Of("expired", Known.LongAgo)),
        new(ReasonCodes.NoContactPoint, Text("channels")),
        new(ReasonCodes.DayFull, Whole("limit")),
        new(ReasonCodes.LaterThanDay, ReasonArgument.Of("first", Known.LongAgo)),
        new(ReasonCodes.BetterDay, Date("day"), Text("channel"), Whole("worth")),
        new(ReasonCodes.LeftOut, Date("until"), Whole("worth")),
        new(ReasonCodes.Displaced, Text("by"), Text("group"), Whole("cap"), Whole("window")),
        new(ReasonCodes.Displaced, Text("by"), Text("group"), Whole("cap"), Whole("window"), Date("frees")),
        new(ReasonCodes.Outpriced, Date("day"), Text("channel"), Whole("short")),
        new(ReasonCodes.ResourceFull, Text("resource")),
        new(ReasonCodes.HoursFull, Date("day")),
        new(ReasonCodes.MissingValue, Text("missing")),
        new(ReasonCodes.MissingTemplate, Text("reason")),
        new(ReasonCodes.NoSender, Text("channel")),
        new(ReasonCodes.RuleFailed, Text("error")),
        new(ReasonCodes.SenderRefused, Text("remedy")),
        new(ReasonCodes.SenderRetry, Text("remedy")),
        new(ReasonCodes.SenderGaveUp, Whole("attempts")),
        new(ReasonCodes.OutcomeUncertain),
        new(ReasonCodes.Unreadable),
        .. new[] { HealthReasons.Replies, HealthReasons.Opens, HealthReasons.Clicks, HealthReasons.Visits, HealthReasons.Purchases, HealthReasons.Complaints, HealthReasons.ComplaintsResolved, HealthReasons.PromisesKept, HealthReasons.PromisesLate, HealthReasons.PromisesBroken, HealthReasons.GoodFeedback, HealthReasons.BadFeedback, HealthReasons.FailedPayments }
            .Select(code => new Reason(code, Whole("count"), ReasonArgument.Of("points", 12.5))),
        new(HealthReasons.Silence, Whole("days"), ReasonArgument.Of("points", -12.5)),
        new(WarmthReasons.Due, Text("tier"), Real("warmth"), Real("target"), Whole("days"), Date("since"), Real("stability"), Whole("unanswered"), Date("due")),
        new(WarmthReasons.NotDue, Text("tier"), Real("warmth"), Real("target"), Whole("days"), Date("since"), Real("stability"), Whole("unanswered"), Date("due")),
        new(WarmthReasons.NotDue, Text("tier"), Real("warmth"), Real("target"), Whole("days"), Date("since"), Real("stability"), Whole("unanswered")),
        new(WarmthReasons.Unknown, Text("tier")),
        new(SilenceReasons.Overdue, Text("measure"), Whole("days"), Whole("bound"), Date("since")),
        new(SilenceReasons.OverdueNever, Text("measure"), Whole("days"), Whole("bound"), Date("since")),
        new(BalanceReasons.Kept, Whole("pitches"), Whole("contacts"), Real("bound")),
        new(BalanceReasons.TooManyPitches, Whole("pitches"), Whole("contacts"), Real("bound")),
        new(BalanceReasons.GiftOwed, Whole("gifts"), Whole("needed")),
        new(BalanceReasons.Stale),
        new(DialogueReasons.OneWay, Whole("outbound"), Whole("inbound"), Real("at-least"), Real("bound"), Whole("window")),
        new(DialogueReasons.TwoWay, Whole("outbound"), Whole("inbound"), Real("at-least"), Real("bound"), Whole("window")),
        new(DialogueReasons.TooFew, Whole("outbound"), Whole("inbound"), Whole("least"), Whole("window")),
    ];

    // Facts that the words leave to programs.
    private static readonly ImmutableArray<string> Unsaid = ["due", "zone-source", "complaint", "worth"];

    [Fact]
    public void Every_code_stands_in_the_table()
    {
        Type[] tables = [typeof(ReasonCodes), typeof(HealthReasons), typeof(WarmthReasons), typeof(SilenceReasons), typeof(BalanceReasons), typeof(DialogueReasons)];
        var codes = tables.SelectMany(table => table.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.Name != "Prefix")
            .Select(field => (string)field.GetValue(null)!)
            .Order(StringComparer.Ordinal);
        Assert.Equal(codes, Documented.Select(reason => reason.Code).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_code_becomes_words_without_holes()
    {
        foreach (var reason in Documented)
        {
            var words = EnglishReasons.Render(reason);
            Assert.NotEqual(reason.ToString(), words);
            Assert.DoesNotContain("?", words, StringComparison.Ordinal);
            Assert.DoesNotContain("  ", words, StringComparison.Ordinal);
            Assert.DoesNotContain("()", words, StringComparison.Ordinal);
            Assert.Equal(words.Trim(' ', '.', ','), words);
            foreach (var argument in reason.Arguments.Where(argument => !Unsaid.Contains(argument.Name)))
            {
                var said = argument.Name is "alive" ? "87" : argument.Invariant;
                Assert.Contains(said, words, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Words_are_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var expected = Documented.Select(EnglishReasons.Render).ToList();
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(expected, Documented.Select(EnglishReasons.Render));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Unknown_code_is_shown_with_its_arguments() =>
        Assert.Equal("shop.vip(level=3)", EnglishReasons.Render(new Reason("shop.vip", ReasonArgument.Of("level", 3))));

    [Fact]
    public void Reasons_are_equal_by_code_and_arguments()
    {
        Assert.Equal(new Reason("a", Whole("x")), new Reason("a", Whole("x")));
        Assert.NotEqual(new Reason("a", Whole("x")), new Reason("a", Whole("y")));
        Assert.NotEqual(new Reason("a"), new Reason("b"));
        Assert.Null(new Reason("a", Whole("x"))["y"]);
    }

    [Fact]
    public void Restored_argument_equals_the_stored_one()
    {
        foreach (var argument in Documented.SelectMany(reason => reason.Arguments))
        {
            Assert.Equal(argument, ReasonArgument.Restore(argument.Name, argument.Kind, argument.Invariant));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => ReasonArgument.Restore("x", default, "1"));
    }

    private static ReasonArgument Text(string name) => ReasonArgument.Of(name, "word-" + name);

    private static ReasonArgument Whole(string name) => ReasonArgument.Of(name, 41);

    private static ReasonArgument Real(string name) => ReasonArgument.Of(name, 0.75);

    private static ReasonArgument Date(string name) => ReasonArgument.Of(name, new LocalDate(2026, 3, 10));
}
