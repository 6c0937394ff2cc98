using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>People are read back as they were given.</summary>
internal static class PeopleCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        new("Customer_with_every_part_reads_back_equal", FullRoundTripAsync),
        new("Customer_with_only_an_id_reads_back_equal", BareRoundTripAsync),
        new("Customers_are_read_in_ordinal_order", OrdinalOrderAsync),
        new("Customer_known_just_so_is_unchanged_and_another_is_replaced", ReplacementAsync),
        new("Customer_with_a_zone_that_no_other_host_finds_is_refused", UnknownZoneAsync),
    ];

    private static async Task FullRoundTripAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var customer = new Customer
        {
            Id = "Ärger/42 – \U0001F600",
            Name = "Zoë Müller-Ōkubo 山田",
            GivenName = "Zoë",
            ContactPoints =
            [
                ContactPoint.Parse(Channel.Sms, "+49 30 1234567"),
                ContactPoint.Parse(Channel.Email, "Zoë.Müller@Example.com"),
                ContactPoint.Parse(Channel.Post, "1 Example Street\n12345 Example"),
            ],
            Birthday = new AnnualDate(2, 29),
            Zone = new CustomerZone(DateTimeZoneProviders.Tzdb["Pacific/Apia"], ZoneSource.Place),
            Language = "de-AT",
        };
        await test.Store.CommitAsync(new ChangeSet { Customers = [customer] }, cancellationToken).ConfigureAwait(false);
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);

        var found = await test.Store.FindCustomerAsync(customer.Id, cancellationToken).ConfigureAwait(false);
        Expect.True(customer.Equals(found), "A customer found by id is equal to the one committed");
        var all = await Expect.AllAsync(test.Store.ReadCustomersAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence([customer], all, "All customers");
    }

    private static async Task BareRoundTripAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var bare = new Customer { Id = "1" };
        await test.Store.CommitAsync(new ChangeSet { Customers = [bare] }, cancellationToken).ConfigureAwait(false);
        Expect.Equal(bare, await test.Store.FindCustomerAsync("1", cancellationToken).ConfigureAwait(false), "A customer without any part");
        Expect.Equal(null, await test.Store.FindCustomerAsync("2", cancellationToken).ConfigureAwait(false), "A customer that was never committed");
    }

    private static async Task OrdinalOrderAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        // In UTF-16 the surrogates of U+1F600 come before U+FF21; in UTF-8, and by code point, after it.
        string[] ids = ["b", "\uFF21", "a", "10", "\U0001F600", "9", "B", "a1", "ä"];
        await test.Store.CommitAsync(new ChangeSet { Customers = [.. ids.Select(id => A.Customer("x") with { Id = id })] }, cancellationToken).ConfigureAwait(false);

        var customers = await Expect.AllAsync(test.Store.ReadCustomersAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence(ids.Order(StringComparer.Ordinal), customers.Select(customer => customer.Id.Value), "Ids of all customers");
        Expect.True(customers.All(customer => customer.ContactPoints.Length == 1), "Each customer has the one contact point committed");
        var facts = await Expect.AllAsync(test.Store.ReadFactsAsync(DateTimeZone.Utc, cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence(ids.Order(StringComparer.Ordinal), facts.Select(fact => fact.Customer.Value), "Ids of all facts");
        Expect.True(facts.All(fact => fact.Points.Length == 1), "The facts of each customer have the one contact point committed");
    }

    private static async Task ReplacementAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var first = A.Customer("1");
        await test.Store.CommitAsync(new ChangeSet { Customers = [first, A.Customer("2")] }, cancellationToken).ConfigureAwait(false);
        var changed = first with { Name = "Another", ContactPoints = [A.Email("new"), A.Email("old")], Language = null };

        var report = await test.Store.CommitAsync(new ChangeSet { Customers = [changed, A.Customer("2"), A.Customer("3")] }, cancellationToken).ConfigureAwait(false);
        Expect.Equal(new CommitReport { CustomersAdded = 1, CustomersChanged = 1, CustomersUnchanged = 1 }, report, "The report of the second commit");
        Expect.Equal(changed, await test.Store.FindCustomerAsync("1", cancellationToken).ConfigureAwait(false), "The replaced customer");
    }

    private static async Task UnknownZoneAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var zone = new CustomerZone(NodaTime.TimeZones.BclDateTimeZone.FromTimeZoneInfo(TimeZoneInfo.CreateCustomTimeZone("Nowhere", TimeSpan.Zero, "Nowhere", "Nowhere")), ZoneSource.Person);
        var change = new ChangeSet { Customers = [A.Customer("1"), A.Customer("2") with { Zone = zone }] };
        await Expect.ThrowsAsync<ArgumentException>(() => test.Store.CommitAsync(change, cancellationToken), "A zone outside the Tzdb provider").ConfigureAwait(false);
        Expect.Equal(null, await test.Store.FindCustomerAsync("1", cancellationToken).ConfigureAwait(false), "The customer before it in the same commit");
    }
}
