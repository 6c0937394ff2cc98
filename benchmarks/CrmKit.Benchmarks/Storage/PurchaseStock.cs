using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CrmKit.Import;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace CrmKit.Benchmarks.Storage;

/// <summary>Invented purchases, ten a customer, on their way into SQLite: through import and store, and through the driver alone.</summary>
internal sealed class PurchaseStock
{
    private const int PurchasesPerCustomer = 10;
    private const int ChangesAtOnce = 1000;

    private static readonly PurchaseCsvOptions Options = new() { Currency = Currency.Eur, BusinessZone = DateTimeZoneProviders.Tzdb["Europe/Berlin"] };

    private readonly byte[] _csv;
    private readonly Row[] _rows;
    private readonly string[] _customers;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmkit-benchmark-");
    private int _databases;

    public PurchaseStock(int purchases)
    {
        var random = new Random(19);
        var first = new LocalDate(2023, 1, 1);
        _customers = [.. Enumerable.Range(0, Math.Max(1, purchases / PurchasesPerCustomer)).Select(number => string.Create(CultureInfo.InvariantCulture, $"{100_000 + number}"))];
        _rows = new Row[purchases];
        var text = new StringBuilder("customer_id,date,amount,key\n");
        for (var i = 0; i < purchases; i++)
        {
            var day = first.PlusDays(random.Next(1000));
            var key = string.Create(CultureInfo.InvariantCulture, $"inv-{1_000_000 + i}");
            var customer = _customers[random.Next(_customers.Length)];
            var amount = string.Create(CultureInfo.InvariantCulture, $"{random.Next(100)}.{random.Next(10, 100)}");
            _rows[i] = new Row(key, customer, ColumnInstant.From(Options.BusinessZone.AtStartOfDay(day).ToInstant()), DayNumber.From(day), amount);
            text.Append(CultureInfo.InvariantCulture, $"{customer},{LocalDatePattern.Iso.Format(day)},{amount},{key}\n");
        }

        _csv = Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A store on a new file.</summary>
    public Task<SqliteCrmStore> OpenStoreAsync() => SqliteCrmStore.OpenAsync(NextPath());

    /// <summary>Reads the file and commits what it holds.</summary>
    /// <returns>The number of events added.</returns>
    public async Task<int> ImportAsync(SqliteCrmStore store) => (await store.CommitAsync(ChangesAsync(), CommitMode.Apply)).EventsAdded;

    /// <summary>A database with the events' table and its indexes, opened as the store opens its own.</summary>
    public async Task<SqliteConnection> OpenRawAsync()
    {
        var path = NextPath();
        ImmutableArray<string> schema;
        await using (await SqliteCrmStore.OpenAsync(path))
        {
            using var model = Open(path);
            schema = [.. Texts(model, "SELECT sql FROM sqlite_schema WHERE tbl_name = 'crm_event' AND sql IS NOT NULL ORDER BY type = 'index'")];
        }

        var connection = Open(NextPath());
        foreach (var sql in (string[])["PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA secure_delete = ON", "PRAGMA cache_size = -65536", .. schema])
        {
            Execute(connection, sql);
        }

        return connection;
    }

    /// <summary>Inserts ready-made rows: one transaction, one prepared command, its parameters used again.</summary>
    /// <returns>The number of rows inserted.</returns>
    public int InsertRaw(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            """
            INSERT INTO crm_event (key, customer, kind, occurred_at, recorded_at, day, amount, currency)
            VALUES ($key, $customer, $kind, $occurred, $recorded, $day, $amount, $currency)
            """;
        var key = command.Parameters.Add("$key", SqliteType.Text);
        var customer = command.Parameters.Add("$customer", SqliteType.Text);
        command.Parameters.Add("$kind", SqliteType.Integer).Value = 1;
        var occurred = command.Parameters.Add("$occurred", SqliteType.Integer);
        command.Parameters.Add("$recorded", SqliteType.Integer).Value = _rows[0].OccurredAt;
        var day = command.Parameters.Add("$day", SqliteType.Integer);
        var amount = command.Parameters.Add("$amount", SqliteType.Text);
        command.Parameters.Add("$currency", SqliteType.Text).Value = Options.Currency.Code;
        command.Prepare();
        var inserted = 0;
        foreach (var row in _rows)
        {
            key.Value = row.Key;
            customer.Value = row.Customer;
            occurred.Value = row.OccurredAt;
            day.Value = row.Day;
            amount.Value = row.Amount;
            inserted += command.ExecuteNonQuery();
        }

        transaction.Commit();
        return inserted;
    }

    /// <summary>Deletes every file.</summary>
    public void Delete() => _folder.Delete(recursive: true);

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> texts = [];
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    private string NextPath() => Path.Combine(_folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{++_databases}.db"));

    private async IAsyncEnumerable<ChangeSet> ChangesAsync()
    {
        using var stream = new MemoryStream(_csv);
        var events = ImmutableArray.CreateBuilder<TimelineEvent>(ChangesAtOnce);
        await foreach (var purchase in new PurchaseCsvReader(Options).Open(stream, "benchmark.csv"))
        {
            events.Add(purchase);
            if (events.Count == ChangesAtOnce)
            {
                yield return new ChangeSet { Events = events.DrainToImmutable() };
                events.Capacity = ChangesAtOnce;
            }
        }

        yield return new ChangeSet { Events = events.DrainToImmutable() };
    }

    private readonly record struct Row(string Key, string Customer, long OccurredAt, int Day, string Amount);
}
