namespace CrmKit.Storage.Sqlite;

/// <summary>Forgets people within an open transaction.</summary>
internal sealed class PersonErasure(SqliteSession session, ChangeWriter writer, Instant now)
{
    // What hangs on other rows goes first.
    private static readonly ImmutableArray<string> Forgetting =
    [
        "DELETE FROM crm_event WHERE customer = $1",
        "DELETE FROM crm_outbox WHERE customer = $1",
        "DELETE FROM crm_outbox_spent WHERE customer = $1",
        "DELETE FROM crm_decision WHERE customer = $1",
        "DELETE FROM crm_opt_in WHERE customer = $1",
        "DELETE FROM crm_consent WHERE customer = $1",
        "DELETE FROM crm_contact_point WHERE customer = $1",
        "DELETE FROM crm_role WHERE customer = $1",
        "DELETE FROM crm_customer_version WHERE id = $1",
        "DELETE FROM crm_customer WHERE id = $1",
    ];

    public int Erase(IReadOnlyCollection<CustomerId> customers)
    {
        ImmutableArray<CustomerId> people = [.. customers.Where(customer => People.IsKnown(session, customer)).Select(customer => People.PersonOf(session, customer)).Distinct()];
        if (people.IsEmpty)
        {
            return 0;
        }

        ImmutableArray<CustomerId> ids = [.. people.SelectMany(person => MergeTable.TreeOf(session, person).RecordsOf(person))];
        ImmutableArray<RecordedConsent> consents = [.. people.SelectMany(person => ConsentTable.OfPerson(session, person))];
        var points = ErasureRules.PointsToSuppress(
            people.SelectMany(person => CustomerTable.RecordsOf(session, person)).Concat(ids.SelectMany(id => CustomerTable.FormerOf(session, id))),
            consents,
            people.SelectMany(person => OutboxTable.PointsOf(session, person)).Concat(ids.SelectMany(id => OptInTable.PointsOf(session, id))),
            point => SaidByOwnersThatStay(point, [.. ids]));
        var merges = MergeTable.All(session);
        foreach (var (from, until) in ErasureRules.Lines(ids.ToDictionary(id => id, KnownSince), merges, now))
        {
            session.Execute("INSERT INTO crm_erasure (first_recorded_at, erased_at) VALUES ($1, $2)", ColumnInstant.From(from), ColumnInstant.From(until));
        }

        var traces = new ForgottenTraces(session, new TimesTogether(ids.ToHashSet(), merges), now);
        traces.ForgetRoles([.. ids]);
        traces.ForgetMerges(ids);
        foreach (var sql in Forgetting)
        {
            ForEach(ids, sql);
        }

        ForEach(ids, "DELETE FROM crm_person WHERE id = $1");
        traces.ForgetAddresses(points);
        foreach (var point in points)
        {
            writer.Suppress(point, SuppressionKind.Objection);
        }

        People.NewFactsOfOwners(session, consents.Where(StandingConsents.StopsOthers).Select(recorded => recorded.Entry.Point));
        return people.Length;
    }

    private IEnumerable<RecordedConsent>? SaidByOwnersThatStay(ContactPoint point, HashSet<CustomerId> ids) =>
        CustomerTable.FindByPoint(session, point).All(ids.Contains)
            ? null
            : ConsentTable.RefusedAt(session, point).Where(recorded => !ids.Contains(recorded.Entry.Customer));

    private Instant KnownSince(CustomerId id)
    {
        using var rows = session.Query("SELECT recorded_at FROM crm_person WHERE id = $1", id.Value);
        return rows.Read() ? rows.Instant(0) : throw SqliteFailure.Unreadable("a person");
    }

    private void ForEach(ImmutableArray<CustomerId> ids, string sql)
    {
        foreach (var id in ids)
        {
            session.Execute(sql, id.Value);
        }
    }
}
