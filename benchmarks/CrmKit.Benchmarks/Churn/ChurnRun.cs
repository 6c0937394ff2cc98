using System.Globalization;
using CrmKit.Churn;
using CrmKit.Numerics;

namespace CrmKit.Benchmarks;

/// <summary>Every bar of the churn engine on a million customers.</summary>
/// <remarks><c>--churn [bar…] [--turns n]</c>; without a bar all of them.</remarks>
public static class ChurnRun
{
    private const int Million = 1_000_000;

    /// <summary>Arguments: names of bars, or their beginnings.</summary>
    public static int Run(string[] args)
    {
        var turns = BarTable.Option(args, "--turns", 7);
        var names = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal) && !int.TryParse(arg, CultureInfo.InvariantCulture, out _)).ToArray();
        var sample = new Lazy<ContractSample>(() => new ContractSample(Million));
        var wide = new Lazy<OutcomeRecords>(Wide);
        var table = new Lazy<FeatureTable>(Features);
        var warning = new Lazy<EarlyWarningModel>(() => new EarlyWarningEstimator().Fit(table.Value).Model);
        (string Name, double Bar, Func<object> Prepare, Func<string> Act)[] bars =
        [
            ("kaplan-meier", 0.01, () => sample.Value, () => Told(new KaplanMeierEstimator().Fit(sample.Value.Records).Curves[0].Median)),
            ("kaplan-meier-entry", 0, () => sample.Value, () => Told(new KaplanMeierEstimator().Fit(sample.Value.Entered).Curves[0].Median)),
            ("cox-efron", 0.25, () => sample.Value, () => Told(new CoxEstimator().Fit(sample.Value.Records, sample.Value.Covariates).Convergence)),
            ("cox-entry", 0.3, () => sample.Value, () => Told(new CoxEstimator().Fit(sample.Value.Entered, sample.Value.Covariates).Convergence)),
            ("aft-weibull", 0.9, () => sample.Value, () => Told(new AftEstimator(AftFamily.Weibull).Fit(sample.Value.Records, sample.Value.Covariates).Convergence)),
            ("aft-lognormal", 0, () => sample.Value, () => Told(new AftEstimator(AftFamily.LogNormal).Fit(sample.Value.Records, sample.Value.Covariates).Convergence)),
            ("logistic-10", 0.7, () => wide.Value, () => Told(new LogisticEstimator().Fit(wide.Value).Convergence)),
            ("concordance", 0.4, () => sample.Value, () => Told(Concordance.Of(sample.Value.Records, sample.Value.Covariates[0].Values.AsMemory()).Estimate)),
            ("warning-100k", 0.1, () => warning.Value, () => Told(Warn(warning.Value, table.Value))),
        ];
        BarTable.Head();
        foreach (var (name, bar, prepare, act) in bars.Where(one => names.Length == 0 || names.Any(begin => one.Name.StartsWith(begin, StringComparison.Ordinal))))
        {
            prepare();
            BarTable.Tell(name, bar, act, turns);
        }

        return 0;
    }

    // Chances, all terms, and the three largest of each person in their order: what a list of people with reasons is made of.
    private static int Warn(EarlyWarningModel model, FeatureTable table)
    {
        var scores = model.Score(table);
        Span<int> top = stackalloc int[3];
        var named = 0;
        for (var row = 0; row < scores.Count; row++)
        {
            named += scores.Top(row, top);
        }

        return named;
    }

    private static OutcomeRecords Wide()
    {
        var random = new SeededRandom(9);
        var columns = Enumerable.Range(0, 10).Select(_ => new double[Million]).ToArray();
        var outcome = new bool[Million];
        for (var i = 0; i < Million; i++)
        {
            double score = -1;
            for (var k = 0; k < columns.Length; k++)
            {
                columns[k][i] = random.NextNormal();
                score += (0.05 * (k - 4)) * columns[k][i];
            }

            outcome[i] = random.NextUniform() < SpecialFunctions.Logistic(score);
        }

        return new OutcomeRecords(outcome, [.. columns.Select((column, k) => new CovariateColumn($"x{k}", column))]);
    }

    private static FeatureTable Features()
    {
        var random = new SeededRandom(10);
        var builder = new FeatureTableBuilder();
        Span<double> values = stackalloc double[CrmKit.Churn.Features.Standard.Length];
        for (var i = 0; i < 100_000; i++)
        {
            foreach (ref var value in values)
            {
                value = random.NextUniform() < 0.2 ? double.NaN : random.NextNormal();
            }

            var day = new NodaTime.LocalDate(2025, 1, 1).PlusDays(random.NextBelow(300));
            builder.Add(new CustomerId(i.ToString(CultureInfo.InvariantCulture)), day, values, random.NextUniform() < SpecialFunctions.Logistic(double.IsNaN(values[0]) ? -1 : values[0] - 1));
        }

        return builder.Build();
    }

    private static string Told(object? found) => string.Create(CultureInfo.InvariantCulture, $"{found}");
}
