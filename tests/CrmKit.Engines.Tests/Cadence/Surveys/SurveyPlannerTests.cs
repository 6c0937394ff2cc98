using CrmKit.Cadence;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class SurveyPlannerTests
{
    private static readonly Topic Repair = new("repair");
    private static readonly LocalDate Day = new(2026, 3, 5);

    private static readonly SurveyPlannerOptions Options = new()
    {
        Seed = 17,
        Questions =
        [
            new SurveyQuestion(SatisfactionMetric.Effort, SurveyOccasion.ComplaintSettled),
            new SurveyQuestion(SatisfactionMetric.Satisfaction, SurveyOccasion.Purchase) { Items = [Repair] },
            new SurveyQuestion(SatisfactionMetric.NetPromoter, SurveyOccasion.Period),
        ],
    };

    [Fact]
    public void Random_years_ask_what_a_plain_look_at_the_events_asks() => Law.Holds(
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from rest in Gen.Elements(1, 30, 90)
        from share in Gen.Elements(1, 0.5)
        from delay in Gen.Choose(0, 9)
        from window in Gen.Choose(1, 20)
        select (seed, options: Options with
        {
            RestDays = rest,
            Questions = [.. Options.Questions.Select(question => question with { Share = share, DelayDays = delay, WindowDays = window })],
        }),
        given =>
        {
            var source = new SurveyPlanner(given.options);
            var life = new SimulatedLife(given.seed, source);
            var anchors = new Dictionary<TouchKey, string?>();
            life.Live(700, proposed =>
            {
                var asked = proposed[0].SingleOrDefault();
                var expected = Expected(life, given.options);
                if (asked is null || asked.Key.Reason != SurveyReasons.NetPromoter)
                {
                    Assert.Equal(expected, asked is null ? null : (asked.Key.Reason, asked.Key.Occurrence));
                }
                else
                {
                    // Least important, thus only where nothing else is; and never against the rest or a complaint.
                    Assert.Null(expected);
                    Assert.False(IsResting(life, given.options.RestDays) || IsComplaintOpen(life));
                }

                if (asked is not null)
                {
                    Assert.Contains(life.Today, asked.Window);

                    // A move may shift the local day of a settlement; the complaint stays the same, and with it the key.
                    var anchor = asked.Key.Reason == SurveyReasons.Effort ? asked.Regards!.Value.Value : asked.Reason["since"];
                    Assert.Equal(anchor, anchors.GetValueOrDefault(asked.Key, anchor));
                    anchors[asked.Key] = anchor;
                    Assert.NotEqual(asked.Reason.ToString(), EnglishReasons.Render(asked.Reason));
                }
            });
        }, tests: 25);

    [Fact]
    public void Period_asks_the_drawn_once_each_spread_over_its_days()
    {
        var options = Options with { Questions = [new SurveyQuestion(SatisfactionMetric.NetPromoter, SurveyOccasion.Period) { Share = 0.3, WindowDays = 7 }], RestDays = 1 };
        var source = new SurveyPlanner(options);
        var starts = new List<LocalDate>();
        var quarter = new LocalDate(2026, 4, 1);
        for (var person = 0; person < 2000; person++)
        {
            var customer = Person("c" + person.ToString(CultureInfo.InvariantCulture)) with { LastPurchase = new LocalDate(2020, 1, 1) };
            var asked = Enumerable.Range(0, 91).SelectMany(day => source.Propose(customer with { Outlook = new CustomerOutlook(customer.Customer.Id, quarter.PlusDays(day)) }, quarter.PlusDays(day))).ToList();
            var isDrawn = SurveySample.Includes(17, customer.Customer.Id, SurveyReasons.NetPromoter, quarter, 0.3);
            Assert.Equal(isDrawn ? 7 : 0, asked.Count);
            Assert.Equal(isDrawn ? 1 : 0, asked.Select(candidate => candidate.Key).Distinct().Count());
            starts.AddRange(asked.Select(candidate => candidate.Window.Start).Distinct());
        }

        // 600 of 2,000 with a standard deviation of 20.5, and about 7 for each of 85 first days: within five standard deviations.
        Assert.InRange(starts.Count, 500, 700);
        Assert.InRange(starts.Distinct().Count(), 75, 85);
        Assert.InRange(starts.GroupBy(start => start).Max(group => group.Count()), 8, 20);
    }

    [Fact]
    public void Plan_of_many_days_rests_after_what_it_asks() => Law.Holds(
        from days in Generated.UpTo(6, Gen.Choose(-20, 0))
        from rest in Gen.Choose(1, 60)
        from seed in Gen.Choose(0, 1000)
        select (days, rest, seed),
        given =>
        {
            var events = given.days.Distinct().Select(days => Bought(Day.PlusDays(days), "repair"));
            var source = new SurveyPlanner(Options with { Seed = given.seed, RestDays = given.rest, Questions = [.. Options.Questions.Select(question => question with { PeriodMonths = 1, WindowDays = 9 })] });
            var person = Person("7", [.. events]) with { LastPurchase = Day.PlusDays(-300) };
            var asked = Enumerable.Range(0, 200).SelectMany(days => source.Propose(person, Day.PlusDays(days)).Select(candidate => (Day: Day.PlusDays(days), candidate.Key, candidate.Window))).ToList();
            Assert.NotEmpty(asked);
            foreach (var (earlier, later) in asked.Zip(asked.Skip(1)).Where(pair => pair.First.Key != pair.Second.Key))
            {
                Assert.True(Period.DaysBetween(earlier.Window.End, later.Day) >= given.rest);
            }

            // Each of them is proposed on all its days, once begun.
            Assert.All(asked.Where(item => item.Window.End < Day.PlusDays(200)).GroupBy(item => item.Key), item => Assert.Equal(Period.DaysBetween(item.First().Day, item.First().Window.End) + 1, item.Count()));
        }, tests: 40);

    [Fact]
    public void Question_counts_in_the_caps_and_says_after_what_it_is()
    {
        var candidate = Assert.Single(new SurveyPlanner(Options).Propose(Person("7", Bought(Day, "repair")), Day.PlusDays(3)));
        Assert.Equal("7/survey.satisfaction/2026-03-05", candidate.Key.ToString());
        Assert.Equal("survey.satisfaction(after=purchase, since=2026-03-05, share=1)", candidate.Reason.ToString());
        Assert.Equal("asks how satisfied the person is after purchase (2026-03-05), as 100 % are asked", EnglishReasons.Render(candidate.Reason));
        Assert.Equal((TouchClass.Relationship, Purpose.Marketing, Bought(Day, "repair").Key), (candidate.Class, candidate.Purpose, candidate.Regards));
        Assert.True(TouchClassRules.CountsInCap(candidate.Class));
    }

    [Fact]
    public void Open_complaint_silences_and_its_settlement_is_asked_about_first()
    {
        var complaint = new Complaint(new EventKey("c"), "7", At(Day.PlusDays(1)));
        var settled = new ComplaintResolved(new EventKey("s"), "7", At(Day.PlusDays(2)), complaint.Key);
        var source = new SurveyPlanner(Options);
        Assert.Empty(source.Propose(Person("7", Bought(Day, "repair"), complaint), Day.PlusDays(5)));
        var person = Person("7", Bought(Day, "repair"), complaint, settled) with { Outlook = new CustomerOutlook("7", Day.PlusDays(5)) };
        var candidate = Assert.Single(source.Propose(person, Day.PlusDays(5)));
        Assert.Equal(("survey.effort", "c", complaint.Key), (candidate.Key.Reason, candidate.Key.Occurrence, candidate.Regards));
    }

    [Fact]
    public void Feedback_counts_as_asked_and_the_rest_shortens_the_window()
    {
        var given = new Feedback(new EventKey("f"), "7", At(Day.PlusDays(-5)), SatisfactionMetric.NetPromoter, 9);
        var source = new SurveyPlanner(Options with { RestDays = 10 });
        Assert.Empty(source.Propose(Person("7", Bought(Day, "repair"), given), Day.PlusDays(4)));
        var candidate = Assert.Single(source.Propose(Person("7", Bought(Day, "repair"), given), Day.PlusDays(7)));
        Assert.Equal(new DateInterval(Day.PlusDays(5), Day.PlusDays(16)), candidate.Window);
    }

    [Fact]
    public void Sample_is_stable_nested_and_of_the_share_asked_for() => Law.Holds(
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from share in Gen.Choose(5, 95).Select(percent => percent / 100.0)
        select (seed, share),
        given =>
        {
            bool IsIn(int person, double share, LocalDate period) => SurveySample.Includes(given.seed, new CustomerId(person.ToString(CultureInfo.InvariantCulture)), "q", period, share);
            var people = Enumerable.Range(0, 1000).ToList();
            var drawn = people.Where(person => IsIn(person, given.share, Day)).ToList();
            Assert.Equal(drawn, people.Where(person => IsIn(person, given.share, Day)));
            Assert.All(drawn, person => Assert.True(IsIn(person, (given.share + 1) / 2, Day)));

            // Six standard deviations, and as many for those of both periods, who are independent.
            Assert.InRange(Math.Abs(drawn.Count - (1000 * given.share)), 0, 6 * Math.Sqrt(1000 * given.share * (1 - given.share)));
            var both = given.share * given.share;
            Assert.InRange(Math.Abs(drawn.Count(person => IsIn(person, given.share, Day.PlusMonths(3))) - (1000 * both)), 0, 6 * Math.Sqrt(1000 * both * (1 - both)));
        }, tests: 20);

    // SHA-256 of the seed, question, period and person on a line each, by another implementation.
    [Fact]
    public void Draw_is_the_same_for_ever() => Assert.Equal(
        [true, true, false, true, false, false, true, true],
        Enumerable.Range(1, 8).Select(person => SurveySample.Includes(17, new CustomerId(person.ToString(CultureInfo.InvariantCulture)), "survey.net-promoter", new LocalDate(2026, 1, 1), 0.5)));

    [Fact]
    public void Share_meets_the_quota()
    {
        Assert.Equal(0.4, SurveySample.ShareFor(100, 1000, 0.25), 12);
        Assert.Equal(1, SurveySample.ShareFor(100, 10, 0.25));
        Assert.Equal(0, SurveySample.ShareFor(0, 10, 0.25));
        Assert.Throws<ArgumentOutOfRangeException>(() => SurveySample.ShareFor(-1, 10, 0.25));
        Assert.Throws<ArgumentOutOfRangeException>(() => SurveySample.ShareFor(1, 0, 0.25));
        Assert.Throws<ArgumentOutOfRangeException>(() => SurveySample.ShareFor(1, 10, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => SurveySample.Includes(1, "7", "q", Day, 1.1));
    }

    [Fact]
    public void Options_outside_their_range_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SurveyPlanner(Options with { RestDays = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SurveyPlanner(Options with { Questions = [] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SurveyPlanner(Options with { Channels = [] }));
        Refused(new SurveyQuestion(default, SurveyOccasion.Period));
        Refused(new SurveyQuestion(SatisfactionMetric.Effort, default));
        Refused(new SurveyQuestion(SatisfactionMetric.Effort, SurveyOccasion.Purchase) { Share = 0 });
        Refused(new SurveyQuestion(SatisfactionMetric.Effort, SurveyOccasion.Purchase) { Share = double.NaN });
        Refused(new SurveyQuestion(SatisfactionMetric.Effort, SurveyOccasion.Purchase) { WindowDays = 91 });
        Refused(new SurveyQuestion(SatisfactionMetric.Effort, SurveyOccasion.Period) { WindowDays = 29 });
        Refused(new SurveyQuestion(SatisfactionMetric.Effort, SurveyOccasion.Purchase) { DelayDays = -1 });
        Refused(new SurveyQuestion(SatisfactionMetric.Effort, SurveyOccasion.Purchase) { PeriodMonths = 5 });
    }

    private static void Refused(SurveyQuestion question) => Assert.Throws<ArgumentOutOfRangeException>(() => new SurveyPlanner(Options with { Questions = [question] }));

    private static bool IsResting(SimulatedLife life, int rest) => life.Events.OfType<Touch>().Any(touch => Period.DaysBetween(touch.OccurredAt.InZone(life.Zone).Date, life.Today) < rest);

    private static bool IsComplaintOpen(SimulatedLife life) => life.Events.OfType<Complaint>()
        .Any(complaint => !life.Events.OfType<ComplaintResolved>().Any(settled => settled.Complaint == complaint.Key && settled.OccurredAt.InZone(life.Zone).Date <= life.Today));

    // The questions that events raise; who is asked after a period is another test's.
    private static (string Reason, string Occurrence)? Expected(SimulatedLife life, SurveyPlannerOptions options)
    {
        if (IsResting(life, options.RestDays) || IsComplaintOpen(life))
        {
            return null;
        }

        var question = options.Questions[0];
        bool IsOpen(LocalDate since) => since.PlusDays(question.DelayDays) <= life.Today && life.Today < since.PlusDays(question.DelayDays + question.WindowDays);
        bool IsDrawn(string reason, LocalDate since) => SurveySample.Includes(17, "7", reason, new LocalDate(since.Year, ((since.Month + 2) / 3 * 3) - 2, 1), question.Share);
        var efforts =
            from complaint in life.Events.OfType<Complaint>()
            let settled = life.Events.OfType<ComplaintResolved>().Where(item => item.Complaint == complaint.Key).Select(item => item.OccurredAt).Min().InZone(life.Zone).Date
            where IsOpen(settled) && IsDrawn(SurveyReasons.Effort, settled)
            orderby settled, complaint.Key.Value
            select (SurveyReasons.Effort, complaint.Key.Value);
        var services =
            from purchase in life.Kept()
            where purchase.Items.Contains(Repair) && IsOpen(purchase.Day) && IsDrawn(SurveyReasons.Satisfaction, purchase.Day)
            orderby purchase.Day
            select (SurveyReasons.Satisfaction, OccasionOracle.Iso(purchase.Day));
        var asked = life.Events.OfType<Touch>().Select(touch => (touch.Touched.Reason, touch.Touched.Occurrence)).ToHashSet();
        return efforts.Concat(services).Where(item => !asked.Contains(item)).Select(item => ((string, string)?)item).FirstOrDefault();
    }

    private static CustomerSnapshot Person(string id, params TimelineEvent[] events) =>
        new(new Customer { Id = id }, new CustomerOutlook(id, Day), LastPurchase: null, LastContact: null) { History = new RelationshipHistory(events, SimulatedLife.Business) };

    private static Purchase Bought(LocalDate day, string item) =>
        Purchase.OnDay(new EventKey($"bought:{OccasionOracle.Iso(day)}"), "7", day, new Money(1, Currency.Eur), SimulatedLife.Business) with { Items = [new Topic(item)] };

    private static Instant At(LocalDate day) => day.At(new LocalTime(12, 0)).InZoneStrictly(SimulatedLife.Business).ToInstant();
}
