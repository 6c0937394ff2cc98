using System.CommandLine;
using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary>A model as it is given at the shell: by name and parameters, or by the file of a fit.</summary>
internal sealed class GivenModel
{
    private readonly Option<string?> _model = new("--model") { HelpName = "NAME", Description = $"One of {string.Join(", ", ModelCatalog.Names)}." };
    private readonly Option<string?> _parameters = new("--parameters") { HelpName = "r=…,alpha=…", Description = "The model's parameters." };
    private readonly Option<FileInfo?> _fit = new("--fit") { HelpName = "FILE", Description = "The file that 'crmkit fit --out' wrote, instead of --model and --parameters." };

    public void AddTo(Command command)
    {
        command.Options.Add(_model);
        command.Options.Add(_parameters);
        command.Options.Add(_fit);
    }

    public async Task<IFittedModel> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_fit) is { } file)
        {
            var fit = await SavedModel.ReadAsync(file, _fit.Name, cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(_parameters) is not null || (parsed.GetValue(_model) is { } name && name != fit.Name))
            {
                throw new UsageException($"--fit: the file holds {fit.Name} with its parameters; leave out --model and --parameters.");
            }

            return fit;
        }

        if (parsed.GetValue(_model) is not { } model || parsed.GetValue(_parameters) is not { } parameters)
        {
            throw new UsageException("Say --model NAME --parameters r=…,alpha=…, or --fit FILE.");
        }

        return Create(ModelOptions.Known(model.Trim()), parameters, _parameters.Name);
    }

    /// <summary>A model of a name with parameters as <c>name=value</c> between commas.</summary>
    public static IFittedModel Create(string model, string parameters, string flag)
    {
        try
        {
            return ModelCatalog.Create(model, parameters.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => Parameter(part, flag)));
        }
        catch (ArgumentException error)
        {
            throw UsageException.OfNamed(flag, error);
        }
    }

    private static ModelParameter Parameter(string part, string flag)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && double.TryParse(part.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? new ModelParameter(part[..equals].Trim(), value)
            : throw new UsageException($"{flag}: expected name=number between commas, for example r=0.24,alpha=4.4; found {Shown.Of(part)}.");
    }
}
