namespace CrmKit.LifetimeValue;

/// <summary>Weak beliefs about a business of which little is known, so that one customer is enough for an answer.</summary>
/// <remarks>
/// The medians are near what has been published for shops of several trades; the spreads let a parameter be a factor of 7 to 20 away from them in either
/// direction, so that a few dozen customers with repeat purchases outweigh them. What only the business knows, how long a regular waits between two purchases and what one is worth,
/// is said here.
/// </remarks>
public sealed record PriorBeliefs
{
    internal static readonly PriorBeliefs Default = new();

    /// <summary>Days between two purchases of a typical customer who is still one, above 0 and finite; 90 unless told.</summary>
    public double TypicalGapDays { get; init; } = 90;

    /// <summary>Money of a typical purchase, above 0 and finite; 50 unless told.</summary>
    public double TypicalSpend { get; init; } = 50;

    /// <summary>The beliefs about a model's parameters.</summary>
    /// <param name="model">The model's name, for example <c>bg-nbd</c>.</param>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0 and finite.</param>
    /// <returns>One for each parameter that is estimated.</returns>
    /// <exception cref="ArgumentException">There is no such model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above 0 or not finite.</exception>
    public ImmutableArray<LogNormalPrior> For(string model, double daysPerTimeUnit = 7)
    {
        var gap = ModelDomain.Positive(TypicalGapDays, nameof(TypicalGapDays)) / ModelDomain.Positive(daysPerTimeUnit, nameof(daysPerTimeUnit));
        var spend = ModelDomain.Positive(TypicalSpend, nameof(TypicalSpend));
        const double MedianR = 0.7;

        // The mean rate r/alpha is one purchase in a typical gap.
        LogNormalPrior r = new("r", MedianR, 1);
        LogNormalPrior alpha = Scale("alpha", MedianR * gap);

        // One purchase in five is a customer's last, give or take: a/(a + b).
        LogNormalPrior a = new("a", 0.7, 1);
        LogNormalPrior b = new("b", 2.8, 1);

        // Half of the customers are gone after some six gaps: beta (2^(1/s) - 1).
        LogNormalPrior s = new("s", 0.7, 1);
        LogNormalPrior beta = Scale("beta", 3.5 * gap);
        return model switch
        {
            "nbd" => [r, alpha],
            "bg-nbd" or "mbg-nbd" => [r, alpha, a, b],
            "bg-cnbd-k" or "mbg-cnbd-k" => [r, alpha, a, b],
            "pareto-nbd" => [r, alpha, s, beta],

            // Near the exponential lifetimes of the Pareto/NBD unless the data say otherwise.
            "gg-nbd" => [r, alpha, Scale("b", 0.1 / gap), s, Scale("beta", 0.35)],

            // At half of the opportunities a customer who is there buys, give or take; one customer in five leaves at each.
            "bg-bb" => [new("alpha", 0.7, 1), new("beta", 0.7, 1), new("gamma", 0.7, 1), new("delta", 2.8, 1)],
            "gamma-gamma" => [new("p", 5, 1), new("q", 4, 0.7), Scale("gamma", 0.6 * spend)],
            _ => throw new ArgumentException("There is no model of this name.", nameof(model)),
        };
    }

    private static LogNormalPrior Scale(string parameter, double median) => new(parameter, median, 1.5) { Reach = 500 };
}
