using System.Data.Common;

namespace CrmKit.Storage.PostgreSql;

/// <content>The outbox.</content>
public sealed partial class PostgreSqlCrmStore
{
    private const string HandingOver = "handing a plan to the outbox";

    /// <inheritdoc/>
    public async Task<EnqueueReport> EnqueueAsync(ContactPlan plan, string policyVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(policyVersion);

        // Whom nobody knows yet is recorded, which takes its turn: most plans name nobody like that.
        return await _connections.WriteAsync(HandingOver, session => TryEnqueueAsync(session, plan, policyVersion), cancellationToken).ConfigureAwait(false)
            ?? await _connections.RecordAsync(HandingOver, (session, recording) => EnqueueAsync(session, recording, plan, policyVersion), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hands a plan over within a transaction of the program's own: what the program changes and what is promised for it become true together, or not at all.</summary>
    /// <remarks>
    /// The transaction stays the program's, and where this call fails it may go on without the plan. Until it ends, whoever changes the facts of one of the plan's people
    /// waits, and so does a dispatcher that would send something to one of them; where the plan names somebody of whom nothing is stored yet, every recording waits.
    /// A transaction that the server undoes for the sake of others is not run again here: it is the program's.
    /// </remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="policyVersion">Kept with each row; never part of the key.</param>
    /// <param name="transaction">An open transaction of the driver's on the same database, for example of an EF Core context.</param>
    /// <param name="cancellationToken">Stops the handing over; the transaction goes on without it.</param>
    /// <exception cref="ArgumentException">The transaction is another driver's, or is through.</exception>
    /// <exception cref="CrmStoreException">The store failed; nothing was taken, and the transaction may go on unless its connection is lost.</exception>
    public Task<EnqueueReport> EnqueueAsync(ContactPlan plan, string policyVersion, DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(policyVersion);
        return _connections.JoinAsync(
            HandingOver,
            Own(transaction),
            async session => await TryEnqueueAsync(session, plan, policyVersion).ConfigureAwait(false)
                ?? await EnqueueAsync(session, await _connections.TakeTurnAsync(session).ConfigureAwait(false), plan, policyVersion).ConfigureAwait(false),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<OutboxClaim>> ClaimAsync(int max, Duration lease, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, Duration.Zero);
        return _connections.WriteAsync(
            "claiming rows",
            async session =>
            {
                await OutboxClaims.LetGoOfLeftBehindAsync(session).ConfigureAwait(false);
                return await OutboxClaims.ClaimAsync(session, max, ColumnInstant.Truncate(session.Now + lease)).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<BeginSending> TryBeginSendingAsync(OutboxClaim claim, long judgedFactsVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return _connections.WriteAsync(
            "beginning to send",
            async session => (await OutboxClaims.BeginAsync(session, [(claim.Token, judgedFactsVersion)]).ConfigureAwait(false))[0],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> FinishAsync(OutboxClaim claim, OutboxOutcome outcome, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(outcome);
        return _connections.RecordAsync("finishing a row", (session, recording) => FinishAsync(session, recording, claim, outcome), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxRow> ReadOutboxAsync(CancellationToken cancellationToken = default) =>
        Stream("reading the outbox", OutboxTable.ReadAll, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxRow> ReadOutboxAsync(OutboxState state, CancellationToken cancellationToken = default) =>
        Stream("reading the outbox", session => OutboxTable.ReadIn(session, state), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<PlanDecision> ReadDecisionsAsync(CustomerId customer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reading = await _connections.ReadAsync("reading decisions", cancellationToken).ConfigureAwait(false);
        await using var readingScope = reading.ConfigureAwait(false);
        var person = await People.PersonOfAsync(reading.Session, customer).ConfigureAwait(false);
        await foreach (var decision in DecisionTable.OfPerson(reading.Session, person).ConfigureAwait(false))
        {
            yield return decision;
        }
    }

    // null where somebody is not known yet.
    private static async Task<EnqueueReport?> TryEnqueueAsync(DatabaseSession session, ContactPlan plan, string policyVersion)
    {
        var handover = new PlanHandover(session, plan, policyVersion);
        var unknown = await handover.UnknownAsync().ConfigureAwait(false);
        return unknown.IsEmpty ? await handover.TakeAsync().ConfigureAwait(false) : null;
    }

    private static async Task<EnqueueReport> EnqueueAsync(DatabaseSession session, RecordingClock recording, ContactPlan plan, string policyVersion)
    {
        var handover = new PlanHandover(session, plan, policyVersion);
        await People.RequireAsync(session, await handover.UnknownAsync().ConfigureAwait(false), recording).ConfigureAwait(false);
        return await handover.TakeAsync().ConfigureAwait(false);
    }

    private async Task<bool> FinishAsync(DatabaseSession session, RecordingClock recording, OutboxClaim claim, OutboxOutcome outcome)
    {
        if (outcome.State == OutboxState.Due)
        {
            await Places.ShareAsync(session, [claim.Row.Intent.Point]).ConfigureAwait(false);
        }

        if (!(await OutboxClaims.HoldAsync(session, [claim.Token]).ConfigureAwait(false)).TryGetValue(claim.Token, out var held))
        {
            return false;
        }

        OutboxTransition.Require(outcome, held.State);
        var intent = claim.Row.Intent.OnBehalfOf(held.Key.Customer);
        await OutboxClaims.LetGoAsync(session, [(held, outcome)]).ConfigureAwait(false);
        if (outcome.SuppressesPoint)
        {
            await new ChangeWriter(session, _keys, _hasher, recording).AddAsync(new Suppression(intent.Key.Customer, intent.Point)).ConfigureAwait(false);
        }

        if (outcome.State == OutboxState.Sent)
        {
            // The key is known where the timeline was brought along from another store: the touch is there already, or was taken back.
            var touch = SentTouch.Of(intent, session.Now);
            if ((await EventTable.KnownAsync(session, [touch]).ConfigureAwait(false)).Count == 0)
            {
                await EventTable.InsertAsync(session, [touch], recording.Number).ConfigureAwait(false);
                await recording.MarkAsync().ConfigureAwait(false);
            }
        }

        return true;
    }
}
