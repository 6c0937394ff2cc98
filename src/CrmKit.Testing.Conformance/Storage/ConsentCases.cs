using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>What people said is kept, and what must never be used again is recognised.</summary>
internal static class ConsentCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        new("Consents_are_kept_in_the_order_of_recording_and_only_once", OrderAndIdempotenceAsync),
        new("Suppression_survives_a_second_import_of_the_customer", SurvivesImportAsync),
        new("Suppression_is_recognised_after_key_rotation", SurvivesRotationAsync),
        new("Suppression_folds_the_case_of_an_email_address", FoldsCaseAsync),
        new("Suppression_of_a_shared_address_changes_the_facts_of_all_who_share_it", SharedAddressAsync),
        new("Suppression_reaches_a_promised_contact_point_that_the_record_lost", PromisedPointAsync),
    ];

    private static async Task OrderAndIdempotenceAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var optOut = A.Consent("1", ConsentState.OptOut, A.Noon - Duration.FromHours(2));
        var optIn = A.Consent("1", ConsentState.OptIn, A.Noon - Duration.FromHours(3));
        var first = await test.Store.CommitAsync(new ChangeSet { Consents = [optOut, optOut] }, cancellationToken).ConfigureAwait(false);
        Expect.Equal(new CommitReport { ConsentsAdded = 1, ConsentsKnown = 1 }, first, "The same statement twice in one commit");

        var later = test.Clock.Advance(Duration.FromMinutes(5));
        var second = await test.Store.CommitAsync(new ChangeSet { Consents = [optIn, optOut] }, cancellationToken).ConfigureAwait(false);
        Expect.Equal(new CommitReport { ConsentsAdded = 1, ConsentsKnown = 1 }, second, "A statement recorded already");

        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        var facts = await test.Store.LoadFactsAsync("1", DateTimeZone.Utc, cancellationToken).ConfigureAwait(false);
        Expect.Sequence([new(optOut, A.Noon), new RecordedConsent(optIn, later)], facts.Consents.Entries, "The ledger");
        Expect.Equal(2, facts.FactsVersion, "The facts version after two new statements");
    }

    private static async Task SurvivesImportAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var change = new ChangeSet { Customers = [A.Customer("1")], Suppressions = [new Suppression("1", A.Email("1"))] };
        var report = await test.Store.CommitAsync(change, cancellationToken).ConfigureAwait(false);
        Expect.Equal(1, report.SuppressionsAdded, "Suppressions added");

        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        await test.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("1") with { ContactPoints = [] }] }, cancellationToken).ConfigureAwait(false);
        await ExpectSuppressedAsync(test, [], "After the address was taken from the record", cancellationToken).ConfigureAwait(false);
        var again = await test.Store.CommitAsync(change, cancellationToken).ConfigureAwait(false);
        Expect.Equal(0, again.SuppressionsAdded, "Suppressions added at the second import");
        await ExpectSuppressedAsync(test, [A.Email("1")], "After the second import", cancellationToken).ConfigureAwait(false);
    }

    private static async Task SurvivesRotationAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var change = new ChangeSet { Customers = [A.Customer("1")], Suppressions = [new Suppression("1", A.Email("1"))] };
        await test.Store.CommitAsync(change, cancellationToken).ConfigureAwait(false);
        test.Keys.Rotate();
        await ExpectSuppressedAsync(test, [A.Email("1")], "After a rotation while open", cancellationToken).ConfigureAwait(false);
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        await ExpectSuppressedAsync(test, [A.Email("1")], "After a rotation and a reopening", cancellationToken).ConfigureAwait(false);

        var again = await test.Store.CommitAsync(change, cancellationToken).ConfigureAwait(false);
        Expect.True(again.IsUnchanged, "A suppression known under an old key changes nothing");
    }

    private static async Task FoldsCaseAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var typed = A.Email("First.Last");
        await test.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("1") with { ContactPoints = [typed] }] }, cancellationToken).ConfigureAwait(false);
        await test.Store.CommitAsync(new ChangeSet { Suppressions = [new Suppression("other", A.Email("first.last"))] }, cancellationToken).ConfigureAwait(false);
        var facts = await ExpectSuppressedAsync(test, [typed], "The other spelling", cancellationToken).ConfigureAwait(false);
        Expect.Equal(2, facts.FactsVersion, "The facts version of the customer who spells it otherwise");
    }

    private static async Task SharedAddressAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var shared = A.Email("family");
        Customer[] people = [A.Customer("1") with { ContactPoints = [shared] }, A.Customer("2") with { ContactPoints = [shared] }];
        await test.Store.CommitAsync(new ChangeSet { Customers = [.. people, A.Customer("3")] }, cancellationToken).ConfigureAwait(false);
        await test.Store.CommitAsync(new ChangeSet { Suppressions = [new Suppression("1", shared)] }, cancellationToken).ConfigureAwait(false);

        var facts = await Expect.AllAsync(test.Store.ReadFactsAsync(DateTimeZone.Utc, cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence([2L, 2L, 1L], facts.Select(fact => fact.FactsVersion), "The facts versions of two who share the address and one who does not");
        Expect.Sequence([1, 1, 0], facts.Select(fact => fact.Suppressed.Length), "Their suppressed contact points");
    }

    private static async Task PromisedPointAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        await test.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("1")] }, cancellationToken).ConfigureAwait(false);
        await test.Store.EnqueueAsync(A.Plan(A.PlannedTouch("1")), "test", cancellationToken).ConfigureAwait(false);
        await test.Store.CommitAsync(new ChangeSet { Customers = [A.Customer("1") with { ContactPoints = [A.Email("new")] }] }, cancellationToken).ConfigureAwait(false);
        var before = await test.Store.LoadFactsAsync("1", DateTimeZone.Utc, cancellationToken).ConfigureAwait(false);
        await test.Store.CommitAsync(new ChangeSet { Suppressions = [new Suppression("someone else", A.Email("1"))] }, cancellationToken).ConfigureAwait(false);
        var after = await ExpectSuppressedAsync(test, [A.Email("1")], "The point named in a pending row", cancellationToken).ConfigureAwait(false);
        Expect.Equal(before.FactsVersion + 1, after.FactsVersion, "The facts version after the promised point was suppressed");
    }

    private static async Task<GateFacts> ExpectSuppressedAsync(StoreUnderTest test, IEnumerable<ContactPoint> expected, string when, CancellationToken cancellationToken)
    {
        ContactPoint[] points = [.. expected];
        var one = await test.Store.LoadFactsAsync("1", DateTimeZone.Utc, cancellationToken).ConfigureAwait(false);
        Expect.True(one.Suppressed.Select(suppressed => suppressed.Point).SequenceEqual(points), $"{when}, the loaded facts hold exactly the suppressed points");
        var all = await Expect.AllAsync(test.Store.ReadFactsAsync(DateTimeZone.Utc, cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.True(all.Single().Suppressed.Select(suppressed => suppressed.Point).SequenceEqual(points), $"{when}, the facts read in bulk hold exactly the suppressed points");
        return one;
    }
}
