namespace CrmKit;

/// <summary>Whether a customer has left, or is about to: the model's chance, and beside it what a fixed window and the customer's own rhythm say.</summary>
/// <param name="ProbabilityLeft">Chance that the customer has left already, 0 to 1.</param>
/// <param name="Source">What that chance was taken from.</param>
/// <param name="Status">How much it rests on the customer's own data.</param>
public sealed record AttritionOutlook(double ProbabilityLeft, AttritionSource Source, EstimateStatus Status)
{
    /// <summary>Chance that a customer who is still one leaves within the horizon of an early warning, 0 to 1; <c>null</c> where none was made.</summary>
    public double? ProbabilityOfLeaving { get; init; }

    /// <summary>Whether the silence is longer than the fixed window, the rule of many systems; <c>null</c> where the last purchase is not known.</summary>
    public bool? LeftByWindow { get; init; }

    /// <summary>Whether the silence is longer than the customer's own rhythm lets expect; <c>null</c> without a rhythm.</summary>
    public bool? LeftByRhythm { get; init; }

    /// <summary>What the figures rest on.</summary>
    public ImmutableArray<Reason> Reasons { get; init; } = [];

    /// <summary>Value equality, reasons compared in order.</summary>
    /// <param name="other">The other outlook.</param>
    public bool Equals(AttritionOutlook? other) => other is not null
        && ProbabilityLeft.Equals(other.ProbabilityLeft)
        && Source == other.Source
        && Status == other.Status
        && Nullable.Equals(ProbabilityOfLeaving, other.ProbabilityOfLeaving)
        && LeftByWindow == other.LeftByWindow
        && LeftByRhythm == other.LeftByRhythm
        && Reasons.AsSpan().SequenceEqual(other.Reasons.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ProbabilityLeft, Source, Status, ProbabilityOfLeaving, LeftByWindow, LeftByRhythm);
}
