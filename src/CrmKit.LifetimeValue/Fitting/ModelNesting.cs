namespace CrmKit.LifetimeValue;

// Which model is another one at certain values of its parameters, or in a limit of them.
internal static class ModelNesting
{
    // Nobody leaves in the NBD; gaps of one stage are those of the BG/NBD and MBG/NBD; the hazard of the Gamma-Gompertz that does not grow is the Pareto's; without dependence
    // the correlated Pareto/NBD is the plain one.
    private static readonly Dictionary<string, string[]> Contained = new(StringComparer.Ordinal)
    {
        ["nbd"] = [],
        ["bg-nbd"] = ["nbd"],
        ["mbg-nbd"] = ["nbd"],
        ["bg-cnbd-k"] = ["nbd", "bg-nbd"],
        ["mbg-cnbd-k"] = ["nbd", "mbg-nbd"],
        ["pareto-nbd"] = ["nbd"],
        ["gg-nbd"] = ["nbd", "pareto-nbd"],
        ["pareto-nbd-correlated"] = ["nbd", "pareto-nbd"],
        ["bg-bb"] = [],
        ["gamma-gamma"] = [],
    };

    // Models of other makers are taken on trust.
    public static bool Contains(IFittedModel model, int freeParameters, IFittedModel nested)
    {
        if (!Contained.TryGetValue(model.Name, out var contained) || !Contained.ContainsKey(nested.Name))
        {
            return true;
        }

        // A given k leaves no room for gaps of another number of stages.
        var stages = model.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, "k", StringComparison.Ordinal));
        var isStagesGiven = stages.Name is not null && freeParameters < model.Parameters.Length;
        var isSame = string.Equals(model.Name, nested.Name, StringComparison.Ordinal);
        return isStagesGiven && stages.Value != 1 && !isSame
            ? false
            : (isSame || contained.Contains(nested.Name, StringComparer.Ordinal)) && CovariatesOf(nested).All(CovariatesOf(model).Contains);
    }

    // Coefficients are named after process and covariate.
    private static HashSet<string> CovariatesOf(IFittedModel model) =>
        [.. model.Parameters.Select(parameter => parameter.Name).Where(name => name.Contains(':', StringComparison.Ordinal))];
}
