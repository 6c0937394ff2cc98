namespace CrmKit.Storage.PostgreSql;

/// <summary>Statements as rows.</summary>
internal static class ConsentTable
{
    public const string Columns =
        "customer, channel, address, purpose, topic, state, occurred_at, source, basis, wording, evidence, reference, recorded_at, void_from, known_since, until, is_narrow";

    /// <summary>How many these are: the place of the first column after them.</summary>
    public const int Width = 17;

    /// <summary>The condition that an address is among those of the first two parameters.</summary>
    public const string AtPlaces = "(folded, channel) IN (SELECT * FROM unnest($1::text[], $2::integer[]))";

    // What a merge concluded is no statement of the person: it ends with the merge, and a statement of the same words does not.
    private const string Same =
        """
        customer = $1 AND channel = $2 AND address = $3 AND purpose = $4 AND topic IS NOT DISTINCT FROM $5 AND state = $6 AND occurred_at = $7 AND source = $8
        AND basis = $9 AND wording IS NOT DISTINCT FROM $10 AND evidence = $11 AND reference IS NOT DISTINCT FROM $12 AND merge IS NULL
        """;

    private const string InsertRow =
        """
        INSERT INTO crm_consent
            (customer, channel, address, purpose, topic, state, occurred_at, source, basis, wording, evidence, reference, recorded_at, merge, folded, known_since, until, is_narrow)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
        """;

    /// <summary>Adds a statement, unless one that is equal in every part is recorded.</summary>
    public static async Task<bool> TryInsertAsync(DatabaseSession session, ConsentEntry entry, long now) =>
        await session.ExecuteAsync($"{InsertRow} WHERE NOT EXISTS (SELECT 1 FROM crm_consent WHERE {Same})", Arguments(entry, now, merge: null, terms: null)).ConfigureAwait(false) == 1;

    /// <summary>Adds a statement.</summary>
    /// <param name="session">The session.</param>
    /// <param name="entry">The statement.</param>
    /// <param name="now">When it is recorded.</param>
    /// <param name="merge">The merge that concluded it.</param>
    /// <param name="terms">How far it reaches where a merge concluded it.</param>
    public static Task InsertAsync(DatabaseSession session, ConsentEntry entry, long now, long? merge, ConclusionTerms? terms) =>
        session.ExecuteAsync(InsertRow, Arguments(entry, now, merge, terms));

    /// <summary>All statements of a person in the order in which they were recorded, under the ids of the records.</summary>
    public static Task<List<RecordedConsent>> OfPersonAsync(DatabaseSession session, CustomerId person) =>
        session.ListAsync($"SELECT {Columns} FROM crm_consent WHERE customer = {People.AnyRecord} ORDER BY seq", Read, person.Value);

    /// <summary>What was said, in the order in which it was recorded, without what merges concluded.</summary>
    /// <param name="session">The session.</param>
    /// <param name="person">The person.</param>
    /// <param name="after">The number of the last statement to leave out.</param>
    public static async Task<ImmutableArray<RecordedConsent>> SaidByAsync(DatabaseSession session, CustomerId person, long after = 0) =>
        [.. await session.ListAsync($"SELECT {Columns} FROM crm_consent WHERE customer = {People.AnyRecord} AND merge IS NULL AND seq > $2 ORDER BY seq", Read, person.Value, after).ConfigureAwait(false)];

    /// <summary>What was said under the id of a record at some addresses, with the numbers.</summary>
    public static Task<List<(long Number, Instant RecordedAt)>> SaidAtAsync(DatabaseSession session, CustomerId record, IReadOnlyCollection<(Channel Channel, string FoldedAddress)> places)
    {
        var (folded, channels) = Places.Columns(places);
        return session.ListAsync(
            $"SELECT seq, recorded_at FROM crm_consent WHERE customer = $3 AND merge IS NULL AND {AtPlaces}",
            static row => (row.Whole(0), row.Instant(1)),
            folded,
            channels,
            record.Value);
    }

    /// <summary>The refusals at a contact point that stop others, under the ids of the records.</summary>
    public static Task<List<RecordedConsent>> RefusedAtAsync(DatabaseSession session, ContactPoint point) =>
        session.ListAsync(
            $"SELECT {Columns} FROM crm_consent WHERE folded = $1 AND channel = $2 AND state <> 1 AND void_from IS NULL",
            Read,
            point.FoldedAddress,
            (int)point.Channel);

    /// <summary>What merges concluded about a person, and stands.</summary>
    public static Task<List<StoredConclusion>> ConcludedOfAsync(DatabaseSession session, CustomerId person) =>
        session.ListAsync(
            $"""
            SELECT {Columns}, seq, (SELECT absorbed FROM crm_merge WHERE crm_merge.seq = merge AND unmerged_at IS NULL) FROM crm_consent
            WHERE customer = {People.AnyRecord} AND merge IS NOT NULL AND void_from IS NULL
            """,
            static row => new StoredConclusion(row.Whole(Width), Read(row), row.TextOrNull(Width + 1) is { } absorbed ? new CustomerId(absorbed) : (CustomerId?)null),
            person.Value);

    /// <summary>Ends a statement that merges concluded.</summary>
    public static Task EndAsync(DatabaseSession session, long number, long now) =>
        session.ExecuteAsync("UPDATE crm_consent SET void_from = $2 WHERE seq = $1", number, now);

    public static RecordedConsent Read(DatabaseRow row) => new(
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

    private static List<object?> Arguments(ConsentEntry entry, long now, long? merge, ConclusionTerms? terms) =>
    [
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
        terms is { IsForItsPurposeAlone: true } ? true : null,
    ];
}
