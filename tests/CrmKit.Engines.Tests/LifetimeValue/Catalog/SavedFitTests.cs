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

    // A whole document with one thing wrong.
    [Theory]
    [InlineData("\"convergence\":\"Converged\"", "\"convergence\":7")]
    [InlineData("\"convergence\":\"Converged\"", "\"convergence\":\"Well\"")]
    [InlineData("\"status\":\"Fitted\"", "\"status\":0")]
    [InlineData("\"logLikelihood\":-5,", "")]
    [InlineData("\"logLikelihood\":-5", "\"logLikelihood\":-1e999")]
    [InlineData("\"customers\":3,", "")]
    [InlineData("\"gradientNorm\":1e-9", "\"gradientNorm\":-1")]
    [InlineData("\"freeParameters\":2", "\"freeParameters\":-2")]
    [InlineData("[\"r\",\"alpha\"]", "[\"r\",\"zz\"]")]
    [InlineData("[\"r\",\"alpha\"]", "[\"r\",\"r\"]")]
    [InlineData("[1,0,0,1]", "[1,0,0,-1]")]
    [InlineData("[1,0,0,1]", "[1,0,0,1e999]")]
    [InlineData(",\"covarianceParameters\":[\"r\",\"alpha\"]", "")]
    public void Damaged_file_is_refused(string whole, string damaged)
    {
        const string Fit = """{"schemaVersion":1,"model":"nbd","parameters":{"r":1,"alpha":1},"logLikelihood":-5,"customers":3,"distinctSummaries":3,"convergence":"Converged","iterations":4,"gradientNorm":1e-9,"status":"Fitted","freeParameters":2,"covariance":[1,0,0,1],"covarianceParameters":["r","alpha"]}""";
        Assert.Equal(-5, SavedFit.FromJson(Fit).LogLikelihood);
        Assert.Contains(whole, Fit, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => SavedFit.FromJson(Fit.Replace(whole, damaged, StringComparison.Ordinal)));
    }
}
