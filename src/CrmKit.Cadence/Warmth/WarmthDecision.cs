namespace CrmKit.Cadence;

/// <summary>How warm a relationship is on a day, and when a contact is due.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="IsDue">Whether a contact is due.</param>
/// <param name="Reason">Why, with the terms.</param>
public sealed record WarmthDecision(WarmthTier Tier, bool IsDue, Reason Reason)
{
    /// <summary>When the warmth was last 1: the last two-way interaction, or the first event where there was none; <c>null</c> where nothing happened.</summary>
    public Instant? RestartedAt { get; init; }

    /// <summary>The customer-local day from which the days are counted; <c>null</c> where nothing happened.</summary>
    public LocalDate? Since { get; init; }

    /// <summary>Days since then, 0 or more.</summary>
    public int Days { get; init; }

    /// <summary>The stability in days by what is known on the day.</summary>
    public double StabilityDays { get; init; }

    /// <summary>The warmth, 0 to 1; 1 where nothing happened.</summary>
    public double Value { get; init; } = 1;

    /// <summary>Contacts since then that nothing has come back to yet, 0 or more.</summary>
    public int Unanswered { get; init; }

    /// <summary>The first day on which a contact is due unless something happens before; <c>null</c> where nothing happened yet or it lies beyond the calendar.</summary>
    public LocalDate? Due { get; init; }
}
