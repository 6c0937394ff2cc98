using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>Facts are what the gates need, and their version tells when they changed.</summary>
internal static class FactsCases
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    public static IEnumerable<ConformanceCase> All =>
    [
        new("Facts_version_counts_points_zone_consent_and_suppression_alone", VersionAsync),
        new("Facts_of_an_unknown_customer_are_empty_at_version_zero", UnknownAsync),
        new("Facts_take_the_business_zone_where_the_person_has_none", ZoneAsync),
        new("Facts_read_in_bulk_equal_those_loaded_one_by_one", BulkAsync),
    ];

    private static async Task VersionAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var customer = A.Customer("1") with { ContactPoints = [], Zone = null };
        async Task StepAsync(ChangeSet change, long expected, string what)
        {
            await test.Store.CommitAsync(change, cancellationToken).ConfigureAwait(false);
            var facts = await test.Store.LoadFactsAsync("1", Paris, cancellationToken).ConfigureAwait(false);
            Expect.Equal(expected, facts.FactsVersion, $"The facts version after {what}");
        }

        await StepAsync(new ChangeSet { Customers = [customer] }, 0, "a record without contact point and zone").ConfigureAwait(false);
        customer = customer with { Name = "Another", Language = "fr", Birthday = new AnnualDate(1, 2) };
        await StepAsync(new ChangeSet { Customers = [customer] }, 0, "another name, language and birthday").ConfigureAwait(false);
        customer = customer with { ContactPoints = [A.Email("1"), A.Email("2")] };
        await StepAsync(new ChangeSet { Customers = [customer] }, 1, "new contact points").ConfigureAwait(false);
        customer = customer with { ContactPoints = [A.Email("2"), A.Email("1")] };
        await StepAsync(new ChangeSet { Customers = [customer] }, 2, "another order of contact points").ConfigureAwait(false);
        customer = customer with { Zone = new CustomerZone(Paris, ZoneSource.Place) };
        await StepAsync(new ChangeSet { Customers = [customer] }, 3, "a zone").ConfigureAwait(false);
        customer = customer with { Zone = new CustomerZone(Paris, ZoneSource.Person) };
        await StepAsync(new ChangeSet { Customers = [customer] }, 4, "the same zone from a surer source").ConfigureAwait(false);
        await StepAsync(new ChangeSet { Customers = [customer] }, 4, "the same record again").ConfigureAwait(false);
        await StepAsync(new ChangeSet { Consents = [A.Consent("1")] }, 5, "a statement").ConfigureAwait(false);
        await StepAsync(new ChangeSet { Consents = [A.Consent("1")] }, 5, "the same statement again").ConfigureAwait(false);
        await StepAsync(new ChangeSet { Suppressions = [new Suppression("1", A.Email("2"))] }, 6, "a suppression").ConfigureAwait(false);
        await StepAsync(new ChangeSet { Suppressions = [new Suppression("1", A.Email("2"))] }, 6, "the same suppression again").ConfigureAwait(false);
        await StepAsync(new ChangeSet { Events = [A.Purchase("1", new LocalDate(1997, 9, 9))] }, 6, "a purchase").ConfigureAwait(false);
        await StepAsync(new ChangeSet { Customers = [A.Customer("2")], Consents = [A.Consent("2")] }, 6, "changes of somebody else").ConfigureAwait(false);
    }

    private static async Task UnknownAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var facts = await test.Store.LoadFactsAsync("nobody", Paris, cancellationToken).ConfigureAwait(false);
        Expect.Equal(new CustomerZone(Paris, ZoneSource.Business), facts.Zone, "The zone");
        Expect.Equal((0L, A.Noon, 0), (facts.FactsVersion, facts.ReadAt, facts.Points.Length), "Version, clock and number of contact points");
        var all = await Expect.AllAsync(test.Store.ReadFactsAsync(Paris, cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.True(all.IsEmpty, "A store that knows nobody reads no facts");
    }

    private static async Task ZoneAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var own = A.Customer("1");
        await test.Store.CommitAsync(new ChangeSet { Customers = [own, A.Customer("2") with { Zone = null }] }, cancellationToken).ConfigureAwait(false);
        var zones = (await Expect.AllAsync(test.Store.ReadFactsAsync(Paris, cancellationToken), cancellationToken).ConfigureAwait(false)).Select(facts => facts.Zone);
        Expect.Sequence([own.Zone!.Value, new CustomerZone(Paris, ZoneSource.Business)], zones, "The zones of one who has and one who lacks their own");
    }

    private static async Task BulkAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        string[] people = ["1", "10", "2", "20", "3"];
        await test.Store.CommitAsync(
            new ChangeSet
            {
                Customers = [.. people.Where(id => id != "20").Select(A.Customer)],
                Consents = [.. people.Skip(1).Select(id => A.Consent(id)), A.Consent("2", ConsentState.OptOut, A.Noon)],
                Suppressions = [new Suppression("3", A.Email("3"))],
                Events = [new Touch(new EventKey("t"), "10", A.Noon, new TouchKey("10", "newsletter", "1"), TouchClass.Promotional, Channel.Email)],
            },
            cancellationToken).ConfigureAwait(false);
        await test.Store.EnqueueAsync(A.Plan(people.SelectMany(id => new[] { A.PlannedTouch(id, "2"), A.PlannedTouch(id, "1") })), "test", cancellationToken).ConfigureAwait(false);
        foreach (var claim in await test.Store.ClaimAsync(4, Duration.FromMinutes(1), cancellationToken).ConfigureAwait(false))
        {
            var facts = await test.Store.LoadFactsAsync(claim.Row.Intent.Key.Customer, Paris, cancellationToken).ConfigureAwait(false);
            await test.Store.TryBeginSendingAsync(claim, facts.FactsVersion, cancellationToken).ConfigureAwait(false);
            await test.Store.FinishAsync(claim, OutboxOutcome.Sent, cancellationToken).ConfigureAwait(false);
        }

        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        var bulk = await Expect.AllAsync(test.Store.ReadFactsAsync(Paris, cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence(["1", "10", "2", "3"], bulk.Select(facts => facts.Customer.Value), "The people, which are those with a record");
        foreach (var facts in bulk)
        {
            var one = await test.Store.LoadFactsAsync(facts.Customer, Paris, cancellationToken).ConfigureAwait(false);
            Expect.Equal(Observed.Text(one), Observed.Text(facts), $"The facts of {facts.Customer}");
        }

        Expect.Sequence([2, 3, 0, 0], bulk.Select(facts => facts.Contacts.Length), "Contacts: two sent each, and one touch from outside");
        Expect.Sequence([0, 0, 2, 2], bulk.Select(facts => facts.Commitments.Length), "Commitments");
        Expect.Sequence([0, 0, 0, 1], bulk.Select(facts => facts.Suppressed.Length), "Suppressed contact points");
        Expect.Sequence([0, 1, 2, 1], bulk.Select(facts => facts.Consents.Entries.Count), "Statements");
    }
}
