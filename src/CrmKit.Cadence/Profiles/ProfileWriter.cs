using System.Text.Json;

namespace CrmKit.Cadence;

/// <summary>Writes the parts of a profile.</summary>
internal static class ProfileWriter
{
    public static void Write(Utf8JsonWriter json, BusinessProfile profile)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", BusinessProfileJson.Schema);
        json.WriteString("name", profile.Name);
        json.WriteNumber("intervalDays", profile.IntervalDays);
        json.WriteNumber("shortestDays", profile.ShortestDays);
        json.WriteNumber("longestDays", profile.LongestDays);
        json.WriteStartObject("most");
        json.WriteNumber("contacts", profile.Most.Max);
        json.WriteNumber("days", profile.Most.WindowDays);
        json.WriteEndObject();
        Channels(json, profile.Channels);
        json.WriteStartArray("items");
        foreach (var item in profile.Items)
        {
            json.WriteStartObject();
            json.WriteString("item", item.Item.Code);
            json.WriteNumber("restDays", item.RestDays);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("bands");
        foreach (var band in profile.Bands.Bought)
        {
            Band(json, band);
        }

        json.WriteEndArray();
        json.WritePropertyName("neverBought");
        Band(json, profile.Bands.NeverBought);
        Responses(json, profile);
        json.WriteEndObject();
    }

    private static void Band(Utf8JsonWriter json, RecencyBand band)
    {
        json.WriteStartObject();
        json.WriteString("name", band.Name);
        if (band.BelowDays is { } below)
        {
            json.WriteNumber("belowDays", below);
        }

        json.WriteNumber("factor", band.Factor);
        json.WriteStartArray("contents");
        foreach (var content in band.Contents)
        {
            Content(json, content);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Content(Utf8JsonWriter json, BandContent content)
    {
        json.WriteStartObject();
        json.WriteString("kind", DocumentCodes.TouchKinds.CodeOf(content.Kind));
        json.WriteString("class", DocumentCodes.TouchClasses.CodeOf(content.Class));
        if (content.Topic is { } topic)
        {
            json.WriteString("topic", topic.Code);
        }

        json.WriteString("purpose", content.Purpose.Code);
        if (!content.Channels.IsEmpty)
        {
            Channels(json, content.Channels);
        }

        if (content.Condition is { } condition)
        {
            json.WriteStartObject("condition");
            json.WriteString("item", condition.Item.Code);
            json.WriteBoolean("owned", condition.IsOwned);
            if (condition.AtLeastDays > 0)
            {
                json.WriteNumber("atLeastDays", condition.AtLeastDays);
            }

            if (condition.AtMostDays is { } most)
            {
                json.WriteNumber("atMostDays", most);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Responses(Utf8JsonWriter json, BusinessProfile profile)
    {
        if (profile.Value is { } value)
        {
            json.WriteStartObject("value");
            json.WriteString("currency", value.Currency.Code);
            json.WriteStartArray("tiers");
            foreach (var tier in value.Tiers)
            {
                json.WriteStartObject();
                json.WriteString("name", tier.Name);
                json.WriteNumber("from", tier.From);
                json.WriteNumber("factor", tier.Factor);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (profile.Risk is { } risk)
        {
            json.WriteStartObject("risk");
            json.WriteNumber("leaving", risk.Leaving);
            json.WriteNumber("gone", risk.Gone);
            json.WriteNumber("turnsAt", risk.TurnsAt);
            json.WriteEndObject();
        }

        if (profile.Rhythm is { } rhythm)
        {
            json.WriteStartObject("rhythm");
            json.WriteNumber("leadDays", rhythm.LeadDays);
            json.WriteNumber("soonest", rhythm.Soonest);
            json.WriteNumber("latest", rhythm.Latest);
            json.WriteEndObject();
        }
    }

    private static void Channels(Utf8JsonWriter json, ImmutableArray<Channel> channels)
    {
        json.WriteStartArray("channels");
        foreach (var channel in channels)
        {
            json.WriteStringValue(DocumentCodes.Channels.CodeOf(channel));
        }

        json.WriteEndArray();
    }
}
