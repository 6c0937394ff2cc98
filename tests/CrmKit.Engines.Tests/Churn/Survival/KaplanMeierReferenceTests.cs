namespace CrmKit.Churn.Tests;

// R 4.2.2, survival 3.5-3, and exact fractions: see Data/churn/README.md.
public class KaplanMeierReferenceTests
{
    private const double Tolerance = 1e-12;
    private static readonly Dictionary<string, SurvivalFit> Fits = SurvivalCase.All()
        .Where(each => string.Equals(each.Kind, "km", StringComparison.Ordinal))
        .ToDictionary(each => each.Name, each => new KaplanMeierEstimator().Fit(each.Records, each.Groups), StringComparer.Ordinal);

    [Fact]
    public void Curve_of_every_reference_case_has_every_figure_of_every_step()
    {
        var table = ReferenceTable.Read("churn/km.csv");
        var checkedSteps = 0;
        foreach (var group in table.Rows.GroupBy(row => (Case: table.Text(row, "case"), Label: table.Text(row, "group"))))
        {
            var curve = Fits[group.Key.Case][group.Key.Label];
            var (nelson, fleming) = (curve.NelsonAalen(), curve.FlemingHarrington());
            Assert.Equal(group.Count(), curve.Times.Length);
            foreach (var (row, i) in group.Select((row, i) => (row, i)))
            {
                void Same(string column, double? actual) => AssertSame(table.Text(row, column), actual, $"{group.Key} {column} at {curve.Times[i]}");
                Assert.Equal(table.Number(row, "time"), curve.Times[i]);
                Same("n_risk", curve.AtRisk[i]);
                Same("n_event", curve.Events[i]);
                Same("n_censor", curve.Censored[i]);
                Same("survival", curve.Survival[i]);
                Same("std_err", curve.StandardError(i, SurvivalErrorKind.Greenwood));
                foreach (var (scale, name) in new[] { (LimitScale.Plain, "plain"), (LimitScale.Log, "log"), (LimitScale.LogLog, "loglog") })
                {
                    var limits = curve.Limits(i, 0.95, scale, SurvivalErrorKind.Greenwood);
                    Same("lower_" + name, limits?.Lower);
                    Same("upper_" + name, limits?.Upper);
                }

                Same("nelson_aalen", nelson.Values[i]);
                Same("nelson_aalen_se", nelson.StandardErrors[i]);
                Same("fleming_harrington", fleming.Values[i]);
                Same("fleming_harrington_se", fleming.StandardErrors[i]);
                if (table.Text(row, "std_err_robust").Length > 0)
                {
                    Same("std_err_robust", curve.StandardError(i));
                }

                checkedSteps++;
            }
        }

        Assert.Equal(table.Rows.Count, checkedSteps);
    }

    [Fact]
    public void Summary_of_every_reference_case_is_that_of_the_table()
    {
        var table = ReferenceTable.Read("churn/km_summary.csv");
        foreach (var row in table.Rows)
        {
            var curve = Fits[table.Text(row, "case")][table.Text(row, "group")];
            var where = table.Text(row, "case") + " " + curve.Label;
            Assert.Equal(table.Count(row, "records"), curve.Records);
            AssertSame(table.Text(row, "weighted_events"), curve.WeightedEvents, where);
            var median = curve.QuantileLimits(0.5, kind: SurvivalErrorKind.Greenwood);
            AssertSame(table.Text(row, "q25"), Time(curve.Quantile(0.25)), where + " q25");
            AssertSame(table.Text(row, "median"), Time(curve.Median), where + " median");
            AssertSame(table.Text(row, "q75"), Time(curve.Quantile(0.75)), where + " q75");
            AssertSame(table.Text(row, "median_lower_loglog"), Time(median.Lower), where + " lower limit of the median");
            AssertSame(table.Text(row, "median_upper_loglog"), Time(median.Upper), where + " upper limit of the median");
            var mean = curve.RestrictedMean(table.Number(row, "tau"), SurvivalErrorKind.Greenwood);
            AssertSame(table.Text(row, "rmst"), mean.Mean, where + " mean");
            AssertSame(table.Text(row, "rmst_se"), mean.StandardError, where + " error of the mean");
        }
    }

    private static double? Time(Lifetime lifetime) => lifetime.Status == LifetimeStatus.Finite ? lifetime.Time : null;

    private static void AssertSame(string expected, double? actual, string what)
    {
        if (expected.Length == 0)
        {
            Assert.True(actual is null, $"{what}: {actual} where there is none.");
            return;
        }

        var value = double.Parse(expected, NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.True(
            actual is { } given && Math.Abs(given - value) <= Tolerance * Math.Abs(value),
            string.Create(CultureInfo.InvariantCulture, $"{what}: {actual:R} is not {value:R}, off by {(actual ?? 0) / value - 1:e2}"));
    }
}
