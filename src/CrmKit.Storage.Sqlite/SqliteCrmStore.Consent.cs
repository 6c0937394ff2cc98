namespace CrmKit.Storage.Sqlite;

/// <content>Consents of the past, double opt-ins and incentives.</content>
public sealed partial class SqliteCrmStore
{
    /// <inheritdoc/>
    public Task<KnownConsents> ReadConsentsAsync(CustomerId customer, Instant knownAt, CancellationToken cancellationToken = default) =>
        ReadAsync("reading consents of the past", session => PastConsents.At(session, customer, knownAt), cancellationToken);

    /// <inheritdoc/>
    public Task AddOptInAsync(OptInRequest request, CancellationToken cancellationToken = default)
    {
        var stored = StoredForm.Of(request);
        return _connections.WriteAsync(
            "adding an opt-in",
            session =>
            {
                if (OptInTable.Find(session, stored.Fingerprint) is null)
                {
                    People.Require(session, stored.Customer, RecordingClock.In(session, Now));
                    OptInTable.Insert(session, stored);
                }

                return stored;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OptInView?> FindOptInAsync(string fingerprint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        return ReadAsync("reading an opt-in", session => ViewOf(session, fingerprint, Now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OptInView?> ConfirmOptInAsync(string fingerprint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        return _connections.WriteAsync("confirming an opt-in", session => Confirm(session, fingerprint, Now, RecordingClock.In(session, Now)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> TryGrantIncentiveAsync(CustomerId customer, string incentive, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(incentive);
        return _connections.WriteAsync("granting an incentive", session => TryGrant(session, customer, incentive, Now, RecordingClock.In(session, Now)), cancellationToken);
    }

    private static bool TryGrant(SqliteSession session, CustomerId customer, string incentive, Instant clock, RecordingClock recording)
    {
        if (!People.IsKnown(session, customer))
        {
            throw new UnknownCustomerException(customer);
        }

        var person = People.PersonOf(session, customer);
        var grant = StoredIncentive.Of(person, incentive, clock);
        var isGranted = !IncentiveTable.IsGranted(session, person, incentive) && EventTable.TryInsert(session, grant, recording.Number);
        if (isGranted)
        {
            recording.Mark();
        }

        return isGranted;
    }

    private static ConsentLedger LedgerOf(SqliteSession session, CustomerId customer, Instant now) =>
        StandingConsents.At(ConsentTable.OfPerson(session, People.PersonOf(session, customer)), now);

    private static OptInView? ViewOf(SqliteSession session, string fingerprint, Instant now) =>
        OptInTable.Find(session, fingerprint) is { } request
            ? new OptInView(request with { Customer = People.PersonOf(session, request.Customer) }, request.StateAt(now, LedgerOf(session, request.Customer, now)))
            : null;

    private OptInView? Confirm(SqliteSession session, string fingerprint, Instant clock, RecordingClock recording)
    {
        if (OptInTable.Find(session, fingerprint) is { } request)
        {
            var (_, agreement) = request.Confirm(clock, LedgerOf(session, request.Customer, recording.Now));
            if (agreement is not null)
            {
                OptInTable.Confirm(session, fingerprint, clock);
                var writer = new ChangeWriter(session, _keys, _hasher, recording);
                writer.Add(StoredForm.Of(agreement with { OccurredAt = recording.Now }));
                writer.Settle();
            }
        }

        return ViewOf(session, fingerprint, clock);
    }
}
