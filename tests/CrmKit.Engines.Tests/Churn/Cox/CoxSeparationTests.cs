namespace CrmKit.Churn.Tests;

public sealed class CoxSeparationTests
{
    private static readonly double[] Time = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

    public static TheoryData<CoxTies> Ties => [CoxTies.Efron, CoxTies.Breslow, CoxTies.Exact];

    [Theory]
    [MemberData(nameof(Ties))]
    public void Column_in_the_order_of_leaving_goes_to_infinity_with_a_likelihood_of_one(CoxTies ties)
    {
        var fit = Fit(ties, Time.Select(_ => true), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
        Assert.Equal(CoefficientStatus.PlusInfinity, fit.Coefficients[0].Status);
        Assert.Null(fit.Coefficients[0].StandardError);
        Assert.True(double.IsFinite(fit.Coefficients[0].Estimate) && fit.Coefficients[0].Estimate > 1);
        Assert.Equal(0, fit.LogLikelihood, 1e-12);
        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Assert.Equal(["x0"], fit.Convergence.Parameters.AsEnumerable());
    }

    // Neither column separates, their difference does; what is left is a fit to their sum.
    [Theory]
    [MemberData(nameof(Ties))]
    public void Combination_of_columns_goes_to_infinity_together(CoxTies ties)
    {
        double[] free = [0.3, -1, 0.5, 0.1, -0.6, 0.9, -0.2, 0.4, -0.8, 0.2];
        double[] order = [2, 2, 2, 2, 2, 1, 1, 1, 1, 1];
        var fit = Fit(ties, Time.Select(_ => true), [.. free], [.. free.Zip(order, (a, b) => a - b)]);
        Assert.Equal([CoefficientStatus.PlusInfinity, CoefficientStatus.MinusInfinity], fit.Coefficients.Select(own => own.Status));

        // In the limit those of order 2 leave among themselves, then the others: two strata and one column.
        var strata = GroupColumn.Of("order", order.Select(value => value.ToString(CultureInfo.InvariantCulture)));
        var limit = new CoxEstimator().Fit(new SurvivalRecords(Time, Time.Select(_ => true).ToArray()), [new CovariateColumn("free", free)], new CoxOptions { Ties = ties, Strata = strata });
        Relative.Equal(limit.LogLikelihood, fit.LogLikelihood, 1e-12);
        Assert.Equal(limit.Coefficients[0].Estimate, fit.Coefficients.Sum(own => own.Estimate), 1e-6);
    }

    [Fact]
    public void Column_that_separates_only_in_the_limit_of_another_is_found()
    {
        // x0 puts the first five first. Among them x1 = 1 leaves first; among the others it does not.
        double[] first = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
        double[] second = [1, 1, 0, 0, 0, -3, -3, -3, -3, -3];
        double[] third = [0.1, 0.7, -0.3, 0.9, 0.2, -0.5, 0.6, 0.8, -0.4, 0.3];
        var fit = Fit(CoxTies.Efron, Time.Select(_ => true), first, second, third);
        Assert.Equal([CoefficientStatus.PlusInfinity, CoefficientStatus.PlusInfinity, CoefficientStatus.Estimated], fit.Coefficients.Select(own => own.Status));
        var strata = GroupColumn.Of("order", first.Zip(second, (a, b) => $"{a}{b}"));
        var limit = new CoxEstimator().Fit(new SurvivalRecords(Time, Time.Select(_ => true).ToArray()), [new CovariateColumn("free", third)], new CoxOptions { Strata = strata });
        Relative.Equal(limit.LogLikelihood, fit.LogLikelihood, 1e-12);
        Relative.Equal(limit.Coefficients[0].Estimate, fit.Coefficients[2].Estimate, 1e-9);
        Relative.Equal(limit.Coefficients[0].StandardError!.Value, fit.Coefficients[2].StandardError!.Value, 1e-9);
    }

    // Two left together, of whom only one is marked. Taken one by one the other was at risk beside it, so nothing separates; as a choice of two of all it does.
    [Fact]
    public void Marked_one_of_two_tied_separates_as_a_choice_only()
    {
        double[] time = [1, 1, 2, 3, 4, 5];
        bool[] isEvent = [true, true, false, false, false, false];
        CovariateColumn[] marks = [new("mark", 1, 0, 0, 0, 0, 0)];
        var exact = new CoxEstimator().Fit(new SurvivalRecords(time, isEvent), marks, new CoxOptions { Ties = CoxTies.Exact });
        var efron = new CoxEstimator().Fit(new SurvivalRecords(time, isEvent), marks);
        Assert.Equal(CoefficientStatus.PlusInfinity, exact.Coefficients[0].Status);
        Assert.Equal(-Math.Log(5), exact.LogLikelihood, 1e-12);
        Assert.Equal(CoefficientStatus.Estimated, efron.Coefficients[0].Status);
    }

    [Fact]
    public void Strong_effect_that_does_not_separate_is_estimated()
    {
        // All but one pair are in order.
        var fit = Fit(CoxTies.Efron, Time.Select(_ => true), [10, 9, 8, 7, 5, 6, 4, 3, 2, 1]);
        Assert.Equal(CoefficientStatus.Estimated, fit.Coefficients[0].Status);
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
    }

    [Fact]
    public void Marked_few_of_many_who_never_left_go_to_minus_infinity()
    {
        const int Rows = 20_000;
        var time = Enumerable.Range(0, Rows).Select(i => 1.0 + (i * 7919 % 60)).ToArray();
        var isEvent = time.Select((_, i) => i % 3 == 0 && i % 5000 != 1).ToArray();
        CovariateColumn[] columns = [new("mark", [.. time.Select((_, i) => i % 5000 == 1 ? 1.0 : 0)]), new("x", [.. time.Select((_, i) => Math.Sin(i))])];
        var fit = new CoxEstimator().Fit(new SurvivalRecords(time, isEvent), columns);
        Assert.Equal([CoefficientStatus.MinusInfinity, CoefficientStatus.Estimated], fit.Coefficients.Select(own => own.Status));

        // The limit is the fit without them.
        var others = Enumerable.Range(0, Rows).Where(i => i % 5000 != 1).ToArray();
        var records = new SurvivalRecords(others.Select(i => time[i]).ToArray(), others.Select(i => isEvent[i]).ToArray());
        var without = new CoxEstimator().Fit(records, [new CovariateColumn("x", [.. others.Select(i => Math.Sin(i))])]);
        Relative.Equal(without.LogLikelihood, fit.LogLikelihood, 1e-12);
        Assert.Equal(without.Coefficients[0].Estimate, fit.Coefficients[1].Estimate, 1e-9 * without.Coefficients[0].StandardError!.Value);
    }

    private static CoxFit Fit(CoxTies ties, IEnumerable<bool> isEvent, params double[][] columns) => new CoxEstimator().Fit(
        new SurvivalRecords(Time, isEvent.ToArray()), [.. columns.Select((column, k) => new CovariateColumn($"x{k}", column))], new CoxOptions { Ties = ties });

    // Columns of units and thousands: a column that follows from the others in the limit looked as if it did not, by rounding, and the limit had the same limit without end.
    [Fact]
    public void Limit_in_columns_of_units_and_thousands_has_an_end()
    {
        double[] time = [5, 5, 5, 4, 5, 4, 5, 4, 1, 5, 5, 1, 5];
        bool[] isEvent = [true, false, false, false, false, true, true, true, false, true, true, true, true];
        CovariateColumn[] columns =
        [
            new("a", -1000, -1, -2000, -2000, 0, 3, 4, 1, -4, -4000, -4000, -2000, -3),
            new("b", -4000, 2, -5, -3, 3000, 4, -4, 2000, 4, -5000, 0, 3, -5),
            new("c", -4, 3, 2, 5, 4000, -5, -4, -3, -5000, -5, -5000, -3, -3),
            new("d", -2, 2000, 5000, -4, -2, 1, 0, 4, 4, 1, -3, 1000, 1),
        ];
        var records = new SurvivalRecords(time, isEvent)
        {
            Entry = new double[] { 0, 0, 2, 0, 0, 1, 4, 0, 0, 0, 4, 0, 1 },
            Weight = new double[] { 0, 2, 0, 0, 1, 2, 3, 3, 0, 2, 2, 2, 1 },
        };
        foreach (var ties in Enum.GetValues<CoxTies>())
        {
            var options = new CoxOptions { Ties = ties, Strata = GroupColumn.Of("s", Enumerable.Range(0, time.Length).Select(i => (i % 3).ToString(CultureInfo.InvariantCulture))) };
            AtItsSupremum(new CoxSample(1, time.Length, 4, 0) { Strata = options.Strata }.With(records).WithCovariates([.. columns]), options);
        }
    }

    // Two directions, the one taken where the other has nothing more to say: the first must go so much farther out.
    [Fact]
    public void Direction_beyond_another_goes_as_far_as_it_must()
    {
        double[] time = [3, 1, 2, 1, 1, 2, 3, 4, 1, 1, 4, 3, 3, 2, 4, 2];
        int[] left = [5, 9, 13, 15];
        var records = new SurvivalRecords(time, time.Select((_, i) => left.Contains(i)).ToArray()) { Entry = new double[] { 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2, 2, 0, 2, 0 } };
        CovariateColumn[] columns =
        [
            new("a", -1, -4000, -2, 5, 0, -5000, 0, -2000, -4, 0, -1000, -2000, 1, -1, -3, 4000),
            new("b", -1, 1000, 0, 2000, -5, -5, -3, -5, -3, -5, 5, 5000, -2, -3, 4, 2),
            new("c", -3, -2000, 1, 0, -5, 2000, -2000, 5000, -5, 0, -4, 2000, 4, 2000, 2, 1),
        ];
        AtItsSupremum(new CoxSample(1, time.Length, 3, 0).With(records).WithCovariates([.. columns]), new CoxOptions { Ties = CoxTies.Exact });
    }

    private static void AtItsSupremum(CoxSample sample, CoxOptions options)
    {
        var fit = sample.Fit(options);
        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        var reached = CoxOracle.LogLikelihood(sample, options, [.. fit.Coefficients.Select(own => own.Estimate)]);
        Assert.Equal(fit.LogLikelihood, reached, 1e-7 * (1 + Math.Abs(reached)));
    }
}
