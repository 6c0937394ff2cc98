namespace CrmKit.Churn.Tests;

public class EarlyWarningScoresTests
{
    [Fact]
    public void Top_terms_are_the_largest_ones()
    {
        var table = SimulatedShop.Draw(21, 300, quarters: 2, unknownShare: 0.2);
        var scores = new EarlyWarningEstimator().Fit(table).Model.Score(table);
        var top = new int[2];
        for (var row = 0; row < table.Count; row++)
        {
            var terms = scores.Terms(row).ToArray();
            foreach (var most in new[] { 0, 1, 2 })
            {
                var expected = Enumerable.Range(0, terms.Length).Where(j => terms[j] != 0).OrderByDescending(j => Math.Abs(terms[j])).Take(most);
                Assert.Equal(expected, top[..scores.Top(row, top.AsSpan(0, most))]);
            }

            var reasons = scores.Reasons(row);
            Assert.Equal(scores.Top(row, top) + 1, reasons.Length);
            Assert.Equal(table[row, "cause"] is null, reasons.Any(reason => reason.Code == WarningReasons.Unknown && reason["feature"] == "cause"));
            Assert.Equal(
                scores.LogOdds(row),
                scores.Model.StartLogOdds + reasons.Sum(reason => reason["term"] is { } term ? double.Parse(term, CultureInfo.InvariantCulture) : 0),
                1e-12);
        }
    }

    [Fact]
    public void Feature_that_the_table_lacks_is_unknown_of_everybody()
    {
        var table = SimulatedShop.Draw(22, 400);
        var model = new EarlyWarningEstimator().Fit(table).Model;
        var builder = new FeatureTableBuilder([SimulatedShop.Named("other"), SimulatedShop.Noise]);
        builder.Add("1", SimulatedShop.Start, [5, 0.5]);
        var scores = model.Score(builder.Build());
        Assert.Equal([model.Weights[0].WhenUnknown, model.Weights[1].Term(0.5)], scores.Terms(0).ToArray());
    }

    [Fact]
    public void Outlook_gets_the_chance_with_its_reasons_once()
    {
        var builder = new FeatureTableBuilder();
        builder.Add("42", SimulatedShop.Start, [0.99, -1.5, 1, double.NaN, 1.2, 2, double.NaN]);
        var table = builder.Build();
        var scores = new EarlyWarningEstimator().Fit(table).Model.Score(table);
        var outlook = new CustomerOutlook("42", SimulatedShop.Start) { Rhythm = new RhythmOutlook(30, 1, 0.8, null, null, 0.99, EstimateStatus.Pooled) };
        var filled = scores.Fill(outlook, 0);
        Assert.Equal(scores.Chances[0], filled.Attrition!.ProbabilityOfLeaving);
        Assert.Contains(filled.Attrition.Reasons, reason => reason.Code == AttritionReasons.ByRhythm);
        Assert.Contains(filled.Attrition.Reasons, reason => reason.Code == WarningReasons.Beliefs);
        Assert.Equal(filled, scores.Fill(filled, 0));
        Assert.Null(scores.Fill(new CustomerOutlook("42", SimulatedShop.Start), 0).Attrition);
        Assert.Throws<ArgumentException>(() => scores.Fill(new CustomerOutlook("43", SimulatedShop.Start), 0));
    }

    [Fact]
    public void Threshold_comes_from_costs_and_is_borne_out_by_the_trial()
    {
        var table = SimulatedShop.Draw(23, 4000, slope: 1.5);
        var fit = new EarlyWarningEstimator().Fit(table);
        var costs = new ActionCosts(contactCost: 6, valueAtRisk: 100, chanceToSave: 0.2);
        var choice = fit.ThresholdInTrial(costs)!;
        var threshold = CostThreshold.Of(costs);
        Assert.Equal(0.3, threshold.Probability, 12);
        Assert.InRange(choice.GainByFormula, 0.95 * choice.Gain, choice.Gain);
        Assert.InRange(choice.Threshold.Probability, 0.2, 0.4);

        var scores = fit.Model.Score(table);
        var warned = scores.Warned(threshold);
        Assert.Equal(scores.Chances.ToArray().Count(chance => chance >= 0.3), warned.Length);
        Assert.Equal(warned, warned.OrderByDescending(row => scores.Chances[row]));
        Assert.Null(new EarlyWarningEstimator().Fit(new FeatureTableBuilder().Build()).ThresholdInTrial(costs));
    }
}
