using CrmKit.Storage;
using CrmKit.Storage.PostgreSql;
using CrmKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CrmKit.Adapters.Tests.Storage.PostgreSql;

public sealed class PostgreSqlFailureTests
{
    [Fact]
    public async Task Server_that_is_not_there_may_be_there_later()
    {
        // Port 1 answers nobody.
        var error = await Assert.ThrowsAsync<CrmStoreException>(() => PostgreSqlCrmStore.OpenAsync("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2"));
        Assert.True(error.IsTransient);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a schema whose name is longer than the sixty-three bytes of the server's")]
    public async Task Schema_without_a_possible_name_is_refused(string schema) =>
        await Assert.ThrowsAsync<ArgumentException>(() => PostgreSqlCrmStore.OpenAsync("Host=127.0.0.1", new PostgreSqlStoreOptions { Schema = schema }));

    [PostgreSqlFact]
    public async Task Connections_that_are_lost_are_made_again_and_the_loss_is_transient()
    {
        await using var schema = new TemporarySchema();
        var settings = new NpgsqlConnectionStringBuilder(TemporarySchema.Connection) { ApplicationName = schema.Name };
        await using var store = await PostgreSqlCrmStore.OpenAsync(settings.ConnectionString, schema.Options());
        await store.CommitAsync(new ChangeSet { Customers = [new Customer { Id = "1" }] });
        var lost = await Assert.ThrowsAsync<CrmStoreException>(() => store.CommitAsync(OnTheWay(), CommitMode.Apply, conflict: null));
        Assert.True(lost.IsTransient, lost.Message);
        Assert.Null(await AgainAsync(() => store.FindCustomerAsync("2")));
        Assert.NotNull(await store.FindCustomerAsync("1"));

        async IAsyncEnumerable<ChangeSet> OnTheWay()
        {
            yield return new ChangeSet { Customers = [new Customer { Id = "2" }] };
            await schema.ScalarAsync($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{schema.Name}'");
            yield return new ChangeSet { Customers = [new Customer { Id = "3" }] };
        }
    }

    [PostgreSqlFact]
    public async Task Exceptions_of_the_server_name_nobody()
    {
        await using var schema = new TemporarySchema();
        await using var store = await PostgreSqlCrmStore.OpenAsync(TemporarySchema.Connection + ";Include Error Detail=true", schema.Options());
        await schema.ExecuteAsync("ALTER TABLE crm_customer ADD CHECK (document NOT LIKE '%Sentinella%')");
        var error = await Assert.ThrowsAsync<CrmStoreException>(() => store.CommitAsync(new ChangeSet { Customers = [new Customer { Id = "sentinella@example.org", Name = "Sentinella" }] }));
        Assert.DoesNotContain("sentinella", error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.False(error.IsTransient);
        Assert.Empty(await store.ReadCustomersAsync().ToListAsync());
    }

    [PostgreSqlFact]
    public async Task Transaction_that_stands_in_the_way_for_too_long_is_told_as_transient()
    {
        await using var schema = new TemporarySchema();
        await using var store = await schema.OpenAsync(busyTimeout: Duration.FromSeconds(1));
        await using var connection = await TemporarySchema.Pooled.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await store.CommitAsync(new ChangeSet { Customers = [new Customer { Id = "1" }] }, transaction);
        var error = await Assert.ThrowsAsync<CrmStoreException>(() => store.EraseAsync("2"));
        Assert.True(error.IsTransient);
        await transaction.RollbackAsync();
        Assert.False(await store.EraseAsync("2"));
    }

    [PostgreSqlFact]
    public async Task Clock_of_the_database_times_leases_and_recordings()
    {
        await using var schema = new TemporarySchema();
        await using var store = await schema.OpenAsync();
        var before = (DateTime)(await schema.ScalarAsync("SELECT clock_timestamp()"))!;
        await store.EnqueueAsync(A.Plan([A.PlannedTouch("1") with { SendAt = A.Noon }]), "test");
        var claim = Assert.Single(await store.ClaimAsync(1, Duration.FromMinutes(5)));
        var after = (DateTime)(await schema.ScalarAsync("SELECT clock_timestamp()"))!;
        Assert.InRange(claim.LeaseUntil - Duration.FromMinutes(5), Instant.FromDateTimeUtc(before), Instant.FromDateTimeUtc(after));
        Assert.InRange(store.Clock.GetCurrentInstant(), claim.Row.ChangedAt, Instant.FromDateTimeUtc(after) + Duration.FromMinutes(1));
    }

    [PostgreSqlFact]
    public async Task Container_gives_one_store_under_both_names()
    {
        await using var schema = new TemporarySchema();
        await using var provider = new ServiceCollection().AddCrmKitPostgreSql(TemporarySchema.Connection, options => options with { Schema = schema.Name }).BuildServiceProvider();
        var store = provider.GetRequiredService<ICrmStore>();
        Assert.Same(store, provider.GetRequiredService<PostgreSqlCrmStore>());
        Assert.Empty(await store.ReadCustomersAsync().ToListAsync());
    }

    // The pool may hold another connection that is lost and does not know it yet.
    private static async Task<T> AgainAsync<T>(Func<Task<T>> act)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await act();
            }
            catch (CrmStoreException error) when (error.IsTransient && attempt < 5)
            {
                continue;
            }
        }
    }
}
