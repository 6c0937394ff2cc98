using CrmKit.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmKit.AspNetCore;

/// <summary>Registers unsubscribe links.</summary>
public static class CrmKitLinkServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IUnsubscribeLinks"/> as a singleton, unless others are registered already; the key ring comes from the container.</summary>
    /// <param name="services">The container.</param>
    /// <param name="baseAddress">The public address of <c>MapCrmKitUnsubscribe</c>, for example <c>https://shop.example/u</c>.</param>
    /// <returns>The services, for chaining.</returns>
    public static IServiceCollection AddCrmKitUnsubscribeLinks(this IServiceCollection services, Uri baseAddress)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(baseAddress);
        services.TryAddSingleton<IUnsubscribeLinks>(provider => new UnsubscribeLinks(baseAddress, provider.GetRequiredService<IKeyRing>()));
        return services;
    }
}
