namespace CrmKit.Storage.Sqlite;

/// <summary>Records as documents, with what they said before.</summary>
internal static class CustomerTable
{
    public static StoredCustomer? Find(SqliteSession session, CustomerId customer)
    {
        using var rows = session.Query("SELECT document, recorded_at FROM crm_customer WHERE id = $1", customer.Value);
        return rows.Read() ? rows.As(static row => new StoredCustomer(CustomerJson.FromText(row.Text(0)), row.Instant(1))) : null;
    }

    /// <summary>What a record said at a past instant; <c>null</c> where there was none.</summary>
    public static Customer? FindAt(SqliteSession session, CustomerId customer, Instant knownAt)
    {
        if (Find(session, customer) is var found && found?.RecordedAt <= knownAt)
        {
            return found.Customer;
        }

        using var rows = session.Query(
            "SELECT document FROM crm_customer_version WHERE id = $1 AND recorded_at <= $2 AND superseded_at > $2 ORDER BY seq DESC LIMIT 1",
            customer.Value,
            ColumnInstant.From(knownAt));
        return rows.Read() ? rows.As(static row => CustomerJson.FromText(row.Text(0))) : null;
    }

    /// <summary>A person out of all records; <c>null</c> where there is none.</summary>
    public static Customer? FindPerson(SqliteSession session, CustomerId person) =>
        StoredPerson.Of(person, MergeTable.TreeOf(session, person).RecordsOf(person), record => Find(session, record)?.Customer);

    /// <summary>The records of a person, in the order of <see cref="RecordTree.RecordsOf"/>.</summary>
    public static ImmutableArray<Customer> RecordsOf(SqliteSession session, CustomerId person) =>
        [.. MergeTable.TreeOf(session, person).RecordsOf(person).Select(record => Find(session, record)?.Customer).OfType<Customer>()];

    /// <summary>The people to whom a contact point leads, in ordinal order.</summary>
    public static ImmutableArray<CustomerId> FindByPoint(SqliteSession session, ContactPoint point)
    {
        var people = ImmutableArray.CreateBuilder<CustomerId>();
        using var rows = session.Query(
            """
            SELECT DISTINCT coalesce(p.person, p.id) AS person FROM crm_contact_point AS c JOIN crm_person AS p ON p.id = c.customer
            WHERE c.folded = $1 AND c.channel = $2 ORDER BY person COLLATE crm_ordinal
            """,
            point.FoldedAddress,
            (int)point.Channel);
        while (rows.Read())
        {
            people.Add(rows.As(static row => new CustomerId(row.Text(0))));
        }

        return people.ToImmutable();
    }

    /// <summary>Whether any record has a contact point.</summary>
    public static bool IsAnybodys(SqliteSession session, ContactPoint point) =>
        session.Scalar("SELECT 1 FROM crm_contact_point WHERE folded = $1 AND channel = $2 LIMIT 1", point.FoldedAddress, (int)point.Channel) is not null;

    /// <summary>Adds a record, or puts another in its place and keeps what it said before.</summary>
    public static void Put(SqliteSession session, Customer customer, long now)
    {
        session.Execute(
            """
            INSERT INTO crm_customer_version (id, document, recorded_at, superseded_at)
            SELECT id, document, recorded_at, $2 FROM crm_customer WHERE id = $1
            """,
            customer.Id.Value,
            now);
        session.Execute(
            """
            INSERT INTO crm_customer (id, document, recorded_at) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET document = excluded.document, recorded_at = excluded.recorded_at
            """,
            customer.Id.Value,
            CustomerJson.ToText(customer),
            now);
        foreach (var role in customer.Roles)
        {
            session.Execute("INSERT INTO crm_role (of, customer) VALUES ($1, $2) ON CONFLICT DO NOTHING", role.Of.Value, customer.Id.Value);
        }
    }

    /// <summary>Changes a record and all that it said before, without a trace of the change.</summary>
    public static void Rewrite(SqliteSession session, CustomerId customer, Func<Customer, Customer> change)
    {
        if (Find(session, customer) is { Customer: var record })
        {
            session.Execute("UPDATE crm_customer SET document = $2 WHERE id = $1", customer.Value, CustomerJson.ToText(change(record)));
        }

        RewriteFormer(session, customer, (former, _) => change(former));
    }

    /// <summary>Changes what a record said before, without a trace of the change.</summary>
    public static void RewriteFormer(SqliteSession session, CustomerId customer, Func<Customer, Instant, Customer> change)
    {
        foreach (var (seq, former, recordedAt) in VersionsOf(session, customer))
        {
            var changed = change(former, recordedAt);
            if (!ReferenceEquals(changed, former))
            {
                session.Execute("UPDATE crm_customer_version SET document = $2 WHERE seq = $1", seq, CustomerJson.ToText(changed));
            }
        }
    }

    /// <summary>What a record said before.</summary>
    public static IEnumerable<Customer> FormerOf(SqliteSession session, CustomerId customer) => VersionsOf(session, customer).Select(version => version.Former);

    /// <summary>Notes to whom the contact points of a record lead.</summary>
    public static void PutPoints(SqliteSession session, Customer customer)
    {
        session.Execute("DELETE FROM crm_contact_point WHERE customer = $1", customer.Id.Value);
        foreach (var point in customer.ContactPoints)
        {
            session.Execute(
                "INSERT INTO crm_contact_point (folded, channel, customer) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                point.Point.FoldedAddress,
                (int)point.Channel,
                customer.Id.Value);
        }
    }

    /// <summary>What a record said before, with the numbers and when it was recorded.</summary>
    public static List<(long Seq, Customer Former, Instant RecordedAt)> VersionsOf(SqliteSession session, CustomerId customer)
    {
        List<(long Seq, Customer Former, Instant RecordedAt)> versions = [];
        using var rows = session.Query("SELECT seq, document, recorded_at FROM crm_customer_version WHERE id = $1", customer.Value);
        while (rows.Read())
        {
            versions.Add((rows.Whole(0), rows.As(static row => CustomerJson.FromText(row.Text(1))), rows.Instant(2)));
        }

        return versions;
    }
}
