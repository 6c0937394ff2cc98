namespace CrmKit.LifetimeValue;

/// <summary>Fits the NBD model by maximum likelihood.</summary>
/// <remarks>
/// Newton's method with analytic second derivatives in ln r and ln alpha; r is searched between 1e-7 and 1e7, alpha between 1e-7 and 1e7 times the mean age.
/// O(distinct ages) an iteration. Deterministic and thread-safe. Valid data never raise an exception: see <see cref="ModelFit{TModel}.Convergence"/>.
/// </remarks>
public sealed class NbdEstimator : PurchaseEstimator<NbdModel>
{
    private static readonly ImmutableArray<string> Names = ["r", "alpha"];

    /// <inheritdoc/>
    public override string Name => "nbd";

    private protected override ModelFit<NbdModel> FitChecked(RecencyFrequencyTable data, FitOptions options, CancellationToken cancellationToken)
    {
        var rows = new HistoryRows(data);
        var end = MixedSearch.Nested(data, rows, Priors(options, data), options, cancellationToken);
        var model = new NbdModel(end.Values[0], end.Values[1], data.DaysPerTimeUnit);
        return Fitted(model, end, data, BeliefShare.Of(Priors(options, data), model, data));
    }

    internal static ImmutableArray<string> ParameterNames => Names;
}
