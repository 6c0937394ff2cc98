using CrmKit.Desk;
using CrmKit.Messaging;
using CrmKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmKit.DependencyInjection;

/// <summary>Adds CrmKit to a host.</summary>
public static class CrmKitServiceCollectionExtensions
{
    /// <summary>Adds a <see cref="CrmDesk"/> and a hosted dispatcher that sends what is due. Add a store beside it, for example with <c>AddCrmKitSqlite</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">The business.</param>
    /// <param name="dispatcher">How often the hosted dispatcher looks; every minute unless told otherwise.</param>
    /// <returns>The services, for chaining.</returns>
    /// <exception cref="ArgumentException">An option is missing or outside its range; thrown when the desk is first asked for.</exception>
    public static IServiceCollection AddCrmKit(this IServiceCollection services, CrmDeskOptions options, HostedDispatcherOptions? dispatcher = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return services.AddCrmKit(_ => options, dispatcher);
    }

    /// <summary>Adds a <see cref="CrmDesk"/> whose options are made from other services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Makes the options, once.</param>
    /// <param name="dispatcher">How often the hosted dispatcher looks; every minute unless told otherwise.</param>
    /// <returns>The services, for chaining.</returns>
    public static IServiceCollection AddCrmKit(
        this IServiceCollection services, Func<IServiceProvider, CrmDeskOptions> options, HostedDispatcherOptions? dispatcher = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(dispatcher ?? new HostedDispatcherOptions());
        services.TryAddSingleton(provider => new CrmDesk(Store(provider), options(provider), provider.GetService<ILogger<Dispatcher>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HostedDispatcher>());
        return services;
    }

    /// <summary>Adds a hosted planner to the desk of <c>AddCrmKit</c>: it assesses the customers and plans at set times, for the dispatcher to send.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">When it plans, and what becomes of plannings that the host was down for.</param>
    /// <returns>The services, for chaining.</returns>
    public static IServiceCollection AddCrmKitPlanner(this IServiceCollection services, HostedPlannerOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HostedPlanner>());
        return services;
    }

    private static ICrmStore Store(IServiceProvider provider) => provider.GetService<ICrmStore>()
        ?? throw new InvalidOperationException("CrmKit has no store. Add one beside AddCrmKit, for example services.AddCrmKitSqlite(\"shop.db\").");
}
