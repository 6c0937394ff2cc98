namespace CrmKit.Storage.Sqlite;

/// <summary>People as rows.</summary>
internal static class CustomerTable
{
    public const string Columns = "id, name, given_name, birthday_month, birthday_day, zone, zone_source, language";

    private const string Upsert =
        """
        INSERT INTO crm_customer (id, name, given_name, birthday_month, birthday_day, zone, zone_source, language)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, given_name = excluded.given_name, birthday_month = excluded.birthday_month, birthday_day = excluded.birthday_day,
            zone = excluded.zone, zone_source = excluded.zone_source, language = excluded.language
        """;

    public static Customer? Find(SqliteSession session, CustomerId customer)
    {
        using var row = session.Query($"SELECT {Columns} FROM crm_customer WHERE id = $1", customer.Value);
        return row.Read() ? row.As(found => Read(found, PointsOf(session, customer))) : null;
    }

    public static ImmutableArray<ContactPoint> PointsOf(SqliteSession session, CustomerId customer)
    {
        var points = ImmutableArray.CreateBuilder<ContactPoint>();
        using var rows = session.Query("SELECT channel, address FROM crm_contact_point WHERE customer = $1 ORDER BY position", customer.Value);
        while (rows.Read())
        {
            points.Add(rows.As(row => row.Point(0, 1)));
        }

        return points.ToImmutable();
    }

    public static Customer Read(SqliteCursor row, ImmutableArray<ContactPoint> points) => new()
    {
        Id = row.Text(0),
        Name = row.TextOrNull(1),
        GivenName = row.TextOrNull(2),
        Birthday = row.IsNull(3) ? null : new AnnualDate(row.Number(3), row.Number(4)),
        Zone = Zone(row, 5, 6),
        Language = row.TextOrNull(7),
        ContactPoints = points,
    };

    /// <summary>The person's zone. A file may have been written with later zone data than this program has: what it does not know counts as no zone.</summary>
    public static CustomerZone? Zone(SqliteCursor row, int zone, int source) =>
        !row.IsNull(zone)
        && DateTimeZoneProviders.Tzdb.GetZoneOrNull(row.Text(zone)) is { } known
        && row.TryAs(values => values.Member<ZoneSource>(source), out var given)
            ? new CustomerZone(known, given)
            : null;

    public static void Put(SqliteSession session, Customer customer) =>
        session.Execute(
            Upsert,
            customer.Id.Value,
            customer.Name,
            customer.GivenName,
            customer.Birthday?.Month,
            customer.Birthday?.Day,
            customer.Zone?.Zone.Id,
            (int?)customer.Zone?.Source,
            customer.Language);

    public static void PutPoints(SqliteSession session, Customer customer)
    {
        session.Execute("DELETE FROM crm_contact_point WHERE customer = $1", customer.Id.Value);
        for (var position = 0; position < customer.ContactPoints.Length; position++)
        {
            var point = customer.ContactPoints[position];
            session.Execute(
                "INSERT INTO crm_contact_point (customer, position, channel, address, folded) VALUES ($1, $2, $3, $4, $5)",
                customer.Id.Value,
                position,
                (int)point.Channel,
                point.Address,
                point.FoldedAddress);
        }
    }
}
