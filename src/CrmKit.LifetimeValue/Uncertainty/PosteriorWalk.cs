using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The state of one chain: where it is, and how it steps.
internal sealed class PosteriorWalk<TModel>
    where TModel : IFittedModel
{
    private readonly Func<double[], TModel> _create;
    private readonly Func<TModel, double> _logLikelihood;
    private readonly LogNormalPrior[] _priors;
    private readonly int[] _indices;
    private readonly double[] _factor;
    private readonly SeededRandom _random;
    private double[] _values;
    private double _logPosterior;

    public PosteriorWalk(
        IModelFit<TModel> fit, Func<double[], TModel> create, Func<TModel, double> logLikelihood, ImmutableArray<LogNormalPrior> priors, ulong seed)
    {
        var covariance = fit.Covariance ?? throw new ArgumentException("The fit has no covariance: fit with prior beliefs.", nameof(fit));
        (_create, _logLikelihood) = (create, logLikelihood);
        _random = new SeededRandom(seed);
        Model = fit.Model;
        _values = [.. fit.Model.Parameters.Select(parameter => parameter.Value)];
        var names = fit.Model.Parameters.Select(parameter => parameter.Name).ToList();
        _indices = [.. covariance.Parameters.Select(names.IndexOf)];
        _priors = [.. covariance.Parameters.Select(name => priors.First(prior => string.Equals(prior.Parameter, name, StringComparison.Ordinal)))];
        _factor = Factor(covariance);
        _logPosterior = LogPosterior(Model, _values);
    }

    public TModel Model { get; private set; }

    public long Accepted { get; private set; }

    public void Step()
    {
        var n = _indices.Length;
        Span<double> normal = stackalloc double[n];
        for (var i = 0; i < n; i++)
        {
            normal[i] = _random.NextNormal();
        }

        var proposed = (double[])_values.Clone();
        for (var i = 0; i < n; i++)
        {
            double step = 0;
            for (var j = 0; j <= i; j++)
            {
                step += _factor[(i * n) + j] * normal[j];
            }

            proposed[_indices[i]] *= Math.Exp(step);

            // Nothing lies beyond the numbers that a search would look at, whatever a flat posterior suggests.
            if (!(Math.Abs(Math.Log(proposed[_indices[i]] / _priors[i].Median)) <= _priors[i].Reach))
            {
                return;
            }
        }

        var model = _create(proposed);
        var logPosterior = LogPosterior(model, proposed);
        if (Math.Log(_random.NextUniform()) < logPosterior - _logPosterior)
        {
            (Model, _values, _logPosterior) = (model, proposed, logPosterior);
            Accepted++;
        }
    }

    private double LogPosterior(TModel model, double[] values)
    {
        var sum = _logLikelihood(model);
        for (var i = 0; i < _priors.Length; i++)
        {
            sum += _priors[i].LogDensity(values[_indices[i]]);
        }

        return sum;
    }

    // The lower triangle of the proposal's covariance in logarithms.
    private double[] Factor(ParameterCovariance covariance)
    {
        var n = _indices.Length;
        var scale = 2.38 / Math.Sqrt(n);
        var lower = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = covariance[i, j] / (_values[_indices[i]] * _values[_indices[j]]) * scale * scale;
                for (var k = 0; k < j; k++)
                {
                    sum -= lower[(i * n) + k] * lower[(j * n) + k];
                }

                lower[(i * n) + j] = i == j ? Math.Sqrt(Math.Max(sum, 0)) : lower[(j * n) + j] > 0 ? sum / lower[(j * n) + j] : 0;
            }
        }

        return lower;
    }
}
