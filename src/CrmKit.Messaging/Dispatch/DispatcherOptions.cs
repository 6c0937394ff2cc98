using CrmKit.Storage;

namespace CrmKit.Messaging;

/// <summary>How the dispatcher works.</summary>
public sealed record DispatcherOptions
{
    /// <summary>The zone that stands in for a customer's unknown one.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>Rows claimed at once. 1 to 1,000, default 50.</summary>
    public int BatchSize { get; init; } = 50;

    /// <summary>Messages that are judged, and sent, side by side. 1 to 64, default 1: gates, templates, links and senders are asked from that many threads at once.</summary>
    /// <remarks>Two messages to one person are never sent at once, however many workers there are.</remarks>
    public int Workers { get; init; } = 1;

    /// <summary>Rows that enter sending in one transaction, and leave it before the next do. 1 to 1,000; <c>null</c>, the default, is as many as there are <see cref="Workers"/>.</summary>
    /// <remarks>
    /// More of them ask less of the store. They are also what a worker that is killed may leave in doubt at most: uncertain, or sent twice where the
    /// class is sent again (<see cref="OutboxRules"/>); and the last of them leaves on facts as old as the others took.
    /// </remarks>
    public int? SendWindow { get; init; }

    /// <summary>How long a claim keeps others away from the rows of a worker that stopped; a worker that goes on renews it at every third. 1 second to 1 hour, default 5 minutes.</summary>
    public Duration Lease { get; init; } = Duration.FromMinutes(5);

    /// <summary>Attempts before a message is given up; for a class that is sent again, also those whose worker stopped. 1 to 100, default 5.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Makes the link by which a person withdraws; <c>null</c>, the default, where messages carry none.</summary>
    public IUnsubscribeLinks? UnsubscribeLinks { get; init; }

    internal int RowsInSending => SendWindow ?? Workers;

    internal DispatcherOptions Checked()
    {
        Check(BatchSize is >= 1 and <= 1000, nameof(BatchSize), BatchSize, "1 to 1000 rows");
        Check(Lease >= Duration.FromSeconds(1) && Lease <= Duration.FromHours(1), nameof(Lease), Lease, "1 second to 1 hour");
        Check(Workers is >= 1 and <= 64, nameof(Workers), Workers, "1 to 64 workers");
        Check(RowsInSending is >= 1 and <= 1000, nameof(SendWindow), RowsInSending, "1 to 1000 rows");
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
