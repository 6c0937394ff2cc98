namespace CrmKit.Storage.Sqlite;

/// <summary>Requests for double opt-ins as rows.</summary>
internal static class OptInTable
{
    private const string Columns = "fingerprint, customer, channel, address, purpose, topic, wording, source, requested_at, expires_at, confirmed_at";

    public static void Insert(SqliteSession session, OptInRequest request) =>
        session.Execute(
            """
            INSERT INTO crm_opt_in (fingerprint, customer, channel, address, purpose, topic, wording, source, requested_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            request.Fingerprint,
            request.Customer.Value,
            (int)request.Point.Channel,
            request.Point.Address,
            request.Purpose.Code,
            request.Topic?.Code,
            request.Wording,
            request.Source,
            ColumnInstant.From(request.RequestedAt),
            ColumnInstant.From(request.ExpiresAt));

    /// <summary>The contact points that a record's requests are about.</summary>
    public static ImmutableArray<ContactPoint> PointsOf(SqliteSession session, CustomerId customer) =>
        session.PointsOf("SELECT DISTINCT channel, address FROM crm_opt_in WHERE customer = $1", customer);

    public static OptInRequest? Find(SqliteSession session, string fingerprint)
    {
        using var rows = session.Query($"SELECT {Columns} FROM crm_opt_in WHERE fingerprint = $1", fingerprint);
        return rows.Read() ? rows.As(Read) : null;
    }

    public static void Confirm(SqliteSession session, string fingerprint, Instant at) =>
        session.Execute("UPDATE crm_opt_in SET confirmed_at = $2 WHERE fingerprint = $1", fingerprint, ColumnInstant.From(at));

    // A confirmation makes a statement of it, which takes no empty text.
    private static string Named(string text) => text.Length > 0 ? text : throw SqliteFailure.Unreadable("a double opt-in");

    private static OptInRequest Read(SqliteCursor row) => new()
    {
        Fingerprint = row.Text(0),
        Customer = row.Text(1),
        Point = row.Point(2, 3),
        Purpose = new Purpose(row.Text(4)),
        Topic = row.TextOrNull(5) is { } topic ? new Topic(topic) : null,
        Wording = row.TextOrNull(6) is { } wording ? Named(wording) : null,
        Source = Named(row.Text(7)),
        RequestedAt = row.Instant(8),
        ExpiresAt = row.Instant(9),
        ConfirmedAt = row.IsNull(10) ? null : row.Instant(10),
    };
}
