namespace CrmKit.Churn.Tests;

public sealed class LogisticReferenceTests
{
    private static readonly ReferenceTable Expected = ReferenceTable.Read("churn/logistic.csv");

    public static TheoryData<string> Fits => [.. Cases("logit-").Concat(Cases("ridge-"))];

    public static TheoryData<string> Hazards => [.. Cases("hazard-")];

    [Theory]
    [MemberData(nameof(Fits))]
    public void Logistic_reference_case_is_met(string name)
    {
        var rows = RowsOf(name);
        var lambda = Value(rows, "lambda");
        var data = ReferenceTable.Read($"churn/data/{name.Split('-')[1]}.csv");
        var names = rows.Where(row => Expected.Text(row, "quantity") == "coef").Select(row => Expected.Text(row, "name")).Skip(1).ToArray();
        var records = new OutcomeRecords(HazardData.Events(data), [.. names.Select(column => HazardData.Column(data, column))]);

        var fit = new LogisticEstimator().Fit(records, new LogisticOptions { Ridge = lambda });

        Check(rows, lambda > 0 ? fit.Standardised : fit.Coefficients, fit.LogLikelihood, fit.Convergence);
        Assert.Equal(Value(rows, "rows"), fit.Records);
    }

    [Theory]
    [MemberData(nameof(Hazards))]
    public void Discrete_hazard_reference_case_is_met(string name)
    {
        var rows = RowsOf(name);
        var data = ReferenceTable.Read($"churn/data/{name.Split('-')[2]}.csv");
        var options = new DiscreteHazardOptions { Link = name.Contains("cloglog", StringComparison.Ordinal) ? HazardLink.ComplementaryLogLog : HazardLink.Logit };
        CovariateColumn[] columns = [.. HazardData.PersonColumns.Select(column => HazardData.Column(data, column))];

        var fit = new DiscreteHazardEstimator().Fit(HazardData.Survival(data), columns, options);

        Check(rows, fit.Coefficients, fit.LogLikelihood, fit.Convergence);
        Assert.Equal(Value(rows, "rows"), fit.PeriodsAtRisk);
    }

    [Fact]
    public void Separated_reference_case_has_the_supremum_and_a_status()
    {
        var data = ReferenceTable.Read("churn/separation_data.csv");
        var records = new OutcomeRecords(data.Rows.Select(row => data.Count(row, "y") == 1).ToArray(), HazardData.Column(data, "x"));

        var plain = new LogisticEstimator().Fit(records);
        var rows = RowsOf("separation-a-ridge-1");
        var ridge = new LogisticEstimator().Fit(records, new LogisticOptions { Ridge = 1, RidgeUnit = RidgeUnit.Column });

        Assert.Equal(0, plain.LogLikelihood);
        Assert.Equal(ConvergenceStatus.AtBoundary, plain.Convergence.Status);
        Assert.Equal(CoefficientStatus.PlusInfinity, plain.Coefficients[1].Status);
        Assert.Equal(CoefficientStatus.NotIdentified, plain.Coefficients[0].Status);
        Assert.True(plain.Model.Probability(1) > 1 - 1e-15 && plain.Model.Probability(-1) < 1e-15);
        Check(rows, ridge.Coefficients, ridge.LogLikelihood, ridge.Convergence);
    }

    [Fact]
    public void Person_periods_of_the_reference_are_met()
    {
        var data = ReferenceTable.Read("churn/data/telco_a.csv");
        var columns = HazardData.PersonColumns.Select(column => HazardData.Column(data, column)).ToArray();
        var expected = ReferenceTable.Read("churn/person_period.csv");

        var found = PersonPeriods.Of(HazardData.Survival(data), TenureBands.Months)
            .GroupBy(row => string.Join(',', columns.Select(column => column.Values[row.Record].ToString(CultureInfo.InvariantCulture))) + "," + (row.Band + 1))
            .ToDictionary(group => group.Key, group => (group.Count(), group.Count(row => row.Left)), StringComparer.Ordinal);

        Assert.Equal(expected.Rows.Count, found.Count);
        foreach (var row in expected.Rows)
        {
            Assert.Equal((expected.Count(row, "months_at_risk"), expected.Count(row, "churned")), found[string.Join(',', row[..5])]);
        }
    }

    private static IEnumerable<string> Cases(string prefix) => Expected.Rows
        .Select(row => Expected.Text(row, "case")).Distinct().Where(name => name.StartsWith(prefix, StringComparison.Ordinal));

    private static List<string[]> RowsOf(string name) => [.. Expected.Rows.Where(row => Expected.Text(row, "case") == name)];

    private static double Value(List<string[]> rows, string quantity) =>
        rows.Where(row => Expected.Text(row, "quantity") == quantity).Select(row => Expected.Number(row, "value")).Single();

    private static void Check(List<string[]> rows, IReadOnlyList<Coefficient> coefficients, double logLikelihood, Convergence convergence)
    {
        var byName = coefficients.ToDictionary(coefficient => coefficient.Name, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var (name, quantity) = (Expected.Text(row, "name"), Expected.Text(row, "quantity"));
            switch (quantity)
            {
                case "coef":
                    Relative.Equal(Expected.Number(row, "value"), byName[name].Estimate, 1e-10);
                    break;
                case "se":
                    Relative.Equal(Expected.Number(row, "value"), byName[name].StandardError!.Value, 1e-9);
                    break;
                case "loglik":
                    Relative.Equal(Expected.Number(row, "value"), logLikelihood, 1e-12);
                    break;
                case "deviance":
                    Relative.Equal(Expected.Number(row, "value"), -2 * logLikelihood, 1e-12);
                    break;
            }
        }

        Assert.Equal(ConvergenceStatus.Converged, convergence.Status);
        Assert.InRange(convergence.GradientNorm, 0, 1e-8);
    }
}
