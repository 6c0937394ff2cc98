namespace CrmKit.Desk;

/// <summary>The contact by which a minimum (<see cref="CrmDeskOptions.Minimum"/>) is kept, and since when it is promised.</summary>
public sealed record CaringContactOptions
{
    /// <summary>Admissible channels. Default e-mail.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [Channel.Email];

    /// <summary>The purpose that consent is needed for. Default greetings.</summary>
    public Purpose Purpose { get; init; } = Purpose.Greetings;

    /// <summary>The class of the contact: promotional or relationship. Default relationship, which counts in the caps and is not stopped by them.</summary>
    public TouchClass Class { get; init; } = TouchClass.Relationship;

    /// <summary>What it gives to the person: care, or something of use. Default care.</summary>
    public TouchKind Kind { get; init; } = TouchKind.Care;

    /// <summary>The first day of the first window that must hold the minimum; <c>null</c>, the default, for each customer's own: the first purchase or contact, or the day of the record where there is neither.</summary>
    public LocalDate? Since { get; init; }

    /// <summary>How many days ahead rules are found that cannot be kept together, today included. 1 to 3,660, default 30.</summary>
    public int LookAheadDays { get; init; } = 30;

    internal static void Check(CaringContactOptions options)
    {
        if (options.Channels.IsDefaultOrEmpty)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "At least one channel must be admissible for the caring contact.");
        }

        if (!TouchClassRules.IsCaring(options.Class, options.Kind))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "The caring contact must be promotional or of the relationship, and give care or something of use.");
        }

        if (options.LookAheadDays is < 1 or > 3660)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.LookAheadDays, "LookAheadDays must be 1 to 3660 days.");
        }
    }
}
