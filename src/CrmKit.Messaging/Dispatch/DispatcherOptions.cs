namespace CrmKit.Messaging;

/// <summary>How the dispatcher works.</summary>
public sealed record DispatcherOptions
{
    /// <summary>The zone that stands in for a customer's unknown one.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>Rows claimed at once. 1 to 1,000, default 50.</summary>
    public int BatchSize { get; init; } = 50;

    /// <summary>How long a claim keeps others away; longer than a batch takes. 1 second to 1 hour, default 5 minutes.</summary>
    public Duration Lease { get; init; } = Duration.FromMinutes(5);

    /// <summary>Attempts before a message is given up. 1 to 100, default 5.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Makes the link by which a person withdraws; <c>null</c>, the default, where messages carry none.</summary>
    public IUnsubscribeLinks? UnsubscribeLinks { get; init; }

    internal DispatcherOptions Checked()
    {
        Check(BatchSize is >= 1 and <= 1000, nameof(BatchSize), BatchSize, "1 to 1000 rows");
        Check(Lease >= Duration.FromSeconds(1) && Lease <= Duration.FromHours(1), nameof(Lease), Lease, "1 second to 1 hour");
        Check(MaxAttempts is >= 1 and <= 100, nameof(MaxAttempts), MaxAttempts, "1 to 100 attempts");
        return this;
    }

    private static void Check(bool holds, string name, object value, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
        }
    }
}
