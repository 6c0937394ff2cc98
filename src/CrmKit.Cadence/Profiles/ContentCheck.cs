namespace CrmKit.Cadence;

/// <summary>What contents must keep, so that there is always something to say and an offer is known to be none of what was just bought.</summary>
internal static class ContentCheck
{
    public static ProfileFault? Fault(BusinessProfile profile)
    {
        if (Band("neverBought", profile.Bands.NeverBought, profile.Items) is { } fault)
        {
            return fault;
        }

        for (var i = 0; i < profile.Bands.Bought.Length; i++)
        {
            if (Band($"bands[{i}]", profile.Bands.Bought[i], profile.Items) is { } amiss)
            {
                return amiss;
            }
        }

        return null;
    }

    private static ProfileFault? Band(string field, RecencyBand band, ImmutableArray<ProfileItem> items)
    {
        for (var i = 0; i < band.Contents.Length; i++)
        {
            if (Content($"{field}.contents[{i}]", band.Contents[i], items) is { } fault)
            {
                return fault;
            }
        }

        return band.Contents.Any(content => content.Condition is null && !items.Any(item => item.Item == content.Topic && item.RestDays > 0))
            ? null
            : new($"{field}.contents", "a list in which one content at least may always be said: without a condition and without a topic that may rest");
    }

    private static ProfileFault? Content(string field, BandContent content, ImmutableArray<ProfileItem> items)
    {
        if (!Enum.IsDefined(content.Kind))
        {
            return new($"{field}.kind", $"one of {DocumentCodes.TouchKinds.Codes}");
        }

        var admissible = content.Kind switch
        {
            TouchKind.Pitch => content.Class == TouchClass.Promotional,
            TouchKind.Care => content.Class == TouchClass.Relationship,
            _ => content.Class is TouchClass.Promotional or TouchClass.Relationship,
        };
        if (!admissible)
        {
            return new($"{field}.class", "promotional for an offer, relationship for attention, either for something of use");
        }

        if (content.Topic == default(Topic) || (content.Kind == TouchKind.Pitch && !items.Any(item => item.Item == content.Topic)))
        {
            return new($"{field}.topic", "one of the items: otherwise nobody knows who just bought what is offered");
        }

        return content.Condition is { } condition && !items.Any(item => item.Item == condition.Item)
            ? new($"{field}.condition.item", "one of the items")
            : ProfileFault.Channels($"{field}.channels", content.Channels, mayBeEmpty: true);
    }
}
