namespace CrmKit.Messaging;

/// <summary>What became of a message, sorted by what to do next.</summary>
public sealed record SendOutcome
{
    private SendOutcome(SendRemedy remedy, Duration wait, string? detail)
    {
        Remedy = remedy;
        Wait = wait;
        Detail = detail;
    }

    /// <summary>It left.</summary>
    public static SendOutcome Accepted { get; } = new(SendRemedy.None, Duration.Zero, detail: null);

    /// <summary>What to do next.</summary>
    public SendRemedy Remedy { get; }

    /// <summary>How long to wait before trying again.</summary>
    public Duration Wait { get; }

    /// <summary>A short code of the far side, without personal data; <c>null</c> where there is none.</summary>
    public string? Detail { get; }

    /// <summary>It did not leave; the same message may pass later.</summary>
    /// <param name="wait">How long to wait, zero to 30 days.</param>
    /// <param name="detail">A short code, without personal data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The wait is below zero or above 30 days.</exception>
    public static SendOutcome RetryAfter(Duration wait, string detail) => wait >= Duration.Zero && wait <= Duration.FromDays(30)
        ? new(SendRemedy.Retry, wait, detail)
        : throw new ArgumentOutOfRangeException(nameof(wait), wait, "Wait zero to 30 days.");

    /// <summary>It did not leave, and never will.</summary>
    /// <param name="detail">A short code, without personal data.</param>
    public static SendOutcome GiveUp(string detail) => new(SendRemedy.GiveUp, Duration.Zero, detail);

    /// <summary>It did not leave, and nothing must go to this contact point again.</summary>
    /// <param name="detail">A short code, without personal data.</param>
    public static SendOutcome Suppress(string detail) => new(SendRemedy.Suppress, Duration.Zero, detail);
}
