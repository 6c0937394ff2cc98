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
    public Task<ImmutableArray<OutboxClaim>> RenewAsync(IReadOnlyCollection<OutboxClaim> claims, Duration lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, Duration.Zero);
        return _connections.WriteAsync(
            "renewing leases",
            session => OutboxClaims.RenewAsync(session, claims, ColumnInstant.Truncate(session.Now + lease)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OutboxClaim?> FindClaimAsync(Guid token, CancellationToken cancellationToken = default) =>
        ReadAsync("finding a claim", session => OutboxClaims.FindAsync(session, token), cancellationToken);

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
    public Task<ImmutableArray<BeginSending>> TryBeginSendingAsync(IReadOnlyList<SendingWish> wishes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wishes);
        return _connections.WriteAsync<ImmutableArray<BeginSending>>(
            "beginning to send",
            async session => [.. await OutboxClaims.BeginAsync(session, [.. wishes.Select(wish => (wish.Claim.Token, wish.JudgedFactsVersion))]).ConfigureAwait(false)],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> FinishAsync(OutboxClaim claim, OutboxOutcome outcome, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(outcome);
        return _connections.RecordAsync(
            "finishing a row",
            async (session, recording) => (await new SendingEnds(session, recording, _keys, _hasher).RecordAsync([new SendingEnd(claim, outcome)]).ConfigureAwait(false))[0] switch
            {
                (FinishSending.NotAllowed, var from) => throw Refusal(outcome, from),
                (FinishSending.Unreadable, _) => throw DatabaseFailure.Unreadable("a row of the outbox"),
                var (result, _) => result == FinishSending.Recorded,
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<FinishSending>> FinishAsync(IReadOnlyList<SendingEnd> ends, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ends);
        return _connections.RecordAsync<ImmutableArray<FinishSending>>(
            "finishing rows",
            async (session, recording) => [.. (await new SendingEnds(session, recording, _keys, _hasher).RecordAsync(ends).ConfigureAwait(false)).Select(end => end.Result)],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OutboxHealth> ReadHealthAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(
            "reading the health of the outbox",
            async session => await OutboxReading.HealthAtAsync(session, await _connections.NowAsync(session).ConfigureAwait(false)).ConfigureAwait(false),
            cancellationToken);

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

    // The words are the same in every store.
    private static InvalidOperationException Refusal(OutboxOutcome outcome, OutboxState from)
    {
        try
        {
            OutboxTransition.Require(outcome, from);
        }
        catch (InvalidOperationException refusal)
        {
            return refusal;
        }

        throw DatabaseFailure.Unreadable("a row of the outbox");
    }
}
