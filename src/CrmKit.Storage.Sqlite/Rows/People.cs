namespace CrmKit.Storage.Sqlite;

/// <summary>Everybody of whom anything is stored: when they became known, whose record an id is, and the version of the facts.</summary>
internal static class People
{
    /// <summary>The ids of all records of the person named by the first parameter.</summary>
    public const string Records = "(SELECT $1 UNION ALL SELECT id FROM crm_person WHERE person = $1)";

    // Of a record, or by a contact that was promised.
    private const string Owners =
        """
        SELECT $1 UNION SELECT customer FROM crm_contact_point WHERE folded = $2 AND channel = $3
        UNION SELECT customer FROM crm_outbox WHERE folded = $2 AND channel = $3 AND state IN (1, 2)
        """;

    public static bool IsKnown(SqliteSession session, CustomerId customer) =>
        session.Scalar("SELECT 1 FROM crm_person WHERE id = $1", customer.Value) is not null;

    /// <summary>Notes when somebody became known, who was not.</summary>
    public static void Require(SqliteSession session, CustomerId customer, RecordingClock recording)
    {
        var statement = session.Statement("INSERT INTO crm_person (id, recorded_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
        statement.Bind(1, customer.Value);
        statement.Bind(2, recording.Number);
        if (statement.Run() > 0)
        {
            recording.Mark();
        }
    }

    /// <summary>The id under which a record's person is known; the record's own where it is not absorbed.</summary>
    public static CustomerId PersonOf(SqliteSession session, CustomerId customer)
    {
        using var rows = session.Query("SELECT person FROM crm_person WHERE id = $1 AND person IS NOT NULL", customer.Value);
        return rows.Read() ? rows.As(static row => new CustomerId(row.Text(0))) : customer;
    }

    public static void NewFacts(SqliteSession session, CustomerId customer) => NewFactsOf(session, customer.Value);

    /// <summary>Increments the version of a record and of its person, for an id as it is stored, whether or not it can be read.</summary>
    public static void NewFactsOf(SqliteSession session, string id) =>
        session.Execute(
            "UPDATE crm_person SET facts_version = facts_version + 1 WHERE id = $1 OR id = (SELECT person FROM crm_person WHERE id = $1)",
            id);

    /// <summary>Increments the versions of some records and of their people, each once.</summary>
    public static void NewFacts(SqliteSession session, IEnumerable<CustomerId> records)
    {
        foreach (var id in records.SelectMany(record => new[] { record, PersonOf(session, record) }).ToHashSet())
        {
            session.Execute("UPDATE crm_person SET facts_version = facts_version + 1 WHERE id = $1", id.Value);
        }
    }

    /// <summary>Increments the versions of some records and of their people, each once, for ids as they are stored, whether or not they can be read.</summary>
    public static void NewFactsOf(SqliteSession session, IReadOnlyCollection<string> ids)
    {
        HashSet<string> affected = new(ids, StringComparer.Ordinal);
        affected.UnionWith(ids.Select(id => session.Scalar("SELECT person FROM crm_person WHERE id = $1", id)).OfType<string>());
        foreach (var id in affected)
        {
            session.Execute("UPDATE crm_person SET facts_version = facts_version + 1 WHERE id = $1", id);
        }
    }

    /// <summary>The records that have a contact point, or were promised a contact there.</summary>
    public static List<CustomerId> OwnersOf(SqliteSession session, ContactPoint point)
    {
        List<CustomerId> owners = [];
        using var rows = session.Query($"WITH owner (id) AS ({Owners}) SELECT id FROM owner WHERE id IS NOT NULL", null, point.FoldedAddress, (int)point.Channel);
        while (rows.Read())
        {
            owners.Add(rows.As(static row => new CustomerId(row.Text(0))));
        }

        return owners;
    }

    /// <summary>Increments the version of everybody who has a contact point, of whom their records are one with, and of one more.</summary>
    public static void NewFactsOfOwners(SqliteSession session, ContactPoint point, CustomerId? another = null) =>
        session.Execute(
            $"""
            WITH owner (id) AS MATERIALIZED ({Owners})
            UPDATE crm_person SET facts_version = facts_version + 1
            WHERE id IN owner OR id IN (SELECT person FROM crm_person WHERE id IN owner)
            """,
            another?.Value,
            point.FoldedAddress,
            (int)point.Channel);

    /// <summary>As <see cref="NewFactsOfOwners(SqliteSession, ContactPoint, CustomerId?)"/>, once for each point in any of its spellings.</summary>
    public static void NewFactsOfOwners(SqliteSession session, IEnumerable<ContactPoint> points)
    {
        foreach (var point in points.DistinctBy(point => (point.Channel, point.FoldedAddress)))
        {
            NewFactsOfOwners(session, point);
        }
    }

    /// <summary>Makes a version of both that neither had: nothing that was judged of the one or the other before is accepted after. Nor of others at points of which something was concluded.</summary>
    public static void NewFactsOfBoth(SqliteSession session, CustomerId one, CustomerId other, IEnumerable<ContactPoint> points)
    {
        var version = session.Whole("SELECT max(facts_version) + 1 FROM crm_person WHERE id IN ($1, $2)", one.Value, other.Value);
        NewFactsOfOwners(session, points);

        // Of the two, who own such points as well, all of this is one change.
        session.Execute("UPDATE crm_person SET facts_version = $3 WHERE id IN ($1, $2)", one.Value, other.Value, version);
    }

    /// <summary>The version of the facts of a record's person; 0 where nothing is stored.</summary>
    public static long FactsVersion(SqliteSession session, CustomerId customer) =>
        session.Scalar(
            "SELECT facts_version FROM crm_person WHERE id = coalesce((SELECT person FROM crm_person WHERE id = $1), $1)",
            customer.Value) is long version ? version : 0;
}
