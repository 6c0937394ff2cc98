namespace CrmKit.Cadence;

/// <summary>How a kind of business keeps in touch: how often, with whom, over what, and what there is to say. Data, not code.</summary>
/// <remarks>
/// <see cref="BusinessProfiles"/> has some to begin with, <see cref="BusinessProfileJson"/> reads and writes them. Their figures are starting points that the business
/// changes, with <c>with</c> or in the text. A profile is checked where it is used, by <see cref="CadencePolicy"/>.
/// </remarks>
public sealed record BusinessProfile
{
    /// <summary>Most days of an interval or bound.</summary>
    public const int MostDays = 3660;

    internal static TouchCap UsualMost { get; } = TouchCap.AtMost(2, 30);

    /// <summary>The name: 1 to 50 lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Days between two contacts where nothing speaks for more or fewer. 1 to 3,660.</summary>
    public required int IntervalDays { get; init; }

    /// <summary>The shortest interval that terms may come to, in days. 1 to 3,660.</summary>
    public required int ShortestDays { get; init; }

    /// <summary>The longest interval that terms may come to, in days. <see cref="ShortestDays"/> to 3,660.</summary>
    public required int LongestDays { get; init; }

    /// <summary>
    /// The contacts after which a person is left in peace, attention such as thanks and greetings included: who has had as many waits with what the profile proposes, however short
    /// the interval. Default 2 in 30 customer-local days; <see cref="TouchCap.None"/> for the interval alone.
    /// </summary>
    public TouchCap Most { get; init; } = UsualMost;

    /// <summary>The natural channels: those of every content that names none. One at least.</summary>
    public required ImmutableArray<Channel> Channels { get; init; }

    /// <summary>What the business sells, as far as contents speak of it, each once. Default nothing.</summary>
    public ImmutableArray<ProfileItem> Items
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Who is how recent, and what there is to say.</summary>
    public required RecencyBands Bands { get; init; }

    /// <summary>How much sooner worthier customers are contacted; <c>null</c>, the default, where worth makes no difference.</summary>
    public ValueResponse? Value { get; init; }

    /// <summary>What the chance of losing a customer changes; <c>null</c>, the default, for nothing.</summary>
    public RiskResponse? Risk { get; init; }

    /// <summary>What the customer's own rhythm changes; <c>null</c>, the default, for nothing.</summary>
    public RhythmResponse? Rhythm { get; init; }

    /// <summary>Value equality, lists compared in order.</summary>
    /// <param name="other">The other profile.</param>
    public bool Equals(BusinessProfile? other) => other is not null
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && (IntervalDays, ShortestDays, LongestDays, Most) == (other.IntervalDays, other.ShortestDays, other.LongestDays, other.Most)
        && Channels.AsSpan().SequenceEqual(other.Channels.AsSpan())
        && Items.AsSpan().SequenceEqual(other.Items.AsSpan())
        && Bands == other.Bands
        && Value == other.Value
        && Risk == other.Risk
        && Rhythm == other.Rhythm;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, IntervalDays, ShortestDays, LongestDays, Items.Length, Value, Risk, Rhythm);
}
