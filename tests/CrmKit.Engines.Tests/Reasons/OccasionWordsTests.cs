using System.Reflection;

namespace CrmKit.Engines.Tests;

public sealed class OccasionWordsTests
{
    private static readonly ImmutableArray<(Reason Reason, string Words)> Documented =
    [
        (new(OccasionReasons.Anniversary, Day("day", 5), Whole("years", 1), Day("since", 4)), "2026-03-05 is 1 year after the first purchase on 2026-03-04"),
        (new(OccasionReasons.Anniversary, Day("day", 5), Whole("years", 2), Day("since", 4)), "2026-03-05 is 2 years after the first purchase on 2026-03-04"),
        (new(OccasionReasons.ThankYou, Day("bought", 4)), "thanks for the purchase on 2026-03-04"),
        (new(OccasionReasons.ThankYou, Day("bought", 4), ReasonArgument.Of("amount", new Money(110, Currency.Eur))), "thanks for the purchase on 2026-03-04 of 110 EUR"),
        (new(OccasionReasons.ServiceCheckBack, Text("item", "repair"), Day("bought", 4)), "how does it hold: repair on 2026-03-04"),
        (new(OccasionReasons.ComplaintCheckBack, Text("complaint", "mail:17"), Day("settled", 4)), "a complaint was settled on 2026-03-04: does it stay so"),
        (new(OccasionReasons.Replenishment, Day("bought", 4), Day("window-start", 24), Day("window-end", 29)), "bought on 2026-03-04 and likely to need more from 2026-03-24 to 2026-03-29"),
        (new(OccasionReasons.Replenishment, Day("bought", 4), Day("window-start", 24)), "bought on 2026-03-04 and likely to need more from 2026-03-24 on"),
        (new(OccasionReasons.SeasonalOffer, Text("season", "boat-season"), Day("starts", 20)), "an early offer before boat-season, which starts on 2026-03-20"),
        (new(OccasionReasons.SeasonalOffer, Text("season", "boat-season"), Day("starts", 20), Day("bought", 1)), "an early offer before boat-season, which starts on 2026-03-20; bought in such a season on 2026-03-01"),
        (new(OccasionReasons.HolidayCard, Text("holiday", "easter"), Day("day", 6), Text("known", "stated")), "a card for easter on 2026-03-06 (stated)"),
        (new(SurveyReasons.NetPromoter, Text("after", "period"), Day("since", 1), ReasonArgument.Of("share", 0.125)), "asks whether the person would recommend us after period (2026-03-01), as 12.5 % are asked"),
        (new(SurveyReasons.Satisfaction, Text("after", "purchase"), Day("since", 1), ReasonArgument.Of("share", 1.0)), "asks how satisfied the person is after purchase (2026-03-01), as 100 % are asked"),
        (new(SurveyReasons.Effort, Text("after", "complaint"), Day("since", 1), ReasonArgument.Of("share", 1.0)), "asks how easy it was after complaint (2026-03-01), as 100 % are asked"),
        (new(FollowUpReasons.Step, Boat, Whole("step", 1), Whole("length", 3), Text("length-by", "stated"), Day("start", 5)), "boat: step 1 of at most 3 (stated), for a lead of 2026-03-05"),
        (new(FollowUpReasons.Step, Boat, Whole("step", 2), Whole("length", 3), Text("length-by", "curve"), Day("start", 5), Day("previous", 6)), "boat: step 2 of at most 3 (curve), for a lead of 2026-03-05, last contacted on 2026-03-06"),
        (new(FollowUpReasons.NotStarted, Boat), "boat: no lead has come in"),
        (new(FollowUpReasons.NotStarted, Boat, Day("start", 5)), "boat: begins on 2026-03-05"),
        (new(FollowUpReasons.Waiting, Boat, Whole("step", 2), Day("due", 9)), "boat: step 2 is not due before 2026-03-09"),
        (new(FollowUpReasons.Reply, Boat, Day("day", 9)), "boat: stopped, the person answered on 2026-03-09"),
        (new(FollowUpReasons.Refusal, Boat), "boat: stopped, the person wants to hear nothing of it"),
        (new(FollowUpReasons.Purchase, Boat, Day("day", 9)), "boat: stopped, the person bought on 2026-03-09"),
        (new(FollowUpReasons.Bounce, Boat), "boat: stopped, nothing gets through to the person"),
        (new(FollowUpReasons.NoContactPoint, Boat), "boat: stopped, no contact point of its channels is known"),
        (new(FollowUpReasons.Cap, Boat, Whole("length", 3)), "boat: stopped after 3, its length"),
        (new(FollowUpReasons.Yield, Boat, Whole("length", 1), ReasonArgument.Of("upper", 0.0357), ReasonArgument.Of("worth", 0.05)), "boat: stopped after 1, since a further touch sells to at most 3.57 % and must sell to 5 %"),
        (new(FollowUpReasons.Lapsed, Boat, Whole("step", 1), Day("until", 9)), "boat: stopped, step 1 could not leave by 2026-03-09"),
        (new(FollowUpReasons.StatedLength, Whole("length", 3)), "at most 3, as stated: nobody measured what a further touch brings"),
        (new(FollowUpReasons.MeasuredLength, Whole("length", 1), Whole("made", 200), ReasonArgument.Of("upper", 0.0357), ReasonArgument.Of("worth", 0.05)), "at most 1: a further touch sells to at most 3.57 % (of 200 made) and must sell to 5 %"),
        (new(FollowUpReasons.WorthThroughout, Whole("length", 3), ReasonArgument.Of("worth", 0.05)), "at most 3, as stated: up to there no touch is known to sell to fewer than 5 %"),
    ];

    private static ReasonArgument Boat => ReasonArgument.Of("sequence", "boat");

    [Fact]
    public void Every_code_has_its_words()
    {
        Type[] tables = [typeof(OccasionReasons), typeof(SurveyReasons), typeof(FollowUpReasons)];
        var codes = tables.SelectMany(table => table.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(field => field.Name != nameof(SurveyReasons.Prefix)).Select(field => (string)field.GetValue(null)!);
        Assert.Equal(codes.Order(StringComparer.Ordinal), Documented.Select(row => row.Reason.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.All(Documented, row => Assert.Equal(row.Words, EnglishReasons.Render(row.Reason)));
    }

    private static ReasonArgument Text(string name, string value) => ReasonArgument.Of(name, value);

    private static ReasonArgument Whole(string name, long value) => ReasonArgument.Of(name, value);

    private static ReasonArgument Day(string name, int day) => ReasonArgument.Of(name, new LocalDate(2026, 3, day));
}
