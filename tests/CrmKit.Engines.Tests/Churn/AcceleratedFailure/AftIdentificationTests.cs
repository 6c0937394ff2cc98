namespace CrmKit.Churn.Tests;

public class AftIdentificationTests
{
    public static TheoryData<AftFamily> Families => [.. Enum.GetValues<AftFamily>()];

    // R 4.2.2, survival 3.5-3: survreg(Surv(time, event) ~ x + u) on near_twins.csv. With y = x + eps u in the place of u the coefficient of y is that of u over eps.
    public static TheoryData<AftFamily, double, double, double, double, double> Twins
    {
        get
        {
            var cases = new TheoryData<AftFamily, double, double, double, double, double>();
            foreach (var eps in (ReadOnlySpan<double>)[1e-2, 1e-3, 1e-4, 3e-5, 1e-5])
            {
                cases.Add(AftFamily.Exponential, eps, -0.205291428536177, 0.242123027586, -1041.482499197685, 1);
                cases.Add(AftFamily.Weibull, eps, -0.151885654904012, 0.146415616784, -1012.900273276676, 0.60964568591056);
                cases.Add(AftFamily.LogNormal, eps, -0.38375956003865, 0.216842062541, -1044.843043605783, 1.0665235085652);
                cases.Add(AftFamily.LogLogistic, eps, -0.274983604716543, 0.183673446215, -1030.135600848296, 0.54047341059707);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Twins))]
    public void Near_twins_have_the_finite_maximum_of_the_reference(AftFamily family, double eps, double ofDifference, double error, double logLikelihood, double scale)
    {
        var data = AftCase.Of(family, "near_twins", string.Empty, string.Empty, "x u");
        var (x, u) = (data.Covariates[0], data.Covariates[1]);
        var fit = (data with { Covariates = [x, new CovariateColumn("y", [.. x.Values.Zip(u.Values, (a, b) => a + (eps * b))])] }).Fit();
        var (ofX, ofY) = (fit.Coefficient("x"), fit.Coefficient("y"));

        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.InRange(fit.Convergence.GradientNorm, 0, 1e-8);
        Assert.InRange(fit.Convergence.Iterations, 1, 40);
        Assert.Equal((CoefficientStatus.Estimated, CoefficientStatus.Estimated), (ofX.Status, ofY.Status));

        // The values themselves are right to 1e-16/eps of their difference.
        Assert.InRange(Math.Abs((eps * ofY.Estimate) - ofDifference), 0, 1e-7 * error);
        Relative.Equal(error, eps * ofY.StandardError!.Value, 1e-7);
        Relative.Equal(logLikelihood, fit.LogLikelihood, 1e-11);
        Relative.Equal(scale, fit.Model.Scale, 1e-7);
    }

    // Everybody who stayed is almost out of reach wherever the second coefficient stands: no direction is without an end, and yet the value is flat to rounding.
    [Fact]
    public void Maximum_that_is_nearly_flat_is_found_to_a_small_share_of_its_standard_errors()
    {
        var records = new SurvivalRecords(new double[] { 5, 1, 7, 6, 4 }, new[] { true, false, true, true, false }) { Weight = new double[] { 1, 1, 1, 2, 3 } };
        var fit = new AftEstimator(AftFamily.Weibull).Fit(records, [new CovariateColumn("first", [1, 1, 0, 1, 1]), new CovariateColumn("second", [2, 3, 3, 2, 0])]);

        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.InRange(fit.Convergence.GradientNorm, 0, 1e-8);
        Assert.InRange(fit.Coefficient("second").StandardError!.Value, 1e4, 1e5);
    }

    // With delayed entry the best hazard may be c/t, which both families reach with an endless scale only: c is one event over the log times lived through.
    [Theory]
    [InlineData(AftFamily.Weibull)]
    [InlineData(AftFamily.LogNormal)]
    public void Hazard_that_falls_as_one_over_time_is_an_endless_scale(AftFamily family)
    {
        var records = new SurvivalRecords(new double[] { 3, 10 }, new[] { true, false }) { Weight = new double[] { 1, 2 }, Entry = new double[] { 2, 1 } };
        var fit = new AftEstimator(family).Fit(records, []);
        var hazard = 1 / (Math.Log(3 / 2d) + (2 * Math.Log(10)));

        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Assert.Contains("scale", fit.Convergence.Parameters);
        Assert.InRange((Math.Log(hazard / 3) - 1) - fit.LogLikelihood, 0, 2e-4);
    }

    // The second column is the first for all who left; among those who stayed it is above it, so that with opposite coefficients they go out of reach.
    [Theory]
    [MemberData(nameof(Families))]
    public void Columns_alike_for_all_who_left_and_above_for_those_who_stayed_go_to_infinity_together(AftFamily family)
    {
        double[] first = [1, 2, 4, 3, 5, 1, 2, 3];
        double[] second = [1, 2, 4, 3, 5, 1.5, 2.25, 3.0001];
        var fit = Fit(family, [3, 9, 5, 12, 4, 6, 8, 2], [true, true, true, true, true, false, false, false], new("a", first), new("b", second));

        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Assert.Equal(["a", "b"], fit.Convergence.Parameters.AsEnumerable());
        Assert.Equal((CoefficientStatus.MinusInfinity, CoefficientStatus.PlusInfinity), (fit.Coefficient("a").Status, fit.Coefficient("b").Status));
        Relative.Equal(Fit(family, [3, 9, 5, 12, 4], [true, true, true, true, true], new CovariateColumn("a", first.AsSpan(0, 5))).LogLikelihood, fit.LogLikelihood, 1e-10);
    }

    // As before, but one who stayed is below: no direction is free of a loss.
    [Theory]
    [MemberData(nameof(Families))]
    public void Columns_alike_for_all_who_left_and_on_both_sides_for_those_who_stayed_stay_finite(AftFamily family)
    {
        var fit = Fit(
            family, [3, 9, 5, 12, 4, 6, 8, 2], [true, true, true, true, true, false, false, false],
            new("a", 1, 2, 4, 3, 5, 1, 2, 3), new("b", 1, 2, 4, 3, 5, 1.5, 1.75, 3.0001));

        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.InRange(fit.Convergence.GradientNorm, 0, 1e-8);
        Assert.All(fit.Coefficients, coefficient => Assert.Equal(CoefficientStatus.Estimated, coefficient.Status));
    }

    // Two marks of those who stayed; where the first is, the second may be above or below, so that only a mixture of the two loses nobody.
    [Theory]
    [MemberData(nameof(Families))]
    public void Directions_that_only_a_mixture_of_columns_gives_are_found(AftFamily family)
    {
        var fit = Fit(
            family, [3, 9, 5, 12, 6, 8, 2], [true, true, true, true, false, false, false],
            new("one", 0, 0, 0, 0, 1, 2, 1), new("two", 0, 0, 0, 0, -1, -3, 3));

        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Assert.Contains("one", fit.Convergence.Parameters);
        Assert.Equal(CoefficientStatus.PlusInfinity, fit.Coefficient("one").Status);
        Relative.Equal(Fit(family, [3, 9, 5, 12], [true, true, true, true]).LogLikelihood, fit.LogLikelihood, 1e-10);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Everything_at_infinity_leaves_no_covariance_and_no_error_of_the_scale(AftFamily family)
    {
        int[] rows = [.. Enumerable.Range(0, 20)];
        var fits = new[]
        {
            Fit(family, [5, 6], [true, false], new CovariateColumn("x", 2, 1)),
            Fit(AftFamily.Exponential, [.. rows.Select(i => i + 1d)], [.. rows.Select(i => i > 10)], new CovariateColumn("x", [.. rows.Select(i => i > 10 ? 1d : 0)])),
        };

        Assert.All(fits, fit =>
        {
            Assert.Null(fit.LogScaleStandardError);
            Assert.Null(fit.Covariance);
            Assert.Null(fit.Quantile(0.5, [1]));
            Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
            Assert.All(fit.Coefficients, coefficient => Assert.Null(coefficient.StandardError));
        });
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Events_all_at_one_time_leave_coefficients_unidentified_and_without_errors(AftFamily family)
    {
        int[] rows = [.. Enumerable.Range(0, 20)];
        var fit = Fit(family, [.. rows.Select(_ => 7d)], [.. rows.Select(_ => true)], new CovariateColumn("x", [.. rows.Select(i => i % 5d)]));

        Assert.True(double.IsFinite(fit.LogLikelihood));
        if (family == AftFamily.Exponential)
        {
            Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
            Assert.Equal(CoefficientStatus.Estimated, fit.Coefficient("x").Status);
            return;
        }

        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Assert.Equal("scale", Assert.Single(fit.Convergence.Parameters));
        Assert.All(fit.Coefficients, coefficient => Assert.Equal((CoefficientStatus.NotIdentified, null), (coefficient.Status, coefficient.StandardError)));
        Assert.Null(fit.Covariance);
        Assert.Null(fit.LogScaleStandardError);
        Assert.Null(fit.QuantileStandardError(0.5, [1]));
    }

    [Theory]
    [InlineData("intercept")]
    [InlineData("log_scale")]
    public void Column_named_as_a_parameter_is_refused_by_name(string name)
    {
        var fault = Assert.Throws<ArgumentException>(() => Fit(AftFamily.Weibull, [3, 5, 8], [true, true, false], new CovariateColumn(name, 1, 2, 4)));

        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        Assert.Equal("covariates", fault.ParamName);
    }

    // What is left of the smallest normal numbers has fewer digits.
    [Theory]
    [InlineData(1e155, 0)]
    [InlineData(1e280, 0)]
    [InlineData(1e-200, 0)]
    [InlineData(1e-280, 0)]
    [InlineData(1, 1e15)]
    public void Columns_of_any_size_and_place_are_fitted_as_those_of_one_unit(double unit, double place)
    {
        foreach (var family in Enum.GetValues<AftFamily>())
        {
            int[] rows = [.. Enumerable.Range(0, 30)];
            var plain = Of(family, value => value);
            var fit = Of(family, value => place + (unit * value));

            Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
            Assert.Empty(fit.Aliased);
            Assert.Equal(CoefficientStatus.Estimated, fit.Coefficient("x").Status);
            Assert.InRange(Math.Abs((fit.Coefficient("x").Estimate * unit) - plain.Coefficient("x").Estimate), 0, 1e-7 * plain.Coefficient("x").StandardError!.Value);
            Relative.Equal(plain.Coefficient("x").StandardError!.Value, fit.Coefficient("x").StandardError!.Value * unit, 1e-7);
            Relative.Equal(plain.LogLikelihood, fit.LogLikelihood, 1e-12);

            AftFit Of(AftFamily of, Func<double, double> value) =>
                Fit(of, [.. rows.Select(i => i + 1d)], [.. rows.Select(i => i % 2 == 1)], new CovariateColumn("x", [.. rows.Select(i => value(i * 7 % 5))]));
        }
    }

    // The range of the first column is no number; what the second varies by is less than its values can tell.
    [Theory]
    [MemberData(nameof(Families))]
    public void Column_whose_range_is_beyond_all_numbers_or_below_its_digits_is_aliased(AftFamily family)
    {
        int[] rows = [.. Enumerable.Range(0, 30)];
        double[] time = [.. rows.Select(i => i + 1d)];
        bool[] isEvent = [.. rows.Select(i => i % 2 == 1)];
        var x = new CovariateColumn("x", [.. rows.Select(i => i * 7 % 5d)]);
        var fit = Fit(family, time, isEvent, new("wide", [.. rows.Select(i => i % 3 == 0 ? 1.7e308 : -1.7e308)]), new("rounded", [.. rows.Select(i => i % 4 == 0 ? 0.1 + 0.2 : 0.3)]), x);

        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.Equal(["wide", "rounded"], fit.Aliased.AsEnumerable());
        Assert.Equal(Fit(family, time, isEvent, x).LogLikelihood, fit.LogLikelihood);
    }

    [Fact]
    public void Coefficients_are_had_by_name_and_aliased_columns_are_listed()
    {
        var fit = Fit(AftFamily.Weibull, [3, 5, 8, 4], [true, true, false, true], new("x", 1, 2, 4, 4), new("twice", 2, 4, 8, 8), new("one", 1, 1, 1, 1));

        Assert.Equal(["twice", "one"], fit.Aliased.AsEnumerable());
        Assert.Equal(fit.Coefficients[1], fit.Coefficient("x"));
        Assert.Equal(fit.Model.Intercept, fit.Coefficient("intercept").Estimate);
        Assert.Throws<ArgumentException>(() => fit.Coefficient("y"));
    }

    // A direction that moves no event and brings no censored record nearer is one for every family; where there is none the log-likelihood, concave in the coefficients and the
    // scale as 1 over it, has a maximum, which Newton's method reaches.
    [Fact]
    public void What_goes_to_infinity_is_the_same_for_every_family_and_the_rest_has_converged()
    {
        var (atInfinity, finite) = (0, 0);
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var n = random.Next(10, 30);
            int[] rows = [.. Enumerable.Range(0, n)];
            bool[] isEvent = [.. rows.Select(_ => random.Next(2) == 0)];
            double[] time = [.. rows.Select(_ => 1 + (20 * random.NextDouble()))];
            var columns = new List<CovariateColumn>();

            // Columns that for those who left are often 0, or the column before: cones of directions of any shape come up.
            for (var k = random.Next(1, 5); k > 0; k--)
            {
                var (share, lowest) = (random.Next(2) == 0 ? 1 : random.NextDouble(), random.Next(-1, 1));
                var before = columns.Count > 0 && random.Next(2) == 0 ? columns[^1].Values : [.. rows.Select(_ => 0d)];
                columns.Add(new CovariateColumn("x" + (char)('0' + k), [.. rows.Select(i => before[i] + (isEvent[i] && random.NextDouble() < share ? 0 : random.Next(lowest, 3)))]));
            }

            var fits = Enum.GetValues<AftFamily>().Select(family => Fit(family, time, isEvent, [.. columns])).Where(fit => !fit.Convergence.Parameters.Contains("scale")).ToArray();
            foreach (var fit in fits)
            {
                Assert.Equal(fits[0].Coefficients.Select(coefficient => coefficient.Status), fit.Coefficients.Select(coefficient => coefficient.Status));
                Assert.InRange(fit.Convergence.GradientNorm, 0, 1e-8);
                Assert.Equal(fit.Convergence.Parameters.IsEmpty ? ConvergenceStatus.Converged : ConvergenceStatus.AtBoundary, fit.Convergence.Status);
            }

            (atInfinity, finite) = fits.Length < 4 ? (atInfinity, finite) : fits[0].Convergence.Parameters.IsEmpty ? (atInfinity, finite + 1) : (atInfinity + 1, finite);
        }

        Assert.True(atInfinity > 15 && finite > 15, $"{atInfinity} at infinity, {finite} finite");
    }

    private static AftFit Fit(AftFamily family, double[] time, bool[] isEvent, params CovariateColumn[] covariates) =>
        new AftEstimator(family).Fit(new SurvivalRecords(time, isEvent), covariates);
}
