namespace CrmKit.Storage.PostgreSql;

/// <summary>Contact points in the columns channel and address of rows of some customers; what cannot be read as one is passed over.</summary>
internal static class ReadablePoints
{
    public static async Task<List<ContactPoint>> OfAsync(DatabaseSession session, string sql, IEnumerable<CustomerId> customers)
    {
        var found = await session.ListAsync(
            sql,
            static row => row.TryAs(static one => one.Point(0, 1), out var point) ? point : (ContactPoint?)null,
            customers.Select(customer => customer.Value).ToArray()).ConfigureAwait(false);
        return [.. found.OfType<ContactPoint>()];
    }
}
