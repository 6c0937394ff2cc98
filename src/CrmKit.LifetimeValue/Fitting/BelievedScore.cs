namespace CrmKit.LifetimeValue;

// The gradient of a log-likelihood in the logarithms of the parameters at the medians of beliefs, by differences: a share of information needs no more than six digits.
internal sealed class BelievedScore<TModel>
{
    private const double Step = 1e-3;

    private readonly TModel[] _below;
    private readonly TModel[] _above;

    public BelievedScore(ImmutableArray<LogNormalPrior> priors, Func<double[], TModel> create)
    {
        _below = [.. Enumerable.Range(0, priors.Length).Select(i => create(Moved(i, -Step)))];
        _above = [.. Enumerable.Range(0, priors.Length).Select(i => create(Moved(i, Step)))];

        double[] Moved(int moved, double by) => [.. priors.Select((prior, i) => i == moved ? prior.Median * Math.Exp(by) : prior.Median)];
    }

    public void At(Func<TModel, double> logLikelihood, Span<double> gradient)
    {
        for (var i = 0; i < _above.Length; i++)
        {
            gradient[i] = (logLikelihood(_above[i]) - logLikelihood(_below[i])) / (2 * Step);
        }
    }
}
