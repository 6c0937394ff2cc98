namespace CrmKit.Storage.PostgreSql;

/// <content>Consents of the past, double opt-ins and incentives.</content>
public sealed partial class PostgreSqlCrmStore
{
    /// <inheritdoc/>
    public Task<KnownConsents> ReadConsentsAsync(CustomerId customer, Instant knownAt, CancellationToken cancellationToken = default) =>
        ReadAsync("reading consents of the past", session => PastConsents.AtAsync(session, customer, knownAt), cancellationToken);

    /// <inheritdoc/>
    public Task AddOptInAsync(OptInRequest request, CancellationToken cancellationToken = default)
    {
        var stored = StoredForm.Of(request);
        return _connections.RecordAsync(
            "adding an opt-in",
            async (session, recording) =>
            {
                if (await OptInTable.FindAsync(session, stored.Fingerprint).ConfigureAwait(false) is null)
                {
                    await People.RequireAsync(session, [stored.Customer], recording).ConfigureAwait(false);
                    await OptInTable.InsertAsync(session, stored).ConfigureAwait(false);
                }

                return stored;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OptInView?> FindOptInAsync(string fingerprint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        return ReadAsync("reading an opt-in", async session => await ViewOfAsync(session, fingerprint, await _connections.NowAsync(session).ConfigureAwait(false)).ConfigureAwait(false), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OptInView?> ConfirmOptInAsync(string fingerprint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        return _connections.RecordAsync("confirming an opt-in", (session, recording) => ConfirmAsync(session, fingerprint, recording), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> TryGrantIncentiveAsync(CustomerId customer, string incentive, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(incentive);
        return _connections.RecordAsync("granting an incentive", (session, recording) => TryGrantAsync(session, customer, incentive, recording), cancellationToken);
    }

    private static async Task<bool> TryGrantAsync(DatabaseSession session, CustomerId customer, string incentive, RecordingClock recording)
    {
        if (!await People.IsKnownAsync(session, customer).ConfigureAwait(false))
        {
            throw new UnknownCustomerException(customer);
        }

        var person = await People.PersonOfAsync(session, customer).ConfigureAwait(false);
        var grant = StoredIncentive.Of(person, incentive, session.Now);
        if (await IncentiveTable.IsGrantedAsync(session, person, incentive).ConfigureAwait(false)
            || (await EventTable.FindAsync(session, grant.Key).ConfigureAwait(false)).Standing is not null)
        {
            return false;
        }

        await EventTable.InsertAsync(session, [grant], recording.Number).ConfigureAwait(false);
        await recording.MarkAsync().ConfigureAwait(false);
        return true;
    }

    private static async Task<ConsentLedger> LedgerOfAsync(DatabaseSession session, CustomerId customer, Instant now) =>
        StandingConsents.At(await ConsentTable.OfPersonAsync(session, await People.PersonOfAsync(session, customer).ConfigureAwait(false)).ConfigureAwait(false), now);

    private static async Task<OptInView?> ViewOfAsync(DatabaseSession session, string fingerprint, Instant now) =>
        await OptInTable.FindAsync(session, fingerprint).ConfigureAwait(false) is { } request
            ? new OptInView(
                request with { Customer = await People.PersonOfAsync(session, request.Customer).ConfigureAwait(false) },
                request.StateAt(now, await LedgerOfAsync(session, request.Customer, now).ConfigureAwait(false)))
            : null;

    private async Task<OptInView?> ConfirmAsync(DatabaseSession session, string fingerprint, RecordingClock recording)
    {
        if (await OptInTable.FindAsync(session, fingerprint).ConfigureAwait(false) is { } request)
        {
            var (_, agreement) = request.Confirm(session.Now, await LedgerOfAsync(session, request.Customer, recording.Now).ConfigureAwait(false));
            if (agreement is not null)
            {
                await OptInTable.ConfirmAsync(session, fingerprint, session.Now).ConfigureAwait(false);
                var writer = new ChangeWriter(session, _keys, _hasher, recording);
                await writer.AddAsync(StoredForm.Of(agreement with { OccurredAt = recording.Now })).ConfigureAwait(false);
                await writer.SettleAsync().ConfigureAwait(false);
            }
        }

        return await ViewOfAsync(session, fingerprint, session.Now).ConfigureAwait(false);
    }
}
