namespace CrmKit.Cadence;

/// <summary>How long it has been silent around one person by a day.</summary>
/// <param name="Customer">The person.</param>
/// <param name="Day">The customer-local day.</param>
public sealed record SilenceStanding(CustomerId Customer, LocalDate Day)
{
    /// <summary>Days since the last thank-you, 0 or more; <c>null</c> for never.</summary>
    public int? DaysSinceThanks { get; init; }

    /// <summary>Days since the last contact that gave attention or something of use, 0 or more; <c>null</c> for never.</summary>
    public int? DaysSinceCaring { get; init; }

    /// <summary>Days since either side was last active, 0 or more; <c>null</c> for never.</summary>
    public int? DaysSinceAnything { get; init; }

    /// <summary>Days of the longest silence between two interactions that is over, 0 or more; <c>null</c> before the second interaction.</summary>
    public int? WorstDays { get; init; }

    /// <summary>The day on which that silence began, the first one of several; <c>null</c> before the second interaction.</summary>
    public LocalDate? WorstSince { get; init; }

    /// <summary>The day that the measured silence counts from: the last such contact, or the first event where there was none; <c>null</c> where nothing happened.</summary>
    public LocalDate? Since { get; init; }

    /// <summary>Whether such a contact was ever made.</summary>
    public bool WasEver { get; init; }

    /// <summary>Days of the measured silence, 0 or more; <c>null</c> where nothing happened.</summary>
    public int? Days => Since is { } since ? Period.DaysBetween(since, Day) : null;

    /// <summary>The days to come on which such contacts are promised, in order; they count in forecasts alone.</summary>
    public ImmutableArray<LocalDate> Promised
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Value equality, days compared in order.</summary>
    /// <param name="other">The other standing.</param>
    public bool Equals(SilenceStanding? other) => other is not null
        && (Customer, Day, DaysSinceThanks, DaysSinceCaring, DaysSinceAnything) == (other.Customer, other.Day, other.DaysSinceThanks, other.DaysSinceCaring, other.DaysSinceAnything)
        && (WorstDays, WorstSince, Since, WasEver) == (other.WorstDays, other.WorstSince, other.Since, other.WasEver)
        && Promised.AsSpan().SequenceEqual(other.Promised.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Customer, Day, Since, WorstDays);
}
