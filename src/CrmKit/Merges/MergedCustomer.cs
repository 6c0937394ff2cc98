namespace CrmKit;

/// <summary>One person out of several records: what the survivor says, and from the others what it does not.</summary>
public static class MergedCustomer
{
    /// <summary>Puts the records together.</summary>
    /// <remarks>No relation is lost: contact points, roles, days, interests, flags, blocks and fields of all records are there. A point that several records have is listed once, with the less hopeful status.</remarks>
    /// <param name="survivor">The record under whose id the person is known.</param>
    /// <param name="absorbed">The other records, in the order in which they were merged.</param>
    public static Customer Combine(Customer survivor, params IEnumerable<Customer> absorbed)
    {
        ArgumentNullException.ThrowIfNull(survivor);
        ArgumentNullException.ThrowIfNull(absorbed);
        ImmutableArray<Customer> all = [survivor, .. absorbed];
        var ids = all.Select(record => record.Id).ToHashSet();
        return survivor with
        {
            Name = First(all, record => record.Name),
            GivenName = First(all, record => record.GivenName),
            FamilyName = First(all, record => record.FamilyName),
            Birthday = all.Select(record => record.Birthday).FirstOrDefault(day => day is not null),
            Zone = all.Select(record => record.Zone).FirstOrDefault(zone => zone is not null),
            Language = First(all, record => record.Language),
            PreferredHours = all.Select(record => record.PreferredHours).FirstOrDefault(hours => hours is not null),
            ContactPoints = [.. all.SelectMany(record => record.ContactPoints).GroupBy(point => (point.Channel, point.Point.FoldedAddress)).Select(OnePoint)],
            Dates = [.. all.SelectMany(record => record.Dates).Distinct()],

            // A role towards a record of the same person says nothing any more.
            Roles = [.. all.SelectMany(record => record.Roles).Where(role => !ids.Contains(role.Of)).Distinct()],
            Interests = all.SelectMany(record => record.Interests).Aggregate(ImmutableArray<Interest>.Empty, (noted, next) => Interest.Note(noted, next)),
            CareFlags = [.. all.SelectMany(record => record.CareFlags).Distinct()],
            Blocks = [.. all.SelectMany(record => record.Blocks).Distinct()],
            Fields = all.Aggregate(CustomFields.None, (fields, record) => fields.FilledFrom(record.Fields)),
        };
    }

    private static ContactPointRecord OnePoint(IEnumerable<ContactPointRecord> same)
    {
        var first = same.First();
        return first with { Status = same.Max(point => point.Status), Label = same.Select(point => point.Label).FirstOrDefault(label => label is not null) };
    }

    private static string? First(ImmutableArray<Customer> records, Func<Customer, string?> part) => records.Select(part).FirstOrDefault(text => text is not null);
}
