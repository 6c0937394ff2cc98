using System.CommandLine;
using CrmKit.Import;

namespace CrmKit.Tool;

/// <summary><c>crmkit score</c>.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        var (given, summary, json) = (new GivenModel(), new SummaryOptions(), JsonOption.Create());
        var horizon = new Option<double?>("--horizon") { HelpName = "TIME", Description = "Time ahead, in the unit of the file; opportunities for bg-bb; not looked at for gamma-gamma." };
        var discount = new Option<double?>("--discount-per-time") { HelpName = "RATE", Description = "Print dert too: all purchases to come at this continuous discount rate per unit of T." };
        var command = new Command("score", "Ask a model about every customer of a file of summaries: CSV with the customer's name and the figures.");
        given.AddTo(command);
        summary.AddTo(command);
        Option[] rest = [horizon, discount, json];
        foreach (var option in rest)
        {
            command.Options.Add(option);
        }

        command.SetGuardedAction(json, async (parsed, cancellationToken) =>
        {
            var model = await given.ReadAsync(parsed, cancellationToken).ConfigureAwait(false);
            var figures = CustomerFigures.For(model, parsed.GetValue(horizon), parsed.GetValue(discount));
            var columns = await summary.ReadAsync(parsed, ModelInputs.For(model.Name), SummaryParts.None, cancellationToken).ConfigureAwait(false);
            FigureTable.Write(columns, figures, parsed.GetValue(json), cancellationToken);
        });
        return command;
    }
}
