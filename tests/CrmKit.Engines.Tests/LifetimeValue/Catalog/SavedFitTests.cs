namespace CrmKit.LifetimeValue.Tests;

public sealed class SavedFitTests
{
    private static readonly RecencyFrequencyTable Data = new PurchaseSimulator(new ParetoNbdModel(.6, 10, .6, 12), 84, 273).SimulateContinuous(400, 5);

    public static TheoryData<string> Models => [.. ModelCatalog.PurchaseModels];

    [Theory, MemberData(nameof(Models))]
    public void Fit_is_read_back_to_the_last_bit(string name)
    {
        var fit = SavedFit.Of(ModelCatalog.Estimator(name).Fit(Data));
        var again = SavedFit.FromJson(fit.ToJson());
        Assert.Equal(fit.Model, again.Model);
        Assert.Equal(fit.ToJson(), again.ToJson());
        Assert.Equal((fit.LogLikelihood, fit.Aic, fit.Bic, fit.Status), (again.LogLikelihood, again.Aic, again.Bic, again.Status));
        Assert.Equal(fit.Convergence.Parameters.ToArray(), again.Convergence.Parameters.ToArray());
        Assert.Equal(fit.Covariance?.StandardErrors.ToArray(), again.Covariance?.StandardErrors.ToArray());
    }

    [Fact]
    public void Time_unit_is_kept()
    {
        var days = RecencyFrequencyTable.From([2, 0, 1], [20, 0, 5], [30, 30, 9], daysPerTimeUnit: 1);
        var fit = SavedFit.Of(new NbdEstimator().Fit(days));
        Assert.Equal(1, ((IPurchaseModel)SavedFit.FromJson(fit.ToJson()).Model).DaysPerTimeUnit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"schemaVersion":2,"model":"nbd","parameters":{"r":1,"alpha":1}}""")]
    [InlineData("""{"schemaVersion":1,"model":"nothing","parameters":{"r":1,"alpha":1}}""")]
    [InlineData("""{"schemaVersion":1,"model":"nbd","parameters":{"r":-1,"alpha":1}}""")]
    [InlineData("""{"schemaVersion":1,"model":"nbd","parameters":{"r":1}}""")]
    [InlineData("""{"schemaVersion":1,"model":"nbd","parameters":null}""")]
    [InlineData("""{"schemaVersion":1,"model":"nbd","parameters":{"r":1,"alpha":1},"customers":-5}""")]
    [InlineData("""{"schemaVersion":1,"model":"nbd","parameters":{"r":1,"alpha":1},"covariance":[1],"covarianceParameters":["r","alpha"]}""")]
    public void What_is_no_fit_is_refused(string json) => Assert.Throws<FormatException>(() => SavedFit.FromJson(json));
}
