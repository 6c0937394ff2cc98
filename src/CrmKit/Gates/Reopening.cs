namespace CrmKit;

/// <summary>When a refused contact would pass the gate that refused it: at an instant, only after a new fact, or never.</summary>
/// <remarks><c>default</c> is <see cref="Never"/>.</remarks>
public readonly record struct Reopening
{
    private Reopening(ReopeningKind kind, Instant instant)
    {
        Kind = kind;
        Instant = instant;
    }

    /// <summary>Time alone will not open the gate, nor will any fact.</summary>
    public static Reopening Never => default;

    /// <summary>Only a new fact opens the gate, such as a fresh consent.</summary>
    public static Reopening OnNewFact => new(ReopeningKind.NewFact, default);

    /// <summary>Which of the three.</summary>
    public ReopeningKind Kind { get; }

    /// <summary>The first instant at which the contact would pass; meaningful for <see cref="ReopeningKind.Instant"/> alone.</summary>
    public Instant Instant { get; }

    /// <summary>The gate opens by itself.</summary>
    /// <param name="instant">The first instant at which the contact would pass.</param>
    public static Reopening At(Instant instant) => new(ReopeningKind.Instant, instant);
}
