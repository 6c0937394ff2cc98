using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>An accelerated failure time model fitted by maximum likelihood. Immutable and thread-safe.</summary>
/// <param name="Model">The model at the estimates.</param>
/// <param name="LogLikelihood">The log-likelihood of the times; its supremum where coefficients lie at infinity; where all events lie on a line, so that the scale falls to 0 and the likelihood has no bound, that at the smallest scale tried, which tells nothing.</param>
/// <param name="Convergence">How the fit ended; the gradient is the largest derivative times its parameter's standard error. A scale at its boundary is named <c>scale</c>.</param>
public sealed record AftFit(AftModel Model, double LogLikelihood, Convergence Convergence)
{
    /// <summary>The intercept, named <c>intercept</c>, and one coefficient for each column in their order. None has an error where the scale falls to 0: then they are <see cref="CoefficientStatus.NotIdentified"/>.</summary>
    public required ImmutableArray<Coefficient> Coefficients { get; init; }

    /// <summary>
    /// The covariance of the intercept, of the coefficients that were estimated, and of the logarithm of the scale, <c>log_scale</c>, unless it is held or at its boundary;
    /// <c>null</c> where there is none, or a column is so large or small that the squares of its errors are no numbers. With sampling weights it is robust.
    /// </summary>
    public ParameterCovariance? Covariance { get; init; }

    /// <summary>How many records count: those with a weight, less those left out for their tenure of 0.</summary>
    public required int Records { get; init; }

    /// <summary>How many records were left out because their time is 0.</summary>
    public required int ZeroTenures { get; init; }

    /// <summary>How many of the records ended with an event.</summary>
    public required long Events { get; init; }

    /// <summary>The columns that follow from those before them or are constant, and so were left out.</summary>
    public ImmutableArray<string> Aliased => [.. Coefficients.Skip(1).Where(coefficient => coefficient.Status == CoefficientStatus.Aliased).Select(coefficient => coefficient.Name)];

    /// <summary>The standard error of ln scale; <c>null</c> where the scale is held or at its boundary.</summary>
    public double? LogScaleStandardError => Covariance is { } covariance && covariance.Parameters is [.., AftReport.LogScale] ? covariance.StandardErrors[^1] : null;

    /// <summary>One coefficient.</summary>
    /// <param name="name">Its column's name, or <c>intercept</c>.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public Coefficient Coefficient(string name) =>
        Coefficients.FirstOrDefault(coefficient => string.Equals(coefficient.Name, name, StringComparison.Ordinal)) ?? throw new ArgumentException($"There is no column {name}.", nameof(name));

    /// <summary>The time by which a share of the customers of one kind has left, with its limits.</summary>
    /// <param name="probability">The share, between 0 and 1.</param>
    /// <param name="covariates">One value for each column.</param>
    /// <param name="level">Confidence, between 0 and 1.</param>
    /// <returns>Limits that are symmetric in ln time; <c>null</c> where there is no covariance, or the kind has coefficients at infinity.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share or the confidence is out of range.</exception>
    /// <exception cref="ArgumentException">There are not as many values as columns.</exception>
    public ConfidenceLimits? Quantile(double probability, ReadOnlySpan<double> covariates, double level = 0.95)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence is between 0 and 1.");
        }

        var time = Model.For(covariates).Quantile(probability);
        if (QuantileStandardError(probability, covariates) is not { } error)
        {
            return null;
        }

        var spread = SpecialFunctions.NormalQuantile(0.5 + (level / 2)) * error / time;
        return new ConfidenceLimits(time * Math.Exp(-spread), time, time * Math.Exp(spread), level);
    }

    /// <summary>The standard error of the time by which a share of the customers of one kind has left.</summary>
    /// <param name="probability">The share, between 0 and 1.</param>
    /// <param name="covariates">One value for each column.</param>
    /// <returns>In the unit of the data; <c>null</c> where there is no covariance, or the kind has coefficients at infinity.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    /// <exception cref="ArgumentException">There are not as many values as columns.</exception>
    public double? QuantileStandardError(double probability, ReadOnlySpan<double> covariates)
    {
        var time = Model.For(covariates).Quantile(probability);
        if (Covariance is not { } covariance || !double.IsFinite(time))
        {
            return null;
        }

        var names = covariance.Parameters;
        var slope = new double[names.Length];
        for (var j = 0; j < Coefficients.Length; j++)
        {
            var value = j == 0 ? 1 : covariates[j - 1];
            if (Coefficients[j].Status is CoefficientStatus.PlusInfinity or CoefficientStatus.MinusInfinity && value != 0)
            {
                return null;
            }

            if (Coefficients[j].Status == CoefficientStatus.Estimated)
            {
                slope[names.IndexOf(Coefficients[j].Name)] = value;
            }
        }

        if (LogScaleStandardError is not null)
        {
            slope[^1] = Model.Scale * AftLaw.Quantile(Model.Family, probability);
        }

        var variance = 0d;
        for (var i = 0; i < slope.Length; i++)
        {
            for (var j = 0; j < slope.Length; j++)
            {
                variance += slope[i] * slope[j] * covariance[i, j];
            }
        }

        return time * Math.Sqrt(Math.Max(0, variance));
    }
}
