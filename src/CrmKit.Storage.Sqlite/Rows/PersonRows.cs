namespace CrmKit.Storage.Sqlite;

/// <summary>The records of all people, one person at a time, in ordinal order of the person's id.</summary>
/// <remarks>The person's own record comes first, then the absorbed ones in the order in which they were merged.</remarks>
internal sealed class PersonRows(SqliteCursor rows) : IDisposable
{
    private bool _isStarted;
    private bool _hasRow;

    /// <summary>The person at hand.</summary>
    public CustomerId Person { get; private set; }

    /// <summary>The version of the person's facts; of past states there is none.</summary>
    public long FactsVersion { get; private set; }

    /// <summary>The person's records.</summary>
    public ImmutableArray<Customer> Records { get; private set; } = [];

    public static PersonRows Now(SqliteSession session) => new(session.Query(
        """
        SELECT coalesce(p.person, c.id) AS person, c.document, r.facts_version
        FROM crm_customer AS c
        JOIN crm_person AS p ON p.id = c.id
        JOIN crm_person AS r ON r.id = coalesce(p.person, p.id)
        LEFT JOIN crm_merge AS m ON m.absorbed = c.id AND m.unmerged_at IS NULL
        ORDER BY person COLLATE crm_ordinal, m.seq
        """));

    public static PersonRows At(SqliteSession session, Instant knownAt) => new(session.Query(
        """
        WITH RECURSIVE
        held (seq, absorbed, survivor) AS
            (SELECT seq, absorbed, survivor FROM crm_merge WHERE merged_at <= $1 AND (unmerged_at IS NULL OR unmerged_at > $1)),
        up (seq, id, person) AS
            (SELECT seq, absorbed, survivor FROM held
             UNION ALL SELECT up.seq, up.id, held.survivor FROM up JOIN held ON held.absorbed = up.person),
        top (seq, id, person) AS MATERIALIZED
            (SELECT seq, id, person FROM up WHERE person NOT IN (SELECT absorbed FROM held)),
        record (id, document) AS
            (SELECT id, document FROM crm_customer WHERE recorded_at <= $1
             UNION ALL SELECT id, document FROM crm_customer_version WHERE recorded_at <= $1 AND superseded_at > $1)
        SELECT coalesce(top.person, record.id) AS person, record.document, 0
        FROM record LEFT JOIN top ON top.id = record.id
        ORDER BY person COLLATE crm_ordinal, top.seq
        """,
        ColumnInstant.From(knownAt)));

    /// <summary>Goes to the next person.</summary>
    public bool Read()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _hasRow = rows.Read();
        }

        if (!_hasRow)
        {
            return false;
        }

        var person = rows.Text(0);
        Person = rows.As(static row => new CustomerId(row.Text(0)));
        FactsVersion = rows.Whole(2);
        var records = ImmutableArray.CreateBuilder<Customer>(1);
        do
        {
            records.Add(rows.As(static row => CustomerJson.FromText(row.Text(1))));
            _hasRow = rows.Read();
        }
        while (_hasRow && string.Equals(rows.Text(0), person, StringComparison.Ordinal));

        Records = records.DrainToImmutable();
        return true;
    }

    public void Dispose() => rows.Dispose();
}
