using RabbitMQ.Client;

namespace CrmKit.Messaging.RabbitMq;

/// <summary>Which broker and queue, and how much at once.</summary>
public sealed record RabbitMqOptions
{
    /// <summary>The broker, for example <c>amqps://user:password@broker.example.com/</c>.</summary>
    public required Uri Broker { get; init; }

    /// <summary>The quorum queue of contacts. Contacts that failed go to the queue of that name with <c>.dead</c> behind it. Default <c>crmkit.contacts</c>.</summary>
    public string Queue { get; init; } = "crmkit.contacts";

    /// <summary>How often the broker delivers one contact before it is dead. 1 to 100, default 5.</summary>
    public int DeliveryLimit { get; init; } = 5;

    /// <summary>Contacts that the relay claims and hands over at once. 1 to 1,000, default 100.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>How long a contact that was handed over waits for a worker before it is due again. 1 minute to 24 hours, default 15 minutes.</summary>
    public Duration Lease { get; init; } = Duration.FromMinutes(15);

    /// <summary>Contacts that one worker works on at once. 1 to 100, default 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>How long the broker has to confirm. 1 second to 10 minutes, default 30 seconds.</summary>
    public Duration ConfirmWithin { get; init; } = Duration.FromSeconds(30);

    internal string DeadQueue => Queue + ".dead";

    internal RabbitMqOptions Checked()
    {
        Check(Broker is { IsAbsoluteUri: true, Scheme: "amqp" or "amqps" }, nameof(Broker), "an address that begins with amqp:// or amqps://");
        Check(!string.IsNullOrWhiteSpace(Queue) && Queue.Length <= 200 && !Queue.StartsWith("amq.", StringComparison.Ordinal), nameof(Queue), "a name of 1 to 200 characters that does not begin with amq.");
        Check(DeliveryLimit is >= 1 and <= 100, nameof(DeliveryLimit), "1 to 100 deliveries");
        Check(BatchSize is >= 1 and <= 1000, nameof(BatchSize), "1 to 1000 contacts");
        Check(Lease >= Duration.FromMinutes(1) && Lease <= Duration.FromHours(24), nameof(Lease), "1 minute to 24 hours");
        Check(Concurrency is >= 1 and <= 100, nameof(Concurrency), "1 to 100 contacts");
        Check(ConfirmWithin >= Duration.FromSeconds(1) && ConfirmWithin <= Duration.FromMinutes(10), nameof(ConfirmWithin), "1 second to 10 minutes");
        return this;
    }

    internal Task<IConnection> ConnectAsync(string role, CancellationToken cancellationToken) =>
        new ConnectionFactory { Uri = Broker, ClientProvidedName = role, AutomaticRecoveryEnabled = true }.CreateConnectionAsync(cancellationToken);

    private static void Check(bool holds, string name, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, $"{name} must be {range}.");
        }
    }
}
