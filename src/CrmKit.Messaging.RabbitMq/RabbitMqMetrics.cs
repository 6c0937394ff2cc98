using System.Diagnostics.Metrics;

namespace CrmKit.Messaging.RabbitMq;

/// <summary>The package's meter. Tags say the outcome, never a person.</summary>
internal static class RabbitMqMetrics
{
    private static readonly Meter Meter = new("CrmKit.Messaging.RabbitMq");

    private static readonly Counter<long> HandedOver =
        Meter.CreateCounter<long>("crmkit.rabbitmq.handed_over", unit: "{touch}", description: "Contacts that the relay gave to the broker, by outcome.");

    private static readonly Counter<long> Deliveries =
        Meter.CreateCounter<long>("crmkit.rabbitmq.deliveries", unit: "{delivery}", description: "Deliveries that a worker let go of, by outcome.");

    public static void Count(HandOverReport report)
    {
        HandedOver.Add(report.HandedOver, new KeyValuePair<string, object?>("outcome", "confirmed"));
        if (report.Returned > 0)
        {
            HandedOver.Add(report.Returned, new KeyValuePair<string, object?>("outcome", "returned"));
        }
    }

    public static void CountDelivery(string outcome) => Deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
