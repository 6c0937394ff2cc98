using System.CommandLine;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>The options that every command on a database shares.</summary>
internal sealed class CommonOptions
{
    public Option<FileInfo> Database { get; } = new("--db") { Required = true, HelpName = "FILE", Description = "The SQLite database; import makes it." };

    public Option<bool> Json { get; } = new("--json") { Description = "Print one JSON document for programs, and errors as JSON." };

    public Option<string?> AsOf { get; } = new("--as-of")
    {
        HelpName = "LOCAL",
        Description = "Work as if it were this time where the business is: yyyy-MM-dd or yyyy-MM-ddTHH:mm. Default: now.",
    };

    public BusinessOptions Business { get; } = new();

    public void AddTo(Command command)
    {
        command.Options.Add(Database);
        Business.AddTo(command);
        command.Options.Add(AsOf);
        command.Options.Add(Json);
    }

    /// <summary>Opens the database with the clock that was asked for.</summary>
    public async Task<SqliteCrmStore> OpenAsync(ParseResult parsed, BusinessSettings business, bool mayCreate, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(Database).FullName;
        if (!mayCreate && !File.Exists(path))
        {
            throw new UsageException($"There is no database at {parsed.GetRequiredValue(Database)}. Make one with 'crmkit import --db FILE --purchases P.csv'.");
        }

        return await SqliteCrmStore.OpenAsync(path, new SqliteStoreOptions { Clock = Clock(parsed, business) }, cancellationToken).ConfigureAwait(false);
    }

    private IClock Clock(ParseResult parsed, BusinessSettings business)
    {
        if (parsed.GetValue(AsOf) is not { } text)
        {
            return SystemClock.Instance;
        }

        var local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text);
        var date = LocalDatePattern.Iso.Parse(text);
        if (!local.Success && !date.Success)
        {
            throw new UsageException("--as-of: expected yyyy-MM-dd or yyyy-MM-ddTHH:mm, for example 1997-10-01T09:00.");
        }

        var zoned = local.Success ? business.DateTimeZone.AtLeniently(local.Value) : business.DateTimeZone.AtStartOfDay(date.Value);
        return new ManualClock(zoned.ToInstant());
    }
}
