using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmKit.Messaging.Smtp;

/// <summary>Registers the SMTP sender.</summary>
public static class SmtpServiceCollectionExtensions
{
    /// <summary>Registers <see cref="SmtpSender"/> as a singleton and as an <see cref="IContactSender"/>, and <see cref="DeliveryIntake"/> for what comes back.</summary>
    /// <remarks>The container holds an <see cref="IKeyRing"/>, which signs the Message-IDs; its keys are kept as long as reports may come.</remarks>
    /// <param name="services">The container.</param>
    /// <param name="options">Server, sender, connections.</param>
    /// <exception cref="InvalidOperationException">Thrown when the sender is first asked for: the container holds no key ring.</exception>
    public static IServiceCollection AddCrmKitSmtp(this IServiceCollection services, SmtpSenderOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(provider => new SmtpSender(options, provider.GetRequiredService<IKeyRing>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IContactSender, SmtpSender>(provider => provider.GetRequiredService<SmtpSender>()));
        services.TryAddSingleton(provider => new DeliveryIntake(provider.GetRequiredService<Storage.ICrmStore>(), provider.GetRequiredService<IKeyRing>(), new DeliveryIntakeOptions()));
        return services;
    }
}
