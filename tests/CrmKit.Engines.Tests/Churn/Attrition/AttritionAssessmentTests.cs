namespace CrmKit.Churn.Tests;

public class AttritionAssessmentTests
{
    private static readonly LocalDate Today = new(2026, 5, 1);
    private static readonly CustomerOutlook Nothing = new(new CustomerId("1"), Today);

    [Fact]
    public void Outlook_without_parts_says_nothing()
    {
        Assert.Null(new AttritionAssessment().Assess(Nothing));
        Assert.Same(Nothing, new AttritionAssessment().Fill(Nothing));
    }

    [Fact]
    public void Value_part_gives_its_chance_and_status()
    {
        var attrition = new AttritionAssessment().Assess(Nothing with { Value = Value(0.25), Rhythm = Rhythm(0.5, 0.9) })!;
        Assert.Equal((0.75, AttritionSource.Value, EstimateStatus.Fitted), (attrition.ProbabilityLeft, attrition.Source, attrition.Status));
    }

    [Fact]
    public void Rhythm_part_is_asked_where_there_is_no_value_or_where_it_is_preferred()
    {
        Assert.Equal(0.1, new AttritionAssessment().Assess(Nothing with { Rhythm = Rhythm(0.5, 0.9) })!.ProbabilityLeft, 12);
        var preferred = new AttritionAssessment(new AttritionOptions { Prefer = AttritionSource.Rhythm }).Assess(Nothing with { Value = Value(0.25), Rhythm = Rhythm(0.5, 0.9) })!;
        Assert.Equal((AttritionSource.Rhythm, EstimateStatus.Pooled), (preferred.Source, preferred.Status));
    }

    [Fact]
    public void Rhythm_that_does_not_say_who_stays_is_completed_by_belief_and_says_so()
    {
        var attrition = new AttritionAssessment(new AttritionOptions { StayingAfterPurchase = 0.8 }).Assess(Nothing with { Rhythm = Rhythm(0.75, null) })!;

        // Stayed and silent so long: 0.8 x 0.25; left: 0.2.
        Assert.Equal(0.5, attrition.ProbabilityLeft, 12);
        Assert.Equal(EstimateStatus.Prior, attrition.Status);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void Overdue_at_either_end_gives_a_chance(double overdue)
    {
        var left = new AttritionAssessment().Assess(Nothing with { Rhythm = Rhythm(overdue, null) })!.ProbabilityLeft;
        Assert.Equal(overdue == 1 ? 1 : 0.2, left, 12);
    }

    [Fact]
    public void Window_and_rhythm_stand_side_by_side()
    {
        var assessment = new AttritionAssessment(new AttritionOptions { WindowDays = 90, OverdueLevel = 0.9 });
        var slow = assessment.Fill(Nothing with { Rhythm = Rhythm(0.4, 0.8) }, Today.PlusDays(-90));
        var quick = assessment.Fill(Nothing with { Rhythm = Rhythm(0.97, 0.2) }, Today.PlusDays(-30));
        Assert.Equal((true, false), (slow.Attrition!.LeftByWindow, slow.Attrition.LeftByRhythm));
        Assert.Equal((false, true), (quick.Attrition!.LeftByWindow, quick.Attrition.LeftByRhythm));
        Assert.Equal(new AttritionComparison(0, 1, 1, 0, 1), AttritionComparison.Of([slow, quick, Nothing]));
    }

    [Fact]
    public void Window_is_unknown_without_a_last_purchase() =>
        Assert.Null(new AttritionAssessment().Assess(Nothing with { Value = Value(0.5) })!.LeftByWindow);

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AttritionAssessment(new AttritionOptions { WindowDays = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AttritionAssessment(new AttritionOptions { OverdueLevel = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AttritionAssessment(new AttritionOptions { StayingAfterPurchase = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AttritionAssessment(new AttritionOptions { Prefer = AttritionSource.Contract }));
    }

    private static ValueOutlook Value(double alive) =>
        new(alive, 1, new Money(10m, Currency.Eur), new Money(10m, Currency.Eur), 365, EstimateStatus.Fitted);

    private static RhythmOutlook Rhythm(double overdue, double? alive) =>
        new(30, 1, 0.5, Today, Today.PlusDays(10), overdue, EstimateStatus.Pooled) { ProbabilityAlive = alive };
}
