namespace CrmKit.Churn.Tests;

// R 4.2.2, coxph and concordance of survival 3.5-3: see Data/churn/README.md.
public class ConcordanceReferenceTests
{
    [Fact]
    public void Concordance_of_every_reference_regression_has_its_counts_and_error()
    {
        var table = ReferenceTable.Read("churn/cox.csv");
        var cases = SurvivalCase.All().Where(each => string.Equals(each.Kind, "cox", StringComparison.Ordinal)).ToDictionary(each => each.Name, StringComparer.Ordinal);
        var checkedCases = 0;
        foreach (var rows in table.Rows.GroupBy(row => table.Text(row, "case"), StringComparer.Ordinal))
        {
            if (!rows.Any(row => string.Equals(table.Text(row, "quantity"), "concordance", StringComparison.Ordinal)))
            {
                continue;
            }

            double Value(string quantity, string name = "") => table.Number(
                rows.Single(row => string.Equals(table.Text(row, "quantity"), quantity, StringComparison.Ordinal) && string.Equals(table.Text(row, "name"), name, StringComparison.Ordinal)), "value");
            var each = cases[rows.Key];
            var concordance = Concordance.Of(each.Records, Scores(each, rows.Where(row => string.Equals(table.Text(row, "quantity"), "coef", StringComparison.Ordinal))
                .Where(row => table.Text(row, "value").Length > 0)
                .Select(row => (table.Text(row, "name"), table.Number(row, "value")))), each.Strata);
            Relative.Equal(Value("concordance_count", "concordant"), concordance.Counts.Concordant, 1e-12);
            Relative.Equal(Value("concordance_count", "discordant"), concordance.Counts.Discordant, 1e-12);
            Relative.Equal(Value("concordance_count", "tied.x"), concordance.Counts.TiedScores, 1e-12);
            Relative.Equal(Value("concordance_count", "tied.y"), concordance.Counts.TiedTimes, 1e-12);
            Relative.Equal(Value("concordance_count", "tied.xy"), concordance.Counts.TiedBoth, 1e-12);
            Relative.Equal(Value("concordance"), concordance.Estimate!.Value, 1e-12);
            Relative.Equal(Value("concordance_se"), concordance.StandardError!.Value, 1e-10);
            Assert.Equal(concordance.StandardError, concordance.RecordStandardError);
            checkedCases++;
        }

        Assert.True(checkedCases > 15, $"{checkedCases} regressions have a concordance.");
    }

    [Fact]
    public void Concordance_of_every_censored_case_is_harrells()
    {
        var (data, expected) = (ReferenceTable.Read("churn/censored_data.csv"), ReferenceTable.Read("churn/censored.csv"));
        foreach (var row in expected.Rows.Where(row => string.Equals(expected.Text(row, "quantity"), "harrell_c", StringComparison.Ordinal)))
        {
            var rows = data.Rows.Where(each => string.Equals(data.Text(each, "case"), expected.Text(row, "case"), StringComparison.Ordinal)).ToList();
            var records = new SurvivalRecords(rows.Select(each => data.Number(each, "time")).ToArray(), rows.Select(each => data.Count(each, "event") == 1).ToArray());
            var concordance = Concordance.Of(records, rows.Select(each => data.Number(each, "risk_score")).ToArray());
            Relative.Equal(expected.Number(row, "value"), concordance.Estimate!.Value, 1e-12);
        }
    }

    [Fact]
    public void Uno_concordance_weighs_events_by_the_chance_of_being_still_observed()
    {
        var (data, expected) = (ReferenceTable.Read("churn/censored_data.csv"), ReferenceTable.Read("churn/censored.csv"));
        foreach (var row in expected.Rows.Where(row => string.Equals(expected.Text(row, "quantity"), "uno_c", StringComparison.Ordinal)))
        {
            var rows = data.Rows.Where(each => string.Equals(data.Text(each, "case"), expected.Text(row, "case"), StringComparison.Ordinal)).ToList();
            double[] times = [.. rows.Select(each => data.Number(each, "time"))];
            bool[] isEvent = [.. rows.Select(each => data.Count(each, "event") == 1)];

            // Whoever leaves at t is not at risk of being censored at t: a hair earlier for the curve of censoring.
            var censoring = new KaplanMeierEstimator().Fit(new SurvivalRecords(times.Select((t, i) => isEvent[i] ? t - 1e-6 : t).ToArray(), isEvent.Select(left => !left).ToArray())).Curves[0];
            double[] weights = [.. times.Select(t => t < expected.Number(row, "time") ? Math.Pow(censoring.SurvivalAt(Math.Max(0, t - 1e-6)), -2) : 0)];
            var concordance = Concordance.Of(new SurvivalRecords(times, isEvent), rows.Select(each => data.Number(each, "risk_score")).ToArray(), eventWeights: weights);
            Relative.Equal(expected.Number(row, "value"), concordance.Estimate!.Value, 1e-10);
        }
    }

    // concordance(Surv(entry, time, event) ~ score, cluster = id, reverse = TRUE), with and without weights 1, 1.5, 2 and 2.5 in turn from the second: patients before and after a transplant.
    [Theory]
    [InlineData(false, 0.6253595928302722, 0.033166696125029552)]
    [InlineData(true, 0.61785874105011929, 0.03415824230190069)]
    public void Concordance_of_patients_with_two_records_has_the_error_of_patients(bool isWeighted, double estimate, double error)
    {
        var data = ReferenceTable.Read("churn/data/heart.csv");
        double[] Numbers(string column) => [.. data.Rows.Select(row => data.Number(row, column))];
        var records = new SurvivalRecords(Numbers("time"), data.Rows.Select(row => data.Count(row, "event") == 1).ToArray())
        {
            Entry = Numbers("entry"),
            Weight = isWeighted ? data.Rows.Select((_, i) => 1 + ((i + 1) % 4 / 2.0)).ToArray() : default,
            WeightKind = WeightKind.Sampling,
        };
        double[] scores = [.. data.Rows.Select(row => (0.03 * data.Number(row, "age")) - (0.1 * data.Number(row, "year")) - (0.6 * data.Number(row, "surgery")))];
        var patients = GroupColumn.Of("id", data.Rows.Select(row => data.Text(row, "id")));
        var concordance = Concordance.Of(records, scores, clusters: patients);
        Relative.Equal(estimate, concordance.Estimate!.Value, 1e-12);
        Relative.Equal(error, concordance.StandardError!.Value, 1e-10);
        Assert.Throws<ArgumentException>(() => Concordance.Of(records, scores, clusters: GroupColumn.Of("id", ["1"])));

        // A model asks the same of its linear predictors.
        CovariateColumn[] columns = [new("score", [.. scores])];
        var model = new CoxEstimator().Fit(records, columns).Model;
        Relative.Equal(error, model.ConcordanceOn(records, columns, clusters: patients).StandardError!.Value, 1e-10);
    }

    private static double[] Scores(SurvivalCase each, IEnumerable<(string Name, double Coefficient)> coefficients)
    {
        var scores = new double[each.Records.Count];
        foreach (var (name, coefficient) in coefficients)
        {
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] += coefficient * each.Data.Number(each.Data.Rows[i], name);
            }
        }

        return scores;
    }
}
