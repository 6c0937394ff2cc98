namespace CrmKit.Churn;

/// <summary>A fitted Cox model: what was estimated, how sure it is, and the model that answers questions. Immutable.</summary>
public sealed record CoxFit
{
    internal CoxFit()
    {
    }

    /// <summary>The model.</summary>
    public required CoxModel Model { get; init; }

    /// <summary>The coefficients, log hazard ratios for one unit of their column, in the order of the columns.</summary>
    public ImmutableArray<Coefficient> Coefficients => Model.Coefficients;

    /// <summary>The columns that follow from those before them or are constant, and so were left out.</summary>
    public required ImmutableArray<string> Aliased { get; init; }

    /// <summary>The covariance of the coefficients that were estimated: the inverse of the observed information; where some coefficients are at infinity, in the limit.</summary>
    public required ParameterCovariance Covariance { get; init; }

    /// <summary>The robust covariance (infinitesimal jackknife, Lin and Wei 1989); <c>null</c> unless weights are of sampling, or clusters or the options ask for it.</summary>
    public required ParameterCovariance? RobustCovariance { get; init; }

    /// <summary>The log partial likelihood where all coefficients are 0.</summary>
    public required double NullLogLikelihood { get; init; }

    /// <summary>The log partial likelihood at the estimates; its supremum where coefficients are at infinity.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Twice the gain in log-likelihood over coefficients of 0.</summary>
    public required CoxTest LikelihoodRatioTest { get; init; }

    /// <summary>The score test at coefficients of 0.</summary>
    public required CoxTest ScoreTest { get; init; }

    /// <summary>Wald's test of the coefficients that were estimated, by the robust covariance where there is one.</summary>
    public required CoxTest WaldTest { get; init; }

    /// <summary>Number of records read.</summary>
    public required int Records { get; init; }

    /// <summary>Number of records that left.</summary>
    public required long Events { get; init; }

    /// <summary>The verdict; the gradient is each derivative times its standard error, so that it is in the unit of one standard error. Of columns that nearly follow from those before them, what is left of them stands for them.</summary>
    public required Convergence Convergence { get; init; }

    /// <summary>Whether the effects stay the same as time goes on.</summary>
    public required ProportionalHazardsTest ProportionalHazards { get; init; }

    /// <summary>One coefficient.</summary>
    /// <param name="name">Its column's name.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public Coefficient Coefficient(string name)
    {
        foreach (var coefficient in Coefficients)
        {
            if (string.Equals(coefficient.Name, name, StringComparison.Ordinal))
            {
                return coefficient;
            }
        }

        throw new ArgumentException($"There is no column {name}.", nameof(name));
    }
}
