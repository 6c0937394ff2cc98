using System.Text.Json;

namespace CrmKit;

/// <summary>What each type of event says beside key, customer and instant, as JSON.</summary>
internal static class EventContent
{
    public static string TypeOf(TimelineEvent item) => item switch
    {
        Purchase => "purchase",
        PurchaseReturn => "purchase-return",
        Touch => "touch",
        Reply => "reply",
        Feedback => "feedback",
        Complaint => "complaint",
        ComplaintResolved => "complaint-resolved",
        Promise => "promise",
        PromiseKept => "promise-kept",
        IncentiveGrant => "incentive-grant",
        Engagement => "engagement",
        PaymentFailed => "payment-failed",
        _ => throw Unknown(item),
    };

    public static void Write(Utf8JsonWriter json, TimelineEvent item)
    {
        switch (item)
        {
            case Purchase purchase:
                json.WriteDate("day", purchase.Day);
                json.WriteMoney(purchase.Amount);
                WriteItems(json, purchase.Items);
                break;
            case PurchaseReturn given:
                json.WriteDate("day", given.Day);
                json.WriteMoney(given.Amount);
                WriteKey(json, "purchase", given.Purchase);
                break;
            case Touch touch:
                WriteTouch(json, touch);
                break;
            case Reply reply:
                json.WriteString("channel", DocumentCodes.Channels.CodeOf(reply.Channel));
                WriteKey(json, "to", reply.To);
                json.WriteOptional("note", reply.Note);
                break;
            case Feedback feedback:
                json.WriteString("metric", DocumentCodes.Metrics.CodeOf(feedback.Metric));
                json.WriteNumber("score", feedback.Score);
                WriteKey(json, "about", feedback.About);
                json.WriteOptional("note", feedback.Note);
                break;
            case Complaint complaint:
                WriteKey(json, "about", complaint.About);
                json.WriteOptional("note", complaint.Note);
                break;
            case ComplaintResolved resolved:
                WriteKey(json, "complaint", resolved.Complaint);
                json.WriteOptional("note", resolved.Note);
                break;
            case Promise promise:
                json.WriteDate("dueOn", promise.DueOn);
                json.WriteOptional("note", promise.Note);
                break;
            case PromiseKept kept:
                WriteKey(json, "promise", kept.Promise);
                break;
            case PaymentFailed failed:
                WriteKey(json, "about", failed.About);
                json.WriteOptional("note", failed.Note);
                break;
            case IncentiveGrant grant:
                json.WriteString("incentive", grant.Incentive);
                break;
            case Engagement shown:
                json.WriteString("kind", DocumentCodes.EngagementKinds.CodeOf(shown.Kind));
                WriteKey(json, "to", shown.To);
                break;
            default:
                throw Unknown(item);
        }
    }

    public static TimelineEvent Read(DocumentFields fields)
    {
        var (key, customer, at) = (fields.Key("key"), fields.Customer("customer"), fields.Instant("occurredAt"));
        return fields.Text("type") switch
        {
            "purchase" => new Purchase(key, customer, at, fields.Date("day"), fields.Money()) { Items = fields.List("items", ReadItem) },
            "purchase-return" => new PurchaseReturn(key, customer, at, fields.Date("day"), fields.Money(), fields.KeyOrNull("purchase")),
            "touch" => ReadTouch(fields, key, customer, at),
            "reply" => new Reply(key, customer, at, fields.Code("channel", DocumentCodes.Channels), fields.KeyOrNull("to"), fields.TextOrNull("note")),
            "feedback" => new Feedback(key, customer, at, fields.Code("metric", DocumentCodes.Metrics), fields.Whole("score"), fields.KeyOrNull("about"), fields.TextOrNull("note")),
            "complaint" => new Complaint(key, customer, at, fields.KeyOrNull("about"), fields.TextOrNull("note")),
            "complaint-resolved" => new ComplaintResolved(key, customer, at, fields.Key("complaint"), fields.TextOrNull("note")),
            "promise" => new Promise(key, customer, at, fields.Date("dueOn"), fields.TextOrNull("note")),
            "promise-kept" => new PromiseKept(key, customer, at, fields.Key("promise")),
            "payment-failed" => new PaymentFailed(key, customer, at, fields.KeyOrNull("about"), fields.TextOrNull("note")),
            "incentive-grant" => new IncentiveGrant(key, customer, at, fields.Text("incentive")),
            "engagement" => new Engagement(key, customer, at, fields.Code("kind", DocumentCodes.EngagementKinds), fields.KeyOrNull("to")),
            _ => throw new FormatException("Expected 'type' of an event to be the code of a type of event."),
        };
    }

    // A purchase of which nothing is said says nothing here either: most shops do not keep it.
    private static void WriteItems(Utf8JsonWriter json, ImmutableArray<Topic> items)
    {
        if (items.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("items");
        foreach (var item in items)
        {
            json.WriteStringValue(item.Code);
        }

        json.WriteEndArray();
    }

    private static Topic ReadItem(JsonElement element)
    {
        const string Expected = "Expected every item of 'items' to be a code of lower-case letters, digits and hyphens.";
        try
        {
            return element.ValueKind == JsonValueKind.String ? new Topic(element.GetString()!) : throw new FormatException(Expected);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw new FormatException(Expected, error);
        }
    }

    private static void WriteTouch(Utf8JsonWriter json, Touch touch)
    {
        json.WriteString("reason", touch.Touched.Reason);
        json.WriteString("occurrence", touch.Touched.Occurrence);
        if (touch.Touched.Customer != touch.Customer)
        {
            json.WriteString("touchedCustomer", touch.Touched.Customer.Value);
        }

        json.WriteString("class", DocumentCodes.TouchClasses.CodeOf(touch.Class));
        json.WriteString("channel", DocumentCodes.Channels.CodeOf(touch.Channel));
        json.WriteString("kind", DocumentCodes.TouchKinds.CodeOf(touch.Kind));
    }

    private static Touch ReadTouch(DocumentFields fields, EventKey key, CustomerId customer, Instant at)
    {
        var touched = fields.Has("touchedCustomer") ? fields.Customer("touchedCustomer") : customer;
        var effect = new TouchKey(touched, fields.Text("reason"), fields.Text("occurrence"));
        return new Touch(key, customer, at, effect, fields.Code("class", DocumentCodes.TouchClasses), fields.Code("channel", DocumentCodes.Channels))
        {
            Kind = fields.Code("kind", DocumentCodes.TouchKinds),
        };
    }

    private static void WriteKey(Utf8JsonWriter json, string name, EventKey? key) => json.WriteOptional(name, key?.Value);

    private static ArgumentException Unknown(TimelineEvent item) => new($"No document holds events of type {item.GetType().Name}.", nameof(item));
}
