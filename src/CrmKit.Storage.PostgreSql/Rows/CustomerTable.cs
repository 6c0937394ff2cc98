using NpgsqlTypes;

namespace CrmKit.Storage.PostgreSql;

/// <summary>Records as documents, with what they said before.</summary>
internal static class CustomerTable
{
    private const string PutRoles = "INSERT INTO crm_role (of, customer) SELECT named, $2 FROM unnest($1) AS named ON CONFLICT DO NOTHING";

    public static async Task<StoredCustomer?> FindAsync(DatabaseSession session, CustomerId customer) =>
        (await session.ListAsync(
            "SELECT document, recorded_at FROM crm_customer WHERE id = $1",
            static row => new StoredCustomer(CustomerJson.FromText(row.Text(0)), row.Instant(1)),
            customer.Value).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>What a record said at a past instant; <c>null</c> where there was none.</summary>
    public static async Task<Customer?> FindAtAsync(DatabaseSession session, CustomerId customer, Instant knownAt)
    {
        if (await FindAsync(session, customer).ConfigureAwait(false) is var found && found?.RecordedAt <= knownAt)
        {
            return found.Customer;
        }

        return (await session.ListAsync(
            "SELECT document FROM crm_customer_version WHERE id = $1 AND recorded_at <= $2 AND superseded_at > $2 ORDER BY seq DESC LIMIT 1",
            static row => CustomerJson.FromText(row.Text(0)),
            customer.Value,
            ColumnInstant.From(knownAt)).ConfigureAwait(false)).FirstOrDefault();
    }

    /// <summary>The records among some ids.</summary>
    public static async Task<Dictionary<CustomerId, Customer>> FindAllAsync(DatabaseSession session, IEnumerable<CustomerId> ids) =>
        (await session.ListAsync(
            "SELECT document FROM crm_customer WHERE id = ANY ($1)",
            static row => CustomerJson.FromText(row.Text(0)),
            ids.Select(id => id.Value).ToArray()).ConfigureAwait(false)).ToDictionary(record => record.Id);

    /// <summary>A person out of all records; <c>null</c> where there is none.</summary>
    public static async Task<Customer?> FindPersonAsync(DatabaseSession session, CustomerId person)
    {
        var ids = (await MergeTable.TreeOfAsync(session, person).ConfigureAwait(false)).RecordsOf(person);
        var records = await FindAllAsync(session, ids).ConfigureAwait(false);
        return StoredPerson.Of(person, ids, id => records.GetValueOrDefault(id));
    }

    /// <summary>The records of a person, in the order of <see cref="RecordTree.RecordsOf"/>.</summary>
    public static async Task<ImmutableArray<Customer>> RecordsOfAsync(DatabaseSession session, CustomerId person)
    {
        var ids = (await MergeTable.TreeOfAsync(session, person).ConfigureAwait(false)).RecordsOf(person);
        var records = await FindAllAsync(session, ids).ConfigureAwait(false);
        return [.. ids.Select(id => records.GetValueOrDefault(id)).OfType<Customer>()];
    }

    /// <summary>The people to whom a contact point leads, in ordinal order.</summary>
    public static async Task<ImmutableArray<CustomerId>> FindByPointAsync(DatabaseSession session, ContactPoint point) =>
    [
        .. await session.ListAsync(
            """
            SELECT person FROM
                (SELECT DISTINCT coalesce(p.person, p.id) AS person FROM crm_contact_point AS c JOIN crm_person AS p ON p.id = c.customer
                 WHERE c.folded = $1 AND c.channel = $2) AS found
            ORDER BY crm_ordinal(person) COLLATE "C"
            """,
            static row => new CustomerId(row.Text(0)),
            point.FoldedAddress,
            (int)point.Channel).ConfigureAwait(false),
    ];

    /// <summary>Whether any record has a contact point.</summary>
    public static Task<bool> IsAnybodysAsync(DatabaseSession session, ContactPoint point) =>
        session.AnyAsync("SELECT 1 FROM crm_contact_point WHERE folded = $1 AND channel = $2 LIMIT 1", point.FoldedAddress, (int)point.Channel);

    /// <summary>Adds records under ids that have none.</summary>
    public static async Task InsertAsync(DatabaseSession session, List<Customer> records, long now)
    {
        await session.CopyAsync("crm_customer (id, document, recorded_at)", records, async (copy, record) =>
        {
            await copy.WriteAsync(record.Id.Value, NpgsqlDbType.Text).ConfigureAwait(false);
            await copy.WriteAsync(CustomerJson.ToText(record), NpgsqlDbType.Text).ConfigureAwait(false);
            await copy.WriteAsync(now, NpgsqlDbType.Bigint).ConfigureAwait(false);
        }).ConfigureAwait(false);
        var points = records.SelectMany(record => record.ContactPoints.Select(point => (Folded: point.Point.FoldedAddress, point.Channel, record.Id)).Distinct()).ToList();
        if (points.Count > 0)
        {
            await session.CopyAsync("crm_contact_point (folded, channel, customer)", points, static async (copy, point) =>
            {
                await copy.WriteAsync(point.Folded, NpgsqlDbType.Text).ConfigureAwait(false);
                await copy.WriteAsync((int)point.Channel, NpgsqlDbType.Integer).ConfigureAwait(false);
                await copy.WriteAsync(point.Id.Value, NpgsqlDbType.Text).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }

        foreach (var record in records.Where(record => record.Roles.Any()))
        {
            await session.ExecuteAsync(PutRoles, RolesOf(record)).ConfigureAwait(false);
        }
    }

    /// <summary>Puts a record in the place of another, and keeps what it said before.</summary>
    public static Task ReplaceAsync(DatabaseSession session, Customer customer, bool hasNewPoints, long now)
    {
        List<(string Sql, List<object?> Arguments)> statements =
        [
            ("INSERT INTO crm_customer_version (id, document, recorded_at, superseded_at) SELECT id, document, recorded_at, $2 FROM crm_customer WHERE id = $1", [customer.Id.Value, now]),
            ("UPDATE crm_customer SET document = $2, recorded_at = $3 WHERE id = $1", [customer.Id.Value, CustomerJson.ToText(customer), now]),
            (PutRoles, RolesOf(customer)),
        ];
        if (hasNewPoints)
        {
            var (folded, channels) = Places.Columns([.. customer.ContactPoints.Select(point => (point.Channel, point.Point.FoldedAddress))]);
            statements.Add(("DELETE FROM crm_contact_point WHERE customer = $1", [customer.Id.Value]));
            statements.Add((
                "INSERT INTO crm_contact_point (folded, channel, customer) SELECT folded, channel, $3 FROM unnest($1, $2) AS point (folded, channel) ON CONFLICT DO NOTHING",
                [folded, channels, customer.Id.Value]));
        }

        return session.ExecuteAllAsync(statements);
    }

    /// <summary>Changes a record and all that it said before, without a trace of the change.</summary>
    public static async Task RewriteAsync(DatabaseSession session, CustomerId customer, Func<Customer, Customer> change)
    {
        if (await FindAsync(session, customer).ConfigureAwait(false) is { Customer: var record })
        {
            await session.ExecuteAsync("UPDATE crm_customer SET document = $2 WHERE id = $1", customer.Value, CustomerJson.ToText(change(record))).ConfigureAwait(false);
        }

        await RewriteFormerAsync(session, customer, (former, _) => change(former)).ConfigureAwait(false);
    }

    /// <summary>Changes what a record said before, without a trace of the change.</summary>
    public static async Task RewriteFormerAsync(DatabaseSession session, CustomerId customer, Func<Customer, Instant, Customer> change)
    {
        foreach (var (seq, former, recordedAt) in await VersionsOfAsync(session, customer).ConfigureAwait(false))
        {
            var changed = change(former, recordedAt);
            if (!ReferenceEquals(changed, former))
            {
                await session.ExecuteAsync("UPDATE crm_customer_version SET document = $3 WHERE id = $1 AND seq = $2", customer.Value, seq, CustomerJson.ToText(changed)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What a record said before, with the numbers and when it was recorded.</summary>
    public static Task<List<(long Seq, Customer Former, Instant RecordedAt)>> VersionsOfAsync(DatabaseSession session, CustomerId customer) =>
        session.ListAsync(
            "SELECT seq, document, recorded_at FROM crm_customer_version WHERE id = $1 ORDER BY seq",
            static row => (row.Whole(0), CustomerJson.FromText(row.Text(1)), row.Instant(2)),
            customer.Value);

    private static List<object?> RolesOf(Customer customer) => [customer.Roles.Select(role => role.Of.Value).ToArray(), customer.Id.Value];
}
