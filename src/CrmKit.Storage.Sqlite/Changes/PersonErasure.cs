namespace CrmKit.Storage.Sqlite;

/// <summary>Forgets a person within an open transaction.</summary>
internal sealed class PersonErasure(SqliteSession session, ChangeWriter writer, Instant now)
{
    // What hangs on other rows goes first.
    private static readonly ImmutableArray<string> Forgetting =
    [
        "DELETE FROM crm_event WHERE customer = $1",
        "DELETE FROM crm_outbox WHERE customer = $1",
        "DELETE FROM crm_decision WHERE customer = $1",
        "DELETE FROM crm_opt_in WHERE customer = $1",
        "DELETE FROM crm_consent WHERE customer = $1",
        "DELETE FROM crm_contact_point WHERE customer = $1",
        "DELETE FROM crm_role WHERE customer = $1",
        "DELETE FROM crm_customer_version WHERE id = $1",
        "DELETE FROM crm_customer WHERE id = $1",
    ];

    public bool Erase(CustomerId customer)
    {
        if (!People.IsKnown(session, customer))
        {
            return false;
        }

        var person = People.PersonOf(session, customer);
        var ids = MergeTable.TreeOf(session, person).RecordsOf(person);
        var consents = ConsentTable.OfPerson(session, person);
        var points = ErasureRules.PointsToSuppress(
            CustomerTable.RecordsOf(session, person).Concat(ids.SelectMany(id => CustomerTable.FormerOf(session, id))),
            consents.Select(recorded => recorded.Entry),
            OutboxTable.PointsOf(session, person).Concat(ids.SelectMany(id => OptInTable.PointsOf(session, id))));
        foreach (var (from, until) in ErasureRules.Lines(ids.ToDictionary(id => id, KnownSince), MergeTable.All(session), now))
        {
            session.Execute("INSERT INTO crm_erasure (first_recorded_at, erased_at) VALUES ($1, $2)", ColumnInstant.From(from), ColumnInstant.From(until));
        }

        ForgetRoles([.. ids]);
        foreach (var id in ids)
        {
            ForgetMerges(id);
        }

        foreach (var sql in Forgetting)
        {
            ForEach(ids, sql);
        }

        ForEach(ids, "DELETE FROM crm_person WHERE id = $1");
        foreach (var point in points)
        {
            writer.Suppress(point, SuppressionKind.Objection);
        }

        People.NewFactsOfOwners(session, consents.Where(StandingConsents.StopsOthers).Select(recorded => recorded.Entry.Point));
        return true;
    }

    private Instant KnownSince(CustomerId id) => ColumnInstant.ToInstant((long)session.Scalar("SELECT recorded_at FROM crm_person WHERE id = $1", id.Value)!);

    private void ForEach(ImmutableArray<CustomerId> ids, string sql)
    {
        foreach (var id in ids)
        {
            session.Execute(sql, id.Value);
        }
    }

    // What a merge concluded may name the forgotten one's addresses, whomever it was told of.
    private void ForgetMerges(CustomerId id)
    {
        foreach (var other in Ids("SELECT DISTINCT customer FROM crm_consent WHERE merge IN (SELECT seq FROM crm_merge WHERE survivor = $1 OR absorbed = $1)", id))
        {
            People.NewFacts(session, other);
        }

        session.Execute("DELETE FROM crm_consent WHERE merge IN (SELECT seq FROM crm_merge WHERE survivor = $1 OR absorbed = $1)", id.Value);
        session.Execute("DELETE FROM crm_merge WHERE survivor = $1 OR absorbed = $1", id.Value);
    }

    private void ForgetRoles(HashSet<CustomerId> forgotten)
    {
        foreach (var id in forgotten)
        {
            foreach (var other in Ids("SELECT customer FROM crm_role WHERE of = $1", id).Where(other => !forgotten.Contains(other)))
            {
                CustomerTable.Rewrite(session, other, record => ErasureRules.WithoutRolesTo(record, forgotten));
            }

            session.Execute("DELETE FROM crm_role WHERE of = $1", id.Value);
        }
    }

    private List<CustomerId> Ids(string sql, CustomerId id)
    {
        List<CustomerId> ids = [];
        using var rows = session.Query(sql, id.Value);
        while (rows.Read())
        {
            ids.Add(rows.As(static row => new CustomerId(row.Text(0))));
        }

        return ids;
    }
}
