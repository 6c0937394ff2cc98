using System.CommandLine;
using System.Text.Json;
using CrmKit.Desk;
using CrmKit.Import;
using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary><c>crmkit select</c>.</summary>
internal static class SelectCommand
{
    public static Command Create()
    {
        var (common, summary, fitting) = (new CommonOptions(), new SummaryOptions(), new ModelOptions());
        var models = new Option<string?>("--models") { HelpName = "NAME,…", Description = "The models to compare. Default: all that the data allow." };
        var holdout = new Option<int?>("--holdout") { HelpName = "DAYS", Description = "With --db: days that the models have to foretell. Default: a quarter of those observed." };
        var origins = new Option<int>("--origins") { HelpName = "N", DefaultValueFactory = _ => 3, Description = "With --db: how many times they have to, 1 to 20." };
        var csv = new Option<bool>("--csv") { Description = "Print a row for each model as CSV." };
        var command = new Command("select", "Compare models: with --db by what customers did in days that the models had not seen, against the plain average; with --summary by Schwarz's criterion (BIC).");
        common.Database.Required = false;
        common.AddTo(command);
        summary.AddTo(command, isRequired: false);
        fitting.AddFittingTo(command);
        Option[] rest = [models, holdout, origins, csv];
        foreach (var option in rest)
        {
            command.Options.Add(option);
        }

        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var options = fitting.ReadFit(parsed);
            var (json, lines) = (parsed.GetValue(common.Json), parsed.GetValue(csv));
            if ((parsed.GetValue(common.Database) is null) == (parsed.GetValue(summary.Summary) is null) || (json && lines))
            {
                throw new UsageException(json && lines ? "--json and --csv: choose one." : "Say --db FILE, of purchases that were imported, or --summary FILE.");
            }

            string[]? asked = parsed.GetValue(models)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ModelOptions.Known).Distinct(StringComparer.Ordinal).ToArray();
            if (parsed.GetValue(summary.Summary) is not null)
            {
                var fits = await FitAllAsync(parsed, summary, asked, options, cancellationToken).ConfigureAwait(false);
                Print(SelectOutput.From(fits), json, lines);
                return;
            }

            var comparison = new SelectionOptions { HoldoutDays = parsed.GetValue(holdout), Origins = parsed.GetValue(origins), Fit = options };
            if (comparison is { HoldoutDays: < 1 } or { Origins: < 1 or > 20 })
            {
                throw new UsageException(comparison.HoldoutDays < 1 ? "--holdout: expected 1 day or more." : "--origins: expected 1 to 20.");
            }

            if (asked?.FirstOrDefault(name => !ModelCatalog.PurchaseModels.Contains(name, StringComparer.Ordinal)) is { } other)
            {
                throw new UsageException($"--models: {other} foretells no purchases in time; these do: {string.Join(", ", ModelCatalog.PurchaseModels)}.");
            }

            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var store = await common.OpenAsync(parsed, business, toWrite: false, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            var selection = new ModelSelection((asked ?? [.. ModelCatalog.PurchaseModels]).Select(ModelCatalog.Estimator));
            var report = await ProgressBar.RunAsync(
                "comparing",
                isWanted: !json && !lines,
                progress => new CrmDesk(store, business.DeskOptions).CompareModelsAsync(selection, comparison, progress, cancellationToken)).ConfigureAwait(false);
            Print(HoldoutOutput.From(report ?? throw new DataFaultException("Too little was observed to compare models: import more purchases, or say a shorter --holdout.")), json, lines);
        });
        return command;
    }

    private static async Task<IReadOnlyList<SavedFit>> FitAllAsync(ParseResult parsed, SummaryOptions summary, string[]? asked, FitOptions options, CancellationToken cancellationToken)
    {
        var required = asked is null ? SummaryParts.None : asked.Aggregate(SummaryParts.None, (parts, name) => parts | ModelInputs.For(name));
        const SummaryParts All = SummaryParts.Recency | SummaryParts.Age | SummaryParts.Opportunities | SummaryParts.MeanSpend | SummaryParts.LogGaps;
        var columns = await summary.ReadAsync(parsed, required, asked is null ? All : SummaryParts.None, cancellationToken).ConfigureAwait(false);
        var candidates = asked ?? [.. ModelCatalog.Names.Where(name => (columns.Parts & ModelInputs.For(name)) == ModelInputs.For(name))];
        return candidates.Length > 0
            ? [.. candidates.Select(name => ModelFitting.Run(name, columns, estimator: null, options, cancellationToken))]
            : throw new DataFaultException("The file has the columns of no model: x,t_x,T or x,t_x,n or x,m_x.");
    }

    private static void Print(HoldoutOutput output, bool json, bool csv)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.HoldoutOutput));
            return;
        }

        Console.WriteLine(csv ? "model,customers,mae,rmse,bias,value_mae,value_rmse,value_bias" : output.Verdict);
        foreach (var line in output.Models)
        {
            Console.WriteLine(csv
                ? FormattableString.Invariant($"{line.Model},{line.Customers},{line.Mae:R},{line.Rmse:R},{line.Bias:R},{line.ValueMae:R},{line.ValueRmse:R},{line.ValueBias:R}")
                : FormattableString.Invariant($"  {line.Model,-11} purchases: MAE {line.Mae:F4}  RMSE {line.Rmse:F4}  bias {line.Bias,8:F4}   money: MAE {line.ValueMae:F2}  RMSE {line.ValueRmse:F2}  bias {line.ValueBias:F2}"));
        }
    }

    private static void Print(SelectOutput output, bool json, bool csv)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.SelectOutput));
            return;
        }

        Console.WriteLine(csv ? "model,of,parameters,log_likelihood,aic,bic,convergence" : "Lower is better; models of one kind compare with each other alone.");
        foreach (var line in output.Models)
        {
            Console.WriteLine(csv
                ? FormattableString.Invariant($"{line.Model},{line.Of},{line.Parameters},{line.LogLikelihood:R},{line.Aic:R},{line.Bic:R},{line.Convergence}")
                : FormattableString.Invariant($"  {line.Of,-13} {line.Model,-11} BIC {line.Bic,14:F2}  AIC {line.Aic,14:F2}  ln L {line.LogLikelihood,14:F4}  {line.Verdict}"));
        }
    }
}
