using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>Changes are taken wholly or not at all.</summary>
internal static class CommitCases
{
    private static readonly ChangeSet Everything = new()
    {
        Customers = [A.Customer("1"), A.Customer("2")],
        Consents = [A.Consent("1")],
        Suppressions = [new Suppression("2", A.Email("2"))],
        Events = [A.Purchase("1", new LocalDate(1997, 9, 1)), A.Purchase("1", new LocalDate(1997, 9, 1))],
    };

    public static IEnumerable<ConformanceCase> All =>
    [
        new("Commit_whose_stream_throws_leaves_nothing", StreamThrowsAsync),
        new("Commit_that_is_cancelled_leaves_nothing", CancelledAsync),
        new("Commit_in_a_dry_run_leaves_nothing_and_reports_the_same", DryRunAsync),
        new("Commit_of_nothing_is_unchanged", NothingAsync),
    ];

    /// <summary>Expects a store that holds some events and nothing else.</summary>
    public static async Task ExpectOnlyAsync(StoreUnderTest test, IEnumerable<TimelineEvent> events, CancellationToken cancellationToken)
    {
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        var recorded = await Expect.AllAsync(test.Store.ReadEventsAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence(events, recorded.Select(item => item.Event), "The events after a commit that failed");
        var customers = await Expect.AllAsync(test.Store.ReadCustomersAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Sequence([], customers, "The customers after a commit that failed");
        var facts = await test.Store.LoadFactsAsync("1", DateTimeZone.Utc, cancellationToken).ConfigureAwait(false);
        Expect.Equal(0, facts.FactsVersion, "The facts version after a commit that failed");
        Expect.Sequence([], facts.Consents.Entries, "The consents after a commit that failed");

        // A suppression shows only beside a contact point, and a second one counts only where the first left nothing.
        var report = await test.Store.CommitAsync(new ChangeSet { Suppressions = [new Suppression("1", A.Email("1")), new Suppression("2", A.Email("2"))] }, cancellationToken).ConfigureAwait(false);
        Expect.Equal(2, report.SuppressionsAdded, "Suppressions added after a commit that failed");
    }

    private static async Task StreamThrowsAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        await Expect.ThrowsAsync<FormatException>(
            () => test.Store.CommitAsync(ThenAsync(static () => throw new FormatException("line 3")), CommitMode.Apply, cancellationToken),
            "A stream that throws").ConfigureAwait(false);
        await ExpectOnlyAsync(test, [], cancellationToken).ConfigureAwait(false);
    }

    private static async Task CancelledAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Expect.ThrowsAsync<OperationCanceledException>(
            () => test.Store.CommitAsync(ThenAsync(stop.Cancel), CommitMode.Apply, stop.Token),
            "A commit that is cancelled when all is read").ConfigureAwait(false);
        await ExpectOnlyAsync(test, [], cancellationToken).ConfigureAwait(false);
    }

    private static async Task DryRunAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var dry = await test.Store.CommitAsync(ThenAsync(static () => { }), CommitMode.DryRun, cancellationToken).ConfigureAwait(false);
        var expected = new CommitReport { CustomersAdded = 2, ConsentsAdded = 1, SuppressionsAdded = 1, EventsAdded = 1, EventsKnown = 1 };
        Expect.Equal(expected, dry, "The report of the dry run");
        await test.ReopenAsync(cancellationToken).ConfigureAwait(false);
        Expect.Equal(null, await test.Store.FindCustomerAsync("1", cancellationToken).ConfigureAwait(false), "A customer after the dry run");
        Expect.Equal(expected, await test.Store.CommitAsync(Everything, cancellationToken).ConfigureAwait(false), "The report of the commit after the dry run");
        var known = new CommitReport { CustomersUnchanged = 2, ConsentsKnown = 1, EventsKnown = 2 };
        Expect.Equal(known, await test.Store.CommitAsync(Everything, cancellationToken).ConfigureAwait(false), "The report of a second commit");
    }

    private static async Task NothingAsync(StoreUnderTest test, CancellationToken cancellationToken)
    {
        var report = await test.Store.CommitAsync(new ChangeSet(), cancellationToken).ConfigureAwait(false);
        Expect.Equal(new CommitReport(), report, "The report of an empty commit");
        var empty = new ChangeSet { Customers = default, Consents = default, Suppressions = default, Events = default };
        Expect.True((await test.Store.CommitAsync(empty, cancellationToken).ConfigureAwait(false)).IsUnchanged, "Default arrays count as empty ones");
    }

    private static async IAsyncEnumerable<ChangeSet> ThenAsync(Action last)
    {
        yield return Everything;
        await Task.Yield();
        last();
    }
}
