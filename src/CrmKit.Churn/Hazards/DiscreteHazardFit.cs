namespace CrmKit.Churn;

/// <summary>A fitted discrete-time hazard. Immutable and thread-safe.</summary>
public sealed class DiscreteHazardFit
{
    internal DiscreteHazardFit(DiscreteHazardModel model, BinarySolution solution, SurvivalRecords records)
    {
        (Model, Records) = (model, records.Count);
        (Coefficients, Standardised, Covariance) = (solution.Coefficients, solution.Standardised, solution.Covariance);
        (LogLikelihood, NullLogLikelihood, Convergence) = (solution.LogLikelihood, solution.NullLogLikelihood, solution.Convergence);
        for (var record = 0; record < records.Count; record++)
        {
            var observed = ObservedPeriods.Of(records, record);
            var weight = records.Weight.IsEmpty ? 1 : records.Weight.Span[record];
            PeriodsAtRisk += weight * Math.Max(0, observed.Last - observed.First + 1);
            Events += observed.IsEvent && observed.Last >= observed.First ? weight : 0;
        }
    }

    /// <summary>The model that answers questions.</summary>
    public DiscreteHazardModel Model { get; }

    /// <summary>Number of records.</summary>
    public int Records { get; }

    /// <summary>Periods at risk over all customers, weighted: the rows of the expansion.</summary>
    public double PeriodsAtRisk { get; }

    /// <summary>Customers who left within a period observed, weighted.</summary>
    public double Events { get; }

    /// <summary>The intercept (the first band), <c>band2</c> and on, then the covariates in their order, in the units of the columns.</summary>
    public ImmutableArray<Coefficient> Coefficients { get; }

    /// <summary>The same with every column less its mean and divided by its standard deviation over the periods at risk.</summary>
    public ImmutableArray<Coefficient> Standardised { get; }

    /// <summary>The covariance of the coefficients estimated, from the expected information; <c>null</c> where none is. With <see cref="WeightKind.Sampling"/> weights it is robust.</summary>
    public ParameterCovariance? Covariance { get; }

    /// <summary>The log-likelihood of the rows, without the penalty; its supremum where a coefficient is infinite.</summary>
    public double LogLikelihood { get; }

    /// <summary>The log-likelihood of one hazard for all.</summary>
    public double NullLogLikelihood { get; }

    /// <summary>How the fit ended. <see cref="ConvergenceStatus.AtBoundary"/> names the coefficients that are infinite or, through them, not identified.</summary>
    public Convergence Convergence { get; }
}
