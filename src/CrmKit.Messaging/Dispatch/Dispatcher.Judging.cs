using CrmKit.Storage;
using Microsoft.Extensions.Logging;

namespace CrmKit.Messaging;

/// <content>What becomes of a row before anything leaves.</content>
public sealed partial class Dispatcher
{
    private async Task JudgeAsync(ClaimedRow row, CancellationToken cancellationToken)
    {
        row.JudgedTimes++;
        try
        {
            row.Judgement = await JudgementOfAsync(row.Row, cancellationToken).ConfigureAwait(false);
        }
        catch (CrmStoreException error) when (error.IsUnreadable)
        {
            // What cannot be read of one person holds that person's message; its neighbours go on.
            row.Judgement = new Judgement(OutboxOutcome.Held(new Reason(ReasonCodes.Unreadable)));
        }
    }

    private async Task<Judgement> JudgementOfAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (OutboxRules.IsSentAgain(row.Intent.Class) && row.Attempts >= _options.MaxAttempts)
        {
            // Every worker that began it has stopped: it may be what stops them.
            return new Judgement(OutboxOutcome.Dead(new Reason(ReasonCodes.SenderGaveUp, ReasonArgument.Of("attempts", row.Attempts))));
        }

        // Composed first: between the judging and the sending stands nothing that takes time.
        var (letter, held) = await ComposeAsync(row, cancellationToken).ConfigureAwait(false);
        var facts = await _store.LoadFactsAsync(row.Intent.Key.Customer, _options.BusinessZone, cancellationToken).ConfigureAwait(false);
        return Stopped(row, facts, facts.ReadAt) is { } stopped
            ? new Judgement(stopped)
            : letter is null ? new Judgement(OutboxOutcome.Held(held!)) : new Judgement(LetGo: null, letter, facts);
    }

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

        var (link, failed) = UnsubscribeLink(row);
        return failed is null ? (new Letter(customer.Name, text, link), null) : (null, failed);
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

    // Before the row may be sending: a program whose links fail holds its messages, and leaves none uncertain.
    private (Uri? Link, Reason? Failed) UnsubscribeLink(OutboxRow row)
    {
        if (_options.UnsubscribeLinks is not { } links || !TouchClassRules.NeedsConsent(row.Intent.Class))
        {
            return (null, null);
        }

        try
        {
            return links.LinkFor(row.Intent.Key.Customer, row.Intent.Point, row.Intent.Purpose) is { IsAbsoluteUri: true } link
                ? (link, null)
                : throw new InvalidOperationException("A link to unsubscribe is an absolute address.");
        }
        catch (Exception error)
        {
            return (null, RuleFailed(row, error));
        }
    }

    /// <summary>Gates, renderers and links may be the program's own code; its neighbours' messages must not suffer from one that throws.</summary>
    private Reason RuleFailed(OutboxRow row, Exception error)
    {
        // The exception's message may quote a person: its type must do.
        LogRuleFailed(MessageId.Of(row.Intent.Key), error.GetType().Name);
        return new Reason(ReasonCodes.RuleFailed, ReasonArgument.Of("error", error.GetType().Name));
    }

    /// <summary>What becomes of a row that a gate stops, or <c>null</c> where every gate is open.</summary>
    private OutboxOutcome? Stopped(OutboxRow row, GateFacts facts, Instant at)
    {
        var (verdict, failed) = Judge(row, facts, at);
        return verdict switch
        {
            null => OutboxOutcome.Held(failed!),
            { IsOpen: true } => null,
            _ => Closed(row, verdict, at),
        };
    }

    private (GateVerdict? Verdict, Reason? Failed) Judge(OutboxRow row, GateFacts facts, Instant at)
    {
        try
        {
            // Commitments are judged each at its own leaving: counted here, two promised contacts would stop each other for ever.
            // The facts are the person's, with whom the record may have become one since the claim.
            return (_gates.Evaluate(row.Intent.OnBehalfOf(facts.Customer), facts with { Commitments = [] }, at), null);
        }
        catch (Exception error)
        {
            // Nothing in here is told to stop: even a cancellation is the rule's own failure.
            return (null, RuleFailed(row, error));
        }
    }

    private OutboxOutcome Closed(OutboxRow row, GateVerdict verdict, Instant at)
    {
        // A human decides: the next planning hands it over.
        if (verdict.IsForStaff)
        {
            return OutboxOutcome.Held(verdict.Reason);
        }

        if (verdict.Reopening is not { Kind: ReopeningKind.Instant } reopening)
        {
            // Held, an effect is planned anew: it may reach the person at the address that replaced this one, over another channel, or once the complaint is settled.
            return verdict.Reason.Code is ReasonCodes.PointGone or ReasonCodes.ComplaintOpen or ReasonCodes.ChannelRefused or ReasonCodes.BlockedDay
                ? OutboxOutcome.Held(verdict.Reason)
                : OutboxOutcome.Dead(verdict.Reason);
        }

        // A gate of the program's own that is closed and names an instant gone by would have its row claimed again at once, and for ever.
        var later = ColumnInstant.Truncate(reopening.Instant) > at ? reopening.Instant : at + _options.Lease;
        return later < row.Intent.ExpiresAt ? OutboxOutcome.Postponed(later, verdict.Reason) : OutboxOutcome.Dead(verdict.Reason);
    }

    [LoggerMessage(1, LogLevel.Error, "Message {MessageId}: a rule of the program failed with {ErrorType}; the message is held.")]
    private partial void LogRuleFailed(string messageId, string errorType);
}
