using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using CrmKit.Import;
using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary><c>crmkit fit</c>.</summary>
internal static class FitCommand
{
    public static Command Create()
    {
        var (model, summary, json) = (new ModelOptions(), new SummaryOptions(), JsonOption.Create());
        var csv = new Option<bool>("--csv") { Description = "Print a row for each parameter as CSV." };
        var save = new Option<FileInfo?>("--out") { HelpName = "FILE", Description = "Write the fit there as JSON, for 'crmkit score --fit FILE'." };
        var force = new Option<bool>("--force") { Description = "Replace the file of --out if it is there." };
        var command = new Command("fit", "Fit a model of purchases or of spend to a file of summaries.") { model.Model };
        summary.AddTo(command);
        model.AddFittingTo(command);
        Option[] rest = [save, force, csv, json];
        foreach (var option in rest)
        {
            command.Options.Add(option);
        }

        command.SetGuardedAction(json, async (parsed, cancellationToken) =>
        {
            var name = model.ReadModel(parsed);
            var options = model.ReadFit(parsed);
            var estimator = ModelCatalog.PurchaseModels.Contains(name, StringComparer.Ordinal) || parsed.GetValue(model.K) is not null ? model.ReadEstimator(parsed, name) : null;
            if (parsed.GetValue(json) && parsed.GetValue(csv))
            {
                throw new UsageException("--json and --csv: choose one.");
            }

            var to = OutputFile.Read(parsed, save, [parsed.GetRequiredValue(summary.Summary).FullName], parsed.GetValue(force));
            var columns = await summary.ReadAsync(parsed, ModelInputs.For(name), SummaryParts.None, cancellationToken).ConfigureAwait(false);
            var watch = Stopwatch.StartNew();
            var fit = ModelFitting.Run(name, columns, estimator, options, cancellationToken);
            var seconds = watch.Elapsed.TotalSeconds;
            if (to is not null)
            {
                await File.WriteAllTextAsync(to, fit.ToJson() + Environment.NewLine, cancellationToken).ConfigureAwait(false);
            }

            Print(FitOutput.From(fit, seconds), parsed.GetValue(json), parsed.GetValue(csv));
        });
        return command;
    }

    private static void Print(FitOutput output, bool json, bool csv)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.FitOutput));
        }
        else if (csv)
        {
            Console.WriteLine("model,parameter,estimate,standard_error");
            foreach (var (name, value) in output.Parameters)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{output.Model},{name},{value:R},{(output.StandardErrors.TryGetValue(name, out var error) ? error : null):R}"));
            }
        }
        else
        {
            Tell(output);
        }
    }

    private static void Tell(FitOutput output)
    {
        Console.WriteLine(FormattableString.Invariant($"{output.Model} on {output.Customers:N0} customers, {output.DistinctSummaries:N0} of them distinct: {output.Verdict}"));
        foreach (var (name, value) in output.Parameters)
        {
            var error = output.StandardErrors.TryGetValue(name, out var found) ? FormattableString.Invariant($"  ± {found:G4}") : string.Empty;
            Console.WriteLine(FormattableString.Invariant($"  {name,-6} {value,16:G9}{error}"));
        }

        Console.WriteLine(FormattableString.Invariant($"Log-likelihood {output.LogLikelihood:F4}, AIC {output.Aic:F2}, BIC {output.Bic:F2}; {output.Seconds:F3} s."));
    }
}
