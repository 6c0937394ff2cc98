namespace CrmKit.Storage.Sqlite;

/// <summary>All people of whom there is a record, one at a time in ordinal order of the id under which the person is known.</summary>
internal sealed class PersonRows : IDisposable
{
    // The first column tells whose record it is, the second which.
    private const string Current =
        """
        SELECT coalesce(p.person, c.id) AS person, c.id, c.document, r.facts_version
        FROM crm_customer AS c
        JOIN crm_person AS p ON p.id = c.id
        JOIN crm_person AS r ON r.id = coalesce(p.person, p.id)
        ORDER BY person COLLATE crm_ordinal
        """;

    // As RecordTree.At has it.
    private const string Past =
        """
        WITH RECURSIVE
        held (absorbed, survivor) AS
            (SELECT absorbed, survivor FROM crm_merge WHERE merged_at <= $1 AND (unmerged_at IS NULL OR unmerged_at > $1)),
        up (id, person) AS
            (SELECT absorbed, survivor FROM held
             UNION ALL SELECT up.id, held.survivor FROM up JOIN held ON held.absorbed = up.person),
        top (id, person) AS MATERIALIZED
            (SELECT id, person FROM up WHERE person NOT IN (SELECT absorbed FROM held)),
        record (id, document, seq) AS
            (SELECT id, document, 0 FROM crm_customer WHERE recorded_at <= $1
             UNION ALL SELECT id, document, seq FROM crm_customer_version
             WHERE recorded_at <= $1 AND superseded_at > $1 AND id NOT IN (SELECT id FROM crm_customer WHERE recorded_at <= $1))
        SELECT coalesce(top.person, record.id) AS person, record.id, record.document, 0
        FROM record LEFT JOIN top ON top.id = record.id
        ORDER BY person COLLATE crm_ordinal, record.seq
        """;

    private readonly SqliteCursor _rows;
    private readonly RecordTree _tree;
    private bool _isStarted;
    private bool _hasRow;

    private PersonRows(SqliteCursor rows, RecordTree tree)
    {
        _rows = rows;
        _tree = tree;
    }

    /// <summary>The id under which the person at hand is known.</summary>
    public CustomerId Id { get; private set; }

    /// <summary>The records of the person at hand, in the order of <see cref="RecordTree.RecordsOf"/>.</summary>
    public ImmutableArray<Customer> Records { get; private set; } = [];

    /// <summary>The person at hand.</summary>
    public Customer Person =>
        StoredPerson.Of(Id, _tree.RecordsOf(Id), id => Records.FirstOrDefault(record => record.Id == id)) ?? throw SqliteFailure.Unreadable("a merge of people");

    /// <summary>The version of the person's facts; of past states there is none.</summary>
    public long FactsVersion { get; private set; }

    public static PersonRows Now(SqliteSession session) => new(session.Query(Current), RecordTree.Standing(MergeTable.All(session)));

    public static PersonRows At(SqliteSession session, Instant knownAt) =>
        new(session.Query(Past, ColumnInstant.From(knownAt)), RecordTree.At(MergeTable.All(session), knownAt));

    /// <summary>Goes to the next person.</summary>
    public bool Read()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _hasRow = _rows.Read();
        }

        if (!_hasRow)
        {
            return false;
        }

        var person = _rows.Text(0);
        Id = _rows.As(static row => new CustomerId(row.Text(0)));
        FactsVersion = _rows.Whole(3);
        Dictionary<CustomerId, Customer> records = [];
        do
        {
            var record = _rows.As(ReadRecord);
            records[record.Id] = record;
            _hasRow = _rows.Read();
        }
        while (_hasRow && string.Equals(_rows.Text(0), person, StringComparison.Ordinal));

        Records = [.. _tree.RecordsOf(Id).Select(id => records.GetValueOrDefault(id)).OfType<Customer>()];
        return true;
    }

    public void Dispose() => _rows.Dispose();

    private static Customer ReadRecord(SqliteCursor row)
    {
        var record = CustomerJson.FromText(row.Text(2));
        return string.Equals(record.Id.Value, row.Text(1), StringComparison.Ordinal) ? record : throw SqliteFailure.Unreadable("a record of another id");
    }
}
