using CrmKit.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmKit.Messaging;

/// <summary>Takes what is due out of the outbox, asks the gates once more, and sends.</summary>
/// <remarks>
/// Any number of dispatchers may work on one store: a row is claimed on a lease, the gates are asked on facts of a known version, and only the
/// worker that finds that version unchanged moves the row to sending. One bad row never stops its neighbours. Thread-safe.
/// </remarks>
public sealed partial class Dispatcher
{
    // A person's facts rarely change between reading and sending; each conflict means that somebody else made progress.
    private const int MaxJudgements = 20;

    private const int MaxFinishAttempts = 10;

    private static readonly TimeSpan FinishPause = TimeSpan.FromMilliseconds(200);

    private readonly ICrmStore _store;
    private readonly GateList _gates;
    private readonly ITemplateRenderer _templates;
    private readonly Dictionary<Channel, IContactSender> _senders;
    private readonly DispatcherOptions _options;
    private readonly ILogger _logger;

    /// <summary>Creates a dispatcher.</summary>
    /// <param name="store">The store with the outbox.</param>
    /// <param name="gates">The gates, the same that the planner asked.</param>
    /// <param name="templates">The words.</param>
    /// <param name="senders">One sender for each channel in use.</param>
    /// <param name="options">Batch, lease, attempts.</param>
    /// <param name="logger">Where failures are told, without personal data; nowhere unless given.</param>
    /// <exception cref="ArgumentException">Two senders serve one channel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Dispatcher(
        ICrmStore store, GateList gates, ITemplateRenderer templates, IEnumerable<IContactSender> senders, DispatcherOptions options, ILogger<Dispatcher>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(gates);
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(senders);
        ArgumentNullException.ThrowIfNull(options);
        _store = store;
        _gates = gates;
        _templates = templates;
        _senders = senders.ToDictionary(sender => sender.Channel);
        _options = options.Checked();
        _logger = logger ?? NullLogger<Dispatcher>.Instance;
    }

    /// <summary>Dispatches everything that is due now.</summary>
    /// <param name="cancellationToken">Stops between two messages; a message that has begun is finished and recorded.</param>
    /// <exception cref="CrmStoreException">The store failed; what was sent before is recorded.</exception>
    public async Task<DispatchReport> DispatchDueAsync(CancellationToken cancellationToken = default)
    {
        var report = new DispatchReport();
        while (true)
        {
            var claims = await _store.ClaimAsync(_options.BatchSize, _options.Lease, cancellationToken).ConfigureAwait(false);
            if (claims.IsEmpty)
            {
                return report;
            }

            report += await DispatchAsync(claims, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DispatchReport> DispatchAsync(ImmutableArray<OutboxClaim> claims, CancellationToken cancellationToken)
    {
        var report = new DispatchReport();
        var next = 0;
        try
        {
            for (; next < claims.Length; next++)
            {
                var one = await DispatchGuardedAsync(claims[next], cancellationToken).ConfigureAwait(false);
                DispatchMetrics.Count(one);
                report += one;
            }
        }
        finally
        {
            // Stopped or failed: what nobody has touched is due again at once, not when the lease runs out.
            for (next++; next < claims.Length && await TryReleaseAsync(claims[next]).ConfigureAwait(false); next++)
            {
            }
        }

        return report;
    }

    private async Task<DispatchReport> DispatchGuardedAsync(OutboxClaim claim, CancellationToken cancellationToken)
    {
        Preparation preparation;
        try
        {
            preparation = await PrepareAsync(claim, cancellationToken).ConfigureAwait(false);
        }
        catch (CrmStoreException error) when (error.IsUnreadable)
        {
            // What cannot be read of one person holds that person's message; its neighbours go on.
            return await LetGoAsync(claim, OutboxOutcome.Held(new Reason(ReasonCodes.Unreadable))).ConfigureAwait(false);
        }
        catch
        {
            // A store that is away, or a stop, ends the run; nothing of this row has left.
            await TryReleaseAsync(claim).ConfigureAwait(false);
            throw;
        }

        // A row with a letter is sending: whatever fails now, it is never made due again unless nothing left.
        return preparation.LetGo is { } outcome
            ? await LetGoAsync(claim, outcome).ConfigureAwait(false)
            : preparation.Letter is { } letter
                ? await LetGoAsync(claim, await SendInTimeAsync(claim.Row, letter, preparation.Facts!).ConfigureAwait(false)).ConfigureAwait(false)
                : new DispatchReport { LostLease = 1 };
    }

    private async Task<Preparation> PrepareAsync(OutboxClaim claim, CancellationToken cancellationToken)
    {
        for (var judgement = 0; judgement < MaxJudgements; judgement++)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Composed first: between the judging and the sending stands nothing that takes time.
            var (letter, held) = await ComposeAsync(claim.Row, cancellationToken).ConfigureAwait(false);
            var facts = await _store.LoadFactsAsync(claim.Row.Intent.Key.Customer, _options.BusinessZone, cancellationToken).ConfigureAwait(false);
            if (Stopped(claim.Row, facts, facts.ReadAt) is { } stopped)
            {
                return new Preparation(stopped);
            }

            if (letter is null)
            {
                return new Preparation(OutboxOutcome.Held(held!));
            }

            switch (await _store.TryBeginSendingAsync(claim, facts.FactsVersion, cancellationToken).ConfigureAwait(false))
            {
                case BeginSending.Started:
                    return new Preparation(LetGo: null, letter, facts);
                case BeginSending.LeaseLost:
                    return new Preparation(LetGo: null);
            }
        }

        // Somebody changes this person's facts without end: leave the row for a quieter moment.
        return new Preparation(OutboxOutcome.Postponed(claim.LeaseUntil + _options.Lease, GateVerdict.Open.Reason));
    }

    /// <summary>A busy store may have kept the row waiting into the quiet hours: the clock is looked at once more, on the same facts.</summary>
    private async Task<OutboxOutcome> SendInTimeAsync(OutboxRow row, Letter letter, GateFacts facts)
    {
        var now = _store.Clock.GetCurrentInstant();
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
            UnsubscribeLink = TouchClassRules.NeedsConsent(row.Intent.Class) ? _options.UnsubscribeLinks?.LinkFor(row.Intent.Key.Customer, row.Intent.Point, row.Intent.Purpose) : null,
            Date = now.InZone(facts.Zone.Zone),
            Attempt = row.Attempts + 1,
        };
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

    /// <summary>How far a row got before anything leaves: let go, begun with its letter, or neither, because the lease was lost.</summary>
    private sealed record Preparation(OutboxOutcome? LetGo, Letter? Letter = null, GateFacts? Facts = null);

    /// <summary>The words, before it is known when they leave.</summary>
    private sealed record Letter(string? ToName, MessageText Text);
}
