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

            foreach (var claim in claims)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var one = await DispatchAsync(claim, cancellationToken).ConfigureAwait(false);
                DispatchMetrics.Count(one);
                report += one;
            }
        }
    }

    private async Task<DispatchReport> DispatchAsync(OutboxClaim claim, CancellationToken cancellationToken)
    {
        for (var judgement = 0; judgement < MaxJudgements; judgement++)
        {
            var facts = await _store.LoadFactsAsync(claim.Row.Intent.Key.Customer, _options.BusinessZone, cancellationToken).ConfigureAwait(false);
            var (verdict, failed) = Judge(claim.Row, facts);
            if (verdict is null)
            {
                return await LetGoAsync(claim, OutboxOutcome.Held(failed!)).ConfigureAwait(false);
            }

            if (!verdict.IsOpen)
            {
                return await LetGoAsync(claim, Closed(claim.Row, verdict, facts.ReadAt)).ConfigureAwait(false);
            }

            var (message, held) = await ComposeAsync(claim.Row, facts, cancellationToken).ConfigureAwait(false);
            if (message is null)
            {
                return await LetGoAsync(claim, OutboxOutcome.Held(held!)).ConfigureAwait(false);
            }

            switch (await _store.TryBeginSendingAsync(claim, facts.FactsVersion, cancellationToken).ConfigureAwait(false))
            {
                case BeginSending.Started:
                    var outcome = await SendAsync(claim.Row, message, facts.ReadAt).ConfigureAwait(false);
                    return await LetGoAsync(claim, outcome).ConfigureAwait(false);
                case BeginSending.LeaseLost:
                    return new DispatchReport { LostLease = 1 };
            }
        }

        // Somebody changes this person's facts without end: leave the row for a quieter moment.
        var later = claim.LeaseUntil + _options.Lease;
        return await LetGoAsync(claim, OutboxOutcome.Postponed(later, GateVerdict.Open.Reason)).ConfigureAwait(false);
    }

    private (GateVerdict? Verdict, Reason? Failed) Judge(OutboxRow row, GateFacts facts)
    {
        try
        {
            // Commitments are judged each at its own leaving: counted here, two promised contacts would stop each other for ever.
            return (_gates.Evaluate(row.Intent, facts with { Commitments = [] }, facts.ReadAt), null);
        }
        catch (Exception error)
        {
            // Nothing in here is told to stop: even a cancellation is the rule's own failure.
            return (null, RuleFailed(row, error));
        }
    }

    private OutboxOutcome Closed(OutboxRow row, GateVerdict verdict, Instant at)
    {
        if (verdict.Reopening is not { Kind: ReopeningKind.Instant } reopening)
        {
            return OutboxOutcome.Dead(verdict.Reason);
        }

        // A gate of the program's own that is closed and names an instant gone by would have its row claimed again at once, and for ever.
        var later = ColumnInstant.Truncate(reopening.Instant) > at ? reopening.Instant : at + _options.Lease;
        return later < row.Intent.ExpiresAt ? OutboxOutcome.Postponed(later, verdict.Reason) : OutboxOutcome.Dead(verdict.Reason);
    }
}
