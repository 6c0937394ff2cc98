using System.CommandLine;
using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary>The options that name a model and how it is fitted.</summary>
internal sealed class ModelOptions
{
    public Option<string> Model { get; } = new("--model") { Required = true, HelpName = "NAME", Description = $"One of {string.Join(", ", ModelCatalog.Names)}." };

    public Option<int?> K { get; } = new("--k") { HelpName = "N", Description = $"The k of a CNBD-k model, 1 to {BetaGeometricModel.GreatestK}. Default: the one with the highest likelihood." };

    public Option<double> UnitDays { get; } = new("--unit-days") { HelpName = "DAYS", DefaultValueFactory = _ => 7, Description = "Days in the time unit of the file." };

    public Option<bool> Beliefs { get; } = new("--prior") { Description = "Start from weak beliefs about any business, so that a handful of customers gets a sensible answer." };

    public Option<double?> TypicalGap { get; } = new("--typical-gap") { HelpName = "DAYS", Description = "With --prior: days between purchases of a typical customer. Default: 90." };

    public Option<double?> TypicalSpend { get; } = new("--typical-spend") { HelpName = "AMOUNT", Description = "With --prior: what a typical purchase costs. Default: 50." };

    public void AddFittingTo(Command command)
    {
        Option[] all = [K, UnitDays, Beliefs, TypicalGap, TypicalSpend];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    public string ReadModel(ParseResult parsed) => Known(parsed.GetRequiredValue(Model).Trim());

    /// <summary>The name of a model.</summary>
    /// <exception cref="UsageException">There is no such model.</exception>
    public static string Known(string name) => ModelCatalog.Names.Contains(name, StringComparer.Ordinal)
        ? name
        : throw new UsageException($"--model: there is no model {Shown.Of(name)}; there are {string.Join(", ", ModelCatalog.Names)}.");

    public FitOptions ReadFit(ParseResult parsed)
    {
        if (!parsed.GetValue(Beliefs) && (parsed.GetValue(TypicalGap) ?? parsed.GetValue(TypicalSpend)) is not null)
        {
            throw new UsageException("--typical-gap and --typical-spend are beliefs: say --prior too.");
        }

        var usual = new PriorBeliefs();
        var days = Positive(parsed.GetValue(UnitDays), UnitDays.Name);
        return new FitOptions
        {
            DaysPerTimeUnit = days,
            Beliefs = parsed.GetValue(Beliefs)
                ? usual with
                {
                    TypicalGapDays = Positive(parsed.GetValue(TypicalGap) ?? usual.TypicalGapDays, TypicalGap.Name),
                    TypicalSpend = Positive(parsed.GetValue(TypicalSpend) ?? usual.TypicalSpend, TypicalSpend.Name),
                }
                : null,
        };
    }

    public IPurchaseEstimator ReadEstimator(ParseResult parsed, string model)
    {
        if (parsed.GetValue(K) is not { } k)
        {
            return ModelCatalog.Estimator(model);
        }

        if (k is < 1 or > BetaGeometricModel.GreatestK)
        {
            throw new UsageException($"--k: expected 1 to {BetaGeometricModel.GreatestK}.");
        }

        return model switch
        {
            "bg-cnbd-k" => new BgCnbdEstimator(k),
            "mbg-cnbd-k" => new MbgCnbdEstimator(k),
            _ => throw new UsageException($"--k is for bg-cnbd-k and mbg-cnbd-k; {model} has none."),
        };
    }

    public static double Positive(double value, string flag) => value > 0 && double.IsFinite(value) ? value : throw new UsageException($"{flag}: expected a number above 0.");
}
