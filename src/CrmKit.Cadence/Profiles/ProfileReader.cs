namespace CrmKit.Cadence;

/// <summary>Reads the parts of a profile. Ranges are those of the whole profile's check; here it is types and what constructors refuse.</summary>
internal static class ProfileReader
{
    private const string ACode = "1 to 50 lower-case letters, digits and hyphens";

    public static BusinessProfile Read(ProfileNode node)
    {
        if (node.Whole("schema") is not BusinessProfileJson.Schema)
        {
            throw node.Fault("schema", "1");
        }

        var bands = node.Children("bands", Band);
        var neverBought = Band(node.Child("neverBought"));
        if (BandCheck.Fault(neverBought, bands) is { } fault)
        {
            throw new FormatException(fault.ToString());
        }

        var profile = new BusinessProfile
        {
            Name = node.Text("name", ACode),
            IntervalDays = node.Whole("intervalDays"),
            ShortestDays = node.Whole("shortestDays"),
            LongestDays = node.Whole("longestDays"),
            Most = node.ChildOrNull("most") is { } most ? Most(most) : BusinessProfile.UsualMost,
            Channels = node.SomeOf("channels", DocumentCodes.Channels),
            Items = node.Children("items", Item),
            Bands = new RecencyBands(neverBought, bands),
            Value = node.ChildOrNull("value") is { } value ? Value(value) : null,
            Risk = node.ChildOrNull("risk") is { } risk ? Risk(risk) : null,
            Rhythm = node.ChildOrNull("rhythm") is { } rhythm ? Rhythm(rhythm) : null,
        };
        node.Close();
        return profile;
    }

    private static TouchCap Most(ProfileNode node)
    {
        var (contacts, days) = (node.Whole("contacts"), node.Whole("days"));
        if (days is < 0 or > BusinessProfile.MostDays)
        {
            throw node.Fault("days", $"0, for no bound, to {BusinessProfile.MostDays}");
        }

        if (contacts < 1 && days > 0)
        {
            throw node.Fault("contacts", "1 or more");
        }

        node.Close();
        return days == 0 ? TouchCap.None : TouchCap.AtMost(contacts, days);
    }

    private static ProfileItem Item(ProfileNode node)
    {
        var item = new ProfileItem(node.Code("item", ACode, code => new Topic(code)), node.Whole("restDays"));
        node.Close();
        return item;
    }

    private static RecencyBand Band(ProfileNode node)
    {
        var band = new RecencyBand(node.Text("name", ACode), node.WholeOrNull("belowDays"), node.Real("factor", 1), node.Children("contents", Content));
        node.Close();
        return band;
    }

    private static BandContent Content(ProfileNode node)
    {
        var content = new BandContent
        {
            Kind = node.OneOf("kind", DocumentCodes.TouchKinds),
            Class = node.OneOf("class", DocumentCodes.TouchClasses),
            Topic = node.CodeOrNull("topic", ACode, code => new Topic(code)),
            Purpose = node.CodeOrNull("purpose", ACode, code => new Purpose(code)) ?? default,
            Channels = node.SomeOf("channels", DocumentCodes.Channels),
            Condition = node.ChildOrNull("condition") is { } condition ? Condition(condition) : null,
        };
        node.Close();
        return content;
    }

    private static OwnershipCondition Condition(ProfileNode node)
    {
        var item = node.Code("item", ACode, code => new Topic(code));
        var (owned, least, most) = (node.Flag("owned"), node.WholeOrNull("atLeastDays") ?? 0, node.WholeOrNull("atMostDays"));
        if (!owned && (least, most) != (0, null))
        {
            throw node.Fault(most is null ? "atLeastDays" : "atMostDays", "left out: what is not owned is not owned for any days");
        }

        if (least < 0)
        {
            throw node.Fault("atLeastDays", "0 or more");
        }

        if (most < least)
        {
            throw node.Fault("atMostDays", "no less than 'atLeastDays'");
        }

        node.Close();
        return owned ? OwnershipCondition.Owned(item, least, most) : OwnershipCondition.NotOwned(item);
    }

    private static ValueResponse Value(ProfileNode node)
    {
        var value = new ValueResponse(node.Code("currency", "a currency code such as EUR", code => new Currency(code)), node.Children("tiers", Tier));
        node.Close();
        return value;
    }

    private static ValueTier Tier(ProfileNode node)
    {
        var tier = new ValueTier(node.Text("name", ACode), node.Real("from"), node.Real("factor"));
        node.Close();
        return tier;
    }

    private static RiskResponse Risk(ProfileNode node)
    {
        var usual = new RiskResponse();
        var risk = new RiskResponse { Leaving = node.Real("leaving", usual.Leaving), Gone = node.Real("gone", usual.Gone), TurnsAt = node.Real("turnsAt", usual.TurnsAt) };
        node.Close();
        return risk;
    }

    private static RhythmResponse Rhythm(ProfileNode node)
    {
        var usual = new RhythmResponse();
        var rhythm = new RhythmResponse
        {
            LeadDays = node.WholeOrNull("leadDays") ?? usual.LeadDays,
            Soonest = node.Real("soonest", usual.Soonest),
            Latest = node.Real("latest", usual.Latest),
        };
        node.Close();
        return rhythm;
    }
}
