namespace CrmKit.Storage.PostgreSql;

/// <summary>The grants of incentives among the events.</summary>
internal static class IncentiveTable
{
    /// <summary>Whether the person, or anybody with a contact point of the person's, holds a grant.</summary>
    public static async Task<bool> IsGrantedAsync(DatabaseSession session, CustomerId person, string incentive)
    {
        var granted = await session.ListAsync(
            $"""
            WITH own (id) AS MATERIALIZED (SELECT $1::text UNION SELECT id FROM crm_person WHERE person = $1),
            near (id) AS MATERIALIZED
                (SELECT id FROM own UNION SELECT there.customer
                 FROM own JOIN crm_contact_point AS here ON here.customer = own.id
                 JOIN crm_contact_point AS there ON there.folded = here.folded AND there.channel = here.channel),
            whose (id) AS MATERIALIZED (SELECT coalesce(p.person, p.id) FROM near AS n JOIN crm_person AS p ON p.id = n.id),
            their (id) AS MATERIALIZED
                (SELECT id FROM near UNION SELECT id FROM whose UNION SELECT p.id FROM whose AS w JOIN crm_person AS p ON p.person = w.id)
            SELECT {EventTable.Columns} FROM crm_event WHERE customer = ANY (ARRAY(SELECT id FROM their)) AND kind = 10 AND superseded_at IS NULL
            """,
            EventTable.Read,
            person.Value).ConfigureAwait(false);
        return granted.Exists(recorded => recorded.Event is IncentiveGrant grant && string.Equals(grant.Incentive, incentive, StringComparison.Ordinal));
    }
}
