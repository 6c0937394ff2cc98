using CrmKit.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmKit.Messaging;

/// <summary>Takes what is due out of the outbox, asks the gates once more, and sends.</summary>
/// <remarks>
/// Any number of dispatchers may work on one store: a row is claimed on a lease, the gates are asked on facts of a known version, and only the
/// worker that finds that version unchanged moves the row to sending. Leases are renewed while a batch is worked. One bad row never stops its
/// neighbours, and two messages to one person are never sent at once. Thread-safe.
/// </remarks>
public sealed partial class Dispatcher
{
    private readonly ICrmStore _store;
    private readonly GateList _gates;
    private readonly ITemplateRenderer _templates;
    private readonly Dictionary<Channel, IContactSender> _senders;
    private readonly DispatcherOptions _options;
    private readonly ILogger _logger;
    private readonly HealthGauge _health;

    /// <summary>Creates a dispatcher.</summary>
    /// <param name="store">The store with the outbox.</param>
    /// <param name="gates">The gates, the same that the planner asked.</param>
    /// <param name="templates">The words.</param>
    /// <param name="senders">One sender for each channel in use.</param>
    /// <param name="options">Batch, lease, attempts, workers.</param>
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
        _health = new HealthGauge(store);
    }

    /// <summary>Dispatches everything that is due now.</summary>
    /// <param name="cancellationToken">Stops between two messages; a message that has begun is finished and recorded.</param>
    /// <exception cref="CrmStoreException">The store failed; what was sent before is recorded.</exception>
    public async Task<DispatchReport> DispatchDueAsync(CancellationToken cancellationToken = default)
    {
        var report = new DispatchReport();
        while (true)
        {
            await _health.TellAsync(atOnce: false, cancellationToken).ConfigureAwait(false);
            var claims = await _store.ClaimAsync(_options.BatchSize, _options.Lease, cancellationToken).ConfigureAwait(false);
            if (claims.IsEmpty)
            {
                await _health.TellAsync(atOnce: true, cancellationToken).ConfigureAwait(false);
                return report;
            }

            report += await DispatchAsync(new ClaimedBatch(claims), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DispatchReport> DispatchAsync(ClaimedBatch batch, CancellationToken cancellationToken)
    {
        var recorder = new OutcomeRecorder(_store, _logger);
        await using var leases = new LeaseKeeper(_store, batch, _options.Lease, _logger).ConfigureAwait(false);
        try
        {
            while (batch.NextRound(_options.RowsInSending) is { IsEmpty: false } round)
            {
                await WorkAsync(round, batch, recorder, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // Stopped or failed: what has not left is due again at once, not when the lease runs out.
            await ReleaseAsync(batch, recorder).ConfigureAwait(false);
        }

        return recorder.Report;
    }

    /// <summary>Rows of different people from their claims to their ends: judged side by side, begun together, sent side by side, recorded as they end.</summary>
    private async Task WorkAsync(ImmutableArray<ClaimedRow> round, ClaimedBatch batch, OutcomeRecorder recorder, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await SideBySideAsync(round, row => JudgeAsync(row, cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (var row in round.Where(row => row.Judgement.LetGo is not null))
        {
            recorder.Add(row, row.Judgement.LetGo!);
        }

        var begun = await BeginAsync([.. round.Where(row => row.Judgement.LetGo is null)], batch, recorder, cancellationToken).ConfigureAwait(false);

        // From here on nothing is stopped half-way: a message that left must be recorded.
        await SideBySideAsync(begun, row => SendAndRecordAsync(row, recorder), CancellationToken.None).ConfigureAwait(false);
        await recorder.FlushAsync().ConfigureAwait(false);
    }

    private async Task<ImmutableArray<ClaimedRow>> BeginAsync(ImmutableArray<ClaimedRow> rows, ClaimedBatch batch, OutcomeRecorder recorder, CancellationToken cancellationToken)
    {
        if (rows.IsEmpty)
        {
            return [];
        }

        var results = await _store.TryBeginSendingAsync([.. rows.Select(row => new SendingWish(row.Claim, row.Judgement.Facts!.FactsVersion))], cancellationToken).ConfigureAwait(false);
        foreach (var (row, result) in rows.Zip(results))
        {
            switch (result)
            {
                case BeginSending.Started:
                    row.Stage = ClaimedStage.Begun;
                    break;
                case BeginSending.LeaseLost:
                    recorder.Lost(row);
                    break;
                case BeginSending.Unreadable:
                    recorder.Add(row, OutboxOutcome.Held(new Reason(ReasonCodes.Unreadable)));
                    break;
                case var _ when row.MayBeJudgedAgain:
                    batch.Again(row);
                    break;
                default:
                    // Somebody changes this person's facts without end: leave the row for a quieter moment.
                    recorder.Add(row, OutboxOutcome.Postponed(row.Claim.LeaseUntil + _options.Lease, GateVerdict.Open.Reason));
                    break;
            }
        }

        return [.. rows.Where(row => row.Stage == ClaimedStage.Begun)];
    }

    private async Task SendAndRecordAsync(ClaimedRow row, OutcomeRecorder recorder)
    {
        var outcome = await SendInTimeAsync(row).ConfigureAwait(false);
        recorder.Add(row, outcome);
        await recorder.FlushAsync().ConfigureAwait(false);
    }

    private async Task SideBySideAsync(ImmutableArray<ClaimedRow> rows, Func<ClaimedRow, Task> work, CancellationToken cancellationToken)
    {
        if (_options.Workers > 1 && rows.Length > 1)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = _options.Workers, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(rows, options, async (row, _) => await work(row).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        foreach (var row in rows)
        {
            await work(row).ConfigureAwait(false);
        }
    }

    /// <summary>Makes due again what has not left. It is a courtesy on the way out: a store that fails here lets the leases run out instead.</summary>
    private async Task ReleaseAsync(ClaimedBatch batch, OutcomeRecorder recorder)
    {
        var count = 0;
        try
        {
            await recorder.FlushAsync().ConfigureAwait(false);
            SendingEnd[] ends =
            [
                .. batch.Rows.Where(row => row.Stage is ClaimedStage.Waiting or ClaimedStage.Begun).Select(row => new SendingEnd(
                    row.Claim,
                    row.Stage == ClaimedStage.Begun ? OutboxOutcome.Postponed(row.Row.DueAt, GateVerdict.Open.Reason) : OutboxOutcome.Released(row.Row.DueAt))),
            ];
            count = ends.Length;
            if (count > 0)
            {
                await _store.FinishAsync(ends, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            // What ended the run is on its way to the caller, and must not be replaced by this.
            LogNotReleased(count, error.GetType().Name);
        }
    }

    [LoggerMessage(4, LogLevel.Warning, "Releasing {Count} messages failed with {ErrorType}; they are due again when their leases run out.")]
    private partial void LogNotReleased(int count, string errorType);
}
