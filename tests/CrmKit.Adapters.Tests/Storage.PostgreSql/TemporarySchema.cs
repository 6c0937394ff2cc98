using CrmKit.Storage.PostgreSql;
using Npgsql;

namespace CrmKit.Adapters.Tests.Storage.PostgreSql;

/// <summary>A schema of its own in the database of the tests, gone afterwards.</summary>
internal sealed class TemporarySchema : IAsyncDisposable
{
    public static string Connection => Environment.GetEnvironmentVariable(PostgreSqlFactAttribute.Variable)!;

    public string Name { get; } = $"crmkit_{Guid.NewGuid():N}";

    /// <summary>A store on the schema; what it opened is closed by whoever asked for it.</summary>
    public Task<PostgreSqlCrmStore> OpenAsync(IClock? clock = null, IKeyRing? keys = null, Duration? busyTimeout = null) =>
        PostgreSqlCrmStore.OpenAsync(Pooled, Options(clock, keys) with { BusyTimeout = busyTimeout ?? Duration.FromSeconds(30) });

    public PostgreSqlStoreOptions Options(IClock? clock = null, IKeyRing? keys = null) => new() { Schema = Name, Clock = clock, KeyRing = keys };

    /// <summary>Runs statements that name the tables by their prefix alone.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Pooled.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"SET search_path = \"{Name}\"; {sql}; RESET search_path", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await Pooled.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var path = new NpgsqlCommand($"SET LOCAL search_path = \"{Name}\"", connection, transaction);
        await path.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = await Pooled.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"DROP SCHEMA IF EXISTS \"{Name}\" CASCADE", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One pool for all tests: a server takes many statements and few connections.</summary>
    public static NpgsqlDataSource Pooled { get; } = NpgsqlDataSource.Create(Connection ?? "Host=127.0.0.1");
}
