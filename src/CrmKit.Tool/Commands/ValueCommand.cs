using System.CommandLine;
using CrmKit.Import;
using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary><c>crmkit value</c>.</summary>
internal static class ValueCommand
{
    public static Command Create()
    {
        var (models, summary, json) = (new ValueModels(), new SummaryOptions(), JsonOption.Create());
        var horizon = new Option<double>("--horizon") { Required = true, HelpName = "TIME", Description = "Time ahead, in the unit of the file; opportunities for bg-bb." };
        var discount = new Option<double?>("--discount") { HelpName = "RATE", Description = "Effective discount rate per year, 0.15 for 15 %: prints present values, and that of all purchases to come." };
        var perYear = new Option<double>("--units-per-year") { HelpName = "N", DefaultValueFactory = _ => 52, Description = "Time units, or opportunities, in a year." };
        var command = new Command("value", "What each customer of a file of summaries (x,t_x,T,m_x) is worth: purchases times spend, as CSV with the customer's name and the figures.");
        models.AddTo(command);
        summary.AddTo(command);
        Option[] rest = [horizon, discount, perYear, json];
        foreach (var option in rest)
        {
            command.Options.Add(option);
        }

        command.SetGuardedAction(json, async (parsed, cancellationToken) =>
        {
            var name = models.ReadName(parsed);
            AnnualDiscount? annual = parsed.GetValue(discount) is { } rate
                ? new AnnualDiscount(ModelOptions.Positive(rate, discount.Name), ModelOptions.Positive(parsed.GetValue(perYear), perYear.Name))
                : null;
            var columns = await summary.ReadAsync(parsed, ModelInputs.For(name) | SummaryParts.MeanSpend, SummaryParts.None, cancellationToken).ConfigureAwait(false);
            var (purchases, spend) = await models.ReadAsync(parsed, name, columns, cancellationToken).ConfigureAwait(false);
            FigureTable.Write(columns, ValueFigures.For(purchases, spend, parsed.GetValue(horizon), annual), parsed.GetValue(json), cancellationToken);
        });
        return command;
    }
}
