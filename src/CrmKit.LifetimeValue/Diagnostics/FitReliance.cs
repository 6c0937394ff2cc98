namespace CrmKit.LifetimeValue;

/// <summary>Whether customers can be valued by a fit.</summary>
public static class FitReliance
{
    /// <summary>Where more customers than this drive a fit to an edge, they are like that; fewer may be so by chance. 500.</summary>
    public const int ManyCustomers = 500;

    /// <summary>Whether the fit has one answer that the customers account for: it converged, or more than <see cref="ManyCustomers"/> customers drove it to an edge.</summary>
    /// <remarks>
    /// At an edge the model is a simpler one that it contains, and answers as well as that one: nobody leaves, everybody buys at one rate, the hazard does not grow.
    /// A handful of customers lead there by chance, to a model that calls them gone or worthless with a straight face; with <see cref="FitOptions.Beliefs"/> a few are enough.
    /// Where the data cannot tell parameters apart, or the iterations ran out, another set of parameters would say something else.
    /// </remarks>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="fit">The fit.</param>
    public static bool CanValue<TModel>(this IModelFit<TModel> fit)
        where TModel : IFittedModel
    {
        ArgumentNullException.ThrowIfNull(fit);
        return fit.Convergence.Status == ConvergenceStatus.Converged || (fit.Convergence.Status == ConvergenceStatus.AtBoundary && fit.Customers > ManyCustomers);
    }
}
