using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmKit.Storage.Sqlite;

/// <summary>Registers the SQLite store.</summary>
public static class SqliteServiceCollectionExtensions
{
    /// <summary>Registers <see cref="ICrmStore"/> as a singleton on a SQLite file, unless another store is registered already.</summary>
    /// <remarks>The file is opened when the store is first asked for. Clock and key ring come from the container where it has them.</remarks>
    /// <param name="services">The container.</param>
    /// <param name="path">The file.</param>
    /// <param name="configure">Changes the options, for example <c>options => options with { BusyTimeout = Duration.FromSeconds(5) }</c>.</param>
    public static IServiceCollection AddCrmKitSqlite(this IServiceCollection services, string path, Func<SqliteStoreOptions, SqliteStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        services.TryAddSingleton<ICrmStore>(provider =>
        {
            var options = new SqliteStoreOptions
            {
                Clock = provider.GetService<IClock>() ?? SystemClock.Instance,
                KeyRing = provider.GetService<IKeyRing>(),
            };
            return SqliteCrmStore.Open(path, configure is null ? options : configure(options));
        });
        return services;
    }
}
