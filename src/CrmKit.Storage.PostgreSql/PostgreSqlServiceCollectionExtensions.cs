using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmKit.Storage.PostgreSql;

/// <summary>Registers the PostgreSQL store.</summary>
public static class PostgreSqlServiceCollectionExtensions
{
    /// <summary>Registers <see cref="ICrmStore"/> and <see cref="PostgreSqlCrmStore"/> as one singleton on a PostgreSQL database, unless another store is registered already.</summary>
    /// <remarks>
    /// The database is opened when the store is first asked for. The key ring comes from the container where it has one. The clock is the database's, so that programs on
    /// several machines agree; give another in the options.
    /// </remarks>
    /// <param name="services">The container.</param>
    /// <param name="connectionString">Where the database is.</param>
    /// <param name="configure">Changes the options, for example <c>options => options with { Schema = "shop_crm" }</c>.</param>
    public static IServiceCollection AddCrmKitPostgreSql(this IServiceCollection services, string connectionString, Func<PostgreSqlStoreOptions, PostgreSqlStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        services.TryAddSingleton(provider =>
        {
            var options = new PostgreSqlStoreOptions { KeyRing = provider.GetService<IKeyRing>() };

            // A factory of the container cannot wait otherwise; without a context that would be waited for, nothing waits for itself.
            return Task.Run(() => PostgreSqlCrmStore.OpenAsync(connectionString, configure is null ? options : configure(options))).GetAwaiter().GetResult();
        });
        services.TryAddSingleton<ICrmStore>(static provider => provider.GetRequiredService<PostgreSqlCrmStore>());
        return services;
    }
}
