namespace CrmKit.Adapters.Tests.Messaging.RabbitMq;

/// <summary>A fact that needs a broker: the one that CRMKIT_RABBITMQ names, which tests/services/rabbitmq starts.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RabbitMqFactAttribute : FactAttribute
{
    public const string Variable = "CRMKIT_RABBITMQ";

    public RabbitMqFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 })
        {
            Skip = $"No broker is at hand: {Variable} names none. tests/services/rabbitmq starts one.";
        }
    }
}
