using CrmKit.Calendars;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;
using Microsoft.Data.Sqlite;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>What a database of a former schema holds is there again after opening it.</summary>
public sealed class SqliteMigrationTests
{
    private const string Content =
        """
        INSERT INTO crm_person (id, facts_version) VALUES ('1', 5), ('2', 0), ('3 "ö"', 1), ('4', 0);
        INSERT INTO crm_customer VALUES
            ('1', 'Zoë "Z" Müller', 'Zoë', 2, 29, 'Europe/Berlin', 2, 'de-AT'),
            ('2', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
            ('3 "ö"', 'Ann', NULL, 12, 1, 'Mars/Olympus', 1, NULL);
        INSERT INTO crm_contact_point VALUES
            ('1', 0, 2, '+49301234567', '+49301234567'), ('1', 1, 1, 'Zoe@example.com', 'zoe@example.com'), ('3 "ö"', 0, 1, '3@example.com', '3@example.com');
        INSERT INTO crm_consent (customer, channel, address, purpose, state, occurred_at, source, recorded_at) VALUES
            ('1', 1, 'Zoe@example.com', 'marketing', 1, 100000000, 'web form', 200000000),
            ('1', 1, 'Zoe@example.com', 'marketing', 2, 150000000, 'letter', 300000000),
            ('2', 1, 'ÉLAN@example.com', 'marketing', 2, 150000000, 'letter', 300000000);
        INSERT INTO crm_suppression VALUES ('{hash}');
        INSERT INTO crm_suppression_key VALUES ('{fingerprint}');
        INSERT INTO crm_event (key, customer, kind, occurred_at, recorded_at, day, amount, currency) VALUES
            ('k2', '2', 1, 86400000000, 250000000, 1, '1.50', 'EUR'), ('k1', '1', 1, 86400000000, 260000000, 1, '7', 'USD');
        INSERT INTO crm_event (key, customer, kind, occurred_at, recorded_at, reason, occurrence, class, channel) VALUES
            ('t', '1', 2, 5000000, 270000000, 'newsletter', '7', 1, 1);
        INSERT INTO crm_outbox VALUES
            ('2', 'occasion.birthday', '1997', 2, 'marketing', 1, '2@example.com', '2@example.com', 900000000000000, '{"code":"occasion.birthday","arguments":[]}',
             'v1', 875707200000000, 1, NULL, 875000000000000, 0, NULL, NULL, NULL),
            ('4', 'cadence.interval-due', '1', 1, 'marketing', 1, '4@example.com', '4@example.com', 900000000000000, '{"code":"cadence.interval-due","arguments":[]}',
             'v1', 875707200000000, 4, NULL, 875000000000000, 1, 875000000000000, NULL, NULL);
        INSERT INTO crm_decision VALUES
            (1, '2', 'occasion.birthday', '1997', 1, '{"code":"occasion.birthday","arguments":[]}', '{"code":"gates.open","arguments":[]}', 'rule', 875000000000000, 0, 'z', 'v1', NULL);
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Database_of_a_former_schema_keeps_all_that_it_holds(int version)
    {
        using var database = new TemporaryDatabase();
        var keys = new RotatingKeyRing();
        var clock = new ManualClock();
        Build(database, version, keys, A.Email("3"));
        await using var store = await database.OpenAsync(clock, keys);

        var zoe = new Customer
        {
            Id = "1",
            Name = "Zoë \"Z\" Müller",
            GivenName = "Zoë",
            ContactPoints = [ContactPoint.Parse(Channel.Sms, "+49301234567"), ContactPoint.Parse(Channel.Email, "Zoe@example.com")],
            Birthday = PartialDate.TryParse("--02-29", out var birthday) ? birthday : null,
            Zone = new CustomerZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"], ZoneSource.Place),
            Language = "de-AT",
        };
        var ann = new Customer { Id = "3 \"ö\"", Name = "Ann", ContactPoints = [A.Email("3")], Birthday = PartialDate.TryParse("--12-01", out var first) ? first : null };
        Assert.Equal([zoe, new Customer { Id = "2" }, ann], await store.ReadCustomersAsync().ToListAsync());
        Assert.True((await store.CommitAsync(new ChangeSet { Customers = [zoe, ann] })).IsUnchanged);
        Assert.Equal(["1"], (await store.FindByPointAsync(A.Email("ZOE"))).Select(id => id.Value));

        Assert.Equal(
            ["k2 2", "k1 1", "t 1"],
            await store.ReadEventsAsync().Select(recorded => $"{recorded.Event.Key} {recorded.Event.Customer}").ToListAsync());
        var purchase = Assert.IsType<Purchase>((await store.ReadEventsAsync("2").SingleAsync()).Event);
        Assert.Equal((new LocalDate(1970, 1, 2), new Money(1.50m, Currency.Eur)), (purchase.Day, purchase.Amount));
        Assert.Equal(TouchKind.Pitch, Assert.IsType<Touch>((await store.ReadEventsAsync("1").LastAsync()).Event).Kind);

        var facts = await store.LoadFactsAsync("1", DateTimeZone.Utc);
        Assert.Equal(5, facts.FactsVersion);
        Assert.Equal([ConsentState.OptIn, ConsentState.OptOut], facts.Consents.Entries.Select(entry => entry.Entry.State));
        Assert.All(facts.Consents.Entries, entry => Assert.Equal((LegalBasis.Consent, ConsentEvidence.Reported, null), (entry.Entry.Basis, entry.Entry.Evidence, entry.Entry.Topic)));
        var suppressed = Assert.Single((await store.LoadFactsAsync(ann.Id, DateTimeZone.Utc)).Suppressed);
        Assert.Equal((A.Email("3"), SuppressionKind.Undeliverable), (suppressed.Point, suppressed.Kind));

        // Addresses are compared as the library folds them, letters beyond ASCII included.
        Assert.Equal("élan@example.com", Scalar(database, "SELECT folded FROM crm_consent WHERE customer = '2'"));
        Assert.Equal(2L, Scalar(database, "SELECT count(*) FROM crm_consent WHERE folded = 'zoe@example.com'"));
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("5") with { ContactPoints = [A.Email("élan"), A.Email("zoe")] }] });
        Assert.Equal(["1", "2"], (await store.LoadFactsAsync("5", DateTimeZone.Utc)).RefusalsAtSharedPoints.Select(refusal => refusal.Entry.Customer.Value));

        var rows = await store.ReadOutboxAsync().ToListAsync();
        Assert.Equal([("2", OutboxState.Due, TouchKind.Care), ("4", OutboxState.Sent, TouchKind.Pitch)], rows.Select(row => (row.Intent.Key.Customer.Value, row.State, row.Intent.Kind)));
        Assert.Equal("2", Assert.Single(await store.ClaimAsync(5, Duration.FromHours(1))).Row.Intent.Key.Customer.Value);
        Assert.All(rows, row => Assert.Equal((null, TouchMoot.Never), (row.Intent.Regards, row.Intent.Moot)));
        var decision = Assert.Single(await store.ReadDecisionsAsync("2").ToListAsync());
        Assert.Equal((null, null), (decision.InForce, decision.ReliedOn));
        Assert.Equal(new LocalDate(1970, 1, 2), (await store.LoadFactsAsync("2", DateTimeZone.Utc)).LastPurchase);

        // Since when a person is known, nobody wrote down: the first recording stands in.
        Assert.Empty(await store.ReadCustomersAsync(ColumnInstant.ToInstant(199_999_999)).Where(customer => customer.Id == "1").ToListAsync());
        Assert.Equal(3, await store.ReadCustomersAsync(ColumnInstant.ToInstant(250_000_000)).CountAsync());
        Assert.Equal("ok", Scalar(database, "PRAGMA integrity_check"));
        Assert.Null(Scalar(database, "PRAGMA foreign_key_check"));
        Assert.Equal(0L, Scalar(database, "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%former'"));
    }

    private static void Build(TemporaryDatabase database, int version, RotatingKeyRing keys, ContactPoint suppressed)
    {
        string[] scripts = ["001-initial.sql", "002-claim-order.sql"];
        foreach (var script in scripts.Take(version))
        {
            Scalar(database, Script(script));
        }

        if (version > 1)
        {
            Scalar(database, "INSERT INTO crm_meta (name, value) VALUES ('schema-version', CAST('2' AS BLOB))");
        }

        var labelled = (byte[])[.. "crmkit suppression key fingerprint\n"u8, .. keys.Keys[0]];
        var fingerprint = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(labelled).AsSpan(0, 16));
        Scalar(database, Content
            .Replace("{hash}", new SuppressionHasher(keys).Hash(suppressed).Hex, StringComparison.Ordinal)
            .Replace("{fingerprint}", fingerprint, StringComparison.Ordinal));
    }

    private static string Script(string name)
    {
        using var stream = typeof(SqliteCrmStore).Assembly.GetManifestResourceStream("Sql/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static object? Scalar(TemporaryDatabase database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
