using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmKit.Messaging.Webhooks;

/// <summary>Registers a webhook sender.</summary>
public static class WebhookServiceCollectionExtensions
{
    /// <summary>Registers a <see cref="WebhookSender"/> as a singleton among the <see cref="IContactSender"/>s. Clock and log come from the container where it has them.</summary>
    /// <param name="services">The container.</param>
    /// <param name="options">Where webhooks go.</param>
    /// <returns>The services, for chaining.</returns>
    /// <exception cref="ArgumentException">The endpoint has another form, or there is no secret.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static IServiceCollection AddCrmKitWebhooks(this IServiceCollection services, WebhookOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        _ = WebhookOptions.Checked(options);
        services.AddSingleton<IContactSender>(provider => new WebhookSender(options, provider.GetService<IClock>(), provider.GetService<ILogger<WebhookSender>>()));
        return services;
    }
}
