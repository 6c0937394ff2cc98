namespace CrmKit.Cadence;

/// <summary>Where a sequence stands with one person: which step is next and when, or why it ended.</summary>
public sealed record SequenceStanding
{
    internal SequenceStanding(SequenceState state, Reason reason) => (State, Reason) = (state, reason);

    /// <summary>The state.</summary>
    public SequenceState State { get; }

    /// <summary>Why.</summary>
    public Reason Reason { get; }

    /// <summary>Why the sequence ended; <c>null</c> while it has not.</summary>
    public SequenceStop? Stop { get; internal init; }

    /// <summary>The business's day on which the lead came in; <c>null</c> where none has.</summary>
    public LocalDate? Start { get; internal init; }

    /// <summary>Number of the last step that left, 0 before the first.</summary>
    public int Sent { get; internal init; }

    /// <summary>Number of the next step, 1 or more; <c>null</c> unless it is waited for or due.</summary>
    public int? NextStep { get; internal init; }

    /// <summary>The days on which the next step makes sense; <c>null</c> unless it is waited for or due.</summary>
    public DateInterval? Window { get; internal init; }

    /// <summary>The channels of the next step on the day asked about: the one whose turn it is, or all that are admissible once it has waited for that.</summary>
    public ImmutableArray<Channel> Channels { get; internal init; } = [];

    /// <summary>Value equality, channels compared in order.</summary>
    /// <param name="other">The other standing.</param>
    public bool Equals(SequenceStanding? other) => other is not null
        && State == other.State
        && Reason == other.Reason
        && Stop == other.Stop
        && Start == other.Start
        && Sent == other.Sent
        && NextStep == other.NextStep
        && Window == other.Window
        && Channels.AsSpan().SequenceEqual(other.Channels.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(State, Reason, Start, Sent, NextStep);
}
