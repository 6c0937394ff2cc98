namespace CrmKit.Churn;

/// <summary>A fitted logistic regression. Immutable and thread-safe.</summary>
public sealed class LogisticFit
{
    internal LogisticFit(LogisticModel model, BinarySolution solution, int records, double ridge)
    {
        (Model, Records, Ridge) = (model, records, ridge);
        (Coefficients, Standardised, Covariance) = (solution.Coefficients, solution.Standardised, solution.Covariance);
        (LogLikelihood, NullLogLikelihood, Convergence) = (solution.LogLikelihood, solution.NullLogLikelihood, solution.Convergence);
    }

    /// <summary>The model that answers questions.</summary>
    public LogisticModel Model { get; }

    /// <summary>Number of records.</summary>
    public int Records { get; }

    /// <summary>λ, the strength of the ridge; 0 where there was none.</summary>
    public double Ridge { get; }

    /// <summary>The intercept, then the columns in their order, in the units of the columns.</summary>
    public ImmutableArray<Coefficient> Coefficients { get; }

    /// <summary>The same with every column less its mean and divided by the standard deviation of the population: what the ridge holds small. The intercept is the log-odds of one who is average in everything.</summary>
    public ImmutableArray<Coefficient> Standardised { get; }

    /// <summary>The covariance of the coefficients estimated, in the units of the columns; <c>null</c> where none is. With <see cref="WeightKind.Sampling"/> weights it is robust (White 1982); with a ridge it is the inverse of the information with the penalty.</summary>
    public ParameterCovariance? Covariance { get; }

    /// <summary>The log-likelihood without the penalty, 0 or less; its supremum where a coefficient is infinite.</summary>
    public double LogLikelihood { get; }

    /// <summary>The log-likelihood of the overall rate.</summary>
    public double NullLogLikelihood { get; }

    /// <summary>How the fit ended. <see cref="ConvergenceStatus.AtBoundary"/> names the coefficients that are infinite or, through them, not identified.</summary>
    public Convergence Convergence { get; }
}
