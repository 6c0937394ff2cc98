namespace CrmKit.LifetimeValue;

/// <summary>What a fit says, whatever the model.</summary>
/// <typeparam name="TModel">The model.</typeparam>
public interface IModelFit<out TModel>
    where TModel : IFittedModel
{
    /// <summary>The model at the best parameters met.</summary>
    TModel Model { get; }

    /// <summary>Log-likelihood there, every constant included, in the time unit of the data.</summary>
    double LogLikelihood { get; }

    /// <summary>Customers fitted on.</summary>
    long Customers { get; }

    /// <summary>Distinct histories among them.</summary>
    int DistinctSummaries { get; }

    /// <summary>How the fit ended.</summary>
    Convergence Convergence { get; }

    /// <summary>Covariance of the parameters; <c>null</c> unless the fit converged, for a flat direction has none; a fit with beliefs has no flat direction.</summary>
    ParameterCovariance? Covariance { get; }

    /// <summary>Whether the fit rests on prior beliefs (more than four fifths), on the data (four fifths or more) or on both.</summary>
    EstimateStatus Status { get; }

    /// <summary>How much of what is known of the parameters is prior belief and not data: 1 without data, falling with every customer who says something; 0 where the fit was made without beliefs.</summary>
    double PriorShare { get; }

    /// <summary>Number of parameters that were estimated.</summary>
    int FreeParameters { get; }

    /// <summary>Akaike's information criterion: 2 k - 2 ln L; lower is better.</summary>
    double Aic { get; }

    /// <summary>Schwarz's information criterion: k ln n - 2 ln L, n customers; lower is better.</summary>
    double Bic { get; }
}
