namespace CrmKit;

/// <summary>Where the engines meet: what is expected of one customer. Each engine fills its own part; an outlook may be assembled by hand.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="AsOf">The day up to which the customer was observed.</param>
public sealed record CustomerOutlook(CustomerId Customer, LocalDate AsOf)
{
    /// <summary>The value part; <c>null</c> when no value engine has looked at the customer.</summary>
    public ValueOutlook? Value { get; init; }

    /// <summary>The rhythm part; <c>null</c> when no rhythm was estimated.</summary>
    public RhythmOutlook? Rhythm { get; init; }

    /// <summary>The attrition part; <c>null</c> when nobody has asked whether the customer has left.</summary>
    public AttritionOutlook? Attrition { get; init; }

    /// <summary>The health part; <c>null</c> when nobody has asked how the relationship stands.</summary>
    public HealthOutlook? Health { get; init; }
}
