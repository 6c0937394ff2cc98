namespace CrmKit.Cadence;

/// <summary>What is known of the effect of contacts. All of it is the business's own: a trial with a hold-out measures an uplift, the books know the costs.</summary>
public sealed record NextTouchOptions
{
    /// <summary>By reason code, the share of its value that a contact wins over silence, each limit between -1 and 1. Default none.</summary>
    public ImmutableDictionary<string, ConfidenceLimits> Uplifts { get; init; } = ImmutableDictionary.Create<string, ConfidenceLimits>(StringComparer.Ordinal);

    /// <summary>The share that a contact is believed to win where none was measured, -1 to 1. There is no default: a belief is somebody's.</summary>
    public required double BelievedUplift { get; init; }

    /// <summary>What a contact costs over a channel, in minor units, 0 or more. Default nothing.</summary>
    public ImmutableDictionary<Channel, long> Costs { get; init; } = ImmutableDictionary<Channel, long>.Empty;

    /// <summary>Chance that one contact drives a person away to whom nothing was said lately, 0 to 1, as the business has seen it. Default 0: never seen.</summary>
    public double OptOutChance { get; init; }

    /// <summary>The days of which earlier contacts weigh on the next: with n of them the chance is n + 1 times as high. 1 to 3,660, default 30.</summary>
    public int PressureDays { get; init; } = 30;

    internal static NextTouchOptions Checked(NextTouchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.BelievedUplift is not (>= -1 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.BelievedUplift, "BelievedUplift must be -1 to 1.");
        }

        foreach (var (reason, limits) in options.Uplifts)
        {
            if (!(limits.Lower >= -1 && limits.Lower <= limits.Estimate && limits.Estimate <= limits.Upper && limits.Upper <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(options), limits, $"The uplift of {reason} must have its limits in order, between -1 and 1.");
            }
        }

        if (options.OptOutChance is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.OptOutChance, "OptOutChance must be 0 to 1.");
        }

        if (options.PressureDays is < 1 or > 3660)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.PressureDays, "PressureDays must be 1 to 3660 days.");
        }

        return options.Costs.Values.All(cost => cost >= 0) ? options : throw new ArgumentOutOfRangeException(nameof(options), "Costs must be 0 or more.");
    }
}
