using System.CommandLine;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;

namespace CrmKit.Tool;

/// <summary>The options that every command on a database shares.</summary>
internal sealed class CommonOptions
{
    public Option<FileInfo> Database { get; } = new("--db") { Required = true, HelpName = "FILE", Description = "The SQLite database; import makes it." };

    public Option<bool> Json { get; } = new("--json") { Description = "Print one JSON document for programs, and errors as JSON." };

    public Option<string?> AsOf { get; } = new("--as-of")
    {
        HelpName = "LOCAL",
        Description = "Work as if it were this time where the business is: yyyy-MM-dd or yyyy-MM-ddTHH:mm. A time to come is for commands that only show. Default: now.",
    };

    public BusinessOptions Business { get; } = new();

    public void AddTo(Command command)
    {
        command.Options.Add(Database);
        Business.AddTo(command);
        command.Options.Add(AsOf);
        command.Options.Add(Json);
    }

    /// <summary>Opens the database with the clock that was asked for, and remembers what was told of the business.</summary>
    public async Task<SqliteCrmStore> OpenAsync(ParseResult parsed, BusinessSettings business, bool toWrite, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(Database);
        if (!file.Exists)
        {
            throw new UsageException($"There is no database at {file}. Make one with 'crmkit import --db {file} --purchases P.csv'.");
        }

        var store = await OpenAsync(file.FullName, parsed, business, toWrite, cancellationToken).ConfigureAwait(false);
        business.SaveIfChanged(file.FullName);
        return store;
    }

    /// <summary>Opens the database that an import works on.</summary>
    public Task<SqliteCrmStore> OpenAsync(FreshDatabase database, ParseResult parsed, BusinessSettings business, bool toWrite, CancellationToken cancellationToken) =>
        OpenAsync(database.Path, parsed, business, toWrite, cancellationToken);

    private async Task<SqliteCrmStore> OpenAsync(string path, ParseResult parsed, BusinessSettings business, bool toWrite, CancellationToken cancellationToken)
    {
        var store = await SqliteCrmStore.OpenAsync(path, new SqliteStoreOptions { Clock = Clock(parsed, business, toWrite) }, cancellationToken).ConfigureAwait(false);
        try
        {
            await RequireCurrencyAsync(store, business, cancellationToken).ConfigureAwait(false);
            return store;
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>In another currency the same purchases would be other ones: they would stand twice in a database that nothing can be computed from.</summary>
    private static async Task RequireCurrencyAsync(SqliteCrmStore store, BusinessSettings business, CancellationToken cancellationToken)
    {
        await foreach (var recorded in store.ReadEventsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (recorded.Event is Purchase { Amount.Currency: var known })
            {
                if (known != new Currency(business.Currency))
                {
                    throw new UsageException($"--currency: the purchases in this database are in {known}, and a database has one currency; {business.Currency} needs one of its own.");
                }

                return;
            }
        }
    }

    /// <summary>Nothing is recorded before what is recorded already: what is written under a time to come holds up every agreement until that time has come.</summary>
    private IClock Clock(ParseResult parsed, BusinessSettings business, bool toWrite)
    {
        if (LocalTimeOption.Read(parsed, AsOf, business) is not { } instant)
        {
            return SystemClock.Instance;
        }

        return toWrite && instant > SystemClock.Instance.GetCurrentInstant()
            ? throw new UsageException($"--as-of: {parsed.GetValue(AsOf)} lies ahead, and what is written then would hold up what is recorded from now on until that time has come. Leave --as-of out or tell a time that has passed; commands that only show take one to come, and so does import --dry-run.")
            : new ManualClock(instant);
    }
}
