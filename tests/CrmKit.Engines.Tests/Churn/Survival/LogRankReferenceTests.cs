namespace CrmKit.Churn.Tests;

// R 4.2.2, survdiff of survival 3.5-3: see Data/churn/README.md.
public class LogRankReferenceTests
{
    private const double Tolerance = 1e-10;

    [Fact]
    public void Test_of_every_reference_case_has_every_figure_of_every_group()
    {
        var table = ReferenceTable.Read("churn/logrank.csv");
        var cases = SurvivalCase.All().Where(each => each.Kind.StartsWith("logrank", StringComparison.Ordinal)).ToDictionary(each => each.Name, StringComparer.Ordinal);
        var checkedRows = 0;
        foreach (var rows in table.Rows.GroupBy(row => table.Text(row, "case"), StringComparer.Ordinal))
        {
            var (each, isPeto) = (cases[rows.Key], rows.Key.StartsWith("peto", StringComparison.Ordinal));
            var test = LogRankTest.Of(each.Records, each.Groups!, each.Strata, isPeto ? LogRankOptions.Peto : LogRankOptions.LogRank);
            Assert.Equal(LogRankStatus.Tested, test.Status);
            Assert.Equal(rows.Count(), test.Groups.Length);
            foreach (var row in rows)
            {
                var group = test.Groups.Single(group => string.Equals(group.Label, table.Text(row, "group"), StringComparison.Ordinal));
                Assert.Equal(table.Count(row, "n"), group.Records);
                Relative.Equal(table.Number(row, "observed"), group.Observed, Tolerance);
                Relative.Equal(table.Number(row, "expected"), group.Expected, Tolerance);
                Relative.Equal(table.Number(row, "variance"), group.Variance, Tolerance);
                Relative.Equal(table.Number(row, "chisq"), test.ChiSquare, Tolerance);
                Assert.Equal(table.Count(row, "df"), test.DegreesOfFreedom);
                Relative.Equal(table.Number(row, "p_value"), test.PValue!.Value, Tolerance);
                checkedRows++;
            }
        }

        Assert.Equal(table.Rows.Count, checkedRows);
    }
}
