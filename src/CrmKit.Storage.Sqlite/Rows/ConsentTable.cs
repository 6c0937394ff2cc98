namespace CrmKit.Storage.Sqlite;

/// <summary>Statements as rows.</summary>
internal static class ConsentTable
{
    public const string Columns =
        "customer, channel, address, purpose, topic, state, occurred_at, source, basis, wording, evidence, reference, recorded_at, void_from, known_since, until, is_narrow";

    /// <summary>How many these are: the place of the first column after them.</summary>
    public const int Width = 17;

    // What a merge concluded is no statement of the person: it ends with the merge, and a statement of the same words does not.
    private const string Same =
        """
        customer = $1 AND channel = $2 AND address = $3 AND purpose = $4 AND topic IS $5 AND state = $6 AND occurred_at = $7 AND source = $8
        AND basis = $9 AND wording IS $10 AND evidence = $11 AND reference IS $12 AND merge IS NULL
        """;

    /// <summary>The condition that an address is among those of the first parameter, a JSON array of pairs.</summary>
    public const string AtPlaces = "(folded, channel) IN (SELECT value ->> 0, value ->> 1 FROM json_each($1))";

    /// <summary>Adds a statement, unless one that is equal in every part is recorded.</summary>
    public static bool TryInsert(SqliteSession session, ConsentEntry entry, long now)
    {
        var known = session.Scalar(
            $"SELECT 1 FROM crm_consent WHERE {Same}",
            entry.Customer.Value,
            (int)entry.Point.Channel,
            entry.Point.Address,
            entry.Purpose.Code,
            entry.Topic?.Code,
            (int)entry.State,
            ColumnInstant.From(entry.OccurredAt),
            entry.Source,
            (int)entry.Basis,
            entry.Wording,
            (int)entry.Evidence.Kind,
            entry.Evidence.Reference);
        if (known is null)
        {
            Insert(session, entry, now, merge: null, terms: null);
        }

        return known is null;
    }

    /// <summary>Adds a statement.</summary>
    /// <param name="session">The session.</param>
    /// <param name="entry">The statement.</param>
    /// <param name="now">When it is recorded.</param>
    /// <param name="merge">The merge that concluded it.</param>
    /// <param name="terms">How far it reaches where a merge concluded it.</param>
    public static void Insert(SqliteSession session, ConsentEntry entry, long now, long? merge, ConclusionTerms? terms) =>
        session.Execute(
            """
            INSERT INTO crm_consent
                (customer, channel, address, purpose, topic, state, occurred_at, source, basis, wording, evidence, reference, recorded_at, merge, folded, known_since, until, is_narrow)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """,
            entry.Customer.Value,
            (int)entry.Point.Channel,
            entry.Point.Address,
            entry.Purpose.Code,
            entry.Topic?.Code,
            (int)entry.State,
            ColumnInstant.From(entry.OccurredAt),
            entry.Source,
            (int)entry.Basis,
            entry.Wording,
            (int)entry.Evidence.Kind,
            entry.Evidence.Reference,
            now,
            merge,
            entry.Point.FoldedAddress,
            terms is null ? null : ColumnInstant.From(terms.KnownSince),
            terms?.Until is { } until ? ColumnInstant.From(until) : null,
            terms is { IsForItsPurposeAlone: true } ? 1 : null);

    /// <summary>All statements of a person in the order in which they were recorded, under the ids of the records.</summary>
    public static ImmutableArray<RecordedConsent> OfPerson(SqliteSession session, CustomerId person)
    {
        var statements = ImmutableArray.CreateBuilder<RecordedConsent>();
        using var rows = session.Query($"SELECT {Columns} FROM crm_consent WHERE customer IN {People.Records} ORDER BY seq", person.Value);
        while (rows.Read())
        {
            statements.Add(rows.As(Read));
        }

        return statements.ToImmutable();
    }

    /// <summary>What was said, in the order in which it was recorded, without what merges concluded.</summary>
    /// <param name="session">The session.</param>
    /// <param name="person">The person.</param>
    /// <param name="after">The number of the last statement to leave out.</param>
    public static ImmutableArray<RecordedConsent> SaidBy(SqliteSession session, CustomerId person, long after = 0)
    {
        var statements = ImmutableArray.CreateBuilder<RecordedConsent>();
        using var rows = session.Query($"SELECT {Columns} FROM crm_consent WHERE customer IN {People.Records} AND merge IS NULL AND seq > $2 ORDER BY seq", person.Value, after);
        while (rows.Read())
        {
            statements.Add(rows.As(Read));
        }

        return statements.ToImmutable();
    }

    /// <summary>What was said under the id of a record at some addresses, with the numbers.</summary>
    public static List<(long Number, Instant RecordedAt)> SaidAt(SqliteSession session, CustomerId record, string places)
    {
        List<(long Number, Instant RecordedAt)> said = [];
        using var rows = session.Query($"SELECT seq, recorded_at FROM crm_consent WHERE customer = $2 AND merge IS NULL AND {AtPlaces}", places, record.Value);
        while (rows.Read())
        {
            said.Add((rows.Whole(0), rows.Instant(1)));
        }

        return said;
    }

    /// <summary>What merges concluded about a person, and stands.</summary>
    public static ImmutableArray<StoredConclusion> ConcludedOf(SqliteSession session, CustomerId person)
    {
        var conclusions = ImmutableArray.CreateBuilder<StoredConclusion>();
        using var rows = session.Query(
            $"""
            SELECT {Columns}, seq, (SELECT absorbed FROM crm_merge WHERE crm_merge.seq = merge AND unmerged_at IS NULL) FROM crm_consent
            WHERE customer IN {People.Records} AND merge IS NOT NULL AND void_from IS NULL
            """,
            person.Value);
        while (rows.Read())
        {
            conclusions.Add(rows.As(static row => new StoredConclusion(row.Whole(Width), Read(row), row.TextOrNull(Width + 1) is { } absorbed ? new CustomerId(absorbed) : (CustomerId?)null)));
        }

        return conclusions.ToImmutable();
    }

    /// <summary>Ends a statement that merges concluded.</summary>
    public static void End(SqliteSession session, long number, long now) =>
        session.Execute("UPDATE crm_consent SET void_from = $2 WHERE seq = $1", number, now);

    public static RecordedConsent Read(SqliteCursor row) => new(
        new ConsentEntry(row.Text(0), row.Point(1, 2), new Purpose(row.Text(3)), row.Member<ConsentState>(5), row.Instant(6), row.Text(7))
        {
            Topic = row.TextOrNull(4) is { } topic ? new Topic(topic) : null,
            Basis = row.Member<LegalBasis>(8),
            Wording = row.TextOrNull(9),
            Evidence = row.Number(10) == (int)EvidenceKind.Reported && row.IsNull(11)
                ? ConsentEvidence.Reported
                : new ConsentEvidence(row.Member<EvidenceKind>(10), row.TextOrNull(11)),
        },
        row.Instant(12))
    {
        VoidFrom = row.IsNull(13) ? null : row.Instant(13),
        Concluded = row.IsNull(14) ? null : new ConclusionTerms(row.Instant(14), row.IsNull(15) ? null : row.Instant(15), !row.IsNull(16)),
    };
}
