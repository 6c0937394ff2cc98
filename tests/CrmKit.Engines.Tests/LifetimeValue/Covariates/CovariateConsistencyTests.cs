namespace CrmKit.LifetimeValue.Tests;

public sealed class CovariateConsistencyTests
{
    // By second differences of nothing but the sum of the customers' own likelihoods.
    [Fact]
    public void Standard_errors_are_those_of_the_curvature()
    {
        var (histories, purchase, dropout) = Columns(7, 400);
        var fit = new ParetoNbdCovariateEstimator().Fit(CovariateTable.From(histories, purchase, dropout));
        Assert.Equal(ConvergenceStatus.Converged, fit.Fit.Convergence.Status);
        double[] at = [.. fit.Model.Parameters.Select(parameter => parameter.Value)];
        double[] steps = [.. fit.Fit.StandardErrors.Select(error => 0.01 * error)];
        Relative.Equal(fit.Fit.LogLikelihood, Sum(at), 1e-11);
        var errors = NumericInformation.StandardErrors(Sum, at, steps);
        for (var i = 0; i < at.Length; i++)
        {
            Relative.Equal(errors[i], fit.Fit.StandardErrors[i], 1e-3);
            var (up, down) = ((double[])at.Clone(), (double[])at.Clone());
            up[i] += 10 * steps[i];
            down[i] -= 10 * steps[i];
            Assert.True(Sum(at) > Sum(up) && Sum(at) > Sum(down), $"not a maximum in parameter {i}");
        }

        double Sum(double[] p)
        {
            double sum = 0;
            for (var i = 0; i < histories.Length; i++)
            {
                var alpha = p[1] * Math.Exp(-(p[4] * purchase[0].Values[i]) - (p[5] * purchase[1].Values[i]));
                sum += new ParetoNbdModel(p[0], alpha, p[2], p[3] * Math.Exp(-p[6] * dropout[0].Values[i])).LogLikelihood(histories[i]);
            }

            return sum;
        }
    }

    [Fact]
    public void No_covariates_give_the_fit_without() => Same(new ParetoNbdCovariateEstimator().Fit(Table([], [])));

    // Columns that say nothing are named and cost nothing.
    [Fact]
    public void Constant_and_dependent_columns_are_named()
    {
        var (histories, purchase, dropout) = Columns(5, 300);
        var constant = new CovariateColumn("constant", [.. histories.Select(_ => 3.5)]);
        var binary = dropout[0];
        var opposite = new CovariateColumn("opposite", [.. binary.Values.Select(value => 1 - value)]);
        var mixture = new CovariateColumn("mixture", [.. histories.Select((_, i) => 1e6 + (2 * purchase[0].Values[i]) - purchase[1].Values[i])]);
        Same(new BgNbdCovariateEstimator().Fit(CovariateTable.From(histories, [constant], [])), "purchase:constant");

        var plain = new ParetoNbdCovariateEstimator().Fit(CovariateTable.From(histories, purchase, [binary]));
        var twice = new ParetoNbdCovariateEstimator().Fit(CovariateTable.From(histories, purchase, [binary, opposite]));
        Assert.Equal(ConvergenceStatus.NotIdentified, twice.Fit.Convergence.Status);
        Assert.Equal(["dropout:binary", "dropout:opposite"], twice.Fit.Convergence.Parameters.AsEnumerable());
        Relative.Equal(plain.Fit.LogLikelihood, twice.Fit.LogLikelihood, 1e-12);
        Assert.Null(twice.Fit.Covariance);
        Assert.Equal(plain.Fit.FreeParameters, twice.Fit.FreeParameters);

        var sum = new ParetoNbdCovariateEstimator().Fit(CovariateTable.From(histories, [.. purchase, mixture], [binary]));
        Assert.Equal(["purchase:binary", "purchase:continuous", "purchase:mixture"], sum.Fit.Convergence.Parameters.AsEnumerable());
        Relative.Equal(plain.Fit.LogLikelihood, sum.Fit.LogLikelihood, 1e-12);
    }

    [Fact]
    public void Customers_in_any_order_give_the_same_bytes()
    {
        var (histories, purchase, dropout) = Columns(3, 200);
        var order = Enumerable.Range(0, histories.Length).OrderBy(i => (i * 7919L) % 211).ThenBy(i => i).ToArray();
        var one = new MbgNbdCovariateEstimator().Fit(CovariateTable.From(histories, purchase, dropout));
        var other = new MbgNbdCovariateEstimator().Fit(CovariateTable.From(
            [.. order.Select(i => histories[i])],
            [.. purchase.Select(column => new CovariateColumn(column.Name, [.. order.Select(i => column.Values[i])]))],
            [.. dropout.Select(column => new CovariateColumn(column.Name, [.. order.Select(i => column.Values[i])]))]));
        Assert.Equal(one.Fit.LogLikelihood, other.Fit.LogLikelihood);
        Assert.Equal(one.Model.Parameters.AsEnumerable(), other.Model.Parameters);
    }

    // The same fit whatever a covariate is counted in, and from wherever.
    [Fact]
    public void Units_of_a_covariate_change_its_coefficient_alone()
    {
        var (histories, purchase, dropout) = Columns(9, 300);
        var one = new ParetoNbdCovariateEstimator().Fit(CovariateTable.From(histories, purchase, dropout));
        var years = new CovariateColumn("continuous", [.. purchase[1].Values.Select(value => 2020 + (value * 1000))]);
        var other = new ParetoNbdCovariateEstimator().Fit(CovariateTable.From(histories, [purchase[0], years], dropout));
        Relative.Equal(one.Fit.LogLikelihood, other.Fit.LogLikelihood, 1e-12);
        Relative.Equal(one.Effects[1].Coefficient, other.Effects[1].Coefficient * 1000, 1e-6);
        Relative.Equal(one.Effects[1].StandardError!.Value, other.Effects[1].StandardError!.Value * 1000, 1e-6);
        Relative.Equal(one.Model.ModelFor([1, .5], [0]).Alpha, other.Model.ModelFor([1, 2520], [0]).Alpha, 1e-7);
    }

    [Fact]
    public void Noise_never_ends_below_the_fit_without()
    {
        var random = new CrmKit.Numerics.SeededRandom(17);
        for (var k = 0; k < 4; k++)
        {
            var (histories, _, _) = Columns(20 + (ulong)k, 60);
            var noise = new CovariateColumn("noise", [.. histories.Select(_ => random.NextNormal())]);
            Above(new ParetoNbdCovariateEstimator().Fit(CovariateTable.From(histories, [noise], [noise])));
            Above(new BgNbdCovariateEstimator().Fit(CovariateTable.From(histories, [noise], [noise])));
            Above(new MbgNbdCovariateEstimator().Fit(CovariateTable.From(histories, [noise], [noise])));
            Above(new NbdCovariateEstimator().Fit(CovariateTable.From(histories, [noise], [])));
        }
    }

    // Pareto/NBD, BG/NBD and MBG/NBD contain the NBD with the same covariates, and Gamma-Gompertz/NBD contains Pareto/NBD.
    [Fact]
    public void No_fit_ends_below_a_contained_model_with_the_same_covariates()
    {
        for (ulong seed = 30; seed < 36; seed++)
        {
            // Half of the seeds have customers who never leave. The same seed draws the same customers.
            var truth = seed;
            var table = SimulatedCovariates.Draw(ModelFor, 120, seed);
            var nbd = new NbdCovariateEstimator().Fit(SimulatedCovariates.Draw(ModelFor, 120, seed, withDropout: false)).Fit.LogLikelihood;

            IPurchaseModel ModelFor(double z, double c) => truth % 2 == 0
                ? new NbdModel(1.2, 9 * Math.Exp((-.4 * z) + (.2 * c)))
                : new ParetoNbdModel(.8, 8 * Math.Exp(-.5 * z), .7, 15 * Math.Exp(-.6 * z));

            var pareto = new ParetoNbdCovariateEstimator().Fit(table).Fit.LogLikelihood;
            AtLeast(nbd, pareto);
            AtLeast(nbd, new BgNbdCovariateEstimator().Fit(table).Fit.LogLikelihood);
            AtLeast(nbd, new MbgNbdCovariateEstimator().Fit(table).Fit.LogLikelihood);
            AtLeast(pareto, new GammaGompertzNbdCovariateEstimator().Fit(table).Fit.LogLikelihood);
        }

        // The edge is not the limit itself: leaving at a rate of 1e-14 costs so much.
        static void AtLeast(double contained, double containing) => Assert.True(containing >= contained - (1e-9 * Math.Abs(contained)), $"{containing:R} below {contained:R}");
    }

    private static void Above<TModel>(CovariateFit<TModel> fit)
        where TModel : class, IPurchaseModel
    {
        Assert.True(fit.Fit.LogLikelihood >= fit.WithoutCovariates.LogLikelihood);
        Assert.All(fit.Model.Parameters, parameter => Assert.True(double.IsFinite(parameter.Value), parameter.Name));
    }

    private static void Same<TModel>(CovariateFit<TModel> fit, params string[] named)
        where TModel : class, IPurchaseModel
    {
        Relative.Equal(fit.WithoutCovariates.LogLikelihood, fit.Fit.LogLikelihood, 1e-12);
        Assert.Null(fit.Gain);
        Assert.Equal(named, fit.Fit.Convergence.Parameters.AsEnumerable());
        Assert.Equal(named.Length > 0 ? ConvergenceStatus.NotIdentified : ConvergenceStatus.Converged, fit.Fit.Convergence.Status);
        var own = fit.WithoutCovariates.Model.Parameters;
        Assert.All(own.Zip(fit.Model.Parameters), pair => Relative.Equal(pair.First.Value, pair.Second.Value, 1e-6));
    }

    private static CovariateTable Table(CovariateColumn[] purchase, CovariateColumn[] dropout) => CovariateTable.From(Columns(5, 300).Histories, purchase, dropout);

    private static (PurchaseHistory[] Histories, CovariateColumn[] Purchase, CovariateColumn[] Dropout) Columns(ulong seed, int customers)
    {
        var random = new CrmKit.Numerics.SeededRandom(seed);
        var (histories, binary, continuous) = (new PurchaseHistory[customers], new double[customers], new double[customers]);
        for (var i = 0; i < customers; i++)
        {
            (binary[i], continuous[i]) = (random.NextBelow(2), random.NextNormal());
            var model = new ParetoNbdModel(.8, 8 * Math.Exp((-.5 * binary[i]) + (.3 * continuous[i])), .7, 15 * Math.Exp(-.6 * binary[i]));
            histories[i] = PurchaseHistory.Of(model.Draw(random, 70), 70);
        }

        return (histories, [new("binary", binary), new("continuous", continuous)], [new("binary", binary)]);
    }
}
