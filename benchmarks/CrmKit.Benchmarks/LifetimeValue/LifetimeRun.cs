using System.Globalization;
using CrmKit.LifetimeValue;

namespace CrmKit.Benchmarks;

/// <summary>Every bar of the lifetime value engine once round: median wall and processor seconds, bytes allocated, and what the fit found.</summary>
/// <remarks>
/// <c>--lifetime [bar…] [--turns n] [--threads n]</c>; without a bar all of those on a million customers. Bytes allocated are an upper bound of the memory above the input.
/// </remarks>
public static class LifetimeRun
{
    private const int Million = 1_000_000;
    private static readonly Dictionary<string, (double Bar, Action Prepare, Func<string> Act)> Bars = new(StringComparer.Ordinal);
    private static readonly FitOptions Defaults = new();
    private static FitOptions _options = Defaults;
    private static CohortColumns? _columns;
    private static string _columnsName = string.Empty;

    /// <summary>Arguments: names of bars, or their beginnings.</summary>
    public static int Run(string[] args)
    {
        var turns = BarTable.Option(args, "--turns", 7);
        _options = Defaults with { MaxThreads = BarTable.Option(args, "--threads", Defaults.MaxThreads) };
        var names = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal) && !int.TryParse(arg, CultureInfo.InvariantCulture, out _)).ToArray();
        Fill();
        BarTable.Head();
        foreach (var (name, (bar, prepare, act)) in Bars)
        {
            if (names.Length == 0 ? !name.StartsWith("10M", StringComparison.Ordinal) : names.Any(one => name.StartsWith(one, StringComparison.Ordinal)))
            {
                prepare();
                BarTable.Tell(name, bar, act, turns);
            }
        }

        return 0;
    }

    private static void Fill()
    {
        foreach (var (size, customers) in new[] { ("1M", Million), ("10M", 10 * Million) })
        {
            foreach (var weeks in new[] { 39, 78 })
            {
                var cohort = $"{size}-{weeks}";
                var (short1, long1) = size == "10M" ? (0.5, 0.5) : weeks == 39 ? (0.06, 0.09) : (0.09, 0.15);
                void Prepare() => Use(cohort, () => CohortColumns.ByDay(customers, weeks));
                Bars[$"{cohort}-table"] = (0, Prepare, () => string.Create(CultureInfo.InvariantCulture, $"{Table().Count:N0} distinct"));
                Bars[$"{cohort}-bg"] = (short1, Prepare, () => Told(new BgNbdEstimator().Fit(Table(), _options)));
                Bars[$"{cohort}-mbg"] = (short1, Prepare, () => Told(new MbgNbdEstimator().Fit(Table(), _options)));
                Bars[$"{cohort}-pareto"] = (long1, Prepare, () => Told(new ParetoNbdEstimator().Fit(Table(), _options)));
                if (weeks == 39)
                {
                    Bars[$"{cohort}-gamma"] = (size == "1M" ? 0.05 : 0.5, Prepare, () => Told(new GammaGammaEstimator().Fit(_columns!.X, _columns.Spend, _options)));
                    Bars[$"{cohort}-score-bg"] = (0.05, Prepare, () => Score(Cohort.Purchases));
                    Bars[$"{cohort}-score-pareto"] = (0.05, Prepare, () => Score(new ParetoNbdModel(.553277046853, 10.5776834633, .606239989128, 11.6687352889)));
                }
            }
        }

        void Exact() => Use("continuous", () => CohortColumns.Continuous(Million, 39));
        Bars["continuous-table"] = (0, Exact, () => string.Create(CultureInfo.InvariantCulture, $"{Table().Count:N0} distinct"));
        Bars["continuous-bg"] = (0.3, Exact, () => Told(new BgNbdEstimator().Fit(Table(), _options)));
        Bars["continuous-mbg"] = (0.3, Exact, () => Told(new MbgNbdEstimator().Fit(Table(), _options)));
        Bars["continuous-pareto"] = (1.0, Exact, () => Told(new ParetoNbdEstimator().Fit(Table(), _options)));
        PurchaseLedger? purchases = null;
        Bars["summaries-columns"] = (0.2, () => purchases ??= PurchaseLedger.Draw(Million, 78), () => string.Create(CultureInfo.InvariantCulture, $"{purchases!.Summarise().Count:N0} customers of {purchases.Day.Length:N0} purchases"));
        Bars["summaries-ledger"] = (0.2, () => purchases ??= PurchaseLedger.Draw(Million, 78), () => string.Create(CultureInfo.InvariantCulture, $"{purchases!.SummariseExactly().Count:N0} customers of {purchases.Day.Length:N0} purchases by key"));
        Cohort? orders = null;
        Bars["summaries-builder"] = (0.2, () => orders ??= new Cohort(Million), () => string.Create(CultureInfo.InvariantCulture, $"{orders!.Summarise().Count:N0} customers of {orders.Orders.Count:N0} purchases"));
    }

    private static void Use(string name, Func<CohortColumns> draw)
    {
        if (_columnsName != name)
        {
            _columns = null;
            (_columns, _columnsName) = (draw(), name);
        }
    }

    private static RecencyFrequencyTable Table() => RecencyFrequencyTable.From(_columns!.X, _columns.Recency, _columns.Age);

    private static string Score(IPurchaseModel model)
    {
        var (alive, purchases) = (new double[_columns!.X.Length], new double[_columns.X.Length]);
        model.Score(_columns.X, _columns.Recency, _columns.Age, 39, alive, purchases);
        return string.Create(CultureInfo.InvariantCulture, $"alive {alive.Average():0.0000}, purchases {purchases.Average():0.0000}");
    }

    private static string Told<TModel>(ModelFit<TModel> fit)
        where TModel : IFittedModel => string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(" ", fit.Model.Parameters.Select(p => $"{p.Name}={p.Value:G9}"))} LL {fit.LogLikelihood:G15} {fit.Convergence}, {fit.DistinctSummaries:N0} distinct");
}
