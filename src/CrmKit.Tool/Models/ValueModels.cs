using System.CommandLine;
using CrmKit.Import;
using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary>The two models that a value needs: given at the shell, in files of fits, or fitted on the file that is valued.</summary>
internal sealed class ValueModels
{
    private readonly ModelOptions _fitting = new();
    private readonly Option<string> _model = new("--model") { HelpName = "NAME", DefaultValueFactory = _ => "bg-nbd", Description = $"The model of purchases: {string.Join(", ", ModelCatalog.PurchaseModels)}, {ModelInputs.Discrete}." };
    private readonly Option<string?> _parameters = new("--parameters") { HelpName = "r=…,alpha=…", Description = "Its parameters. Default: fitted on the file." };
    private readonly Option<FileInfo?> _fit = new("--fit") { HelpName = "FILE", Description = "The file that 'crmkit fit --out' wrote for the model of purchases." };
    private readonly Option<string?> _spendParameters = new("--spend-parameters") { HelpName = "p=…,q=…,gamma=…", Description = "The parameters of gamma-gamma. Default: fitted on the file." };
    private readonly Option<FileInfo?> _spendFit = new("--spend-fit") { HelpName = "FILE", Description = "The file that 'crmkit fit --model gamma-gamma --out' wrote." };

    public void AddTo(Command command)
    {
        Option[] all = [_model, _parameters, _fit, _spendParameters, _spendFit];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        _fitting.AddFittingTo(command);
    }

    public string ReadName(ParseResult parsed)
    {
        var name = ModelOptions.Known(parsed.GetRequiredValue(_model).Trim());
        return name != ModelInputs.Spend ? name : throw new UsageException("--model: expected the model of purchases; gamma-gamma is that of spend, and always used.");
    }

    public async Task<(IFittedModel Purchases, GammaGammaModel Spend)> ReadAsync(ParseResult parsed, string name, SummaryColumns columns, CancellationToken cancellationToken)
    {
        var options = _fitting.ReadFit(parsed);
        var purchases = await GivenAsync(parsed, name, _parameters, _fit, cancellationToken).ConfigureAwait(false)
            ?? Usable(ModelFitting.Run(name, columns, name == ModelInputs.Discrete ? null : _fitting.ReadEstimator(parsed, name), options, cancellationToken));
        var spend = await GivenAsync(parsed, ModelInputs.Spend, _spendParameters, _spendFit, cancellationToken).ConfigureAwait(false)
            ?? Usable(ModelFitting.Run(ModelInputs.Spend, columns, estimator: null, options, cancellationToken));
        return (purchases, (GammaGammaModel)spend);
    }

    private static async Task<IFittedModel?> GivenAsync(ParseResult parsed, string name, Option<string?> parameters, Option<FileInfo?> fit, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(parameters) is { } text)
        {
            return parsed.GetValue(fit) is null ? GivenModel.Create(name, text, parameters.Name) : throw new UsageException($"{parameters.Name} and {fit.Name}: choose one.");
        }

        if (parsed.GetValue(fit) is not { } file)
        {
            return null;
        }

        var model = await SavedModel.ReadAsync(file, fit.Name, cancellationToken).ConfigureAwait(false);
        return model.Name == name ? model : throw new UsageException($"{fit.Name}: the file holds {model.Name}; expected {name}.");
    }

    // A model that a handful drove to the edge of what they can tell would value people with a straight face.
    private static IFittedModel Usable(SavedFit fit) => fit.CanValue()
        ? fit.Model
        : throw new DataFaultException($"{fit.Model.Name} cannot be told from this file: {fit.Convergence}. With --prior a few customers are enough; another --model may do.");
}
