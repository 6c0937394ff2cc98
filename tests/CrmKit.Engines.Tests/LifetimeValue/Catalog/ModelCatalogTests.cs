namespace CrmKit.LifetimeValue.Tests;

public sealed class ModelCatalogTests
{
    public static TheoryData<string> Names => [.. ModelCatalog.Names];

    [Theory, MemberData(nameof(Names))]
    public void Every_model_is_made_by_its_name_and_says_its_parameters_back(string name)
    {
        var names = ModelCatalog.Parameters(name);
        var model = ModelCatalog.Create(name, names.Reverse().Select((parameter, i) => new ModelParameter(parameter, i + 1)));
        Assert.Equal(name, model.Name);
        Assert.Equal(names, model.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(Enumerable.Range(1, names.Length).Reverse().Select(i => (double)i), model.Parameters.Select(parameter => parameter.Value));
    }

    [Fact]
    public void Every_purchase_model_has_an_estimator_of_its_name() =>
        Assert.All(ModelCatalog.PurchaseModels, name => Assert.Equal(name, ModelCatalog.Estimator(name).Name));

    [Fact]
    public void Strange_names_and_parameters_are_refused_by_name()
    {
        Assert.Contains("mbg-nbd", Assert.Throws<ArgumentException>(() => ModelCatalog.Parameters("bgnbd")).Message, StringComparison.Ordinal);
        Assert.Contains("pareto-nbd", Assert.Throws<ArgumentException>(() => ModelCatalog.Estimator("bg-bb")).Message, StringComparison.Ordinal);
        Assert.Contains("needs alpha", Refusal(("r", 1)), StringComparison.Ordinal);
        Assert.Contains("twice", Refusal(("r", 1), ("r", 1)), StringComparison.Ordinal);
        Assert.Contains("no parameter a", Refusal(("r", 1), ("a", 1)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelCatalog.Create("nbd", [new("r", double.NaN), new("alpha", 1)]));
        Assert.Throws<ArgumentException>(() => ModelCatalog.Create("bg-cnbd-k", ModelCatalog.Parameters("bg-cnbd-k").Select(name => new ModelParameter(name, 1.5))));

        static string Refusal(params (string Name, double Value)[] parameters) =>
            Assert.Throws<ArgumentException>(() => ModelCatalog.Create("nbd", parameters.Select(parameter => new ModelParameter(parameter.Name, parameter.Value)))).Message;
    }
}
