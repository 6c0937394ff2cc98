using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>The BG/BB model of customers who have discrete opportunities to buy: at each one a customer first may leave for good, and if still there buys or not.</summary>
/// <remarks>
/// Fader, Hardie and Shang (2010), Customer-Base Analysis in a Discrete-Time Noncontractual Setting, Marketing Science 29(6) 1086-1108. Probabilities of
/// buying are Beta(alpha, beta), of leaving Beta(gamma, delta), each customer with its own. Answers are sums of positive terms and keep a relative error of 1e-12, or of
/// what the rounding of the inputs moves them by where that is more. Time: O(n - t_x) at most, and no more than some 50,000 opportunities of any length of silence, but for probabilities of numbers of purchases, which are O(m). Immutable and thread-safe. Members throw
/// <see cref="ArgumentOutOfRangeException"/> where an argument is outside its range.
/// </remarks>
public sealed partial record BgBbModel : IFittedModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="alpha">First shape of the probabilities of buying, above 0.</param>
    /// <param name="beta">Second shape of the probabilities of buying, above 0.</param>
    /// <param name="gamma">First shape of the probabilities of leaving, above 0.</param>
    /// <param name="delta">Second shape of the probabilities of leaving, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0 or not finite.</exception>
    public BgBbModel(double alpha, double beta, double gamma, double delta)
    {
        Alpha = ModelDomain.Positive(alpha, nameof(alpha));
        Beta = ModelDomain.Positive(beta, nameof(beta));
        Gamma = ModelDomain.Positive(gamma, nameof(gamma));
        Delta = ModelDomain.Positive(delta, nameof(delta));
    }

    /// <inheritdoc/>
    public string Name => "bg-bb";

    /// <summary>alpha, the first shape of the probabilities of buying; their mean is alpha/(alpha + beta).</summary>
    public double Alpha { get; }

    /// <summary>beta, the second shape of the probabilities of buying.</summary>
    public double Beta { get; }

    /// <summary>gamma, the first shape of the probabilities of leaving; their mean is gamma/(gamma + delta).</summary>
    public double Gamma { get; }

    /// <summary>delta, the second shape of the probabilities of leaving.</summary>
    public double Delta { get; }

    /// <inheritdoc/>
    public ImmutableArray<ModelParameter> Parameters => [new("alpha", Alpha), new("beta", Beta), new("gamma", Gamma), new("delta", Delta)];

    /// <summary>Draws a customer from the model.</summary>
    /// <param name="random">The stream of random numbers.</param>
    /// <param name="opportunities">n, 0 or more.</param>
    public OpportunityHistory Draw(SeededRandom random, int opportunities)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(opportunities);
        var (buys, leaves) = (random.NextBeta(Alpha, Beta), random.NextBeta(Gamma, Delta));
        var (x, last) = (0, 0);
        for (var i = 1; i <= opportunities && random.NextUniform() >= leaves; i++)
        {
            (x, last) = random.NextUniform() < buys ? (x + 1, i) : (x, last);
        }

        return new OpportunityHistory(x, last, opportunities);
    }

    /// <summary>Log-probability of one customer's history in its order, every constant included: eq. 5.</summary>
    /// <param name="history">The customer's history.</param>
    /// <returns>0 or less.</returns>
    public double LogLikelihood(OpportunityHistory history)
    {
        var (x, recency, n) = Checked(history);

        // There through t_x opportunities, x of them used, and then none: each a product of factors below 1, so that logarithms of one sign add up.
        var until = -SpecialFunctions.LogBetaQuotient(Beta, Alpha, x)
            - SpecialFunctions.LogBetaQuotient(Alpha + x, Beta, recency - x)
            - SpecialFunctions.LogBetaQuotient(Gamma, Delta, recency);
        return until + Silence(history).LogChance();
    }

    /// <summary>Probability that the customer is there at the next opportunity, n + 1: eq. 11.</summary>
    /// <param name="history">The customer's history.</param>
    /// <returns>0 to 1.</returns>
    public double ProbabilityAlive(OpportunityHistory history) => SpecialFunctions.Logistic(-LogOddsOfDeathAtNext(Checked(history)));

    /// <summary>Probability that the customer has left before the next opportunity, without the cancellation of 1 - P(alive).</summary>
    /// <param name="history">The customer's history.</param>
    /// <returns>0 to 1.</returns>
    public double ProbabilityDead(OpportunityHistory history) => SpecialFunctions.Logistic(LogOddsOfDeathAtNext(Checked(history)));

    private static OpportunityHistory Checked(OpportunityHistory history) => history.Fault() is { } fault
        ? throw new ArgumentOutOfRangeException(nameof(history), history, fault)
        : history;

    private QuietOpportunities Silence(OpportunityHistory history) => new(
        Alpha + history.X, Beta + (history.Recency - history.X), Gamma, Delta + history.Recency, history.Opportunities - history.Recency);

    // Gone by n, or gone at n + 1, against there at n + 1.
    private double LogOddsOfDeathAtNext(OpportunityHistory history)
    {
        var logOdds = Silence(history).LogOddsOfDeath();
        var stay = Delta + history.Opportunities;
        return logOdds > 0
            ? logOdds + Math.Log((stay + Gamma + (Gamma * Math.Exp(-logOdds))) / stay)
            : Math.Log((Math.Exp(logOdds) * (stay + Gamma)) + Gamma) - Math.Log(stay);
    }
}
