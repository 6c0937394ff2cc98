namespace CrmKit.Storage;

/// <summary>What an erasure leaves behind, the same in every store. For those who write a store.</summary>
public static class ErasureRules
{
    /// <summary>The contact points that an erasure suppresses as objected to.</summary>
    /// <remarks>Those of long ago, too: an old list knows the address that the person had when it was made.</remarks>
    /// <param name="records">The records of the person, and all that they said before.</param>
    /// <param name="consents">The statements of the person.</param>
    /// <param name="others">The contact points of double opt-ins and of outbox rows, wherever they stand.</param>
    public static ImmutableArray<ContactPoint> PointsToSuppress(IEnumerable<Customer> records, IEnumerable<ConsentEntry> consents, IEnumerable<ContactPoint> others)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(consents);
        ArgumentNullException.ThrowIfNull(others);
        return
        [
            .. records.SelectMany(record => record.ContactPoints).Select(point => point.Point)
                .Concat(consents.Select(entry => entry.Point))
                .Concat(others)
                .DistinctBy(point => (point.Channel, point.FoldedAddress)),
        ];
    }

    /// <summary>A record without its roles towards people who are forgotten; the same one where it has none.</summary>
    /// <param name="record">The record, or a former content of it.</param>
    /// <param name="forgotten">The ids of the forgotten records.</param>
    public static Customer WithoutRolesTo(Customer record, IReadOnlySet<CustomerId> forgotten)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(forgotten);
        return record.Roles.Any(role => forgotten.Contains(role.Of))
            ? record with { Roles = [.. record.Roles.Where(role => !forgotten.Contains(role.Of))] }
            : record;
    }
}
