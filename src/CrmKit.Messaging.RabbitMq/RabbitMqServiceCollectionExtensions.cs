using CrmKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CrmKit.Messaging.RabbitMq;

/// <summary>Registers the relay and the workers of RabbitMQ.</summary>
public static class RabbitMqServiceCollectionExtensions
{
    /// <summary>Registers <see cref="RabbitMqContacts"/>, which opens relays and starts workers on the container's <see cref="ICrmStore"/>.</summary>
    /// <param name="services">The container.</param>
    /// <param name="options">Which broker and queue.</param>
    /// <exception cref="ArgumentException">An option is missing or outside its range.</exception>
    public static IServiceCollection AddCrmKitRabbitMq(this IServiceCollection services, RabbitMqOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        _ = options.Checked();
        services.TryAddSingleton(provider => new RabbitMqContacts(provider.GetRequiredService<ICrmStore>(), options, provider.GetService<ILogger<RabbitMqWorker>>()));
        return services;
    }
}
