namespace CrmKit.Churn;

/// <summary>One thing that a business can see of a customer before the customer leaves, as a number that may be unknown.</summary>
/// <remarks>Those of the house are in <see cref="Features"/>; a program adds its own by giving a name and a function of <see cref="FeatureFacts"/>. Immutable; thread-safe where the function is.</remarks>
public sealed record Feature
{
    private readonly FeaturePrior? _prior;

    /// <summary>Creates a feature.</summary>
    /// <param name="name">Its name, lower-case with hyphens, for example <c>spend-trend</c>.</param>
    /// <param name="extract">The value as of the facts' day; <c>null</c>, or a number that is not finite, where it is unknown. It must depend on the facts alone.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Feature(string name, Func<FeatureFacts, double?> extract)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(extract);
        Name = name;
        Extract = extract;
    }

    /// <summary>Its name, one of its kind in a table.</summary>
    public string Name { get; }

    /// <summary>The value as of the facts' day; <c>null</c> where it is unknown.</summary>
    public Func<FeatureFacts, double?> Extract { get; }

    /// <summary>The unit of the value, for example <c>count</c>; empty unless told.</summary>
    public string Unit { get; init; } = string.Empty;

    /// <summary>What is measured and when it is unknown, in words; empty unless told.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>The code of the reason that the feature gives, see <see cref="WarningReasons"/>; <see cref="WarningReasons.Own"/> unless told.</summary>
    public string ReasonCode { get; init; } = WarningReasons.Own;

    /// <summary>What is believed of it before any data; <c>null</c>, unless told, where nothing is: then only data give it a weight.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or the scale is not above zero.</exception>
    public FeaturePrior? Prior
    {
        get => _prior;
        init => _prior = value is not { } prior || (double.IsFinite(prior.Centre) && double.IsFinite(prior.Weight) && prior.Scale > 0 && double.IsFinite(prior.Scale))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Centre and weight must be finite, the scale above 0 and finite.");
    }

    /// <summary>The value as of the facts' day; <c>null</c> where it is unknown, also where the function gave a number that is not finite.</summary>
    /// <param name="facts">What was known.</param>
    public double? Of(FeatureFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Extract(facts) is { } value && double.IsFinite(value) ? value : null;
    }
}
