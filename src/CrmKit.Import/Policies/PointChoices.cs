namespace CrmKit.Import;

/// <summary>Contact points of a file and of a record: one field for each channel.</summary>
internal static class PointChoices
{
    public static ImmutableArray<ContactPointRecord> Of(ImportedCustomer told, Customer known, FieldChoices fields)
    {
        var file = told.Customer.ContactPoints;
        if (file.IsEmpty)
        {
            return known.ContactPoints;
        }

        var chosen = known.ContactPoints.Select(point => point.Channel).Concat(file.Select(point => point.Channel)).Distinct()
            .ToDictionary(channel => channel, channel => OfChannel(channel, told, known.ContactPoints, fields));
        var asKnown = known.ContactPoints.Select(point => point.Channel).Concat(file.Select(point => point.Channel)).Distinct().ToList();
        var asTold = file.Select(point => point.Channel).Concat(asKnown).Distinct().ToList();
        var reorders = told.StatesPreference
            && !asTold.SequenceEqual(asKnown)
            && fields.TakesTold(CustomerFields.Preference, CustomerFields.Preference, string.Join(", ", asKnown), string.Join(", ", asTold));
        return [.. (reorders ? asTold : asKnown).SelectMany(channel => chosen[channel])];
    }

    private static List<ContactPointRecord> OfChannel(Channel channel, ImportedCustomer told, ImmutableArray<ContactPointRecord> known, FieldChoices fields)
    {
        var said = told.Customer.ContactPoints.Where(point => point.Channel == channel).ToList();
        var before = known.Where(point => point.Channel == channel).ToList();
        if (said.Count == 0)
        {
            return before;
        }

        var after = said.ConvertAll(point => before.Find(other => other.Point.Reaches(point.Point)) is { } same ? Same(point, same, told.StatedStatuses.Contains(point.Point)) : point);
        if (after.SequenceEqual(before))
        {
            return before;
        }

        var field = CustomerFields.OfChannel(channel);
        return fields.TakesTold(field, field, before.Count == 0 ? null : Text(before), Text(after)) ? after : before;
    }

    // A list that does not speak of the status knows no better than what came back from the address.
    private static ContactPointRecord Same(ContactPointRecord told, ContactPointRecord known, bool statesStatus) => new(told.Point, statesStatus ? told.Status : known.Status)
    {
        Label = told.Label ?? known.Label,
    };

    private static string Text(IEnumerable<ContactPointRecord> points) =>
        string.Join(", ", points.Select(point => point.Status == ContactPointStatus.Active ? point.Point.Address : $"{point.Point.Address} ({point.Status})"));
}
