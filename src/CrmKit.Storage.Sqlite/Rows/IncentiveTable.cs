namespace CrmKit.Storage.Sqlite;

/// <summary>The grants of incentives among the events.</summary>
internal static class IncentiveTable
{
    /// <summary>Whether the person, or anybody with a contact point of the person's, holds a grant.</summary>
    public static bool IsGranted(SqliteSession session, CustomerId person, string incentive)
    {
        using var rows = session.Query(
            $"""
            WITH own (id) AS MATERIALIZED (SELECT $1 UNION SELECT id FROM crm_person WHERE person = $1),
            near (id) AS MATERIALIZED
                (SELECT id FROM own UNION SELECT there.customer
                 FROM crm_contact_point AS here JOIN crm_contact_point AS there ON there.folded = here.folded AND there.channel = here.channel
                 WHERE here.customer IN own),
            their (id) AS MATERIALIZED
                (SELECT id FROM near
                 UNION SELECT person FROM crm_person WHERE id IN near AND person IS NOT NULL
                 UNION SELECT id FROM crm_person WHERE person IN (SELECT coalesce(person, id) FROM crm_person WHERE id IN near))
            SELECT {EventTable.Columns} FROM crm_event WHERE customer IN their AND kind = 10 AND superseded_at IS NULL
            """,
            person.Value);
        while (rows.Read())
        {
            if (rows.As(EventTable.Read).Event is IncentiveGrant grant && string.Equals(grant.Incentive, incentive, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
