namespace CrmKit.LifetimeValue;

/// <summary>All models by the names that they have in files and on the command line.</summary>
public static class ModelCatalog
{
    private static readonly ImmutableArray<ModelEntry> Entries =
    [
        new("nbd", ["r", "alpha"], (p, days) => new NbdModel(p[0], p[1], days)) { Estimator = () => new NbdEstimator() },
        new("bg-nbd", ["r", "alpha", "a", "b"], (p, days) => new BgNbdModel(p[0], p[1], p[2], p[3], days)) { Estimator = () => new BgNbdEstimator() },
        new("mbg-nbd", ["r", "alpha", "a", "b"], (p, days) => new MbgNbdModel(p[0], p[1], p[2], p[3], days)) { Estimator = () => new MbgNbdEstimator() },
        new("bg-cnbd-k", ["k", "r", "alpha", "a", "b"], (p, days) => new BgCnbdModel(Whole(p[0]), p[1], p[2], p[3], p[4], days)) { Estimator = () => new BgCnbdEstimator() },
        new("mbg-cnbd-k", ["k", "r", "alpha", "a", "b"], (p, days) => new MbgCnbdModel(Whole(p[0]), p[1], p[2], p[3], p[4], days)) { Estimator = () => new MbgCnbdEstimator() },
        new("pareto-nbd", ["r", "alpha", "s", "beta"], (p, days) => new ParetoNbdModel(p[0], p[1], p[2], p[3], days)) { Estimator = () => new ParetoNbdEstimator() },
        new("gg-nbd", ["r", "alpha", "b", "s", "beta"], (p, days) => new GammaGompertzNbdModel(p[0], p[1], p[2], p[3], p[4], days)) { Estimator = () => new GammaGompertzNbdEstimator() },
        new("bg-bb", ["alpha", "beta", "gamma", "delta"], (p, _) => new BgBbModel(p[0], p[1], p[2], p[3])),
        new("gamma-gamma", ["p", "q", "gamma"], (p, _) => new GammaGammaModel(p[0], p[1], p[2])),
    ];

    /// <summary>The names of all models.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Entries.Select(entry => entry.Name)];

    /// <summary>The names of the models of purchases in continuous time, each of which has an estimator here.</summary>
    public static ImmutableArray<string> PurchaseModels { get; } = [.. Entries.Where(entry => entry.Estimator is not null).Select(entry => entry.Name)];

    /// <summary>The parameters of a model by the names of the literature, in its order.</summary>
    /// <param name="model">The model's name.</param>
    /// <exception cref="ArgumentException">No model has this name; the message names those that there are.</exception>
    public static ImmutableArray<string> Parameters(string model) => Entry(model).Parameters;

    /// <summary>An estimator of a purchase model in continuous time.</summary>
    /// <param name="model">The model's name.</param>
    /// <exception cref="ArgumentException">No such model has this name; the message names those that there are.</exception>
    public static IPurchaseEstimator Estimator(string model) => Entry(model).Estimator?.Invoke()
        ?? throw new ArgumentException($"{model} is no model of purchases in continuous time; these are {string.Join(", ", PurchaseModels)}.", nameof(model));

    /// <summary>A model at given parameters.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="parameters">One value for each parameter, in any order.</param>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks. Models without one do not look at it.</param>
    /// <returns>An <see cref="IPurchaseModel"/>, a <see cref="BgBbModel"/> or a <see cref="GammaGammaModel"/>.</returns>
    /// <exception cref="ArgumentException">No model has this name, or a parameter is missing, strange, twice there or outside its range; the message names it.</exception>
    public static IFittedModel Create(string model, IEnumerable<ModelParameter> parameters, double daysPerTimeUnit = 7)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var entry = Entry(model);
        var given = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
        {
            if (!entry.Parameters.Contains(name, StringComparer.Ordinal))
            {
                throw new ArgumentException($"{model} has no parameter {name}; it has {string.Join(", ", entry.Parameters)}.", nameof(parameters));
            }

            if (!given.TryAdd(name, value))
            {
                throw new ArgumentException($"The parameter {name} of {model} is given twice.", nameof(parameters));
            }
        }

        var missing = entry.Parameters.Where(name => !given.ContainsKey(name)).ToList();
        return missing.Count == 0
            ? entry.Create([.. entry.Parameters.Select(name => given[name])], daysPerTimeUnit)
            : throw new ArgumentException($"{model} needs {string.Join(", ", missing)} too.", nameof(parameters));
    }

    private static ModelEntry Entry(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Entries.FirstOrDefault(entry => string.Equals(entry.Name, model, StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no model {model}; there are {string.Join(", ", Entries.Select(entry => entry.Name))}.", nameof(model));
    }

    private static int Whole(double k) => k is >= 1 and <= BetaGeometricModel.GreatestK && double.IsInteger(k)
        ? (int)k
        : throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"k is {k}; it must be a whole number from 1 to {BetaGeometricModel.GreatestK}."), nameof(k));
}
