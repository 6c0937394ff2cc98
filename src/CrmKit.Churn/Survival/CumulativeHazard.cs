namespace CrmKit.Churn;

/// <summary>How much hazard has added up by each step of a curve. Immutable.</summary>
public sealed class CumulativeHazard
{
    internal CumulativeHazard(ImmutableArray<double> times, ImmutableArray<double> values, ImmutableArray<double> standardErrors) =>
        (Times, Values, StandardErrors) = (times, values, standardErrors);

    /// <summary>The times of the steps, rising.</summary>
    public ImmutableArray<double> Times { get; }

    /// <summary>The cumulative hazard at each step, 0 or more.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>Its standard error at each step, every unit of weight a customer of its own.</summary>
    public ImmutableArray<double> StandardErrors { get; }
}
