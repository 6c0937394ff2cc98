namespace CrmKit.LifetimeValue;

/// <summary>Fits the Gamma-Gompertz/NBD model by maximum likelihood.</summary>
/// <remarks>
/// Bemmaor and Glady (2012), by Newton's method with analytic second derivatives in the logarithms of the parameters. r and s are searched between 1e-7 and
/// 1e7, alpha between 1e-7 and 1e7 times the mean age, b between 1e-14 and 1e4 over it, beta between 1e-21 and 1e7. No fit ends below Pareto/NBD, which this model contains
/// as b goes to 0 with beta/b held, nor below the NBD model. Deterministic: equal customers in any order give the same bytes. Thread-safe.
/// Valid data never raise an exception: see <see cref="ModelFit{TModel}.Convergence"/>.
/// </remarks>
public sealed class GammaGompertzNbdEstimator : PurchaseEstimator<GammaGompertzNbdModel>
{
    // The hazard then grows by less than rounding over the time observed.
    private const double Still = 1e-14;
    private static readonly ImmutableArray<string> Names = ["r", "alpha", "b", "s", "beta"];

    /// <inheritdoc/>
    public override string Name => "gg-nbd";

    private protected override ModelFit<GammaGompertzNbdModel> FitChecked(RecencyFrequencyTable data, FitOptions options, CancellationToken cancellationToken)
    {
        var rows = new HistoryRows(data);
        var end = Search(data, rows, options, cancellationToken);
        var v = end.Values;
        var model = new GammaGompertzNbdModel(v[0], v[1], v[2], v[3], v[4], data.DaysPerTimeUnit);
        return Fitted(model, end, data, BeliefShare.Of(Priors(options, data), model, data));
    }

    private static LogParameterFit Search(RecencyFrequencyTable data, HistoryRows rows, FitOptions options, CancellationToken cancellationToken)
    {
        const double Widest = MixedSearch.Widest;
        var scale = MixedSearch.Scale(rows);
        var rate = MixedSearch.Rate(rows, scale);
        var pareto = ParetoNbdEstimator.Search(data, rows, options, cancellationToken);
        var (r, alpha, s, beta) = (pareto.Values[0], pareto.Values[1], pareto.Values[2], pareto.Values[3]);

        // A hazard that barely grows, from the Pareto maximum; one that doubles within the time observed; one that grows late and fast.
        double[][] starts =
        [
            [r, alpha, 0.1 / scale, s, Math.Max(1e-6, 0.1 / scale * beta)],
            [0.5, 0.5 / rate / 2, 1 / scale, 0.6, 2],
            [1, 1 / rate, 5 / scale, 1, 100],
        ];
        var plan = new MixedSearchPlan(
            Names,
            starts,
            [1 / Widest, scale / Widest, Still / scale, 1 / Widest, Still / Widest],
            [Widest, scale * Widest, 1e4 / scale, Widest, Widest],
            [r, alpha, Still / scale, s, Still / scale * beta],
            pareto.LogLikelihood)
        {
            Priors = options.Beliefs?.For("gg-nbd", data.DaysPerTimeUnit) ?? [],
        };
        return MixedSearch.Run<GompertzLifetime>(data, rows, plan, options, cancellationToken);
    }
}
