namespace CrmKit.Churn;

/// <summary>An accelerated failure time model: covariates stretch or shrink the time axis. Immutable and thread-safe.</summary>
/// <remarks>
/// <see cref="For"/> answers for one customer. For many, <see cref="LinearPredictors"/> turns columns into locations once, and each question is one pass over spans; a list may be
/// cut and its parts asked on several threads.
/// </remarks>
public sealed class AftModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="family">The family.</param>
    /// <param name="intercept">The intercept, finite.</param>
    /// <param name="covariates">The names of the columns.</param>
    /// <param name="coefficients">One finite coefficient for each column.</param>
    /// <param name="scale">Scale of ln time, above 0 and finite; 1 where the family is exponential.</param>
    /// <exception cref="ArgumentException">There are not as many coefficients as columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public AftModel(AftFamily family, double intercept, ImmutableArray<string> covariates, ImmutableArray<double> coefficients, double scale)
    {
        var checkedParameters = new AftLifetime(family, intercept, scale);
        if (covariates.Length != coefficients.Length)
        {
            throw new ArgumentException(Lengths(coefficients.Length, covariates.Length), nameof(coefficients));
        }

        foreach (var coefficient in coefficients)
        {
            if (!double.IsFinite(coefficient))
            {
                throw new ArgumentOutOfRangeException(nameof(coefficients), coefficient, "A coefficient is finite.");
            }
        }

        (Family, Intercept, Covariates, Coefficients, Scale) = (checkedParameters.Family, intercept, covariates, coefficients, scale);
    }

    /// <summary>The family.</summary>
    public AftFamily Family { get; }

    /// <summary>The intercept.</summary>
    public double Intercept { get; }

    /// <summary>The names of the columns.</summary>
    public ImmutableArray<string> Covariates { get; }

    /// <summary>The change of ln time for each unit of a column.</summary>
    public ImmutableArray<double> Coefficients { get; }

    /// <summary>Scale of ln time.</summary>
    public double Scale { get; }

    /// <summary>The lifetime of customers of one kind.</summary>
    /// <param name="covariates">One finite value for each column.</param>
    /// <exception cref="ArgumentException">There are not as many values as columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The location is not finite.</exception>
    public AftLifetime For(params ReadOnlySpan<double> covariates)
    {
        if (covariates.Length != Covariates.Length)
        {
            throw new ArgumentException(Lengths(covariates.Length, Covariates.Length), nameof(covariates));
        }

        var location = Intercept;
        for (var k = 0; k < covariates.Length; k++)
        {
            location += Coefficients[k] * covariates[k];
        }

        return new AftLifetime(Family, location, Scale);
    }

    /// <summary>The locations of ln time of many customers.</summary>
    /// <param name="covariates">The columns, in the order of <see cref="Covariates"/>.</param>
    /// <param name="locations">Receives one location for each customer.</param>
    /// <exception cref="ArgumentException">There are not as many columns, or a column has another length.</exception>
    public void LinearPredictors(IReadOnlyList<CovariateColumn> covariates, Span<double> locations)
    {
        ArgumentNullException.ThrowIfNull(covariates);
        if (covariates.Count != Covariates.Length)
        {
            throw new ArgumentException(Lengths(covariates.Count, Covariates.Length), nameof(covariates));
        }

        locations.Fill(Intercept);
        for (var k = 0; k < covariates.Count; k++)
        {
            var values = covariates[k].Values.AsSpan();
            RequireLength(values.Length, locations.Length, nameof(covariates));
            var coefficient = Coefficients[k];
            for (var i = 0; i < locations.Length; i++)
            {
                locations[i] += coefficient * values[i];
            }
        }
    }

    /// <summary>For each customer the chance of staying for a further time, having stayed so far.</summary>
    /// <param name="locations">The locations, by <see cref="LinearPredictors"/>.</param>
    /// <param name="tenures">Time stayed so far, 0 or more and finite.</param>
    /// <param name="horizon">Further time, 0 or more.</param>
    /// <param name="chances">Receives S(tenure + horizon)/S(tenure).</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A location or time is out of range.</exception>
    public void ProbabilitiesOfStaying(ReadOnlySpan<double> locations, ReadOnlySpan<double> tenures, double horizon, Span<double> chances)
    {
        Require(locations, tenures, chances.Length);
        for (var i = 0; i < chances.Length; i++)
        {
            chances[i] = new AftLifetime(Family, locations[i], Scale).ProbabilityOfStaying(tenures[i], horizon);
        }
    }

    /// <summary>For each customer the chance of leaving within a further time, having stayed so far.</summary>
    /// <param name="locations">The locations, by <see cref="LinearPredictors"/>.</param>
    /// <param name="tenures">Time stayed so far, 0 or more and finite.</param>
    /// <param name="horizon">Further time, 0 or more.</param>
    /// <param name="chances">Receives 1 - S(tenure + horizon)/S(tenure).</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A location or time is out of range.</exception>
    public void ProbabilitiesOfLeaving(ReadOnlySpan<double> locations, ReadOnlySpan<double> tenures, double horizon, Span<double> chances)
    {
        Require(locations, tenures, chances.Length);
        for (var i = 0; i < chances.Length; i++)
        {
            chances[i] = new AftLifetime(Family, locations[i], Scale).ProbabilityOfLeaving(tenures[i], horizon);
        }
    }

    /// <summary>For each customer the further time within which a share of such customers leaves.</summary>
    /// <param name="locations">The locations, by <see cref="LinearPredictors"/>.</param>
    /// <param name="tenures">Time stayed so far, 0 or more and finite.</param>
    /// <param name="probability">The share, between 0 and 1.</param>
    /// <param name="times">Receives the times; infinity where one is no number any more.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A location, time or the share is out of range.</exception>
    public void RemainingQuantiles(ReadOnlySpan<double> locations, ReadOnlySpan<double> tenures, double probability, Span<double> times)
    {
        Require(locations, tenures, times.Length);
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = new AftLifetime(Family, locations[i], Scale).RemainingQuantile(tenures[i], probability);
        }
    }

    /// <summary>For each customer the mean further time.</summary>
    /// <param name="locations">The locations, by <see cref="LinearPredictors"/>.</param>
    /// <param name="tenures">Time stayed so far, 0 or more and finite.</param>
    /// <param name="means">Receives the means, infinite where they diverge.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A location or time is out of range.</exception>
    public void ResidualMeans(ReadOnlySpan<double> locations, ReadOnlySpan<double> tenures, Span<Lifetime> means)
    {
        Require(locations, tenures, means.Length);
        for (var i = 0; i < means.Length; i++)
        {
            means[i] = new AftLifetime(Family, locations[i], Scale).ResidualMean(tenures[i]);
        }
    }

    private static void Require(ReadOnlySpan<double> locations, ReadOnlySpan<double> tenures, int length)
    {
        RequireLength(locations.Length, length, nameof(locations));
        RequireLength(tenures.Length, length, nameof(tenures));
    }

    private static void RequireLength(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {length} values for {expected} answers."), name);
        }
    }

    private static string Lengths(int values, int columns) => string.Create(CultureInfo.InvariantCulture, $"There are {values} values for {columns} columns.");
}
