namespace CrmKit.Storage.PostgreSql;

/// <summary>Forgets people within an open transaction that has the turn to record.</summary>
internal sealed class PersonErasure(DatabaseSession session, ChangeWriter writer, Instant now)
{
    // What hangs on other rows goes first.
    private static readonly ImmutableArray<string> Forgetting =
    [
        "DELETE FROM crm_event WHERE customer = ANY ($1)",
        "DELETE FROM crm_outbox WHERE customer = ANY ($1)",
        "DELETE FROM crm_decision WHERE customer = ANY ($1)",
        "DELETE FROM crm_opt_in WHERE customer = ANY ($1)",
        "DELETE FROM crm_consent WHERE customer = ANY ($1)",
        "DELETE FROM crm_contact_point WHERE customer = ANY ($1)",
        "DELETE FROM crm_role WHERE customer = ANY ($1)",
        "DELETE FROM crm_customer_version WHERE id = ANY ($1)",
        "DELETE FROM crm_customer WHERE id = ANY ($1)",
        "DELETE FROM crm_person WHERE id = ANY ($1)",
    ];

    public async Task<int> EraseAsync(IReadOnlyCollection<CustomerId> customers)
    {
        ImmutableArray<CustomerId> people =
        [
            .. (await session.ListAsync(
                "SELECT DISTINCT coalesce(person, id) FROM crm_person WHERE id = ANY ($1)",
                static row => new CustomerId(row.Text(0)),
                customers.Select(customer => customer.Value).ToArray()).ConfigureAwait(false)).Order(),
        ];
        if (people.IsEmpty)
        {
            return 0;
        }

        var ids = await RecordsOfAsync(people).ConfigureAwait(false);
        await People.LockAsync(session, ids.Select(id => id.Value)).ConfigureAwait(false);
        List<RecordedConsent> consents = [];
        foreach (var person in people)
        {
            consents.AddRange(await ConsentTable.OfPersonAsync(session, person).ConfigureAwait(false));
        }

        var points = await PointsToSuppressAsync(people, ids, consents).ConfigureAwait(false);
        var merges = await MergeTable.AllAsync(session).ConfigureAwait(false);
        foreach (var (from, until) in ErasureRules.Lines(await KnownSinceAsync(ids).ConfigureAwait(false), merges, now))
        {
            await session.ExecuteAsync("INSERT INTO crm_erasure (first_recorded_at, erased_at) VALUES ($1, $2)", ColumnInstant.From(from), ColumnInstant.From(until)).ConfigureAwait(false);
        }

        var traces = new ForgottenTraces(session, new TimesTogether(ids.ToHashSet(), merges), now);
        await traces.ForgetRolesAsync([.. ids]).ConfigureAwait(false);
        await traces.ForgetMergesAsync(ids).ConfigureAwait(false);
        string[] all = [.. ids.Select(id => id.Value)];
        await session.ExecuteAllAsync([.. Forgetting.Select(sql => (sql, (List<object?>)[all]))]).ConfigureAwait(false);
        await traces.ForgetAddressesAsync(points).ConfigureAwait(false);
        foreach (var point in points)
        {
            await writer.SuppressAsync(point, SuppressionKind.Objection).ConfigureAwait(false);
        }

        await People.NewFactsOfOwnersAsync(session, consents.Where(StandingConsents.StopsOthers).Select(recorded => recorded.Entry.Point)).ConfigureAwait(false);
        return people.Length;
    }

    private async Task<ImmutableArray<CustomerId>> RecordsOfAsync(ImmutableArray<CustomerId> people)
    {
        List<CustomerId> ids = [];
        foreach (var person in people)
        {
            ids.AddRange((await MergeTable.TreeOfAsync(session, person).ConfigureAwait(false)).RecordsOf(person));
        }

        return [.. ids];
    }

    private async Task<ImmutableArray<ContactPoint>> PointsToSuppressAsync(ImmutableArray<CustomerId> people, ImmutableArray<CustomerId> ids, List<RecordedConsent> consents)
    {
        List<Customer> records = [];
        foreach (var person in people)
        {
            records.AddRange(await CustomerTable.RecordsOfAsync(session, person).ConfigureAwait(false));
        }

        foreach (var id in ids)
        {
            records.AddRange((await CustomerTable.VersionsOfAsync(session, id).ConfigureAwait(false)).Select(version => version.Former));
        }

        var others = await OutboxTable.PointsOfAsync(session, people).ConfigureAwait(false);
        others.AddRange(await OptInTable.PointsOfAsync(session, ids).ConfigureAwait(false));
        Dictionary<(Channel Channel, string FoldedAddress), List<RecordedConsent>?> said = [];
        foreach (var point in consents.Where(recorded => ErasureRules.IsCarried(recorded.Entry)).Select(recorded => recorded.Entry.Point).DistinctBy(point => (point.Channel, point.FoldedAddress)))
        {
            said[(point.Channel, point.FoldedAddress)] = await SaidByOwnersThatStayAsync(point, [.. ids]).ConfigureAwait(false);
        }

        return ErasureRules.PointsToSuppress(records, consents, others, point => said[(point.Channel, point.FoldedAddress)]);
    }

    private async Task<List<RecordedConsent>?> SaidByOwnersThatStayAsync(ContactPoint point, HashSet<CustomerId> ids)
    {
        if ((await CustomerTable.FindByPointAsync(session, point).ConfigureAwait(false)).All(ids.Contains))
        {
            return null;
        }

        var said = await ConsentTable.RefusedAtAsync(session, point).ConfigureAwait(false);
        said.RemoveAll(recorded => ids.Contains(recorded.Entry.Customer));
        return said;
    }

    private async Task<Dictionary<CustomerId, Instant>> KnownSinceAsync(ImmutableArray<CustomerId> ids)
    {
        var known = (await session.ListAsync(
            "SELECT id, recorded_at FROM crm_person WHERE id = ANY ($1)",
            static row => (Id: new CustomerId(row.Text(0)), At: row.Instant(1)),
            ids.Select(id => id.Value).ToArray()).ConfigureAwait(false)).ToDictionary(row => row.Id, row => row.At);
        return known.Count == ids.Length ? known : throw DatabaseFailure.Unreadable("a person");
    }
}
