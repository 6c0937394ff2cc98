namespace CrmKit.Storage.PostgreSql;

/// <summary>Everybody of whom anything is stored: when they became known, whose record an id is, and the version of the facts.</summary>
internal static class People
{
    /// <summary>Any of the ids of all records of the person named by the first parameter: <c>customer = ...</c>.</summary>
    public const string AnyRecord = "ANY (ARRAY(SELECT $1::text UNION ALL SELECT id FROM crm_person WHERE person = $1))";

    // Of a record, or by a contact that was promised.
    private const string Owners =
        """
        SELECT $1::text UNION SELECT customer FROM crm_contact_point WHERE folded = $2 AND channel = $3
        UNION SELECT customer FROM crm_outbox WHERE folded = $2 AND channel = $3 AND state IN (1, 2)
        """;

    public static Task<bool> IsKnownAsync(DatabaseSession session, CustomerId customer) =>
        session.AnyAsync("SELECT 1 FROM crm_person WHERE id = $1", customer.Value);

    /// <summary>Notes when people became known, who were not.</summary>
    public static async Task RequireAsync(DatabaseSession session, IReadOnlyCollection<CustomerId> customers, RecordingClock recording)
    {
        if (customers.Count == 0)
        {
            return;
        }

        string[] ids = [.. customers.Select(customer => customer.Value).Order(StringComparer.Ordinal)];
        if (await session.ExecuteAsync("INSERT INTO crm_person (id, recorded_at) SELECT id, $2 FROM unnest($1) AS id ON CONFLICT DO NOTHING", ids, recording.Number).ConfigureAwait(false) > 0)
        {
            await recording.MarkAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The id under which a record's person is known; the record's own where it is not absorbed.</summary>
    public static async Task<CustomerId> PersonOfAsync(DatabaseSession session, CustomerId customer) =>
        await session.ListAsync("SELECT person FROM crm_person WHERE id = $1 AND person IS NOT NULL", static row => new CustomerId(row.Text(0)), customer.Value).ConfigureAwait(false) is [var person]
            ? person
            : customer;

    /// <summary>Increments the version of a record and of its person, for an id as it is stored, whether or not it can be read.</summary>
    public static Task NewFactsAsync(DatabaseSession session, string id) =>
        session.ExecuteAsync(
            """
            UPDATE crm_person SET facts_version = facts_version + 1
            WHERE id = ANY (ARRAY(SELECT $1::text UNION SELECT person FROM crm_person WHERE id = $1 AND person IS NOT NULL))
            """,
            id);

    public static Task NewFactsAsync(DatabaseSession session, CustomerId customer) => NewFactsAsync(session, customer.Value);

    /// <summary>Increments the versions of some records and of their people, each by how often a record is named.</summary>
    public static Task NewFactsAsync(DatabaseSession session, IReadOnlyCollection<string> ids) =>
        ids.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            WITH named (id, times) AS (SELECT id, count(*) FROM unnest($1) AS id GROUP BY id),
            changed (id, times) AS
                (SELECT id, sum(times) FROM
                    (SELECT id, times FROM named
                     UNION ALL SELECT p.person, n.times FROM named AS n JOIN crm_person AS p ON p.id = n.id WHERE p.person IS NOT NULL) AS one
                 GROUP BY id)
            UPDATE crm_person AS p SET facts_version = facts_version + c.times FROM changed AS c WHERE p.id = c.id
            """,
            ids.ToArray());

    /// <summary>Increments the versions of some records and of their people, each once.</summary>
    public static Task NewFactsOnceAsync(DatabaseSession session, IEnumerable<CustomerId> records) =>
        session.ExecuteAsync(
            """
            WITH changed (id) AS MATERIALIZED
                (SELECT unnest($1) UNION SELECT person FROM crm_person WHERE id = ANY ($1) AND person IS NOT NULL)
            UPDATE crm_person AS p SET facts_version = facts_version + 1 FROM changed AS c WHERE p.id = c.id
            """,
            records.Select(record => record.Value).Distinct(StringComparer.Ordinal).ToArray());

    /// <summary>The records that have a contact point, or were promised a contact there.</summary>
    public static async Task<List<CustomerId>> OwnersOfAsync(DatabaseSession session, ContactPoint point)
    {
        await Places.LockAsync(session, point).ConfigureAwait(false);
        return await session.ListAsync(
            $"WITH owner (id) AS ({Owners}) SELECT id FROM owner WHERE id IS NOT NULL",
            static row => new CustomerId(row.Text(0)),
            null,
            point.FoldedAddress,
            (int)point.Channel).ConfigureAwait(false);
    }

    /// <summary>Increments the version of everybody who has a contact point, of whom their records are one with, and of one more.</summary>
    public static async Task NewFactsOfOwnersAsync(DatabaseSession session, ContactPoint point, CustomerId? another = null)
    {
        await Places.LockAsync(session, point).ConfigureAwait(false);
        await session.ExecuteAsync(
            $"""
            WITH owner (id) AS MATERIALIZED ({Owners}),
            changed (id) AS MATERIALIZED
                (SELECT id FROM owner WHERE id IS NOT NULL
                 UNION SELECT p.person FROM owner AS o JOIN crm_person AS p ON p.id = o.id WHERE p.person IS NOT NULL)
            UPDATE crm_person AS p SET facts_version = facts_version + 1 FROM changed AS c WHERE p.id = c.id
            """,
            another?.Value,
            point.FoldedAddress,
            (int)point.Channel).ConfigureAwait(false);
    }

    /// <summary>As <see cref="NewFactsOfOwnersAsync(DatabaseSession, ContactPoint, CustomerId?)"/>, once for each point in any of its spellings.</summary>
    public static async Task NewFactsOfOwnersAsync(DatabaseSession session, IEnumerable<ContactPoint> points)
    {
        foreach (var point in points.DistinctBy(point => (point.Channel, point.FoldedAddress)))
        {
            await NewFactsOfOwnersAsync(session, point).ConfigureAwait(false);
        }
    }

    /// <summary>Makes a version of both that neither had: nothing that was judged of the one or the other before is accepted after. Nor of others at points of which something was concluded.</summary>
    public static async Task NewFactsOfBothAsync(DatabaseSession session, CustomerId one, CustomerId other, IEnumerable<ContactPoint> points)
    {
        var version = await session.WholeAsync("SELECT max(facts_version) + 1 FROM crm_person WHERE id IN ($1, $2)", one.Value, other.Value).ConfigureAwait(false);
        await NewFactsOfOwnersAsync(session, points).ConfigureAwait(false);

        // Of the two, who own such points as well, all of this is one change.
        await session.ExecuteAsync("UPDATE crm_person SET facts_version = $3 WHERE id IN ($1, $2)", one.Value, other.Value, version).ConfigureAwait(false);
    }

    /// <summary>The record's person, and the version of the person's facts; 0 where nothing is stored.</summary>
    public static async Task<(CustomerId Person, long Version)> FactsVersionAsync(DatabaseSession session, CustomerId customer) =>
        await session.ListAsync(
            "SELECT id, facts_version FROM crm_person WHERE id = coalesce((SELECT person FROM crm_person WHERE id = $1), $1)",
            static row => (new CustomerId(row.Text(0)), row.Whole(1)),
            customer.Value).ConfigureAwait(false) is [var found]
            ? found
            : (customer, 0);

    /// <summary>Locks records and those that their people are known under, in one order for all who do: nothing else changes their facts, or whose they are, until the end.</summary>
    /// <returns>The records that there are, each with its person.</returns>
    public static async Task<Dictionary<string, string>> LockAsync(DatabaseSession session, IEnumerable<string> records)
    {
        const string Lock = "SELECT id, coalesce(person, id) FROM crm_person WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE";
        string[] ids = [.. records.Distinct(StringComparer.Ordinal)];
        var locked = await session.ListAsync(Lock, static row => (Id: row.Text(0), Person: row.Text(1)), ids).ConfigureAwait(false);
        var known = locked.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        string[] others = [.. locked.Select(row => row.Person).Where(person => !known.Contains(person)).Distinct(StringComparer.Ordinal)];
        if (others.Length > 0)
        {
            await session.ListAsync(Lock, static row => row.Text(0), others).ConfigureAwait(false);
        }

        return locked.ToDictionary(row => row.Id, row => row.Person, StringComparer.Ordinal);
    }
}
