namespace CrmKit.Storage.PostgreSql;

/// <summary>All people of whom there is a record, one at a time in ordinal order of the id under which the person is known.</summary>
internal sealed class PersonRows
{
    // The first column tells whose record it is, the second which.
    private const string Current =
        """
        SELECT coalesce(p.person, c.id) AS person, c.id, c.document, r.facts_version
        FROM crm_customer AS c
        JOIN crm_person AS p ON p.id = c.id
        JOIN crm_person AS r ON r.id = coalesce(p.person, p.id)
        ORDER BY crm_ordinal(coalesce(p.person, c.id)) COLLATE "C"
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
             UNION ALL SELECT v.id, v.document, v.seq FROM crm_customer_version AS v
             WHERE v.recorded_at <= $1 AND v.superseded_at > $1 AND NOT EXISTS (SELECT 1 FROM crm_customer AS c WHERE c.id = v.id AND c.recorded_at <= $1))
        SELECT coalesce(top.person, record.id) AS person, record.id, record.document, 0::bigint
        FROM record LEFT JOIN top ON top.id = record.id
        ORDER BY crm_ordinal(coalesce(top.person, record.id)) COLLATE "C", record.seq
        """;

    private readonly DatabaseCursor<(string Person, Customer Record, long Version)> _rows;
    private readonly RecordTree _tree;
    private bool _isStarted;
    private bool _hasRow;

    private PersonRows(DatabaseCursor<(string Person, Customer Record, long Version)> rows, RecordTree tree)
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
        StoredPerson.Of(Id, _tree.RecordsOf(Id), id => Records.FirstOrDefault(record => record.Id == id)) ?? throw DatabaseFailure.Unreadable("a merge of people");

    /// <summary>The version of the person's facts; of past states there is none.</summary>
    public long FactsVersion { get; private set; }

    public static async Task<PersonRows> NowAsync(DatabaseSession session)
    {
        var merges = await MergeTable.AllAsync(session).ConfigureAwait(false);
        return new(await session.OpenAsync("crmkit_people", Current, Read).ConfigureAwait(false), RecordTree.Standing(merges));
    }

    public static async Task<PersonRows> AtAsync(DatabaseSession session, Instant knownAt)
    {
        var merges = await MergeTable.AllAsync(session).ConfigureAwait(false);
        return new(await session.OpenAsync("crmkit_people", Past, Read, ColumnInstant.From(knownAt)).ConfigureAwait(false), RecordTree.At(merges, knownAt));
    }

    /// <summary>Goes to the next person.</summary>
    public async ValueTask<bool> ReadAsync()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _hasRow = await _rows.ReadAsync().ConfigureAwait(false);
        }

        if (!_hasRow)
        {
            return false;
        }

        var (person, _, version) = _rows.Current;
        (Id, FactsVersion) = (person, version);
        Dictionary<CustomerId, Customer> records = [];
        do
        {
            records[_rows.Current.Record.Id] = _rows.Current.Record;
            _hasRow = await _rows.ReadAsync().ConfigureAwait(false);
        }
        while (_hasRow && string.Equals(_rows.Current.Person, person, StringComparison.Ordinal));

        Records = [.. _tree.RecordsOf(Id).Select(id => records.GetValueOrDefault(id)).OfType<Customer>()];
        return true;
    }

    private static (string Person, Customer Record, long Version) Read(DatabaseRow row)
    {
        var record = CustomerJson.FromText(row.Text(2));
        return string.Equals(record.Id.Value, row.Text(1), StringComparison.Ordinal)
            ? (row.Text(0), record, row.Whole(3))
            : throw DatabaseFailure.Unreadable("a record of another id");
    }
}
