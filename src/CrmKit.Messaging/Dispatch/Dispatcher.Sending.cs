using System.Diagnostics;
using CrmKit.Storage;
using Microsoft.Extensions.Logging;

namespace CrmKit.Messaging;

/// <content>From a row that is sending to its outcome.</content>
public sealed partial class Dispatcher
{
    /// <summary>A busy store may have kept the row waiting into the quiet hours: the clock is looked at once more, on the same facts.</summary>
    private async Task<OutboxOutcome> SendInTimeAsync(ClaimedRow claimed)
    {
        var (row, facts, letter) = (claimed.Row, claimed.Judgement.Facts!, claimed.Judgement.Letter!);
        var now = _store.Clock.GetCurrentInstant();
        if (now >= claimed.Claim.LeaseUntil)
        {
            // This worker was stopped in between, and another may have taken the row over: nothing leaves.
            return OutboxOutcome.Postponed(now, GateVerdict.Open.Reason);
        }

        if (now > facts.ReadAt && Stopped(row, facts, now) is { } stopped)
        {
            return NotHeld(row, stopped, now);
        }

        var message = new OutgoingMessage
        {
            Id = MessageId.Of(row.Intent.Key),
            To = row.Intent.Point,
            ToName = letter.ToName,
            Text = letter.Text,
            Class = row.Intent.Class,
            Purpose = row.Intent.Purpose,
            UnsubscribeLink = letter.UnsubscribeLink,
            Date = now.InZone(facts.Zone.Zone),
            Attempt = row.Attempts + 1,
        };
        claimed.Stage = ClaimedStage.Left;
        return await SendAsync(row, message, now).ConfigureAwait(false);
    }

    /// <summary>A row that is sending cannot be held: it is put off by a lease and judged anew, or dies with its occasion.</summary>
    private OutboxOutcome NotHeld(OutboxRow row, OutboxOutcome stopped, Instant now)
    {
        if (stopped.State != OutboxState.Held)
        {
            return stopped;
        }

        var later = now + _options.Lease;
        return later < row.Intent.ExpiresAt ? OutboxOutcome.Postponed(later, stopped.Reason!) : OutboxOutcome.Dead(stopped.Reason!);
    }

    private async Task<OutboxOutcome> SendAsync(OutboxRow row, OutgoingMessage message, Instant now)
    {
        SendOutcome said;
        var start = Stopwatch.GetTimestamp();
        try
        {
            said = await _senders[row.Intent.Point.Channel].SendAsync(message, CancellationToken.None).ConfigureAwait(false)
                ?? throw new InvalidOperationException("A sender says what became of the message.");
        }
        catch (Exception error)
        {
            DispatchMetrics.Sent(message.To.Channel, remedy: null, Stopwatch.GetElapsedTime(start));
            LogSenderFailed(message.Id, error.GetType().Name);
            return MayHaveLeft(row, now);
        }

        DispatchMetrics.Sent(message.To.Channel, said.Remedy, Stopwatch.GetElapsedTime(start));
        var remedy = ReasonArgument.Of("remedy", said.Detail ?? said.Remedy.ToString());
        var attempts = row.Attempts + 1;
        switch (said.Remedy)
        {
            case SendRemedy.None:
                return OutboxOutcome.Sent;
            case SendRemedy.Retry when attempts < _options.MaxAttempts:
                return OutboxOutcome.Postponed(now + said.Wait, new Reason(ReasonCodes.SenderRetry, remedy));
            case SendRemedy.Retry:
                return OutboxOutcome.Dead(new Reason(ReasonCodes.SenderGaveUp, ReasonArgument.Of("attempts", attempts)));
            case SendRemedy.Suppress:
                return OutboxOutcome.Dead(new Reason(ReasonCodes.SenderRefused, remedy), suppressesPoint: true);
            default:
                return OutboxOutcome.Dead(new Reason(ReasonCodes.SenderRefused, remedy));
        }
    }

    /// <summary>As the rules say of a worker that stopped: uncertain, or once more after a lease where the class is sent again.</summary>
    private OutboxOutcome MayHaveLeft(OutboxRow row, Instant now)
    {
        var reason = new Reason(ReasonCodes.OutcomeUncertain);
        return OutboxRules.IsSentAgain(row.Intent.Class) && row.Attempts + 1 < _options.MaxAttempts
            ? OutboxOutcome.Postponed(now + _options.Lease, reason)
            : OutboxOutcome.Uncertain(reason);
    }

    [LoggerMessage(2, LogLevel.Error, "Message {MessageId}: the sender failed with {ErrorType}; whether it left is uncertain.")]
    private partial void LogSenderFailed(string messageId, string errorType);
}
