using CrmKit.Storage;
using Microsoft.Extensions.Logging;

namespace CrmKit.Messaging;

/// <content>From a judged row to a sent message and back to the store.</content>
public sealed partial class Dispatcher
{
    private async Task<(Letter? Letter, Reason? HeldBecause)> ComposeAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var point = row.Intent.Point;
        if (!_senders.ContainsKey(point.Channel))
        {
            return (null, new Reason(ReasonCodes.NoSender, ReasonArgument.Of("channel", point.Channel.ToString())));
        }

        var id = row.Intent.Key.Customer;
        var customer = await _store.FindCustomerAsync(id, cancellationToken).ConfigureAwait(false) ?? new Customer { Id = id };
        var rendered = Render(row, customer);
        if (rendered.Message is not { } text)
        {
            return (null, rendered.HeldBecause);
        }

        return (new Letter(customer.Name, text), null);
    }

    private RenderResult Render(OutboxRow row, Customer customer)
    {
        try
        {
            var rendered = _templates.Render(row.Reason, customer);
            return rendered is { Message: not null } or { HeldBecause: not null }
                ? rendered
                : throw new InvalidOperationException("A renderer gives a message, or the reason why it is held.");
        }
        catch (Exception error)
        {
            // A renderer is not told to stop either.
            return RenderResult.Held(RuleFailed(row, error));
        }
    }

    /// <summary>Gates and renderers may be the program's own code; its neighbours' messages must not suffer from one that throws.</summary>
    private Reason RuleFailed(OutboxRow row, Exception error)
    {
        // The exception's message may quote a person: its type must do.
        LogRuleFailed(MessageId.Of(row.Intent.Key), error.GetType().Name);
        return new Reason(ReasonCodes.RuleFailed, ReasonArgument.Of("error", error.GetType().Name));
    }

    private async Task<OutboxOutcome> SendAsync(OutboxRow row, OutgoingMessage message, Instant now)
    {
        SendOutcome said;
        try
        {
            // From here on nothing is stopped half-way: a message that left must be recorded.
            said = await _senders[row.Intent.Point.Channel].SendAsync(message, CancellationToken.None).ConfigureAwait(false)
                ?? throw new InvalidOperationException("A sender says what became of the message.");
        }
        catch (Exception error)
        {
            LogSenderFailed(message.Id, error.GetType().Name);
            return OutboxOutcome.Uncertain(new Reason(ReasonCodes.OutcomeUncertain));
        }

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

    private async Task<DispatchReport> LetGoAsync(OutboxClaim claim, OutboxOutcome outcome)
    {
        if (!await FinishAsync(claim, outcome).ConfigureAwait(false))
        {
            LogLeaseLost(MessageId.Of(claim.Row.Intent.Key));
            return new DispatchReport { LostLease = 1 };
        }

        return outcome.State switch
        {
            OutboxState.Sent => new DispatchReport { Sent = 1 },
            OutboxState.Due => new DispatchReport { Postponed = 1 },
            OutboxState.Held => new DispatchReport { Held = 1 },
            OutboxState.Uncertain => new DispatchReport { Uncertain = 1 },
            _ when outcome.Reason?.Code is ReasonCodes.SenderRefused or ReasonCodes.SenderGaveUp => new DispatchReport { GivenUp = 1 },
            _ => new DispatchReport { Refused = 1 },
        };
    }

    /// <summary>A message that left must not become uncertain because the store was busy for a moment.</summary>
    private async Task<bool> FinishAsync(OutboxClaim claim, OutboxOutcome outcome)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _store.FinishAsync(claim, outcome, CancellationToken.None).ConfigureAwait(false);
            }
            catch (CrmStoreException error) when (error.IsTransient && attempt < MaxFinishAttempts)
            {
                await Task.Delay(FinishPause, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Makes a claimed row due again. It is a courtesy on the way out: a store that fails here lets the lease run out instead.</summary>
    /// <returns>Whether the store took it, and so may take the next.</returns>
    private async Task<bool> TryReleaseAsync(OutboxClaim claim)
    {
        try
        {
            await _store.FinishAsync(claim, OutboxOutcome.Released(claim.Row.DueAt), CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception error)
        {
            // What ended the run is on its way to the caller, and must not be replaced by this.
            LogNotReleased(MessageId.Of(claim.Row.Intent.Key), error.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Message {MessageId}: a rule of the program failed with {ErrorType}; the message is held.")]
    private partial void LogRuleFailed(string messageId, string errorType);

    [LoggerMessage(2, LogLevel.Error, "Message {MessageId}: the sender failed with {ErrorType}; whether it left is uncertain.")]
    private partial void LogSenderFailed(string messageId, string errorType);

    [LoggerMessage(3, LogLevel.Warning, "Message {MessageId}: the lease ran out before its outcome was recorded.")]
    private partial void LogLeaseLost(string messageId);

    [LoggerMessage(4, LogLevel.Warning, "Message {MessageId}: releasing it failed with {ErrorType}; it and the rest of its batch are due again when their lease runs out.")]
    private partial void LogNotReleased(string messageId, string errorType);
}
