using System.Collections.Concurrent;
using CrmKit.Storage;
using Microsoft.Extensions.Logging;

namespace CrmKit.Messaging;

/// <summary>Tells the store how rows ended: those that end while one transaction is under way go together in the next.</summary>
internal sealed partial class OutcomeRecorder(ICrmStore store, ILogger logger)
{
    private const int MaxFinishAttempts = 10;

    private static readonly TimeSpan FinishPause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<(ClaimedRow Row, OutboxOutcome Outcome)> _waiting = new();
    private readonly Lock _counting = new();
    private int _isRecording;

    /// <summary>What was recorded.</summary>
    public DispatchReport Report { get; private set; } = new();

    /// <summary>Notes how a row ended.</summary>
    public void Add(ClaimedRow row, OutboxOutcome outcome) => _waiting.Enqueue((row, outcome));

    /// <summary>Notes that a row is another's.</summary>
    public void Lost(ClaimedRow row)
    {
        row.Stage = ClaimedStage.Ended;
        LogNotRecorded(MessageId.Of(row.Row.Intent.Key), FinishSending.ClaimLost);
        Count(new DispatchReport { LostLease = 1 });
    }

    /// <summary>Records all that is noted, unless another worker is at it and will.</summary>
    public async Task FlushAsync()
    {
        // Looked at again after the turn is over: what was noted in between must not stay.
        while (!_waiting.IsEmpty && Interlocked.Exchange(ref _isRecording, 1) == 0)
        {
            try
            {
                await RecordAsync().ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Exchange(ref _isRecording, 0);
            }
        }
    }

    private async Task RecordAsync()
    {
        List<(ClaimedRow Row, OutboxOutcome Outcome)> some = [];
        while (_waiting.TryDequeue(out var one))
        {
            some.Add(one);
        }

        if (some.Count == 0)
        {
            return;
        }

        var results = await FinishAsync([.. some.Select(one => new SendingEnd(one.Row.Claim, one.Outcome))]).ConfigureAwait(false);
        foreach (var ((row, outcome), result) in some.Zip(results))
        {
            row.Stage = ClaimedStage.Ended;
            if (result == FinishSending.Recorded)
            {
                Count(Of(outcome));
            }
            else
            {
                LogNotRecorded(MessageId.Of(row.Row.Intent.Key), result);
                Count(new DispatchReport { LostLease = 1 });
            }
        }
    }

    /// <summary>A message that left must not become uncertain because the store was busy for a moment.</summary>
    private async Task<ImmutableArray<FinishSending>> FinishAsync(ImmutableArray<SendingEnd> ends)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await store.FinishAsync(ends, CancellationToken.None).ConfigureAwait(false);
            }
            catch (CrmStoreException error) when (error.IsTransient && attempt < MaxFinishAttempts)
            {
                await Task.Delay(FinishPause, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static DispatchReport Of(OutboxOutcome outcome) => outcome.State switch
    {
        OutboxState.Sent => new DispatchReport { Sent = 1 },
        OutboxState.Due => new DispatchReport { Postponed = 1 },
        OutboxState.Held => new DispatchReport { Held = 1 },
        OutboxState.Uncertain => new DispatchReport { Uncertain = 1 },
        _ when outcome.Reason?.Code is ReasonCodes.SenderRefused or ReasonCodes.SenderGaveUp => new DispatchReport { GivenUp = 1 },
        _ => new DispatchReport { Refused = 1 },
    };

    private void Count(DispatchReport one)
    {
        DispatchMetrics.Count(one);
        lock (_counting)
        {
            Report += one;
        }
    }

    [LoggerMessage(3, LogLevel.Warning, "Message {MessageId}: its outcome was not recorded ({Result}); the row is as others, or this worker, left it.")]
    private partial void LogNotRecorded(string messageId, FinishSending result);
}
