namespace CrmKit.Storage.PostgreSql;

/// <summary>Requests for double opt-ins as rows.</summary>
internal static class OptInTable
{
    private const string Columns = "fingerprint, customer, channel, address, purpose, topic, wording, source, requested_at, expires_at, confirmed_at";

    public static Task InsertAsync(DatabaseSession session, OptInRequest request) =>
        session.ExecuteAsync(
            """
            INSERT INTO crm_opt_in (fingerprint, customer, channel, address, folded, purpose, topic, wording, source, requested_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            request.Fingerprint,
            request.Customer.Value,
            (int)request.Point.Channel,
            request.Point.Address,
            request.Point.FoldedAddress,
            request.Purpose.Code,
            request.Topic?.Code,
            request.Wording,
            request.Source,
            ColumnInstant.From(request.RequestedAt),
            ColumnInstant.From(request.ExpiresAt));

    /// <summary>The contact points that the requests of some records are about.</summary>
    public static Task<List<ContactPoint>> PointsOfAsync(DatabaseSession session, IEnumerable<CustomerId> customers) =>
        ReadablePoints.OfAsync(session, "SELECT DISTINCT channel, address FROM crm_opt_in WHERE customer = ANY ($1)", customers);

    public static async Task<OptInRequest?> FindAsync(DatabaseSession session, string fingerprint) =>
        (await session.ListAsync($"SELECT {Columns} FROM crm_opt_in WHERE fingerprint = $1", Read, fingerprint).ConfigureAwait(false)).FirstOrDefault();

    public static Task ConfirmAsync(DatabaseSession session, string fingerprint, Instant at) =>
        session.ExecuteAsync("UPDATE crm_opt_in SET confirmed_at = $2 WHERE fingerprint = $1", fingerprint, ColumnInstant.From(at));

    // A confirmation makes a statement of it, which takes no empty text.
    private static string Named(string text) => text.Length > 0 ? text : throw DatabaseFailure.Unreadable("a double opt-in");

    private static OptInRequest Read(DatabaseRow row) => new()
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
