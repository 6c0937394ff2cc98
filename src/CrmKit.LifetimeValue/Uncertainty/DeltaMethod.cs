using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>Limits of any answer of a fitted model from the covariance of its parameters.</summary>
/// <remarks>
/// The variance of an answer g is its gradient in the logarithms of the parameters around their covariance (Oehlert 1992); the gradient by central
/// differences of the cube root of rounding, so that six of its digits are right. Thread-safe.
/// </remarks>
public static class DeltaMethod
{
    private const double Step = 6e-6;

    /// <summary>The limits of an answer.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="question">What is asked of a model, for example the expected purchases of one customer.</param>
    /// <param name="scale">On which scale the answer is taken to be normal.</param>
    /// <param name="level">Confidence, between 0 and 1; 0.95 unless told.</param>
    /// <returns><c>null</c> where the fit has no covariance, or the answer is at the end of its scale.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or the scale is unknown.</exception>
    public static ConfidenceLimits? Limits(
        IModelFit<IPurchaseModel> fit, Func<IPurchaseModel, double> question, AnswerScale scale = AnswerScale.Logarithm, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(question);
        return Limits(fit, values => fit.Model.WithParameters(values), question, scale, level);
    }

    /// <summary>The limits of an answer about spend.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="question">What is asked of a model, for example the expected spend of one customer.</param>
    /// <param name="scale">On which scale the answer is taken to be normal.</param>
    /// <param name="level">Confidence, between 0 and 1; 0.95 unless told.</param>
    /// <returns><c>null</c> where the fit has no covariance, or the answer is at the end of its scale.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or the scale is unknown.</exception>
    public static ConfidenceLimits? Limits(
        IModelFit<GammaGammaModel> fit, Func<GammaGammaModel, double> question, AnswerScale scale = AnswerScale.Logarithm, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(question);
        return Limits(fit, values => new GammaGammaModel(values[0], values[1], values[2]), question, scale, level);
    }

    /// <summary>The limits of an answer about discrete opportunities.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="question">What is asked of a model, for example the expected purchases of one customer.</param>
    /// <param name="scale">On which scale the answer is taken to be normal.</param>
    /// <param name="level">Confidence, between 0 and 1; 0.95 unless told.</param>
    /// <returns><c>null</c> where the fit has no covariance, or the answer is at the end of its scale.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or the scale is unknown.</exception>
    public static ConfidenceLimits? Limits(
        IModelFit<BgBbModel> fit, Func<BgBbModel, double> question, AnswerScale scale = AnswerScale.Logarithm, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(question);
        return Limits(fit, values => new BgBbModel(values[0], values[1], values[2], values[3]), question, scale, level);
    }

    private static ConfidenceLimits? Limits<TModel>(
        IModelFit<TModel> fit, Func<double[], TModel> create, Func<TModel, double> question, AnswerScale scale, double level)
        where TModel : IFittedModel
    {
        ModelDomain.Probability(level, nameof(level));
        var estimate = question(fit.Model);
        var centre = OnScale(estimate, scale);
        if (fit.Covariance is not { } covariance || !double.IsFinite(centre))
        {
            return null;
        }

        var parameters = fit.Model.Parameters;
        var indices = covariance.Parameters.Select(name => IndexOf(parameters, name)).ToArray();
        var gradient = indices.Select(index => (Moved(index, 1) - Moved(index, -1)) / (2 * Step)).ToArray();
        double variance = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            for (var j = 0; j < indices.Length; j++)
            {
                var logarithmic = covariance[i, j] / (parameters[indices[i]].Value * parameters[indices[j]].Value);
                variance += gradient[i] * logarithmic * gradient[j];
            }
        }

        if (!double.IsFinite(variance))
        {
            return null;
        }

        var half = SpecialFunctions.NormalQuantile(0.5 + (level / 2)) * Math.Sqrt(Math.Max(0, variance));
        return new ConfidenceLimits(FromScale(centre - half, scale), estimate, FromScale(centre + half, scale), level);

        double Moved(int index, int direction)
        {
            var moved = parameters.Select(parameter => parameter.Value).ToArray();
            moved[index] *= Math.Exp(direction * Step);
            return OnScale(question(create(moved)), scale);
        }
    }

    private static int IndexOf(ImmutableArray<ModelParameter> parameters, string name)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (string.Equals(parameters[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw new InvalidOperationException("A covariance names a parameter that the model has not.");
    }

    private static double OnScale(double answer, AnswerScale scale) => scale switch
    {
        AnswerScale.Plain => answer,
        AnswerScale.Logarithm => Math.Log(answer),
        AnswerScale.LogOdds => Math.Log(answer) - SpecialFunctions.Log1p(-answer),
        _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale is plain, a logarithm or log-odds."),
    };

    private static double FromScale(double value, AnswerScale scale) => scale switch
    {
        AnswerScale.Plain => value,
        AnswerScale.Logarithm => Math.Exp(value),
        _ => SpecialFunctions.Logistic(value),
    };
}
