using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary><c>crmkit survive</c>.</summary>
internal static class SurviveCommand
{
    private const double Level = 0.95;

    private static readonly string[] Models = ["km", "cox", "weibull", "lognormal", "loglogistic", "exponential"];

    public static Command Create()
    {
        var (data, json) = (new DurationOptions(), JsonOption.Create());
        var model = new Option<string>("--model") { Required = true, HelpName = "NAME", Description = $"One of {string.Join(", ", Models)}." };
        var ties = new Option<string?>("--ties") { HelpName = "HOW", Description = "How cox takes customers who left at one time: efron (the default), breslow or exact." };
        var tied = new Option<string?>("--tied-weights") { HelpName = "HOW", Description = "How many ties weighted records make in cox with efron: record (one each, as in R; the default) or customer (as many as the weight, as so many rows would)." };
        var command = new Command("survive", "How long customers stay: a curve for each group, or what makes them stay.") { model };
        data.AddTo(command);
        command.Options.Add(ties);
        command.Options.Add(tied);
        command.Options.Add(json);
        command.SetGuardedAction(json, async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(model).Trim();
            if (!Models.Contains(name, StringComparer.Ordinal))
            {
                throw new UsageException($"--model: there is no model {Shown.Of(name)}; there are {string.Join(", ", Models)}.");
            }

            if (parsed.GetValue(ties) is not null && name != "cox")
            {
                throw new UsageException("--ties is for cox.");
            }

            if (parsed.GetValue(tied) is not null && name != "cox")
            {
                throw new UsageException("--tied-weights is for cox.");
            }

            data.RequireUse(parsed, name);
            var file = await data.ReadAsync(parsed, cancellationToken).ConfigureAwait(false);
            try
            {
                if (name == "km")
                {
                    Curves(file, parsed.GetValue(json), cancellationToken);
                }
                else
                {
                    Regression(name, file, ReadTies(parsed.GetValue(ties)), ReadTiedWeights(parsed.GetValue(tied)), parsed.GetValue(json), cancellationToken);
                }
            }
            catch (ArgumentException error)
            {
                // A weight beyond what sums can hold, or one that exact ties cannot count.
                throw DataFaultException.Of("--data", error);
            }
        });
        return command;
    }

    private static void Curves(DurationFile file, bool json, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var fit = new KaplanMeierEstimator().Fit(file.Records, file.Group, cancellationToken: cancellationToken);
        var (logRank, peto) = file.Group is { } group && group.Labels.Length <= LogRankTest.MostGroups
            ? (LogRankTest.Of(file.Records, group, file.Strata, LogRankOptions.LogRank, cancellationToken), LogRankTest.Of(file.Records, group, file.Strata, LogRankOptions.Peto, cancellationToken))
            : (null, null);
        var output = new CurvesOutput(
            [.. fit.Curves.Select(curve => CurveOutput.From(curve, Level))],
            logRank is null ? null : ComparisonOutput.From(logRank),
            peto is null ? null : ComparisonOutput.From(peto),
            watch.Elapsed.TotalSeconds);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.CurvesOutput));
            return;
        }

        Tell(output);
    }

    private static void Regression(string model, DurationFile file, CoxTies ties, TiedWeights tied, bool json, CancellationToken cancellationToken)
    {
        var output = model switch
        {
            "cox" => SurvivalRegression.Cox(file, ties, tied, cancellationToken),
            "weibull" => SurvivalRegression.AcceleratedFailure(AftFamily.Weibull, file, cancellationToken),
            "lognormal" => SurvivalRegression.AcceleratedFailure(AftFamily.LogNormal, file, cancellationToken),
            "loglogistic" => SurvivalRegression.AcceleratedFailure(AftFamily.LogLogistic, file, cancellationToken),
            _ => SurvivalRegression.AcceleratedFailure(AftFamily.Exponential, file, cancellationToken),
        };
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.RegressionOutput));
            return;
        }

        Tell(output);
    }

    private static CoxTies ReadTies(string? ties) => ties switch
    {
        null or "efron" => CoxTies.Efron,
        "breslow" => CoxTies.Breslow,
        "exact" => CoxTies.Exact,
        _ => throw new UsageException($"--ties: expected efron, breslow or exact, not {Shown.Of(ties)}."),
    };

    private static TiedWeights ReadTiedWeights(string? tied) => tied switch
    {
        null or "record" => TiedWeights.PerRecord,
        "customer" => TiedWeights.PerCustomer,
        _ => throw new UsageException($"--tied-weights: expected record or customer, not {Shown.Of(tied)}."),
    };

    private static void Tell(RegressionOutput output)
    {
        Console.WriteLine(FormattableString.Invariant($"{output.Model} on {output.Records:N0} customers, {output.Events:N0} of whom left: {output.Verdict}"));
        Console.WriteLine(output.Model == "cox" ? "Above 0 leaves sooner, below 0 stays longer:" : "Above 0 stays longer, below 0 leaves sooner:");
        foreach (var (name, one) in output.Coefficients)
        {
            var estimate = one.Estimate is { } known ? known.ToString("G6", CultureInfo.InvariantCulture) : "-";
            var error = one.StandardError is { } spread ? FormattableString.Invariant($"± {spread:G4}") : one.Status;
            Console.WriteLine(FormattableString.Invariant($"  {Shown.Of(name),-24} {estimate,12}  {error}"));
        }

        if (output.Scale is { } scale)
        {
            Console.WriteLine(FormattableString.Invariant($"  {"scale",-24} {scale,12:G6}"));
        }

        if (output.ZeroTenuresLeftOut is > 0 and var left)
        {
            Console.WriteLine(FormattableString.Invariant($"{left:N0} rows of time 0 are left out, since a lifetime of 0 says nothing about its length."));
        }

        var concordance = output.Concordance is { } share ? FormattableString.Invariant($", concordance {share:F4}") : string.Empty;
        Console.WriteLine(FormattableString.Invariant($"Log-likelihood {output.LogLikelihood:F4}{concordance}; {output.Seconds:F3} s."));
    }

    private static void Tell(CurvesOutput output)
    {
        foreach (var curve in output.Groups)
        {
            var median = curve.Median is { } half ? FormattableString.Invariant($"half have left by {half:G6} ({Limit(curve.MedianLower)} to {Limit(curve.MedianUpper)})") : "fewer than half have left so far";
            Console.WriteLine(FormattableString.Invariant($"{Shown.Of(curve.Group)}: {curve.Records:N0} customers, {curve.Events.Sum():N0} left; {median}; mean up to {curve.Horizon:G6}: {curve.RestrictedMean:G6}."));
            foreach (var step in Steps(curve))
            {
                Console.WriteLine(FormattableString.Invariant($"  {curve.Time[step],10:G6} {100 * curve.Survival[step],6:F1} % stay longer  ({Percent(curve.Lower[step])} to {Percent(curve.Upper[step])}), {curve.AtRisk[step]:N0} under observation"));
            }
        }

        if (output.LogRank is { } test)
        {
            Console.WriteLine(test.PValue is { } p
                ? FormattableString.Invariant($"The groups differ: log-rank chi-square {test.ChiSquare:F2} on {test.DegreesOfFreedom} degrees of freedom; by chance alone as much or more with a chance of {p:G3}.")
                : $"The groups cannot be compared: {test.Status}.");
        }
    }

    // Some ten steps where the curve has fallen: a screen holds no more, --json holds all.
    private static IEnumerable<int> Steps(CurveOutput curve)
    {
        int[] falls = [.. Enumerable.Range(0, curve.Time.Count).Where(step => curve.Events[step] > 0)];
        var every = Math.Max(1, (falls.Length + 9) / 10);
        return falls.Where((_, i) => i % every == every - 1 || i == falls.Length - 1);
    }

    private static string Limit(double? time) => time is { } known ? known.ToString("G6", CultureInfo.InvariantCulture) : "not yet known";

    private static string Percent(double? share) => share is { } known ? (100 * known).ToString("F1", CultureInfo.InvariantCulture) + " %" : "unknown";
}
