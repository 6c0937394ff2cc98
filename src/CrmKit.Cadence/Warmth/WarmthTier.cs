namespace CrmKit.Cadence;

/// <summary>How warm a circle of people is to be kept. Tiers are data: a program has as many as it likes.</summary>
public sealed record WarmthTier
{
    /// <summary>Creates a tier.</summary>
    /// <param name="name">The name, 1 to 100 characters, as reasons tell it.</param>
    /// <param name="target">The warmth at which a contact is due, above 0 and below 1.</param>
    /// <param name="stability">The stability of a relationship of which nothing is known yet, 0.01 to 36,500 days.</param>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public WarmthTier(string name, double target, double stability)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Length > 100)
        {
            throw new ArgumentException("The name of a tier is 1 to 100 characters.", nameof(name));
        }

        Warmth.CheckTarget(target);
        if (!(stability is >= WarmthOptions.LeastStability and <= WarmthOptions.MostStability))
        {
            throw new ArgumentOutOfRangeException(nameof(stability), stability, "The starting stability is 0.01 to 36500 days.");
        }

        Name = name;
        Target = target;
        Stability = stability;
    }

    /// <summary>Three circles to begin with: nothing is claimed of them but when they are due unless anybody answers, after about a month, a quarter and half a year.</summary>
    public static ImmutableArray<WarmthTier> Usual { get; } = [new("close", 0.7, 9), new("active", 0.6, 19), new("wide", 0.5, 28)];

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The warmth at which a contact is due, above 0 and below 1.</summary>
    public double Target { get; }

    /// <summary>The stability that a relationship starts with, in days.</summary>
    public double Stability { get; }
}
